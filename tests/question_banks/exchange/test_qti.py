"""QTI 2 and 3: items are read for what their marking does, whoever wrote it; packages in their order."""

from __future__ import annotations

import pytest

from question_banks.errors import Refusal
from question_banks.exchange import read_report
from question_banks.model import Accepted, Kind, NumberKey, Option, Row
from tests.question_banks.exchange.qti_items import (
    MATCHES,
    RESPONSE,
    RIGHT,
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

ABC = {"A": "First", "B": "Second", "C": "Third"}
BOTH = pytest.mark.parametrize("version", ["qti2", "qti3"])


def read(text, version="qti2"):
    bank, report = read_report((as_version_3(text) if version == "qti3" else text).encode())
    assert report["format"] == version
    return bank, report


def only(text, version="qti2"):
    bank, report = read(text, version)
    assert report["left_out"] == []
    return bank.questions[0], [note["what"] for note in report["notes"]]


def why_not(text):
    _, report = read(text)
    assert report["taken"] == 0
    return report["left_out"][0]["why"]


def marked(found):
    return [(option.right, option.credit) for option in found.options]


@BOTH
def test_one_choice_by_the_standard_template(version):
    text = item(response("single", "identifier", ["B"]), choice(ABC), template("match_correct"))
    found, notes = only(text, version)
    assert (found.key, found.kind, found.stem, found.marks) == ("q-1", Kind.SINGLE, "Which?", 1)
    assert found.options == (Option("a", "First"), Option("b", "Second", True), Option("c", "Third"))
    assert notes == []


@BOTH
def test_weights_become_credits_and_the_best_of_them_the_marks(version):
    mapping = weights({"A": 2, "B": 0.5, "C": -1})
    text = item(response("single", "identifier", ["A"], mapping), choice(ABC), template("map_response"))
    found, _ = only(text, version)
    assert (found.marks, marked(found)) == (2, [(True, None), (False, 25), (False, -50)])


@BOTH
def test_several_choices_are_marked_one_by_one_below_what_no_one_falls(version):
    mapping = weights({"A": 1, "B": 1, "C": -2}, lowerBound="0", upperBound="2")
    body = choice(ABC, maxChoices="0", shuffle="true")
    found, _ = only(
        item(response("multiple", "identifier", ["A", "B"], mapping), body, template("map_response")), version
    )
    assert (found.kind, found.marks, found.shuffle) == (Kind.SEVERAL, 2, True)
    assert marked(found) == [(True, 50), (True, 50), (False, -100)]


@BOTH
def test_several_choices_that_must_all_be_right_are_told_of(version):
    body = choice(ABC, minChoices="2", maxChoices="2")
    found, notes = only(
        item(response("multiple", "identifier", ["A", "C"]), body, template("match_correct")), version
    )
    assert (marked(found), found.choose) == ([(True, None), (False, None), (True, None)], 2)
    assert notes == [
        "It gave marks only when wholly right; here an answer that is right in part earns a part."
    ]


def test_hand_written_marking_is_carried_out_whatever_it_declares():
    rules = processing(
        when(f"<match>{RESPONSE}{constant('C', 'identifier')}</match>", put("SCORE", constant(4)),
             otherwise=when(f"<member>{RESPONSE}<multiple>{constant('A', 'identifier')}</multiple></member>",
                            put("SCORE", "<divide>" + constant(4) + constant(2) + "</divide>")))
    )  # fmt: skip
    found, _ = only(item(response("single", "identifier"), choice(ABC), rules))
    assert (found.marks, marked(found)) == (4, [(False, 50), (False, None), (True, None)])


def test_an_answer_set_written_in_the_marking_is_the_right_one():
    wanted = f"<match>{RESPONSE}<multiple>{constant('B', 'identifier')}{constant('A', 'identifier')}</multiple></match>"
    rules = processing(when(wanted, put("SCORE", constant(1))))
    found, _ = only(item(response("multiple", "identifier"), choice(ABC, maxChoices="0"), rules))
    assert [option.right for option in found.options] == [True, True, False]


def test_a_choice_without_a_key_is_a_question_of_a_survey():
    found, notes = only(item(response("single", "identifier"), choice(ABC)))
    assert (found.family, [option.right for option in found.options], notes) == ("reaction", [False] * 3, [])


@BOTH
@pytest.mark.parametrize("right", ["T", "F"])
def test_true_and_false_make_a_true_false_question(version, right):
    body = choice({"T": "True", "F": "False"})
    found, _ = only(item(response("single", "identifier", [right]), body, template("match_correct")), version)
    assert (found.kind, found.answer, found.options) == (Kind.TRUE_FALSE, right == "T", ())


@BOTH
def test_feedback_is_told_apart_by_who_is_shown_it(version):
    inline = (
        '<feedbackInline outcomeIdentifier="FEEDBACK" identifier="B" showHide="show">Nearly.</feedbackInline>'
    )
    told = (("A", "show", "Well done."), ("never", "hide", "Read the law."))
    shown = (
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{}" showHide="{}"><p>{}</p></modalFeedback>'
    )
    modal = "".join(shown.format(*one) for one in told)
    rules = processing(when(MATCHES, put("SCORE", constant(1))), put("FEEDBACK", RESPONSE))
    declared = response("single", "identifier", ["A"])
    declared += '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'
    found, notes = only(item(declared, choice(ABC | {"B": f"Second {inline}"}), rules, modal), version)
    assert [option.feedback for option in found.options] == ["Well done.", "Nearly.", ""]
    assert [option.text for option in found.options] == ["First", "Second", "Third"]
    assert (found.feedback, notes) == ("Read the law.", [])


@BOTH
def test_a_short_text_has_what_is_accepted_and_whether_capitals_matter(version):
    mapping = weights({"York": 1, "york": 0.5})
    body = '<p>The sun of <textEntryInteraction responseIdentifier="RESPONSE"/> shone.</p>'
    found, _ = only(
        item(response("single", "string", ["York"], mapping), body, template("map_response")), version
    )
    assert (found.kind, found.stem) == (Kind.SHORT_TEXT, "The sun of _____ shone.")
    assert (found.accepted, found.case_matters) == ((Accepted("York"), Accepted("york", 50)), True)


def test_a_star_in_an_accepted_text_is_a_star():
    mapping = '<mapping><mapEntry mapKey="a*b" mappedValue="1" caseSensitive="false"/></mapping>'
    body = '<p>Say <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    found, _ = only(item(response("single", "string", ["a*b"], mapping), body, template("map_response")))
    assert (found.accepted, found.case_matters) == ((Accepted("a\\*b"),), False)


@pytest.mark.parametrize(
    ("test", "numbers"),
    [
        (f"<match>{RESPONSE}{RIGHT}</match>", (NumberKey(10),)),
        (f'<equal toleranceMode="absolute" tolerance="0.5">{RESPONSE}{RIGHT}</equal>', (NumberKey(10, 0.5),)),
        (f'<equal toleranceMode="absolute" tolerance="1 3">{RESPONSE}{RIGHT}</equal>', (NumberKey(11, 2),)),
        (f'<equal toleranceMode="relative" tolerance="10">{RESPONSE}{RIGHT}</equal>', (NumberKey(10, 1),)),
        (
            f'<equalRounded roundingMode="decimalPlaces" figures="1">{RESPONSE}{constant(10.12)}</equalRounded>',
            (NumberKey(10.1, 0.05),),
        ),
        (
            f"<and><gte>{RESPONSE}{constant(5)}</gte><lte>{RESPONSE}{constant(8)}</lte></and>",
            (NumberKey(6.5, 1.5),),
        ),
        (
            f"<or><match>{RESPONSE}{constant(1)}</match><match>{RESPONSE}{constant(3)}</match></or>",
            (NumberKey(1), NumberKey(3)),
        ),
    ],
)
def test_numbers_are_right_between_the_ends_that_the_marking_names(test, numbers):
    body = '<p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    found, notes = only(
        item(response("single", "float", ["10"]), body, processing(when(test, put("SCORE", constant(1)))))
    )
    assert (found.kind, found.stem, found.numbers, notes) == (Kind.NUMBER, "How many?", numbers, [])


def test_a_number_without_an_upper_end_is_told_of():
    body = '<p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    rules = processing(when(f"<gt>{RESPONSE}{constant(5)}</gt>", put("SCORE", constant(1))))
    found, notes = only(item(response("single", "float", ["6"]), body, rules))
    assert found.numbers == (NumberKey(6),)
    assert notes == [
        "Its marking takes every number above or below some other, so only what it declares as right was taken."
    ]


@BOTH
def test_an_order_is_the_declared_one(version):
    body = choice(ABC).replace("choiceInteraction", "orderInteraction").replace(' maxChoices="1"', "")
    found, notes = only(
        item(response("ordered", "identifier", "CAB"), body, template("match_correct")), version
    )
    assert (found.kind, [option.text for option in found.options]) == (
        Kind.ORDERING,
        ["Third", "First", "Second"],
    )
    assert len(notes) == 1


def matching(rows, options, **attributes):
    def one_set(names):
        return "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="1">{name}!</simpleAssociableChoice>'
            for name in names
        )

    return (
        '<p>Match.</p><matchInteraction responseIdentifier="RESPONSE" shuffle="true">'
        f"<simpleMatchSet>{one_set(rows)}</simpleMatchSet><simpleMatchSet>{one_set(options)}</simpleMatchSet>"
        "</matchInteraction>"
    )


@BOTH
def test_each_row_is_matched_to_its_one_right_option(version):
    mapping = weights({"x P": 1, "y Q": 1, "z P": 1})
    declared = response("multiple", "directedPair", ["x P", "y Q", "z P"], mapping)
    found, notes = only(item(declared, matching("xyz", "PQR"), template("map_response")), version)
    assert (found.kind, found.marks, found.shuffle, notes) == (Kind.MATCHING, 3, True, [])
    assert found.options == (Option("a", "P!"), Option("b", "Q!"), Option("c", "R!"))
    assert [(row.text, row.answer) for row in found.rows] == [("x!", "a"), ("y!", "b"), ("z!", "a")]


def test_the_second_list_may_be_the_rows():
    declared = response("multiple", "directedPair", ["x P", "x Q", "y R"])
    found, _ = only(item(declared, matching("xy", "PQR"), template("match_correct")))
    assert [row.text for row in found.rows] == ["P!", "Q!", "R!"]


def test_rows_with_several_right_options_are_left_out():
    declared = response("multiple", "directedPair", ["x P", "x Q", "y P"])
    text = item(declared, matching("xy", "PQ"), template("match_correct"))
    assert why_not(text) == "Its rows do not each have exactly one right answer, which ours must."


def test_a_matching_without_a_key_is_a_list_of_statements():
    bank, _ = read(item(response("multiple", "directedPair"), matching("xyz", "PQ")))
    found = bank.questions[0]
    assert (found.kind, found.rows) == (Kind.STATEMENTS, (Row("x", "x!"), Row("y", "y!"), Row("z", "z!")))
    assert [point.text for point in bank.scales_by_key[found.scale].points] == ["P!", "Q!"]


def test_pairs_in_one_list_are_asked_as_rows():
    choices = "".join(
        f'<simpleAssociableChoice identifier="{name}">{name}!</simpleAssociableChoice>' for name in "ABCD"
    )
    body = f'<p>Pair.</p><associateInteraction responseIdentifier="RESPONSE">{choices}</associateInteraction>'
    found, notes = only(item(response("multiple", "pair", ["A D", "C B"]), body, template("match_correct")))
    assert [row.text for row in found.rows] == ["A!", "B!"]
    assert "It asked to find pairs in one list; here one of each pair is given." in notes


def test_a_long_text_and_the_slider_of_confidence():
    long_text = '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Why?</prompt></extendedTextInteraction>'
    found, _ = only(item(response("single", "string"), long_text))
    assert (found.kind, found.stem) == (Kind.LONG_TEXT, "Why?")
    slider = (
        '<p>How sure?</p><sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="10"/>'
    )
    assert only(item(response("single", "integer"), slider))[0].kind is Kind.CONFIDENCE


def test_rubrics_become_help_and_notes():
    rubric = '<rubricBlock view="{}"><p>{}</p></rubricBlock>'
    rubrics = rubric.format("candidate", "Take time.") + rubric.format("scorer", "Be kind.")
    found, _ = only(
        item(response("single", "identifier", ["A"]), rubrics + choice(ABC), template("match_correct"))
    )
    assert (found.help, found.notes, found.stem) == ("Take time.", "Be kind.", "Which?")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (item("", "<p>Read.</p>"), "It asks for no answer."),
        (item("", choice(ABC), more=' adaptive2="x"').replace('adaptive="false"', 'adaptive="true"'),
         "It goes on by what is answered (adaptive), which a question here cannot."),
        (item('<templateDeclaration identifier="N"/>', choice(ABC)),
         "Its words or numbers are drawn anew for each person, which a question here cannot."),
        (item("", choice(ABC) + choice(ABC)), "It asks for 2 answers in one, where a question here asks for one."),
        (item("", '<p>Look: <img src="a.png" alt="a map"/></p>' + choice(ABC)),
         "It needs a picture, which a question here cannot show."),
        (item("", choice({"A": '<img src="a.png" alt="cat"/>', "B": "dog"})),
         "It needs a picture, which a question here cannot show."),
        (item("", choice({"A": "", "B": "dog"})), "One of its choices has no words."),
        (item("", '<p>Put <gapMatchInteraction responseIdentifier="R"/></p>'),
         "It asks to put words into gaps, which a question here cannot."),
        (item("", '<hotspotInteraction responseIdentifier="R"/>'),
         "It asks to choose places in a picture, which a question here cannot."),
        (item("", '<uploadInteraction responseIdentifier="R"/>'), "It asks for a file, which a question here cannot."),
        (item("", '<customInteraction responseIdentifier="R"/>'),
         "It has an interaction of its own making, which a question here cannot have."),
        (item(response("ordered", "identifier", "AB"), choice(ABC).replace("choiceI", "orderI")),
         "It does not say which order is right, or not for all of its choices."),
        (item(response("single", "float", ["many"]), choice(ABC)),
         "What it declares names a number that is none."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_out_for_its_reason(text, why):
    assert why_not(text) == why


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (put("SCORE", "<random/>"), "uses random"),
        (put("SCORE", "<customOperator class='x'/>"), "uses customOperator"),
        ("<include href='x'/>", "uses include"),
        (
            put("SCORE", "<divide>" + constant(1) + constant(0) + "</divide>"),
            "reckons with what is no number",
        ),
        (put("SCORE", "<sum/><sum/>"), "sets an outcome to no single value"),
        (put("SCORE", "<match/>"), "uses match with too little in it"),
        (put("SCORE", constant("1e999")), "names a number that is too large"),
        (put("SCORE", constant("A", "string")), "sets a score that is no number"),
    ],
)
def test_marking_that_cannot_be_worked_out_leaves_what_is_declared_and_says_so(rule, reason):
    found, notes = only(item(response("single", "identifier", ["B"]), choice(ABC), processing(rule)))
    assert [option.right for option in found.options] == [False, True, False]
    assert notes == [f"Its marking {reason}, so only what it declares as right was taken."]


def test_a_key_that_can_be_told_by_nothing_is_told_of():
    found, notes = only(
        item(response("single", "identifier"), choice(ABC), processing(put("SCORE", "<random/>")))
    )
    assert [option.right for option in found.options] == [False] * 3
    assert notes == ["Its marking uses random, and it declares nothing as right, so it is not marked here."]


def test_escapes_are_undone_exactly_once():
    found, _ = only(item("", choice({"A": "1 &lt; 2 &amp;amp;", "B": "x<sup>2</sup>"})))
    assert [option.text for option in found.options] == ["1 < 2 &amp;", "x²"]


MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><metadata><schema>QTI</schema></metadata>
<resources><resource identifier="t" type="imsqti_test_xmlv2p1" href="tests/test.xml"/>
<resource identifier="b" type="imsqti_item_xmlv2p1" href="items/b.xml"/>
<resource identifier="a" type="imsqti_item_xmlv2p1" href="items/a.xml"/></resources></manifest>"""
TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Neglect">
<testPart identifier="p"><assessmentSection identifier="s" title="Signs">
<assessmentSection identifier="s2" title="At home">
<assessmentItemRef identifier="c" href="../items/c%20d.xml"/></assessmentSection>
<assessmentItemRef identifier="a" href="../items/a.xml"/><assessmentItemRef identifier="no" href="../../../etc/passwd"/>
</assessmentSection></testPart></assessmentTest>"""


def sound(key):
    return item(
        response("single", "identifier", ["A"]), choice(ABC), template("match_correct"), identifier=key
    )


def test_a_package_is_read_in_the_order_of_its_test_then_its_manifest_then_the_rest():
    files = {
        "items/z.xml": sound("z"),
        "imsmanifest.xml": MANIFEST,
        "tests/test.xml": TEST,
        "notes.xml": "<notes/>",
    }
    files |= {
        "items/a.xml": sound("a"),
        "items/b.xml": sound("b"),
        "items/c d.xml": sound("c"),
        "x.png": "png",
    }
    bank, report = read_report(package(files))
    assert (report["format"], report["taken"], report["left_out"], bank.title) == ("qti2", 4, [], "Neglect")
    assert [(question.key, question.objective) for question in bank.questions] == [
        *(("c", "signs-at-home"), ("a", "signs"), ("b", ""), ("z", "")),
    ]
    assert [objective.title for objective in bank.objectives] == ["Signs/At home", "Signs"]


def test_a_package_needs_no_manifest():
    bank, _ = read_report(package({"one.xml": sound("one"), "deep/two.xml": sound("two")}))
    assert [question.key for question in bank.questions] == ["one", "two"]


def test_passages_that_items_share_become_one_scenario():
    passage = (
        '<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="mia">'
        "<stimulusBody><p>Mia is 6.</p></stimulusBody></assessmentStimulus>"
    )
    stimulus = '<assessmentStimulusRef identifier="mia" href="../passages/mia.xml"/>'
    declared = response("single", "identifier", ["A"]) + stimulus
    items = {
        f"items/{key}.xml": as_version_3(
            item(declared, choice(ABC), template("match_correct"), identifier=key)
        )
        for key in ("one", "two")
    }
    bank, report = read_report(package({"passages/mia.xml": as_version_3(passage), **items}))
    assert report["format"] == "qti3"
    assert [(scenario.key, scenario.text) for scenario in bank.scenarios] == [("mia", "Mia is 6.")]
    assert {question.scenario for question in bank.questions} == {"mia"}


def test_a_broken_item_refuses_the_package_and_names_the_file():
    with pytest.raises(Refusal, match=r"^In items/b\.xml: The XML is broken at line 1, column \d+\.$"):
        read_report(package({"items/a.xml": sound("a"), "items/b.xml": sound("b")[:-9]}))


def test_a_test_without_its_items_is_refused():
    with pytest.raises(Refusal, match="bring the whole zip package"):
        read_report(TEST.encode())


def test_two_items_with_one_identifier_get_two_keys():
    bank, _ = read_report(package({"one.xml": sound("same"), "two.xml": sound("same")}))
    assert [question.key for question in bank.questions] == ["same", "same-2"]
