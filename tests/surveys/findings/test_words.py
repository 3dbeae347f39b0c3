"""What the numbers say in plain words: what moved, how sure, and what cannot be said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from question_banks.model import Family
from surveys.enums import Audience, TimePoint, WaveState
from surveys.findings import words
from surveys.findings.model import Axis, Change, Figure, FlowRow, ObjectiveFinding
from surveys.findings.summary import cannot_show, summary_of
from tests.surveys.findings.factory import AFTER_ALL, DELEGATE, MANAGER, MONTH3, MONTH6, POST, PRE
from tests.surveys.findings.reading import objective
from tests.surveys.findings.small_bank import knows

MARKS = Axis(0, 100, "no marks", "all marks")
RATING = Axis(0, 10, "Not at all", "Completely")
HIDDEN = Figure("points", hidden="Not shown, so that nobody can be told.")
BEFORE, AFTER = Figure("%", 52.2, n=12), Figure("%", 71.4, n=12)


def moved(estimate, low, high, *, unit="points", caveats=(), n=12):
    return Figure(unit, estimate, low, high, n, "paired", caveats)


def changed(figure, point=POST, family=Family.KNOWLEDGE, before=BEFORE, after=AFTER, axis=MARKS):
    return Change(
        point,
        (),
        before,
        after,
        figure,
        axis,
        words.of_change(words.NOUNS[family], point, before, after, figure, axis),
    )


RISE, FALL, UNCLEAR = moved(19.2, 9.1, 29.3), moved(-8.4, -14.2, -2.6), moved(3.6, -5.2, 12.4)
SURE_UP, SURE_DOWN, SURE_UNCLEAR = (
    moved(*numbers, unit="scale points")
    for numbers in ((1.4, 0.6, 2.2), (-0.9, -1.5, -0.3), (0.2, -0.5, 0.9))
)


# One change


def test_a_rise():
    assert changed(RISE).words == (
        "Tested knowledge rose from 52 % of the marks before the course to 71 % straight after the course: "
        "19 points up (95 % interval: 9 to 29 points up; 12 people)."
    )


def test_a_fall_is_said_as_plainly():
    assert changed(FALL, before=AFTER, after=Figure("%", 63, n=12)).words == (
        "Tested knowledge fell from 71 % of the marks before the course to 63 % straight after the course: "
        "8 points down (95 % interval: 3 to 14 points down; 12 people)."
    )


def test_what_may_be_a_rise_or_a_fall_is_not_called_either():
    assert changed(UNCLEAR).words == (
        "Tested knowledge shows no clear change from 52 % of the marks before the course to 71 % straight after the "
        "course: 4 points up (95 % interval: 5 points down to 12 points up; 12 people). These answers cannot tell a "
        "rise from a fall."
    )


def test_a_self_rating_names_its_scale():
    change = changed(
        SURE_DOWN,
        MONTH3,
        Family.SELF_RATING,
        Figure("scale points", 6.1),
        Figure("scale points", 5.2),
        RATING,
    )
    assert change.words == (
        "Self-rating fell from 6.1 on a scale from 0 to 10 before the course to 5.2 3 months after the course: "
        "0.9 down (95 % interval: 0.3 to 1.5 down; 12 people)."
    )


def test_without_an_interval_nothing_is_said_of_rise_or_fall():
    change = changed(moved(19.2, None, None, caveats=("No interval is given.", "Very imprecise."), n=6))
    assert change.words == (
        "Tested knowledge went from 52 % of the marks before the course to 71 % straight after the course: "
        "19 points up (6 people). How sure that is cannot be said. No interval is given. Very imprecise."
    )


def test_a_change_whose_means_are_hidden_names_no_means():
    change = changed(RISE, before=HIDDEN, after=HIDDEN)
    assert change.words == (
        "Tested knowledge rose from before the course to straight after the course: 19 points up (95 % interval: "
        "9 to 29 points up; 12 people)."
    )


def test_a_hidden_change_says_so():
    assert changed(HIDDEN, MONTH3).words == (
        "Tested knowledge 3 months after the course: not shown, so that nobody can be told."
    )


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.1, 3, words.Verdict.ROSE),
        (0, 3, words.Verdict.UNCLEAR),
        (-1, 3, words.Verdict.UNCLEAR),
        (-3, 0, words.Verdict.UNCLEAR),
        (-3, -0.1, words.Verdict.FELL),
        (None, None, words.Verdict.UNKNOWN),
    ],
)
def test_only_an_interval_wholly_on_one_side_is_a_rise_or_a_fall(low, high, verdict):
    assert words.verdict(moved(1, low, high)) is verdict
    assert words.verdict(HIDDEN) is words.Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (52.4, "%", "52 %"),
        (99.6, "%", "100 %"),
        (1.2, "points", "1 point"),
        (0.4, "points", "0.4 points"),
        (0, "points", "0 points"),
        (-0.04, "scale points", "−0.04"),
        (6.96, "scale points", "7.0"),
        (-3.14, "scale points", "−3.1"),
        (1e-14, "points", "0 points"),
        (-1e-14, "scale points", "0.0"),
    ],
)
def test_numbers_are_rounded_but_something_is_never_called_nothing(value, unit, said):
    assert words.amount(value, unit) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 12, "no change to 12 points up"),
        (-12, 0, "12 points down to no change"),
        (-12, 1e-14, "12 points down to no change"),
        (1.2, 1.4, "1 to 1 point up"),
        (-29.3, -9.1, "9 to 29 points down"),
        (-1, 0.3, "1 point down to 0.3 points up"),
    ],
)
def test_intervals_in_words(low, high, said):
    assert words.interval(moved(1, low, high)) == said


# Tested and self-rated


@pytest.mark.parametrize(
    ("tested", "rated", "said"),
    [
        (
            UNCLEAR, SURE_UP,
            "Self-rated gain without tested gain straight after the course: people rated themselves higher, but tested "
            "knowledge shows no clear rise.",
        ),
        (
            FALL, SURE_UP,
            "Self-rated gain without tested gain straight after the course: people rated themselves higher, but tested "
            "knowledge fell.",
        ),
        (
            RISE, SURE_UNCLEAR,
            "Tested gain without self-rated gain straight after the course: tested knowledge rose, but people did not "
            "clearly rate themselves higher.",
        ),
        (
            RISE, SURE_DOWN,
            "Tested gain without self-rated gain straight after the course: tested knowledge rose, but people rated "
            "themselves lower.",
        ),
        (RISE, SURE_UP, ""),
        (FALL, SURE_DOWN, ""),
        (UNCLEAR, SURE_UNCLEAR, ""),
        (HIDDEN, SURE_UP, ""),
        (moved(9, None, None), SURE_UP, ""),
        (RISE, HIDDEN, ""),
    ],
)  # fmt: skip
def test_where_tested_and_self_rated_disagree_it_is_said(tested, rated, said):
    assert words.contrast(changed(tested), changed(rated)) == said


def test_contrasts_compare_the_same_time_point_only():
    tested = [changed(UNCLEAR, POST), changed(RISE, MONTH3)]
    rated = [changed(SURE_UP, MONTH3), changed(SURE_UP, TimePoint.MONTH6)]
    assert words.contrasts(tested, rated) == ()
    assert len(words.contrasts(tested, [changed(SURE_UP, POST)])) == 1


# From answers


def test_self_rated_gain_without_tested_gain_is_described_as_exactly_that(event):
    rights = (1, 2, 2, 1, 3, 0, 2, 1, 1, 2, 0, 3)
    event.say_all(PRE, [knows(see, see) | {"sure-see": 4 + see % 3, "sure-act": 4 + see} for see in rights])
    event.say_all(
        POST,
        [
            knows(see, see) | {"sure-see": 7 + see % 2, "sure-act": 8 + number % 2}
            for number, see in enumerate((*rights[1:], rights[0]))
        ],
    )
    findings = event.findings()
    said = (
        "Self-rated gain without tested gain straight after the course: people rated themselves higher, but tested "
        "knowledge shows no clear rise."
    )
    assert said in findings.summary
    assert f"Seeing; Acting: {said}" in findings.summary
    assert findings.objectives[0].words == (said,)
    assert said in findings.steps[1].words


def test_a_course_that_made_knowledge_worse_is_said_to_have(event):
    before, after = (3, 2, 3, 2, 3, 1, 2, 3, 2, 3, 2, 1), (1, 1, 2, 1, 0, 1, 1, 2, 0, 2, 1, 1)
    event.say_all(PRE, [knows(see, 3 - see) for see in before])
    event.say_all(POST, [knows(see, 1 + see % 2) for see in after])
    findings = event.findings()
    see = objective(findings, "see")
    assert see.change.high < 0
    assert see.words.startswith(
        "Tested knowledge fell from 75 % of the marks before the course to 36 % straight after"
    )
    [by_objective] = [sentence for sentence in findings.summary if sentence.startswith("By objective")]
    assert "fell on 1 (Seeing)" in by_objective


def test_behaviour_of_delegates_and_managers_is_told_in_two_sentences(event):
    for audience, values in ((DELEGATE, (0, 1, 2, 3, 4, 4)), (MANAGER, (0, 1, 2, 2, 3, 3))):
        event.say_all(MONTH3, [{"does-see": value, "does-act": 4 - value} for value in values], audience)
    third = event.findings().steps[2]
    assert third.title == "Did what they do change?"
    assert third.questions == ("does-see", "does-act")
    assert third.words == (
        "Behaviour, delegates, 3 months after the course: the mean of 2 questions runs from 1.7 to 2.3 on a scale from "
        "0 (Never) to 4 (Always).",
        "Behaviour, managers, 3 months after the course: the mean of 2 questions runs from 1.8 to 2.2 on a scale from "
        "0 (Never) to 4 (Always).",
    )


def test_means_are_told_by_family_then_time_then_audience(event):
    event.say_all(MONTH6, [{"does-see": value, "does-act": 4} for value in (0, 1, 2, 3, 4, 4)])
    event.say_all(MONTH3, [{"does-see": 4, "does-act": value} for value in (0, 1, 2, 2, 3, 3)])
    event.say_all(MONTH3, [{"does-see": value} for value in (0, 1, 2, 2, 3, 3)], MANAGER)
    event.say_all(POST, [{"useful": value} for value in (1, 2, 2, 3, 4)])
    assert [sentence.split(":")[0] for sentence in event.findings().summary[1:]] == [
        "Reaction, delegates, straight after the course",
        "Behaviour, delegates, 3 months after the course",
        "Behaviour, managers, 3 months after the course",
        "Behaviour, delegates, 6 months after the course",
    ]


def test_one_question_in_words(event):
    event.say_all(MONTH3, [{"does-see": value} for value in (0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4)])
    [found] = event.findings().questions
    assert found.words == (
        "Delegates, 3 months after the course: mean 2.5 on a scale from 0 (Never) to 4 (Always) (13 people); Never to "
        "Sometimes: 46 % of 13 people (95 % interval 23 to 71 %); Often to Always: 54 % of 13 people (95 % interval 29 "
        "to 77 %). No interval is given with the mean: together they would tell how few people gave some of the "
        "answers."
    )


def test_a_question_of_which_nothing_can_be_shown(event):
    event.say_all(MONTH3, [{"does-see": 4}] * 12)
    [found] = event.findings().questions
    assert found.words == (
        "Delegates, 3 months after the course: nothing can be shown, so that nobody's answers can be told."
    )


def test_step_1_is_what_those_who_also_answered_later_knew(event):
    event.say_all(PRE, [knows(right, 1 + right % 2) for right in (0, 1, 2, 3, 1, 2)])
    event.say_all(POST, [knows(right, 1 + right % 2) for right in (1, 1, 3, 2, 1, 3)])
    event.say(PRE, 7, knows(3, 3))
    assert event.findings().steps[0].words == (
        "Before the course 6 people, those who answered straight after it too, earned 50 % of the marks.",
    )


def test_nothing_answered_at_all_is_said_so(event):
    event.invite(PRE, *range(1, 19))
    findings = event.findings()
    assert findings.summary == (
        "No change can be given: nobody has answered both before the course and after it.",
    )
    assert [step.words for step in findings.steps] == [("Nothing is known at this step yet.",)] * 4


# By objective


def test_objectives_are_told_apart_by_what_moved():
    objectives = [
        ObjectiveFinding(title, title, "", (changed(figure),), ())
        for title, figure in (("A", RISE), ("B", FALL), ("C", UNCLEAR), ("D", HIDDEN), ("E", RISE))
    ]
    assert summary_of([], [], objectives, [])[1:] == (
        "By objective, straight after the course, tested knowledge rose on 2 (A; E), fell on 1 (B), shows no clear "
        "change on 1 (C), cannot be judged on 1 (D).",
    )


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (RISE, "rose on each of the 2."),
        (FALL, "fell on each of the 2."),
        (UNCLEAR, "shows no clear change on any of the 2."),
        (HIDDEN, "cannot be judged on any of the 2."),
    ],
)
def test_objectives_that_all_went_alike_are_not_listed(figure, said):
    objectives = [ObjectiveFinding(title, title, "", (changed(figure),), ()) for title in ("A", "B")]
    assert summary_of([], [], objectives, [])[-1].endswith(said)


def test_a_sentence_that_holds_for_several_objectives_is_said_once():
    objectives = [
        ObjectiveFinding(title, title, "", (), (), words)
        for title, words in (("A", ("They disagree.",)), ("B", ()), ("C", ("They disagree.", "So it is.")))
    ]
    assert summary_of([], [], objectives, [])[1:] == ("A; C: They disagree.", "C: So it is.")


# What cannot be shown


def row(
    state=WaveState.CLOSED, invited=18, submitted: int | None = 12, point=POST, audience=Audience.DELEGATE
):
    day = datetime(2027, 3, 10, tzinfo=UTC)
    withheld = ("submitted",) if submitted is None else ()
    return FlowRow(
        point, audience, state, day, AFTER_ALL, 18, invited, 18, 12, submitted, None, withheld, "fewer than 5"
    )


def test_every_report_says_what_its_figures_cannot_show():
    always = cannot_show([])
    assert [sentence.split(":")[0].split(".")[0] for sentence in always] == [
        "These figures show contribution, not attribution",
        "People met the same or like questions before and after",
        "Self-ratings, reactions, behaviour and outcomes are what people say of themselves or of their team",
        "Changes at different time points rest on different people and, for tested knowledge, on fewer questions later",
        "Each interval is a 95 % interval by itself",
    ]


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        (
            row(),
            "Delegates, straight after the course: 12 of 18 asked answered.",
        ),
        (row(submitted=18), "Delegates, straight after the course: 18 of 18 asked answered."),
        (
            row(submitted=None, point=MONTH3, audience=Audience.MANAGER),
            "Managers, 3 months after the course: fewer than 5 of 18 asked answered.",
        ),
        (
            row(WaveState.OPEN),
            "Delegates, straight after the course: 12 of 18 asked answered. Answers are still coming in, so figures "
            "will change.",
        ),
        (row(WaveState.MISSED), "Delegates, straight after the course: never asked, so nothing can be said."),
        (row(WaveState.PLANNED), "Delegates, straight after the course: not asked yet."),
        (row(invited=0, submitted=0), "Delegates, straight after the course: there was nobody to ask."),
    ],
)
def test_how_many_answered_is_said_of_each_wave(flow, said):
    assert cannot_show([flow])[-1] == said


def test_that_the_silent_may_differ_is_said_once_and_only_where_somebody_was_silent():
    silent = "Those who did not answer may differ from those who did."
    assert [line for line in cannot_show([row(), row(submitted=None)]) if silent in line] == [silent]
    for flow in (
        row(submitted=18),
        row(WaveState.PLANNED),
        row(WaveState.MISSED),
        row(invited=0, submitted=0),
    ):
        assert silent not in cannot_show([flow])
