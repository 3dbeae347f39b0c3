"""QTI 1.2: items are read for what their conditions do, as several programs write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_banks.exchange import read_report
from question_banks.exchange.registry import WRITABLE
from question_banks.model import Accepted, Kind, NumberKey, Option, Row
from tests.question_banks.exchange.qti_items import package

FILE = (Path(__file__).parent / "files" / "qti1" / "quiz.xml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read():
    return read_report(FILE.encode())


def asked(read, stem):
    return next(question for question in read[0].questions if question.stem == stem)


def test_every_item_is_accounted_for(read):
    bank, report = read
    assert (report["format"], bank.title) == ("qti1", "Neglect quiz")
    assert report["taken"] + len(report["left_out"]) == FILE.count("<item ")
    assert report["by_type"] == {
        "single": 1,
        "several": 2,
        "true_false": 1,
        "short_text": 1,
        "number": 2,
        "matching": 1,
        "ordering": 1,
        "long_text": 1,
    }


def test_what_cannot_be_taken_is_named(read):
    assert [(one["what"], one["why"]) for one in read[1]["left_out"]] == [
        (
            "text only question: A passage",
            "It is a passage, and was taken as the scenario of the questions that are asked about it.",
        ),
        ("item: Two words", "It asks for 2 answers in one, where a question here asks for one."),
        ("item: Picture", "It needs a picture, which a question here cannot show."),
        ("item: Spot", "It asks to choose places in a picture, which a question here cannot."),
        (
            "calculated question: Formula",
            "Its numbers are drawn anew for each person, which a question here cannot.",
        ),
    ]


def test_one_choice_as_canvas_writes_it(read):
    found = asked(read, "Which is 1 < 2?")
    assert (found.kind, found.marks, found.shuffle, found.objective) == (Kind.SINGLE, 3, True, "signs")
    assert found.options == (
        Option("a", "Hungry &amp; cold", True, "Yes."),
        Option("b", "Shy", False, "Not by itself."),
        Option("c", "Loud and busy"),
    )
    assert found.feedback == "See the law."


def test_weights_of_several_choices(read):
    found = asked(read, "Which are signs?")
    assert (found.kind, found.marks) == (Kind.SEVERAL, 8)
    assert [(option.right, option.credit) for option in found.options] == [
        (True, 75),
        (True, 25),
        (False, -50),
    ]


def test_several_choices_that_must_all_be_right(read):
    found = asked(read, "Which two?")
    assert [option.right for option in found.options] == [True, False, True]


def test_true_or_false(read):
    assert asked(read, "Consent is always needed.").answer is False


def test_texts_of_one_answer_are_alternatives_and_capitals_do_not_matter(read):
    found = asked(read, "What is MASH short for?")
    assert found.accepted == (Accepted("Multi-Agency Safeguarding Hub"), Accepted("a hub"))
    assert not found.case_matters


def test_numbers_between_their_ends_whatever_a_wrong_one_costs(read):
    assert asked(read, "Within how many days?").numbers == (NumberKey(15, 1),)


def test_rows_that_offer_the_same_are_matched(read):
    found = asked(read, "Who does what?")
    assert found.options == (Option("a", "Social worker"), Option("b", "Court"))
    assert found.rows == (Row("a", "Leads", "a"), Row("b", "Orders", "b"))


def test_an_order_is_that_of_its_condition(read):
    assert [option.text for option in asked(read, "Put in order.").options] == ["Refer", "Assess", "Review"]


def test_a_passage_is_the_scenario_of_what_is_asked_about_it(read):
    bank, _ = read
    assert bank.scenarios_by_key[asked(read, "How old is she?").scenario].text == "Mia is 6."


def test_a_package_is_read_as_its_files_are(read):
    bank, report = read_report(package({"imsmanifest.xml": "<manifest/>", "quiz/quiz.xml": FILE}))
    assert bank == read[0]
    assert report["left_out"][1]["where"].startswith("quiz/quiz.xml, line ")


def test_it_is_only_read():
    assert "qti1" not in {form.name for form in WRITABLE}
