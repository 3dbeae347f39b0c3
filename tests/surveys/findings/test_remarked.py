"""A corrected key changes the findings, and they say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from question_banks.authoring import replace_question
from surveys.findings.documents import from_dict, to_dict
from surveys.findings.remarked import Remarked, on_remarks
from surveys.operations.remarks import remark_question
from surveys.queries.remarks import Correction
from tests.surveys.findings.factory import POST, PRE
from tests.surveys.findings.small_bank import BANK, knows

CORRECTED_AT = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)
SEE = BANK.questions_by_key["see-1"]
CORRECTED = replace_question(BANK, "see-1", replace(SEE, answer=False))


@pytest.fixture
def remark(record):
    def correct(older, newer, reason="Guidance has changed."):
        return remark_question(
            record,
            "see-1",
            older=older,
            newer=newer,
            reason=reason,
            by="officer@soar.example",
            now=CORRECTED_AT,
        )

    return correct


@pytest.fixture
def answered(event):
    """Twelve people answered twice, all by the old key. On seeing they know 0, 1 or 2 of three, then one more."""
    before = [knows(number % 3, number % 4) for number in range(12)]
    after = [knows(number % 3 + 1, number * 3 % 4) for number in range(12)]
    event.say_all(PRE, before)
    event.say_all(POST, after)
    return event


def seeing(findings):
    """The change of tested knowledge on the first objective, straight after the course."""
    [change] = findings.objectives[0].knowledge
    return change


def test_the_figures_follow_the_corrected_key(answered, remark):
    old = answered.version
    [before] = answered.findings().overall
    remark(old, answered.publish(CORRECTED))
    [after] = answered.findings().overall
    # On acting they earn 1.5 of 3 each time. On seeing it was 1 and then 2; with the other key it is 2/3 and then 1.
    assert [round(figure.estimate * 6 / 100, 3) for figure in (before.before, before.after)] == [2.5, 3.5]
    assert [round(figure.estimate * 6 / 100, 3) for figure in (after.before, after.after)] == [2.167, 2.5]
    assert after.words != before.words
    assert before.questions == after.questions


def test_answers_before_and_after_the_correction_are_compared(event, remark):
    """Those who answered by the old version first and by the new one later still pair."""
    old = event.version
    event.say_all(PRE, [{**knows(1, 1), "see-1": True}] * 12)
    newer = event.publish(CORRECTED)
    event.say_all(POST, [{**knows(2, 2), "see-1": False}] * 12)
    assert "see-1" not in seeing(event.findings()).questions
    remark(old, newer)
    assert "see-1" in seeing(event.findings()).questions


def test_they_say_which_question_was_marked_again_and_why(answered, remark):
    assert answered.findings().remarks == ()
    remark(answered.version, answered.publish(CORRECTED))
    findings = answered.findings()
    assert findings.remarks == (
        "“Is see-1 so?” (version 1): on 2 July 2027 the right answer was corrected. All 24 answers to it at this "
        "event are marked by the right answer of version 2, also those given before that day. Reason: Guidance has "
        "changed.",
    )
    assert findings.summary[-1] == (
        "One question was marked again because the right answer had been wrong: “Is see-1 so?”."
    )


def test_how_many_answers_there_are_is_not_told_where_few_gave_them_at_one_time(event, remark):
    event.say_all(PRE, [knows(1, 1)] * 12)
    event.say_all(POST, [knows(2, 2)] * 4)
    remark(event.version, event.publish(CORRECTED))
    [said] = event.findings().remarks
    assert "The answers to it at this event are marked by the right answer of version 2" in said
    assert "16" not in said


def test_nor_where_few_answered_by_another_version(event, remark):
    old = event.version
    event.say_all(PRE, [knows(1, 1)] * 12)
    newer = event.publish(CORRECTED)
    for number in (13, 14, 15):
        event.say(PRE, number, knows(1, 1))
    remark(old, newer)
    [said] = event.findings().remarks
    assert "The answers to it at this event are marked by the right answer of version 2" in said


@pytest.mark.parametrize(
    ("stems", "said"),
    [
        ("A", "One question was marked again because the right answer had been wrong: “A”."),
        ("AA", "One question was marked again because the right answer had been wrong: “A”."),
        ("AB", "2 questions were marked again because the right answer had been wrong: “A” and “B”."),
        (
            "ABCDE",
            "5 questions were marked again because the right answer had been wrong: “A”, “B”, “C” and 2 more.",
        ),
    ],
)
def test_the_main_findings_name_the_questions_but_not_without_end(stems, said):
    correction = Correction(SEE, 1, 2, 2, "It was wrong.", CORRECTED_AT)
    assert on_remarks([Remarked(stem, correction, None) for stem in stems]) == (said,)


def test_an_event_where_nobody_answered_the_question_says_nothing_of_it(event, remark):
    others = {key: value for key, value in knows(2, 2).items() if key != "see-1"}
    event.say_all(PRE, [others] * 12)
    remark(event.version, event.publish(CORRECTED))
    findings = event.findings()
    assert findings.remarks == ()
    assert "marked again" not in " ".join(findings.summary)


def test_the_last_of_two_corrections_is_the_one_that_is_named(answered, remark):
    old = answered.version
    remark(old, answered.publish(CORRECTED))
    again = replace_question(BANK, "see-1", replace(SEE, stem="Is it so?"))
    remark(old, answered.publish(again), reason="It had been right")
    [said] = answered.findings().remarks
    assert "by the right answer of version 3" in said
    assert said.endswith("Reason: It had been right.")


def test_an_issued_report_keeps_it(answered, remark):
    remark(answered.version, answered.publish(CORRECTED))
    findings = answered.findings()
    document = to_dict(findings)
    assert from_dict(document).remarks == findings.remarks
    del document["remarks"]
    assert from_dict(document).remarks == ()
