"""What every reader and writer builds on: safe XML, safe zips, plain text out of HTML, keys, and the account."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.characters import is_key
from question_banks.errors import Refusal
from question_banks.exchange import (
    FORMATS,
    Keys,
    Source,
    Taking,
    as_html,
    letter,
    plain,
    question,
    shown,
    write_bank,
)
from question_banks.exchange.account import report_of
from question_banks.exchange.categories import path_of, title_of
from question_banks.exchange.decoding import decode, encode
from question_banks.exchange.html_text import is_marked_up, unescaped
from question_banks.exchange.limits import MOST_QUESTIONS
from question_banks.exchange.numbers import NotANumber, decimal, number_key, written
from question_banks.exchange.registry import format_to_write, told
from question_banks.exchange.xml_text import child, child_text, children, local, namespace, parsed
from question_banks.exchange.zips import SafeZip
from question_banks.model import Kind, NumberKey
from tests.question_banks.tiny import tiny_bank

SAYS = [
    ("<p>One &amp;amp; two</p><p>Three<br>four</p>", "One &amp; two\n\nThree\nfour"),
    ("a < b and 3 > 2", "a < b and 3 > 2"),
    ("<ol><li>x</li><li>y</li></ol><ul><li>z</li></ul>", "1. x\n2. y\n\n• z"),
    ("10<sup>3</sup>, H<sub>2</sub>O, x<sup>ab</sup>", "10³, H₂O, x^(ab)"),
    ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>", "a | b\nc | d"),
    ('<a href="https://x.example/">see</a>', "see (https://x.example/)"),
    ('<a href="https://y.example/">https://y.example/</a>', "https://y.example/"),
    ("<!-- no -->yes<!-- never closed", "yes"),
    ("<pre>a\n  b</pre>", "a\n  b"),
    ("  much \n\n space  ", "much space"),
    ("100&nbsp;km, so&nbsp; far&nbsp;", "100\xa0km, so far"),
    ("&#99999999999999; &lt;b&gt; &copy &#x41;", "&#99999999999999; <b> © A"),
    ("<style>p {}</style><script>alert(1)</script>Hello", "Hello"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), SAYS)
def test_html_says_as_plain_text_what_a_browser_shows(html, text):
    assert plain(html).text == text


def test_what_no_text_can_say_is_named_once():
    found = plain('<img src="a" alt="a > b"><img><audio></audio><script></script><math><mi>x</mi></math>')
    assert found.text == "[a > b] x"
    assert found.lost == ("a picture", "a sound", "a script", "a formula")


TIDY = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1)


@settings(max_examples=100)
@given(lines=st.lists(st.lists(TIDY, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3))
def test_plain_text_goes_through_html_and_comes_back(lines):
    text = "\n".join(lines)
    assert plain(as_html(text)).text == text


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(["<", ">", "<a", '"', "'", "<!--", "-->", "&#", "&amp;", "</", "/>", "x", " "])
    ).map("".join)
)
def test_any_html_is_read(text):
    assert isinstance(plain(text).text, str)
    assert isinstance(unescaped(text), str)


@pytest.mark.parametrize(
    ("text", "is_it"), [("a <b>c</b>", True), ("a &lt; b", True), ("1 < 2 & 3", False), ("a <3 b", False)]
)
def test_text_that_does_not_say_what_it_is_looks_like_html_or_not(text, is_it):
    assert is_marked_up(text) is is_it


def test_long_html_is_read_as_far_as_a_text_can_be_and_a_picture_within_it_takes_no_room():
    inside = f'<p>Before <img src="data:image/png;base64,{"A" * 2_000_000}" alt="a map"> behind</p>'
    assert plain(inside).text == "Before [a map] behind"
    assert plain("<b>x</b>" * 200_000).lost == ("more than a million characters",)


def test_xml_is_read_with_its_lines_whatever_its_namespaces():
    root = parsed(b'<?xml version="1.0"?><q xmlns="urn:a">\n<t>x<b>y</b></t>\n<u/></q>')
    assert (local(root), namespace(root), [local(one) for one in root]) == ("q", "urn:a", ["t", "u"])
    assert (child_text(root, "t"), child_text(root, "z"), child(root, "z")) == ("xy", "", None)
    assert [one.line for one in children(root, "t", "u")] == [2, 3]


def test_a_dtd_is_not_fetched_and_the_letters_of_html_are_known():
    root = parsed(b'<!DOCTYPE q SYSTEM "http://127.0.0.1:1/x.dtd"><q>caf&eacute;</q>')
    assert root.text == "café"


ENTITIES = "The XML declares entities of its own, which no question bank needs."
BAD_XML = [
    (b"<q>", "The XML is broken at line 1, column 4."),
    (b"<q>&unknown;</q>", "The XML is broken at line 1, column 4."),
    (b'<!DOCTYPE q [<!ENTITY a "b">]><q>&a;</q>', ENTITIES),
    (b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><q>&a;</q>', ENTITIES),
    (b'<!DOCTYPE q [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><q/>', ENTITIES),
    (b"<a>" * 101, "The XML is nested too deeply to be a question bank."),
    (b'<?xml version="1.0" encoding="klingon"?><q/>', "The XML is in an encoding that cannot be read."),
    (b"<q>" + b"<a b=''/>" * 250_001 + b"</q>", "The XML has more than 500,000 elements, which no question bank has."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), BAD_XML, ids=range(len(BAD_XML)))
def test_xml_that_is_broken_or_attacks_is_refused(data, sentence):
    with pytest.raises(Refusal) as refusal:
        parsed(data)
    assert str(refusal.value) == sentence


def test_xml_that_claims_utf8_and_is_windows_1252_is_read_and_told():
    source = Source('<?xml version="1.0" encoding="UTF-8"?><q>café</q>'.encode("cp1252"))
    assert source.xml.text == "café"
    assert source.notes[0]["what"].startswith("It was read as Windows-1252 text, such as “café”")


def test_xml_that_says_its_encoding_is_believed():
    assert (
        Source('<?xml version="1.0" encoding="windows-1252"?><q>café</q>'.encode("cp1252")).xml.text == "café"
    )


def packed(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_is_read_by_name_whatever_its_case():
    found = SafeZip(packed(("a/B.xml", b"x"), ("c.xml", b"y"), ("d/", b"")))
    assert (found.names, found.find("A/b.XML"), found.find("e")) == (("a/B.xml", "c.xml"), "a/B.xml", None)
    assert found.read("a/B.xml") == b"x"
    with pytest.raises(Refusal, match="lacks a file"):
        found.read("e")


OUTSIDE = "The zip file names a place outside itself, which no honest one does."


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "..\\x", "C:/x", "\\x"])
def test_a_zip_that_names_a_place_outside_is_refused(name):
    with pytest.raises(Refusal) as refusal:
        SafeZip(packed((name, b"x")))
    assert str(refusal.value) == OUTSIDE


def test_a_zip_that_holds_too_much_is_refused_before_it_is_unpacked():
    bomb = SafeZip(packed(("a", b"0" * 41_000_000), ("b", b"0" * 30_000_000), ("c", b"0" * 30_000_000)))
    with pytest.raises(Refusal, match="holds more than 40 MB"):
        bomb.read("a")
    assert len(bomb.read("b")) == 30_000_000
    with pytest.raises(Refusal, match="holds more than 40 MB"):
        bomb.read("c")


def test_a_zip_that_is_locked_or_names_a_file_twice_is_refused():
    data = bytearray(packed(("a", b"x")))
    start = data.rindex(b"PK\x01\x02")
    data[start + 8] |= 1
    with pytest.raises(Refusal, match="locked with a password"):
        SafeZip(bytes(data))
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed(("a", b"x"), ("a", b"y"))
    with pytest.raises(Refusal, match="one of its files twice"):
        SafeZip(twice)


@settings(max_examples=200, deadline=None)
@given(start=st.integers(0, 300), cut=st.integers(0, 9), put=st.binary(max_size=9))
def test_any_zip_is_read_or_refused(start, cut, put):
    data = packed(("a.xml", b"<quiz/>" * 9), ("b/c.txt", b"x"))
    try:
        found = SafeZip(data[:start] + put + data[start + cut :])
        for name in found.names:
            found.read(name)
    except Refusal:
        return


@settings(max_examples=200)
@given(texts=st.lists(st.text(max_size=80), max_size=8))
def test_keys_are_keys_and_different(texts):
    keys = Keys()
    made = [keys.unique(text, "question") for text in texts]
    assert all(map(is_key, made))
    assert len(set(made)) == len(made)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("What is neglect?", "what-is-neglect"),
        ("Größe & Maß", "grosse-mass"),
        ("日本", "question"),
        ("a-1", "a-1"),
        ("a" * 64, "a" * 64),
    ],
)
def test_keys_come_of_words(text, key):
    assert Keys().unique(text, "question") == key


def test_letters_go_on_after_the_alphabet():
    assert [letter(place) for place in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


def test_what_is_shown_of_a_file_is_harmless():
    assert shown("<script>\x1b[31m&`\u202ered\0\n  x") == "‹script› [31m+' red x"
    assert shown("word " * 30) == "word " * 11 + "word…"


@pytest.mark.parametrize(("path", "title"), [
    ("$course$/top/Neglect/Signs", "Neglect / Signs"), ("$system$/Default for A//B", "Default for A/B"), ("top", ""),
    ("", ""), ("a", "a"), ("$course$", ""), ("Top/ a / b ", "a / b"),
])  # fmt: skip
def test_paths_of_categories_become_titles(path, title):
    assert title_of(path) == title
    assert title_of(path_of(title)) == title


@given(
    title=st.text(max_size=20).map(lambda text: " ".join(text.split())).filter(lambda text: "$" not in text)
)
def test_titles_become_paths_and_come_back(title):
    assert title_of(path_of(title)) == title


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_is_encoded_is_decoded_as_it_was(text):
    assert decode(encode(text)).text == text


def test_text_that_was_encoded_twice_is_put_right_and_told():
    found = decode("Le café “noir”".encode().decode("latin-1").encode("utf-8"))
    assert "caf" in found.text
    found = decode("Le café".encode().decode("cp1252").encode())
    assert (found.text, found.note.split(",")[0]) == (
        "Le café",
        "It had been encoded twice and was put right",
    )


@pytest.mark.parametrize(("text", "number"), [
    ("1822", "1822"), ("-1.5", "-1.5"), ("1,5", "1.5"), ("\u22122", "-2"), ("1 250,5", "1250.5"), (".5", "0.5"),
    ("1e3", "1000"),
])  # fmt: skip
def test_numbers_as_people_write_them(text, number):
    assert written(float(decimal(text))) == number


@pytest.mark.parametrize("text", ["", "x", "1,822", "1.2.3", "--1", "1e9999", "٣", "1/2", "NaN", "inf"])
def test_what_is_no_number_or_may_be_two(text):
    with pytest.raises(NotANumber):
        decimal(text)


def test_ranges_become_a_number_and_its_tolerance():
    assert number_key(low="3.142", high="3.141") == NumberKey(3.1415, 0.0005)


def test_the_account_names_what_the_door_does_not_let_through():
    taking = Taking(Source(b"x"))
    assert taking.add(question("a", Kind.LONG_TEXT, "Good"), "line 1")
    assert not taking.add(question("b", Kind.LONG_TEXT, "x" * 10_001), "line 2")
    found = taking.taken()
    assert [one.key for one in found.bank.questions] == ["a"]
    assert (
        found.left_out[0]["why"] == "The question does not fit: stem must be at most 10,000 characters long."
    )


def test_a_file_with_too_many_questions_is_refused_whole():
    taking = Taking(Source(b"x"))
    for place in range(MOST_QUESTIONS):
        taking.leave_out(f"line {place}", "x", "y")
    with pytest.raises(Refusal, match="more than 3,000 questions"):
        taking.leave_out("line 3001", "x", "y")


def test_too_many_notes_are_counted():
    taking = Taking(Source(b"x"))
    taking.add(question("a", Kind.LONG_TEXT, "Good"), "line 1")
    for place in range(1_200):
        taking.note(f"line {place}", "x")
    notes = taking.taken().notes
    assert (len(notes), notes[-1]["what"]) == (1_001, "There are 200 more notes of this sort.")


def test_what_is_read_and_not_written_counts_as_left_out():
    bank = tiny_bank("sound")
    form = format_to_write("a.aiken")
    written_bank = form.write(bank)
    report = report_of("toml", told(Source(_toml())).read(Source(_toml())), written_bank)
    assert report["taken"] + len(report["left_out"]) == len(bank.questions)


def _toml():
    return format_to_write("a.toml").write(tiny_bank("sound")).data


def test_formats_have_names_of_their_own_and_each_written_file_is_told_as_what_it_is():
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    bank = tiny_bank("single")
    for form in FORMATS:
        if form.write is not None:
            family = told(Source(write_bank(bank, form).data))
            assert family.write is not None
            assert family.title.split()[0] == form.title.split()[0]


def test_a_format_is_chosen_by_name_where_the_ending_does_not_say():
    assert format_to_write("a.txt").name == "gift"
    assert format_to_write("a.txt", "aiken").name == "aiken"
    with pytest.raises(Refusal, match="The format to write must be one of toml, json"):
        format_to_write("a.txt", "limesurvey")
