"""What answers say of the questions themselves: figures against an independent computation, and what they may tell."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from sqlalchemy import select, update
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from question_banks.model import Family, Kind, Option
from surveys.disclosure import Floors
from surveys.enums import TimePoint
from surveys.findings.item_model import Sign
from surveys.findings.item_statistics import bank_statistics, list_flags
from surveys.models import Answer, Invitation, Wave
from tests.statements import statements
from tests.surveys.findings.factory import AFTER_ALL, Answered
from tests.surveys.findings.small_bank import BANK, KNOWLEDGE, statement

PRE, POST, MONTH3, MONTH6 = TimePoint

OPTIONS = (Option("a", "Ask", right=True), Option("b", "Wait"), Option("c", "Ring"), Option("d", "Leave"))
CHOICE = replace(
    statement("choice", "see", answer=None),
    kind=Kind.SINGLE,
    options=OPTIONS,
    certainty=True,
    stem="What first?",
)
SEVERAL = replace(
    statement("several", "act", answer=None),
    kind=Kind.SEVERAL,
    marks=2,
    stem="Which?",
    options=(Option("a", "A", True), Option("b", "B", True), Option("c", "C"), Option("d", "D")),
)
WITH_CHOICES = replace(BANK, questions=(*BANK.questions, CHOICE, SEVERAL))


@pytest.fixture
def event(record):
    return Answered(record, WITH_CHOICES)


def found(event, key, *, floors=None, now=AFTER_ALL, wording=0):
    event.session.commit()
    whole = bank_statistics(event.session, event.bank_row, floors=floors or Floors(), now=now)
    return [one for one in whole.questions if one.question.key == key][wording]


def at(item, point):
    return next((one for one in item.at if one.point is point), None)


def numbers(figure):
    return figure.estimate, figure.low, figure.high, figure.n


def near(*expected):
    return pytest.approx(expected, abs=1e-6)


def signs(item):
    return [flag.sign for flag in item.flags]


def crowd(n, seed=3):
    """``n`` people, each with an ability, and the answers they give: before the course, and after it."""
    chance = random.Random(seed)
    for _person in range(n):
        able = chance.random()
        yield tuple(
            {
                **{key: chance.random() < 0.25 + 0.5 * able + lift for key in KNOWLEDGE},
                "choice": "a" if chance.random() < 0.15 + 0.5 * able + lift else chance.choice("bcd"),
                "several": tuple(sorted(chance.sample("abcd", 2)))
                if chance.random() > able + lift
                else ("a", "b"),
            }
            for lift in (0.0, 0.2)
        )


@pytest.fixture
def answered(event):
    """60 people who answer before and after, as lists of what they said."""
    people = list(crowd(60))
    event.say_all(PRE, [before for before, _after in people])
    event.say_all(POST, [after for _before, after in people])
    return event, people


def right(said, key):
    if key == "several":
        ticks = said[key]
        good = len({"a", "b"} & set(ticks))
        return max(0, good - (len(ticks) - good))
    return int(said[key] == "a") if key == "choice" else int(said[key])


MARKS = {**dict.fromkeys(KNOWLEDGE, 1), "choice": 1, "several": 2}


def rest(said, key):
    """The share of all other marks, worked out from the answers by themselves."""
    others = [other for other in MARKS if other != key]
    return sum(right(said, other) for other in others) / sum(MARKS[other] for other in others)


@pytest.mark.parametrize("point", [PRE, POST])
@pytest.mark.parametrize("key", ["see-1", "choice"])
def test_the_facility_of_all_or_nothing_is_a_share_with_wilsons_interval(answered, key, point):
    event, people = answered
    k = sum(right(pair[point is POST], key) for pair in people)
    low, high = proportion_confint(k, 60, 0.05, method="wilson")
    facility = at(found(event, key), point).facility
    assert numbers(facility) == near(100 * k / 60, 100 * low, 100 * high, 60)


def test_the_facility_of_partial_marks_is_their_mean_share(answered):
    event, people = answered
    shares = [50 * right(before, "several") for before, _after in people]
    low, high = stats.t.interval(0.95, 59, np.mean(shares), stats.sem(shares))
    assert numbers(at(found(event, "several"), PRE).facility) == near(np.mean(shares), low, high, 60)


@pytest.mark.parametrize("key", ["see-1", "choice", "several"])
def test_discrimination_is_the_correlation_with_the_rest_of_the_test(answered, key):
    event, people = answered
    for point in (PRE, POST):
        said = [pair[point is POST] for pair in people]
        expected = stats.pearsonr([right(one, key) for one in said], [rest(one, key) for one in said])
        interval = expected.confidence_interval(0.95)
        figure = at(found(event, key), point).discrimination
        assert numbers(figure) == near(expected.statistic, *interval, 60)


@pytest.mark.parametrize("key", ["see-1", "several"])
def test_the_gain_is_that_of_the_same_people(answered, key):
    event, people = answered
    worth = 100 / MARKS[key]
    before = [worth * right(one, key) for one, _ in people]
    after = [worth * right(one, key) for _, one in people]
    low, high = stats.ttest_rel(after, before).confidence_interval(0.95)
    gain = found(event, key).gain
    assert numbers(gain) == near(np.mean(after) - np.mean(before), low, high, 60)
    assert gain.unit == "points"


def test_each_choice_is_counted_and_the_right_one_is_marked(answered):
    event, people = answered
    choices = at(found(event, "choice"), PRE).choices
    said = [before["choice"] for before, _after in people]
    assert [
        (choice.share.label, choice.right, round(choice.share.share.estimate, 6)) for choice in choices
    ] == [(option.text, option.right, round(100 * said.count(option.key) / 60, 6)) for option in OPTIONS]


def test_true_and_false_and_ticks_are_counted_too(answered):
    event, people = answered
    said = [before["see-1"] for before, _after in people]
    [true, false] = at(found(event, "see-1"), PRE).choices
    assert (true.share.label, true.right, false.share.label, false.right) == ("True", True, "False", False)
    assert true.share.share.estimate == pytest.approx(100 * said.count(True) / 60)
    ticked = at(found(event, "several"), PRE).choices
    assert [choice.right for choice in ticked] == [True, True, False, False]
    assert ticked[2].share.share.estimate == pytest.approx(
        100 * sum("c" in before["several"] for before, _after in people) / 60
    )


def sure(event, point, certainties):
    """How sure the people said they were of ``choice``, in their order."""
    event.session.flush()
    for number, certainty in enumerate(certainties, 1):
        invitation = event.invitations[point, "delegate", number]
        wanted = (Answer.response_id == invitation.id) & (Answer.question_key == "choice")
        event.session.execute(update(Answer).where(wanted).values(certainty=certainty))


def test_sure_and_wrong_is_a_share_of_those_who_said_how_sure_they_were(answered):
    event, people = answered
    certainties = [1 + place % 4 for place in range(50)]
    sure(event, POST, certainties)
    wrong = [
        (certainty >= 3)
        for certainty, (_before, after) in zip(certainties, people, strict=False)
        if after["choice"] != "a"
    ]
    k = sum(wrong)
    assert min(k, len(wrong) - k) >= 5
    low, high = proportion_confint(k, 50, 0.05, method="wilson")
    assert numbers(at(found(event, "choice"), POST).sure_and_wrong) == near(2 * k, 100 * low, 100 * high, 50)
    assert at(found(event, "choice"), PRE).sure_and_wrong is None


def test_that_all_who_were_wrong_were_sure_is_not_told(answered):
    event, _people = answered
    sure(event, POST, [4] * 60)
    figure = at(found(event, "choice"), POST).sure_and_wrong
    assert figure.estimate is None
    assert figure.hidden == Floors().reason_for_shares


def test_the_time_is_the_median_in_whole_seconds(answered):
    event, _people = answered
    event.session.flush()
    taken = [7.5 + place % 23 for place in range(60)]
    rows = event.session.scalars(
        select(Answer).join(Invitation, Invitation.id == Answer.response_id).join(Wave)
        .where(Wave.point == PRE, Answer.question_key == "see-1").order_by(Answer.response_id)
    ).all()  # fmt: skip
    for row, seconds in zip(rows, taken, strict=True):
        row.seconds = seconds
    figure = at(found(event, "see-1"), PRE).seconds
    low, high = stats.quantile_test(taken, p=0.5).confidence_interval(0.95)
    assert numbers(figure) == near(*np.ceil([np.median(taken), low, high]), 60)
    assert at(found(event, "see-1"), POST).seconds.estimate is None


class TestPooling:
    def test_answers_of_several_events_are_one_pool(self, record):
        first = Answered(record, WITH_CHOICES)
        second = Answered(record, replace(WITH_CHOICES, key="other"), key="neglect-2")
        record.flush()
        second.bank_row, second.version = first.bank_row, first.version
        people = list(crowd(24))
        for event, part in ((first, people[:12]), (second, people[12:])):
            event.say_all(PRE, [before for before, _after in part])
        k = sum(right(before, "see-1") for before, _after in people)
        facility = at(found(first, "see-1"), PRE).facility
        assert (facility.estimate, facility.n) == (pytest.approx(100 * k / 24), 24)

    def test_an_open_wave_does_not_count_yet(self, answered):
        event, _people = answered
        wave = event.waves[POST]
        wave.closed_at = None
        assert at(found(event, "see-1", now=wave.closes_at), POST).answers == 60
        before = wave.closes_at - (wave.closes_at - wave.opens_at) / 2
        assert [one.point for one in found(event, "see-1", now=before).at] == [PRE]

    def test_a_wave_with_few_answers_is_never_added(self, answered):
        """Looked at before and after, it would tell of these few."""
        event, _people = answered
        for number in range(1, 5):
            event.say(MONTH3, number, {"see-1": True})
        assert [one.point for one in found(event, "see-1").at] == [PRE, POST]
        event.say(MONTH3, 5, {"see-1": True})
        assert at(found(event, "see-1"), MONTH3).answers == 5

    def test_managers_and_withdrawn_people_do_not_count(self, answered):
        event, _people = answered
        event.session.execute(
            update(Invitation)
            .where(Invitation.id == event.invitations[PRE, "delegate", 1].id)
            .values(withdrawn_at=AFTER_ALL)
        )
        assert at(found(event, "see-1"), PRE).answers == 59

    def test_the_number_of_statements_does_not_depend_on_the_answers(self, record, event):
        for number in range(1, 8):
            event.say(PRE, number, {"see-1": True})
        record.commit()
        with statements(record.get_bind()) as few:
            bank_statistics(record, event.bank_row, floors=Floors(), now=AFTER_ALL)
        people = list(crowd(20))
        event.say_all(POST, [after for _before, after in people])
        record.commit()
        with statements(record.get_bind()) as many:
            bank_statistics(record, event.bank_row, floors=Floors(), now=AFTER_ALL)
        assert len(many) == len(few) <= 5


class TestVersions:
    def test_while_a_question_stays_the_same_its_answers_are_pooled_over_versions(self, answered):
        event, _people = answered
        event.publish(replace(WITH_CHOICES, title="Neglect again"))
        event.say_all(MONTH3, [{"see-1": True, "see-2": n % 2 == 0} for n in range(10)])
        item = found(event, "see-2")
        assert item.versions == (1, 2)
        assert [one.point for one in item.at] == [PRE, POST, MONTH3]

    def test_what_an_officer_notes_beside_a_question_makes_no_other_wording(self, answered):
        event, _people = answered
        noted = tuple(
            replace(q, notes="See page 3.", source="The law", themes=(), core=True)
            for q in WITH_CHOICES.questions
        )
        event.publish(replace(WITH_CHOICES, questions=noted))
        assert found(event, "see-1").versions == (1, 2)

    def test_a_new_wording_stands_by_itself_with_how_much_harder_it_is(self, answered):
        event, people = answered
        questions = tuple(
            replace(q, stem="Is it so that see-1?") if q.key == "see-1" else q for q in WITH_CHOICES.questions
        )
        event.publish(replace(WITH_CHOICES, questions=questions))
        later = Answered(event.session, replace(WITH_CHOICES, key="other"), key="neglect-2")
        event.session.flush()
        later.bank_row, later.version, later.bank = event.bank_row, event.version, event.bank
        later.say_all(PRE, [{"see-1": n % 3 == 0, "see-2": n % 2 == 0} for n in range(45)])
        newer, older = found(event, "see-1"), found(event, "see-1", wording=1)
        assert (newer.versions, older.versions) == ((2,), (1,))
        k = sum(right(before, "see-1") for before, _after in people)
        low, high = confint_proportions_2indep(15, 45, k, 60, method="newcomb", compare="diff")
        assert newer.drift.since == (1,)
        assert numbers(newer.drift.change) == near(100 * (15 / 45 - k / 60), 100 * low, 100 * high, 105)
        assert (older.drift, found(event, "see-2").versions) == (None, (1, 2))
        assert (Sign.MOVED in signs(newer)) == (high < 0 or low > 0)

    def test_with_another_key_it_is_not_compared(self, answered):
        event, _people = answered
        questions = tuple(replace(q, answer=False) if q.key == "see-1" else q for q in WITH_CHOICES.questions)
        event.publish(replace(WITH_CHOICES, questions=questions))
        later = Answered(event.session, replace(WITH_CHOICES, key="other"), key="neglect-2")
        event.session.flush()
        later.bank_row, later.version, later.bank = event.bank_row, event.version, event.bank
        later.say_all(PRE, [{"see-1": n % 3 == 0} for n in range(45)])
        assert found(event, "see-1").drift is None

    def test_a_question_that_nobody_answered_is_there_without_figures(self, event):
        item = found(event, "see-1")
        assert (item.at, item.gain, item.flags) == ((), None, ())

    def test_what_is_not_marked_has_only_how_many_answered_and_their_time(self, answered):
        event, _people = answered
        for number in range(1, 7):
            event.say(MONTH6, number, {"sure-see": 7})
        one = at(found(event, "sure-see"), MONTH6)
        assert (one.answers, one.facility, one.discrimination, one.choices) == (6, None, None, ())
        assert found(event, "sure-see").question.family is Family.SELF_RATING


class TestDisclosure:
    def test_few_who_answered_only_once_are_left_out(self, answered):
        """Beside the gain of the others, and beside the event's findings, a facility would tell what they answered."""
        event, _people = answered
        facility, gain = at(found(event, "see-1"), PRE).facility, found(event, "see-1").gain
        for number in range(61, 65):
            event.say(PRE, number, {"see-1": True})
        item = found(event, "see-1")
        assert (at(item, PRE).facility, item.gain) == (facility, gain)
        event.say(PRE, 65, {"see-1": False})
        item = found(event, "see-1")
        assert (at(item, PRE).answers, item.gain) == (65, gain)

    def test_few_who_answered_one_form_in_a_wave_are_left_out(self, event):
        """A wave with answers enough may have few to one of two parallel forms."""
        event.say_all(PRE, [{"see-2": n % 2 == 0, **({"see-1": True} if n < 4 else {})} for n in range(20)])
        assert found(event, "see-1").at == ()
        assert at(found(event, "see-2"), PRE).answers == 20

    def test_fewer_than_five_who_are_wrong_are_not_counted_out(self, event):
        event.say_all(PRE, [{"see-1": n > 3, "see-2": n % 2 == 0} for n in range(40)])
        one = at(found(event, "see-1"), PRE)
        assert (one.facility.estimate, one.facility.hidden) == (None, Floors().reason)
        assert (one.choices, one.choices_hidden) == ((), Floors().reason_for_shares)

    def test_nothing_is_shown_of_fewer_than_the_floor(self, event):
        event.say_all(PRE, [{"see-1": n % 2 == 0} for n in range(6)])
        one = at(found(event, "see-1"), PRE)
        assert (one.answers, one.facility.estimate, one.discrimination) == (6, None, None)

    def test_a_correlation_waits_for_enough_answers(self, event):
        people = list(crowd(29))
        event.say_all(PRE, [before for before, _after in people])
        figure = at(found(event, "see-1"), PRE).discrimination
        assert (
            figure.hidden
            == "Not shown: fewer than 30 people answered, which is too few to judge a question by."
        )
        event.say(PRE, 30, people[0][0])
        assert at(found(event, "see-1"), PRE).discrimination.n == 30


def knowing(**shares):
    """For 40 people: of each question, the part of them who have it right."""
    return [{key: n < share * 40 for key, share in shares.items()} for n in range(40)]


class TestFlags:
    """Each is tripped once; from 30 answers on and not before."""

    def test_known_before(self, event):
        event.say_all(PRE, knowing(**{"see-1": 0.95, "see-2": 0.5}))
        item = found(event, "see-1")
        assert signs(item) == [Sign.KNOWN_BEFORE]
        assert item.flags[0].remedy.startswith("Ask something harder")
        assert list_flags(event.session, event.bank_row, floors=Floors(), now=AFTER_ALL) == {
            "see-1": item.flags
        }

    def test_nothing_is_flagged_below_thirty(self, event):
        event.say_all(PRE, knowing(**{"see-1": 1.0, "see-2": 0.5})[:29])
        assert signs(found(event, "see-1")) == []
        event.say(PRE, 30, {"see-1": True, "see-2": False})
        assert signs(found(event, "see-1")) == [Sign.KNOWN_BEFORE]

    @pytest.mark.parametrize(("part", "flagged"), [(0.4, True), (0.05, True), (0.6, False)])
    def test_still_wrong(self, event, part, flagged):
        event.say_all(POST, knowing(**{"see-1": part}))
        assert (Sign.STILL_WRONG in signs(found(event, "see-1"))) == flagged

    def test_not_learned(self, event):
        changed = {2: False, 30: True}
        event.say_all(PRE, [{"see-1": n % 40 < 20} for n in range(400)])
        event.say_all(POST, [{"see-1": changed.get(n % 40, n % 40 < 20)} for n in range(400)])
        assert Sign.NOT_LEARNED in signs(found(event, "see-1"))

    def test_unlearned(self, event):
        event.say_all(PRE, knowing(**{"see-1": 0.8}))
        event.say_all(POST, knowing(**{"see-1": 0.5}))
        item = found(event, "see-1")
        assert Sign.UNLEARNED in signs(item)
        [flag] = [flag for flag in item.flags if flag.sign is Sign.UNLEARNED]
        assert flag.what.startswith("Marks fell by 30 points (95 % interval from −")

    def test_backwards(self, event):
        able = [n % 4 for n in range(40)]
        event.say_all(POST, [{"see-1": a < 2, "see-2": a > 0, "see-3": a > 1, "act-1": a > 2} for a in able])
        item = found(event, "see-1")
        assert signs(item)[0] is Sign.BACKWARDS
        assert "(“goes with the rest”: −" in item.flags[0].what
        assert Sign.BACKWARDS not in signs(found(event, "see-2"))

    def test_tells_little(self, event):
        able = [n % 4 for n in range(200)]
        event.say_all(
            POST,
            [
                {"see-1": n // 4 % 2 == 0, "see-2": a > 0, "see-3": a > 1, "act-1": a > 2}
                for n, a in enumerate(able)
            ],
        )
        assert Sign.TELLS_LITTLE in signs(found(event, "see-1"))
        assert Sign.TELLS_LITTLE not in signs(found(event, "see-3"))

    def test_wrong_preferred(self, event):
        event.say_all(POST, [{"choice": "b" if n < 25 else "a"} for n in range(40)])
        [flag] = [flag for flag in found(event, "choice").flags if flag.sign is Sign.WRONG_PREFERRED]
        assert flag.what == "After the course more people choose “Wait” than the right answer."

    def test_idle_choice(self, event):
        event.say_all(PRE, [{"choice": "abc"[n % 3] if n > 2 else "d"} for n in range(99)])
        assert Sign.IDLE_CHOICE not in signs(found(event, "choice"))
        event.say(PRE, 100, {"choice": "a"})
        [flag] = [flag for flag in found(event, "choice").flags if flag.sign is Sign.IDLE_CHOICE]
        assert flag.what == "Before the course fewer than 5 in 100 people choose “Leave”."

    def test_sure_and_wrong(self, event):
        event.say_all(POST, [{"choice": "a" if n < 24 else "b"} for n in range(40)])
        sure(event, POST, [4 if n < 34 else 1 for n in range(40)])
        assert Sign.SURE_AND_WRONG in signs(found(event, "choice"))

    @pytest.mark.parametrize(("seconds", "sign"), [(90.0, Sign.SLOW), (1.0, Sign.RUSHED), (7.0, None)])
    def test_pace(self, event, seconds, sign):
        event.say_all(PRE, knowing(**{"see-1": 0.5}))
        event.session.flush()
        event.session.execute(update(Answer).values(seconds=seconds))
        assert [one for one in signs(found(event, "see-1")) if one in (Sign.SLOW, Sign.RUSHED)] == [
            sign
        ] * bool(sign)

    def test_moved(self, event):
        event.say_all(PRE, knowing(**{"see-1": 0.3}))
        questions = tuple(
            replace(q, stem="Is see-1?") if q.key == "see-1" else q for q in WITH_CHOICES.questions
        )
        event.publish(replace(WITH_CHOICES, questions=questions))
        later = Answered(event.session, replace(WITH_CHOICES, key="other"), key="neglect-2")
        event.session.flush()
        later.bank_row, later.version, later.bank = event.bank_row, event.version, event.bank
        later.say_all(PRE, knowing(**{"see-1": 0.8}))
        [flag] = [flag for flag in found(event, "see-1").flags if flag.sign is Sign.MOVED]
        assert flag.title == "Became easier with its new wording"
        assert flag.what.startswith(
            "Before the course people earn 50 points more than with the wording before"
        )
