"""Moodle XML and QTI from strangers: whatever a file holds, it is read within the limits or refused in one sentence."""

from __future__ import annotations

import io
import socket
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_banks.errors import Refusal
from question_banks.exchange import convert, read_report
from tests.question_banks.exchange.qti_items import (
    MATCHES,
    as_version_3,
    choice,
    constant,
    item,
    package,
    processing,
    put,
    response,
    template,
    weights,
    when,
)
from tests.question_banks.exchange.test_moodle_xml import FILE as MOODLE
from tests.question_banks.exchange.test_qti import MANIFEST, TEST, sound
from tests.question_banks.exchange.test_qti1 import FILE as QUIZ

ABC = {"A": "First", "B": "Second", "C": "Third"}
INLINE = '<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">Why.</feedbackInline>'
RULES = processing(when(MATCHES, put("SCORE", constant(1))), put("F", '<variable identifier="RESPONSE"/>'))
RICH = item(
    response("multiple", "identifier", ["A"], weights({"A": 1, "B": -1}, lowerBound="0")),
    choice(ABC | {"A": f"First {INLINE}"}, maxChoices="0"),
    RULES,
)
NUMBER = item(
    response("single", "float", ["10"]),
    '<p>N <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
    processing(when('<equal toleranceMode="absolute" tolerance="1"><variable identifier="RESPONSE"/>'
                    '<correct identifier="RESPONSE"/></equal>', put("SCORE", constant(1)))),
)  # fmt: skip
FILES = {
    "moodle": MOODLE,
    "qti2": RICH.encode(),
    "number": NUMBER.encode(),
    "qti3": as_version_3(RICH).encode(),
}
FILES["qti1"] = QUIZ.encode()
SPLICED = (
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"<a>",
        b"</p>",
        b"&lt;",
        b"1e400",
        b"-1",
        b"nan",
        b"\xff",
        b"\0",
        b"<!--",
        b"]]>",
    ),
    *(
        b"*",
        b"true",
        b"multiple",
        b"ordered",
        b"float",
        b"0",
        b"RESPONSE",
        b"qti-",
        b"<value/>",
        b"&#x1F;",
        b" ",
    ),
)
PIECES = st.sampled_from(SPLICED) | st.binary(max_size=4)


def read_or_refused(data):
    """Read with every question accounted for, or refused in one sentence; nothing else is raised."""
    try:
        bank, report = read_report(data)
    except Refusal:
        return None
    assert report["taken"] == len(bank.questions)
    assert all(
        one["where"] and one["what"] and one["why"].endswith((".", "?", "!", "…"))
        for one in report["left_out"]
    )
    return report


def mutated(data, cuts):
    for start, length, put_in in cuts:
        place = start % (len(data) + 1)
        data = data[:place] + put_in + data[place + length :]
    return data


CUTS = st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 12), PIECES), min_size=1, max_size=4)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(FILES)), cuts=CUTS)
def test_mutated_files_are_read_or_refused(name, cuts):
    read_or_refused(mutated(FILES[name], cuts))


PACKAGE = {
    "imsmanifest.xml": MANIFEST,
    "tests/test.xml": TEST,
    "items/a.xml": sound("a"),
    "items/b.xml": RICH,
}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(PACKAGE)), cuts=CUTS)
def test_packages_with_mutated_files_are_read_or_refused(name, cuts):
    read_or_refused(package(PACKAGE | {name: mutated(PACKAGE[name].encode(), cuts)}))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(cuts=CUTS)
def test_mutated_zip_files_are_read_or_refused(cuts):
    read_or_refused(mutated(package(PACKAGE), cuts))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(form=st.sampled_from(["moodle-xml", "qti2", "qti3"]), cuts=CUTS)
def test_what_is_carried_along_may_be_mutated_too(form, cuts):
    data, _ = convert(MOODLE, "x.json", form)
    if form == "moodle-xml":
        read_or_refused(
            mutated(data, [(start + data.find(b"carried"), cut, put_in) for start, cut, put_in in cuts])
        )
        return
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    manifest = files["imsmanifest.xml"]
    cuts = [(start + manifest.find(b"carried"), cut, put_in) for start, cut, put_in in cuts]
    read_or_refused(package(files | {"imsmanifest.xml": mutated(manifest, cuts)}))


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*arguments, **more):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


BOMB = '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ENTITIES = "The XML declares entities of its own, which no question bank needs."


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE])
@pytest.mark.parametrize(
    "body", ["<quiz>&a;</quiz>", RICH.replace("First", "&a;"), "<questestinterop>&a;</questestinterop>"]
)
def test_entities_are_refused(doctype, body):
    with pytest.raises(Refusal, match=ENTITIES):
        read_report(f"{doctype}{body}".encode())


@pytest.mark.usefixtures("no_network")
def test_entities_in_a_package_are_refused_whole():
    with pytest.raises(Refusal, match=f"^In items/x.xml: {ENTITIES}"):
        read_report(package(PACKAGE | {"items/x.xml": OUTSIDE + RICH.replace("First", "&a;")}))


@pytest.mark.usefixtures("no_network")
def test_a_dtd_elsewhere_is_not_fetched():
    doctype = '<!DOCTYPE questestinterop SYSTEM "http://elsewhere.example/q.dtd">'
    assert read_report((doctype + RICH).encode())[1]["taken"] == 1


@pytest.mark.parametrize(
    "name", ["../items/x.xml", "/items/x.xml", "items/../../x.xml", "..\\x.xml", "C:/x.xml"]
)
def test_names_that_lead_out_of_the_zip_are_refused(name):
    with pytest.raises(Refusal):
        read_report(package(PACKAGE | {name: sound("x")}))


@pytest.mark.parametrize(
    "address", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://a.example/"]
)
def test_addresses_that_lead_out_of_the_zip_lead_nowhere(address):
    stimulus = f'<assessmentStimulusRef identifier="s" href="{address}"/>'
    page = f'<object type="text/html" data="{address}"/>'
    text = item(
        response("single", "identifier", ["A"]) + stimulus, page + choice(ABC), template("match_correct")
    )
    _, report = read_report(package({"items/a.xml": text}))
    assert report["left_out"][0]["why"] == "It needs an embedded object, which a question here cannot show."


def test_a_zip_bomb_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.xml", b"<assessmentItem>" + b" " * 70_000_000)
    with pytest.raises(Refusal):
        read_report(held.getvalue())


def deep(levels):
    return item(
        response("single", "identifier", ["A"]), "<div>" * levels + "x" + "</div>" * levels + choice(ABC)
    )


def test_deep_nesting_is_refused():
    assert read_report(deep(80).encode())[1]["taken"] == 1
    with pytest.raises(Refusal, match="nested too deeply"):
        read_report(deep(200).encode())


def many_choices(count, cardinality="single"):
    names = {f"C{number}": str(number) for number in range(count)}
    return item(
        response(cardinality, "identifier", ["C1"], weights(names)), choice(names), template("map_response")
    )


def many_rows(count):
    label = '<response_label ident="{0}"><material><mattext>{0}</mattext></material></response_label>'
    labels = "".join(label.format(one) for one in range(count))
    rows = "".join(
        f'<response_lid ident="r{row}"><material><mattext>Row</mattext></material>'
        f"<render_choice>{labels}</render_choice></response_lid>"
        for row in range(count)
    )
    test = '<conditionvar><varequal respident="r1">1</varequal></conditionvar>'
    conditions = f"<respcondition>{test}<setvar>1</setvar></respcondition>" * count
    return (
        f"<questestinterop><item><presentation>{rows}</presentation>"
        f"<resprocessing>{conditions}</resprocessing></item></questestinterop>"
    )


LONG = {
    "many choices": lambda: many_choices(60_000).encode(),
    "long marking": lambda: item(
        response("multiple", "identifier"),
        choice({f"C{number}": str(number) for number in range(300)}, maxChoices="0"),
        processing(when(f"<match><variable identifier='RESPONSE'/>{constant('C1')}</match>") * 60_000),
    ).encode(),
    "many weights": lambda: item(
        response("single", "string", ["w1"], weights({f"w{number}": 1 for number in range(60_000)})),
        '<p>N <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
        template("map_response"),
    ).encode(),
    "many parts of a scenario": lambda: (
        '<quiz><question type="essay"><questiontext format="html"><text>'
        + '&lt;div class="foursteps-scenario"&gt;' * 100_000
        + "</text></questiontext></question></quiz>"
    ).encode(),
    "many rows": lambda: many_rows(200).encode(),
    "many references": lambda: package(
        {"imsmanifest.xml": f"<manifest><resources>{'<resource href=''no.xml''/>' * 3}</resources></manifest>"}
        | {f"i/q{number}.xml": sound(f"q{number}") for number in range(1_000)}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_what_is_written_to_take_long_does_not(name):
    data = LONG[name]()
    started = time.process_time()
    read_or_refused(data)
    assert time.process_time() - started < 10


def test_nothing_of_the_file_is_repeated_as_markup():
    title = "&lt;script&gt;alert(1)&lt;/script&gt;\u202e"
    _, report = read_report(item("", "<p>Read.</p>", title=title).encode())
    assert report["left_out"][0]["what"] == "item: ‹script›alert(1)‹/script›"


def test_a_tag_without_end_is_refused_before_its_attributes_fill_the_memory():
    attributes = b"".join(b" a%d='1'" % number for number in range(700_000))
    with pytest.raises(Refusal, match="The XML has a tag or a comment of more than 5 MB"):
        read_report(b"<quiz" + attributes + b"/>")


def test_long_texts_are_no_long_tags():
    _bank, report = read_report(
        MOODLE.replace(b"</quiz>", b"<!-- " + b"x" * 4_000_000 + b" -->" + b"</quiz>")
    )
    there = b"<question type='x'><text><![CDATA[" + b"x" * 9_000_000 + b"]]></text></question></quiz>"
    assert read_report(MOODLE.replace(b"</quiz>", there))[1]["taken"] == report["taken"]
