"""Moodle XML: every type is read for what it means, or left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_banks.exchange import convert, read_report, take
from question_banks.exchange.moodle_xml.writing import percent
from question_banks.model import Accepted, Kind, NumberKey, Option, Row, Status

FILE = (Path(__file__).parent / "files" / "moodle_xml" / "every-type.xml").read_bytes()


@pytest.fixture(scope="module")
def read():
    return read_report(FILE)


def asked(read, key):
    return read[0].questions_by_key[key]


def question(inner, kind="multichoice", text="Which?"):
    text = f'<questiontext format="html"><text>{text}</text></questiontext>' if text else ""
    return f'<quiz><question type="{kind}"><name><text>A name</text></name>{text}{inner}</question></quiz>'.encode()


def only(data):
    bank, report = read_report(data)
    assert (report["format"], report["taken"], report["left_out"]) == ("moodle-xml", 1, [])
    return bank.questions[0], [note["what"] for note in report["notes"]]


def why_not(data):
    _, report = read_report(data)
    assert report["taken"] == 0
    return report["left_out"][0]["why"]


def test_every_question_of_the_file_is_accounted_for(read):
    _, report = read
    assert (report["taken"], len(report["left_out"])) == (11, 6)
    assert report["by_type"] == {
        "single": 1,
        "several": 2,
        "true_false": 2,
        "short_text": 1,
        "number": 1,
        "matching": 2,
        "ordering": 1,
        "long_text": 1,
    }


def test_what_cannot_be_taken_is_named_with_its_line_and_reason(read):
    assert [(one["what"], one["why"]) for one in read[1]["left_out"]] == [
        ("multichoice: With picture", "It needs a picture, which a question here cannot show."),
        ("cloze: Gaps", "It has its answers within its text (Cloze), which a question here cannot have."),
        ("calculated: Sum", "Its numbers are drawn anew for each person, which a question here cannot."),
        ("ddwtos: Words", "It asks to put words into gaps, which a question here cannot."),
        ("description: Text", "It asks nothing: it is a text for people to read."),
        ("somethingnew: ?", "It is of a type that our questions do not have."),
    ]
    lines = FILE.decode().splitlines()
    for one in read[1]["left_out"]:
        assert "<question type" in lines[int(one["where"].removeprefix("line ")) - 1]


def test_one_choice_with_weights_feedback_marks_and_tags(read):
    bruise = asked(read, "bruise-1")
    assert bruise.stem == "Who should look at a bruise on a baby of 3 months & when?"
    assert bruise.options == (
        Option("a", "A paediatrician, < 24 hours", True, "Yes."),
        Option("b", "The health visitor", False, "", 33.33333),
        Option("c", "Nobody", False, "No.", -50.0),
    )
    assert (bruise.kind, bruise.marks, bruise.shuffle) == (Kind.SINGLE, 2, True)
    assert bruise.feedback == "Bruises are rare before babies move.\n\nIf wrong: Read the procedure again."
    assert [theme.title for theme in read[0].themes] == ["Babies", "Bruising"]
    assert bruise.themes == ("babies", "bruising")


def test_categories_become_objectives_with_their_descriptions(read):
    assert [(objective.title, objective.text) for objective in read[0].objectives] == [
        ("Safeguarding / Signs/symptoms", "Notice what does not fit."),
        ("Numbers", "Numbers"),
    ]
    assert asked(read, "days").objective == "numbers"


def test_several_choices_where_a_wrong_one_takes_a_right_one_back_need_no_weights(read):
    two = asked(read, "two-of-four")
    assert two.stem == "Which two are signs? 1 < 2\nChoose both."
    assert [(option.right, option.credit) for option in two.options] == [
        *((True, None), (True, None), (False, None), (False, None))
    ]
    other = asked(read, "no-penalty")
    assert [(option.right, option.credit) for option in other.options] == [
        *((True, 66.66667), (True, 33.33333), (False, None))
    ]


def test_true_or_false_with_what_is_said_to_each_answer(read):
    consent = asked(read, "consent")
    assert (consent.answer, consent.stem) == (False, "Consent is always needed.\nReally?")
    assert consent.feedback == (
        "See the guidance.\n\nTo those who answered true: Not when a child is at risk."
        "\n\nTo those who answered false: Right."
    )


def test_accepted_texts_keep_their_stars_and_capitals(read):
    short = asked(read, "abbreviation")
    assert short.accepted == (Accepted("Multi-Agency*", 100, "Good."), Accepted("A \\* B", 50))
    assert short.case_matters


def test_numbers_with_tolerance_and_what_is_said_to_any_other(read):
    days = asked(read, "days")
    assert days.numbers == (NumberKey(15, 0.5, 100, "Yes."), NumberKey(-15, 0, 50))
    assert days.feedback == "To any other answer: Look it up."
    unit = "It took a unit with the number; here only the number is asked for: say the unit in the question."
    assert unit in [note["what"] for note in read[1]["notes"]]


def test_rows_are_matched_to_answers_that_may_serve_several_or_none(read):
    match = asked(read, "who-does-what")
    assert match.options == (Option("a", "Social worker"), Option("b", "Court"), Option("c", "Nobody"))
    assert match.rows == (Row("a", "Leads", "a"), Row("b", "Convicts", "b"), Row("c", "Plans", "a"))
    assert match.feedback == "If right: All right."
    assert [option.text for option in asked(read, "drag").options] == ["1", "2"]


def test_an_order_is_that_of_the_fractions(read):
    assert [option.text for option in asked(read, "steps").options] == ["Refer", "Assess", "Review"]


def test_an_essay_keeps_what_its_marker_looks_for(read):
    essay = asked(read, "essay")
    assert (essay.stem, essay.notes, essay.required) == (
        "Write *freely*.",
        "Look for the child's view.",
        False,
    )
    assert essay.status is Status.RETIRED


def test_a_picture_in_feedback_is_only_told_of(read):
    picture = asked(read, "picture-in-feedback-only")
    assert picture.feedback == "See ."
    assert "It held a picture, which a question here cannot." in [note["what"] for note in read[1]["notes"]]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (question('<answer fraction="100"><text>A</text></answer>'), "It has fewer than two answers to choose from."),
        (
            question('<answer fraction="all"><text>A</text></answer>' * 2),
            "What one of its answers is worth is not a number.",
        ),
        (
            question('<answer fraction="100"><text>ten</text></answer>', "numerical"),
            "One of its answers is not a number, as its sort of question wants.",
        ),
        (
            question("<subquestion><text>a</text></subquestion>" * 2, "matching"),
            "One of its rows has no answer.",
        ),
        (question("", "truefalse"), "It does not have one answer for true and one for false."),
        (
            question("<attachmentsrequired>2</attachmentsrequired>", "essay"),
            "It asks for a file, which a question here cannot.",
        ),
        (question("<image>a.png</image>", "essay"), "It needs a picture, which a question here cannot show."),
        (
            question('<answer fraction="0"><text>&lt;math&gt;x&lt;/math&gt;</text></answer>' * 2),
            "It needs a formula, which a question here cannot show.",
        ),
        (question("", "random"), "It stands for a question drawn at random, and is none itself."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_out_for_its_reason(data, why):
    assert why_not(data) == why


def test_old_files_name_true_and_false_in_any_language():
    answers = '<answer fraction="0"><text>Richtig</text></answer><answer fraction="100"><text>Falsch</text></answer>'
    found, _ = only(question(answers, "truefalse"))
    assert found.answer is False


def test_escapes_are_undone_exactly_once():
    found, _ = only(question("", "essay", "&lt;p&gt;Is 1 &amp;lt; 2 &amp;amp;amp; so on?&lt;/p&gt;"))
    assert found.stem == "Is 1 < 2 &amp; so on?"


def test_a_question_without_a_text_is_asked_by_its_name():
    assert only(question("", "essay", ""))[0].stem == "A name"


@pytest.mark.parametrize(("grade", "marks"), [("0", 1), ("1", 1), ("100.0000", 100)])
def test_whole_marks_are_kept(grade, marks):
    found, notes = only(question(f"<defaultgrade>{grade}</defaultgrade>", "essay"))
    assert (found.marks, notes) == (marks, [])


@pytest.mark.parametrize("grade", ["0.5", "101", "-1", "2.25"])
def test_other_marks_are_told_of(grade):
    found, notes = only(question(f"<defaultgrade>{grade}</defaultgrade>", "essay"))
    assert (found.marks, notes) == (1, [f"It gave {float(grade):g} marks there; here it gives 1."])


def test_several_right_answers_to_one_choice_are_told_of():
    _, notes = only(question('<answer fraction="100"><text>A</text></answer>' * 2))
    assert notes == ["Only one answer may be chosen and several are right: choose which one is."]


@pytest.mark.parametrize(
    ("worth", "written"), [(100, "100"), (100 / 3, "33.33333"), (-50.0, "-50"), (12.5, "12.5"), (-0.0, "0")]
)
def test_weights_are_written_as_moodle_does(worth, written):
    assert percent(worth) == written


def test_what_was_read_is_written_with_the_same_bytes_from_the_second_time():
    once, _ = convert(FILE, "bank.xml", "moodle-xml")
    twice, _ = convert(once, "bank.xml", "moodle-xml")
    assert once == twice
    assert take(twice)[1].bank == take(FILE)[1].bank
