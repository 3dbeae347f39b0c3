"""Change against before the course: matched pairs of the same people on the same questions, each family apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy import stats

from question_banks.model import Family, Kind, Option, Question
from surveys.disclosure import Floors
from surveys.enums import BookingStatus
from tests.surveys.findings.factory import DELEGATE, MANAGER, MONTH3, MONTH6, POST, PRE, STARTS, Answered
from tests.surveys.findings.reading import change_of, hidden_ones, numbers, objective, rating
from tests.surveys.findings.small_bank import BANK, KNOWLEDGE, knows, statement

SEE_BEFORE = [0, 1, 1, 1, 2, 2, 1, 0, 2, 1, 3, 2]
ACT_BEFORE = [1, 0, 2, 1, 1, 3, 0, 1, 2, 1, 1, 0]
SEE_AFTER = [2, 2, 3, 1, 2, 3, 2, 1, 3, 2, 3, 3]
ACT_AFTER = [1, 1, 2, 2, 1, 2, 1, 0, 2, 1, 2, 1]

BEFORE = [knows(see, act) for see, act in zip(SEE_BEFORE, ACT_BEFORE, strict=True)]
AFTER = [knows(see, act) for see, act in zip(SEE_AFTER, ACT_AFTER, strict=True)]


@pytest.fixture
def twelve(event) -> Answered:
    """12 of 18 delegates answered both before the course and straight after it; 3 more only one of them."""
    event.book(*range(1, 19))
    event.invite(PRE, *range(1, 19))
    event.invite(POST, *range(1, 19))
    event.say_all(PRE, BEFORE)
    event.say_all(POST, AFTER)
    event.say(PRE, 13, knows(3, 3))
    event.say(PRE, 14, knows(3, 3))
    event.say(POST, 15, knows(0, 0))
    return event


def rated(see, act):
    return {"sure-see": see, "sure-act": act}


# Numbers


def test_a_typical_event_shows_the_change_of_each_objective_with_its_interval(twelve):
    see = objective(twelve.findings(), "see")
    of_marks = [[100 * right / 3 for right in rights] for rights in (SEE_BEFORE, SEE_AFTER)]
    low, high = stats.ttest_rel(of_marks[1], of_marks[0]).confidence_interval(0.95)
    assert numbers(see.change) == pytest.approx([100 * 11 / 36, low, high, 12], abs=1e-6)
    assert (see.before.estimate, see.after.estimate) == pytest.approx((100 * 16 / 36, 100 * 27 / 36))
    assert (see.before.n, see.after.n) == (12, 12)
    assert (see.before.unit, see.change.unit) == ("%", "points")
    assert see.questions == ("see-1", "see-2", "see-3")
    assert hidden_ones(twelve.findings()) == []


def test_overall_themes_and_steps_are_over_their_questions(twelve):
    findings = twelve.findings()
    assert change_of(findings.overall).change.estimate == pytest.approx(100 * 14 / 72)
    assert [theme.title for theme in findings.themes] == ["Neglect", "Voice of the child"]
    neglect, voice = (change_of(theme.knowledge) for theme in findings.themes)
    assert neglect.questions == ("see-1", "see-2", "act-1", "act-2")
    assert voice.change.estimate == pytest.approx(100 * (5 - 2) / 24)
    second = findings.steps[1]
    assert (second.step, change_of(second.knowledge).questions) == (2, tuple(KNOWLEDGE))
    assert [step.knowledge for step in findings.steps if step.step != 2] == [(), (), ()]


def test_those_who_answered_once_are_in_no_figure(event, twelve):
    assert objective(twelve.findings(), "see").change.n == 12
    # With their answers at the other time they are.
    twelve.say(POST, 13, knows(3, 3))
    twelve.say(PRE, 15, knows(0, 0))
    see = objective(twelve.findings(), "see")
    assert see.change.n == 14
    assert see.before.estimate == pytest.approx(100 * (16 + 3 + 0) / 42)


def test_answers_taken_back_are_in_no_figure(twelve):
    twelve.invitations[PRE, DELEGATE, 12].withdrawn_at = STARTS
    see = objective(twelve.findings(), "see")
    assert (see.change.n, see.before.estimate) == (11, pytest.approx(100 * 14 / 33))


def test_another_event_of_the_same_course_is_in_no_figure(record, twelve):
    other = Answered(record, replace(BANK, key="other"), key="neglect-2")
    other.say_all(PRE, BEFORE)
    other.say_all(POST, BEFORE)
    assert objective(twelve.findings(), "see").change.n == 12
    assert objective(twelve.findings(), "see").after.estimate == pytest.approx(75)


# Families


def test_tested_knowledge_and_self_rating_are_kept_apart(event):
    before, after = [3, 5, 6, 2, 7, 4], [6, 7, 6, 5, 9, 8]
    event.say_all(PRE, [knows(1, 2) | rated(value, 5) for value in before])
    event.say_all(POST, [knows(1, 2) | rated(value, 5 + value % 3) for value in after])
    findings = event.findings()
    see = rating(findings, "see")
    low, high = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert numbers(see.change) == pytest.approx([14 / 6, low, high, 6], abs=1e-6)
    assert (see.before.estimate, see.after.estimate, see.before.unit) == (4.5, 41 / 6, "scale points")
    assert (see.axis.lowest, see.axis.highest) == (0, 10)
    assert see.questions == ("sure-see",)
    # Everybody knows the same, which is hidden and touches no rating.
    assert objective(findings, "see").change.hidden
    [overall] = findings.overall_self_rating
    assert overall.questions == ("sure-see", "sure-act")


def test_a_manager_is_never_paired_with_the_delegate(event):
    event.say_all(PRE, [rated(value, 5) for value in (3, 5, 6, 2, 7, 4)])
    event.say_all(MONTH3, [rated(value, 5) for value in (9, 8, 9, 7, 9, 6)], MANAGER)
    findings = event.findings()
    assert (findings.overall_self_rating, findings.overall) == ((), ())
    assert [row.matched for row in findings.flow if row.point is MONTH3] == [0, None]


def test_ratings_on_another_scale_are_not_averaged_with_the_rest(event):
    agreeing = replace(BANK.questions_by_key["useful"], key="sure-agree", family=Family.SELF_RATING)
    event.publish(replace(BANK, questions=(*BANK.questions, agreeing)))
    event.say_all(PRE, [rated(value, value) | {"sure-agree": 1} for value in (3, 5, 6, 2, 7, 4)])
    event.say_all(POST, [rated(value, value) | {"sure-agree": 4} for value in (4, 5, 8, 4, 8, 5)])
    [overall] = event.findings().overall_self_rating
    assert overall.questions == ("sure-see", "sure-act")
    assert overall.before.estimate == 27 / 6


def test_a_marked_question_of_another_family_is_no_tested_knowledge(event):
    spotted = statement("spots", "see", family=Family.BEHAVIOUR)
    event.publish(replace(BANK, questions=(*BANK.questions, spotted)))
    event.say_all(PRE, [{**answers, "spots": False} for answers in BEFORE])
    event.say_all(POST, [{**answers, "spots": True} for answers in AFTER])
    assert objective(event.findings(), "see").questions == ("see-1", "see-2", "see-3")


def test_part_of_the_marks_can_be_earned(event):
    """Two right options of two marks: one right and no wrong tick earns one mark."""
    ticks = Question(
        "ticks", Kind.SEVERAL, "Which two?", Family.KNOWLEDGE, 2, (DELEGATE,), "see", marks=2,
        options=(Option("a", "A", right=True), Option("b", "B", right=True), Option("c", "C")),
    )  # fmt: skip
    event.publish(replace(BANK, questions=(ticks,)))
    event.say_all(PRE, [{"ticks": said} for said in [("a",)] * 4 + [("c",)] * 3 + [("a", "c")] * 3])
    event.say_all(POST, [{"ticks": said} for said in [("a", "b")] * 5 + [("a",)] * 5])
    see = objective(event.findings(), "see")
    assert (see.before.estimate, see.after.estimate) == pytest.approx((100 * 4 / 20, 100 * 15 / 20))


# Versions


def test_versions_of_a_question_that_mean_the_same_are_compared(event):
    event.say_all(PRE, BEFORE)
    event.publish(with_question(replace(BANK.questions_by_key["see-1"], stem="Is see-1 really so?")))
    event.say_all(POST, AFTER)
    findings = event.findings()
    assert objective(findings, "see").questions == ("see-1", "see-2", "see-3")
    assert findings.banks == ("Neglect (version 1)", "Neglect (version 2)")


def test_a_question_whose_key_was_changed_is_left_out(event):
    event.say_all(PRE, BEFORE)
    event.publish(with_question(replace(BANK.questions_by_key["see-1"], answer=False)))
    event.say_all(POST, AFTER)
    see = objective(event.findings(), "see")
    assert see.questions == ("see-2", "see-3")
    # Of the two others nobody's one right answer is left.
    assert see.before.estimate == pytest.approx(100 * sum(max(0, right - 1) for right in SEE_BEFORE) / 24)


def test_answers_stay_marked_by_the_version_that_was_answered(event):
    """Two people answered before the key of a question was mended, and are compared on the others only."""
    event.say(PRE, 1, BEFORE[0])
    event.say(PRE, 2, BEFORE[1])
    event.publish(with_question(replace(BANK.questions_by_key["see-1"], answer=False)))
    for number in range(3, 13):
        event.say(PRE, number, BEFORE[number - 1])
    event.say_all(POST, AFTER)
    # Ten people on six questions are more than twelve on five.
    see = objective(event.findings(), "see")
    assert (see.change.n, see.questions) == (12, ("see-2", "see-3"))


def test_a_question_that_is_new_after_the_course_is_not_compared(event):
    event.say_all(PRE, BEFORE)
    event.publish(replace(BANK, questions=(*BANK.questions, statement("see-4", "see"))))
    event.say_all(POST, [{**answers, "see-4": True} for answers in AFTER])
    assert objective(event.findings(), "see").questions == ("see-1", "see-2", "see-3")


def with_question(question):
    """The bank with this question in place of the one with its key."""
    return replace(BANK, questions=tuple(question if q.key == question.key else q for q in BANK.questions))


def test_who_left_out_many_questions_is_left_out_of_all_figures(event):
    event.say_all(PRE, BEFORE)
    event.say_all(POST, [*AFTER[:11], {"see-1": True}])
    findings = event.findings()
    assert objective(findings, "see").change.n == objective(findings, "act").change.n == 11
    assert objective(findings, "see").questions == ("see-1", "see-2", "see-3")
    assert findings.flow[1].matched == 12


def test_a_question_that_many_left_out_is_left_out(event):
    event.say_all(PRE, BEFORE)
    event.say_all(POST, [without(answers, "act-3") if n > 4 else answers for n, answers in enumerate(AFTER)])
    act = objective(event.findings(), "act")
    assert (act.change.n, act.questions) == (12, ("act-1", "act-2"))


def without(answers, key):
    return {name: value for name, value in answers.items() if name != key}


# What is hidden


def test_four_people_are_hidden(event):
    event.say_all(PRE, [person | rated(3, 4) for person in BEFORE[:4]])
    event.say_all(POST, [person | rated(6, 5) for person in AFTER[:4]])
    findings = event.findings()
    see = objective(findings, "see")
    assert see.change.hidden == see.before.hidden == see.after.hidden == Floors().reason
    # Overall, per objective, theme and step; only one theme is rated.
    assert len(hidden_ones(findings)) == 3 * (2 + 4 + 3 + 2)
    assert [change.words for change in findings.overall] == [
        "Tested knowledge straight after the course: not shown, so that nobody's answers can be told: it rests on "
        "fewer than 5 people, or on answers too much alike, or would let another hidden figure be worked out."
    ]


def test_nine_people_are_shown_and_called_very_imprecise(event):
    event.say_all(
        PRE, [knows(see, act) for see, act in zip((0, 1, 1, 2, 2, 3, 0, 1, 2), ACT_BEFORE, strict=False)]
    )
    event.say_all(
        POST, [knows(see, act) for see, act in zip((2, 2, 1, 1, 3, 3, 1, 1, 3), ACT_AFTER, strict=False)]
    )
    see = objective(event.findings(), "see")
    assert (see.change.n, see.change.estimate) == (9, pytest.approx(100 * 5 / 27))
    assert see.change.low < see.change.estimate < see.change.high
    assert see.change.caveats == ("Very imprecise: it rests on fewer than 10 people.",)


def test_higher_floors_hide_more(twelve):
    assert objective(twelve.findings(floors=Floors(matched=13, percentages=13)), "see").change.hidden
    assert not objective(twelve.findings(floors=Floors(matched=12, percentages=12)), "see").change.hidden


def test_that_all_knew_everything_is_hidden_and_cannot_be_worked_out(event):
    event.say_all(PRE, BEFORE)
    event.say_all(POST, [knows(3, act) for act in ACT_AFTER])
    findings = event.findings()
    assert objective(findings, "see").change.hidden
    # Beside the change over all questions the other objective's would tell it.
    assert not change_of(findings.overall).change.hidden
    assert objective(findings, "act").change.hidden
    hidden_ones(findings)


def test_one_question_with_few_right_or_wrong_is_hidden(event):
    core = [{"see-1": right > 0, "act-1": right > 1} for right in (3, 3, 2, 2, 2, 1, 1, 0, 0, 0, 0, 0)]
    event.say_all(PRE, core)
    event.say_all(MONTH3, [{"see-1": number < 6, "act-1": number > 4} for number in range(12)])
    findings = event.findings()
    # 7 of 12 before and 6 after were right on "see-1"; 5 and 7 on "act-1".
    assert objective(findings, "see", MONTH3).before.estimate == pytest.approx(100 * 7 / 12)
    event.say(PRE, 13, {"see-1": True, "act-1": True})
    event.say(MONTH3, 13, {"see-1": True, "act-1": True})
    assert not objective(event.findings(), "act", MONTH3).change.hidden


def test_one_question_that_all_but_two_got_right_is_hidden(event):
    event.say_all(PRE, [{"see-1": number < 6, "act-1": number > 5} for number in range(12)])
    event.say_all(MONTH3, [{"see-1": number < 10, "act-1": number > 4} for number in range(12)])
    findings = event.findings()
    assert objective(findings, "see", MONTH3).change.hidden
    hidden_ones(findings)


def test_later_means_of_nearly_the_same_people_are_hidden_and_their_change_is_shown(event):
    ratings = (3, 5, 6, 2, 7, 4, 8, 5, 3, 6, 4, 5)
    event.say_all(PRE, [rated(value, value - 1) for value in ratings])
    event.say_all(POST, [rated(value + 1 + value % 2, value + value % 4) for value in ratings])
    event.say_all(MONTH3, [rated(value + value % 3, value + value % 2) for value in ratings[:10]])
    event.say_all(MONTH6, [rated(value + value % 3, value + value % 2) for value in ratings[:6]])
    findings = event.findings()
    at_3 = rating(findings, "see", MONTH3)
    # Beside the mean of twelve people before the course, that of ten would tell of the other two.
    assert rating(findings, "see").before.estimate == pytest.approx(58 / 12)
    assert (at_3.before.hidden, at_3.after.hidden) == (Floors().reason, Floors().reason)
    assert numbers(at_3.change)[0] == pytest.approx(sum(value % 3 for value in ratings[:10]) / 10)
    # Six of twelve are another six, and the ten have no mean that these could be held against.
    assert rating(findings, "see", MONTH6).before.estimate == pytest.approx(27 / 6)


def test_means_of_the_very_same_people_are_shown_at_each_time(event):
    ratings = (3, 5, 6, 2, 7, 4, 8, 5)
    event.say_all(PRE, [rated(value, value) for value in ratings])
    for point in (POST, MONTH3, MONTH6):
        event.say_all(point, [rated(value + value % 2, value + value % 3) for value in ratings])
    findings = event.findings()
    assert [rating(findings, "see", point).before.estimate for point in (POST, MONTH3, MONTH6)] == [5, 5, 5]


def test_nobody_has_answered(event):
    event.book(1, 2, status=BookingStatus.BOOKED)
    findings = event.findings()
    assert (findings.overall, findings.overall_self_rating, findings.themes, findings.questions) == (
        (),
        (),
        (),
        (),
    )
    assert [(each.key, each.knowledge, each.self_rating) for each in findings.objectives] == [
        ("see", (), ()),
        ("act", (), ()),
    ]
    assert findings.banks == ()
