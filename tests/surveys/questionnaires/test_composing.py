"""What is asked of whom and when, for each shipped bank and for banks put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from question_banks.items import is_keyed
from question_banks.model import Family, Kind, Option, Question, Scenario, Status
from question_banks.shipped import shipped_banks
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import compose

BANKS = shipped_banks()
ASKED_AT = [
    *((point, Audience.DELEGATE) for point in TimePoint),
    *((point, Audience.MANAGER) for point in (TimePoint.MONTH3, TimePoint.MONTH6)),
]
DELEGATE, MANAGER = Audience.DELEGATE, Audience.MANAGER
PRE, POST, MONTH3, MONTH6 = TimePoint

shipped = pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
every_gate = pytest.mark.parametrize(("point", "audience"), ASKED_AT)


def asked(bank, point, audience):
    return list(compose([(1, bank)], point, audience).asked)


def keys(bank, point, audience, *families):
    return [a.question.key for a in asked(bank, point, audience) if a.question.family in families]


def families(bank, point, audience):
    """The families in the order in which they are asked, each once."""
    return list(dict.fromkeys(a.question.family for a in asked(bank, point, audience)))


def scaled(bank, point, audience):
    """The questions on a scale that are put to the audience."""
    return [one for one in asked(bank, point, audience) if one.question.kind is Kind.SCALE]


class TestShippedBanks:
    @shipped
    @every_gate
    def test_no_question_is_put_twice(self, bank, point, audience):
        names = Counter(a.name for a in asked(bank, point, audience))
        assert {name for name, count in names.items() if count > 1} == set()

    @shipped
    @pytest.mark.parametrize(
        ("point", "audience", "expected"),
        [
            (PRE, DELEGATE, [Family.KNOWLEDGE, Family.SELF_RATING]),
            (POST, DELEGATE, [Family.KNOWLEDGE, Family.SELF_RATING, Family.REACTION]),
            (MONTH3, DELEGATE, [Family.KNOWLEDGE, Family.SELF_RATING, Family.BEHAVIOUR, Family.OUTCOME]),
            (MONTH6, DELEGATE, [Family.KNOWLEDGE, Family.SELF_RATING, Family.BEHAVIOUR, Family.OUTCOME]),
            (MONTH3, MANAGER, [Family.BEHAVIOUR, Family.OUTCOME]),
            (MONTH6, MANAGER, [Family.BEHAVIOUR, Family.OUTCOME]),
        ],
    )
    def test_each_time_point_asks_its_own_kinds_of_question(self, bank, point, audience, expected):
        assert families(bank, point, audience) == expected

    @shipped
    def test_before_and_after_put_the_same_questions_in_the_same_order(self, bank):
        before, after = (keys(bank, p, DELEGATE, Family.KNOWLEDGE, Family.SELF_RATING) for p in (PRE, POST))
        assert before == after
        assert Counter(before) == Counter(
            q.key for q in bank.questions if q.family in (Family.KNOWLEDGE, Family.SELF_RATING)
        )

    @shipped
    @pytest.mark.parametrize("point", [MONTH3, MONTH6])
    def test_months_later_the_core_is_asked_one_question_for_each_objective(self, bank, point):
        knowledge = [
            a.question for a in asked(bank, point, DELEGATE) if a.question.family is Family.KNOWLEDGE
        ]
        assert all(question.core for question in knowledge)
        assert [q.objective for q in knowledge] == [objective.key for objective in bank.objectives]

    @shipped
    @pytest.mark.parametrize("point", [MONTH3, MONTH6])
    def test_managers_are_asked_only_what_they_can_see_in_words_of_their_own(self, bank, point):
        put = asked(bank, point, MANAGER)
        assert all(MANAGER in a.question.audiences for a in put)
        assert not any(is_keyed(a.question) for a in put)
        assert [a.stem for a in put] == [a.question.manager_stem or a.question.stem for a in put]
        assert not any(" I " in f" {a.stem} " for a in put)

    @shipped
    @pytest.mark.parametrize("point", [MONTH3, MONTH6])
    def test_self_and_manager_rate_behaviour_on_the_same_anchors(self, bank, point):
        own, managers = ({a.name: a.scale.points for a in scaled(bank, point, who)} for who in Audience)
        assert managers == own
        assert len(managers) == 6

    @shipped
    @pytest.mark.parametrize("point", [MONTH3, MONTH6])
    def test_only_a_manager_may_not_have_been_able_to_observe(self, bank, point):
        codes = [
            {code.code for a in scaled(bank, point, who) for code in a.scale.outside} for who in Audience
        ]
        assert codes == [{"no-opportunity", "too-early"}, {"no-opportunity", "too-early", "not-observed"}]

    @shipped
    def test_barriers_are_asked_when_there_was_time_to_meet_them(self, bank):
        there = [p for p in TimePoint if "barriers" in keys(bank, p, DELEGATE, Family.BEHAVIOUR)]
        assert there == [MONTH3, MONTH6]

    @shipped
    @pytest.mark.parametrize("point", [PRE, POST])
    def test_managers_are_not_asked_before_or_straight_after(self, bank, point):
        assert compose([(1, bank)], point, MANAGER) is None

    @shipped
    @every_gate
    def test_a_page_is_a_few_questions(self, bank, point, audience):
        sizes = [len(page.asked) for page in compose([(1, bank)], point, audience).pages]
        assert (min(sizes) >= 2, max(sizes) <= 6) == (True, True)

    @shipped
    def test_a_delegate_needs_some_minutes_and_a_manager_two(self, bank):
        minutes = {gate: compose([(1, bank)], *gate).minutes for gate in ASKED_AT}
        assert max(minutes.values()) <= 9
        assert [minutes[gate] for gate in ASKED_AT if gate[1] is MANAGER] == [2, 2]
        assert minutes[MONTH3, DELEGATE] < minutes[PRE, DELEGATE] < minutes[POST, DELEGATE]


class TestSeveralBanks:
    """A delegate who falls under a routine evaluation and an audit is asked once."""

    @every_gate
    def test_the_same_bank_twice_is_asked_once(self, point, audience):
        bank = BANKS["neglect"]
        assert compose([(1, bank), (1, bank)], point, audience) == compose([(1, bank)], point, audience)

    @every_gate
    def test_of_two_versions_the_first_is_asked(self, point, audience):
        bank = BANKS["neglect"]
        newer = replace(bank, questions=tuple(replace(q, stem=f"{q.stem} Think.") for q in bank.questions))
        assert compose([(1, bank), (2, newer)], point, audience) == compose([(1, bank)], point, audience)

    @every_gate
    @pytest.mark.parametrize("pair", list(combinations(BANKS, 2)))
    def test_questions_that_read_alike_are_put_once(self, pair, point, audience):
        both = [(number, BANKS[key]) for number, key in enumerate(pair, start=1)]
        put = list(compose(both, point, audience).asked)
        stems = Counter((a.stem, a.scenario) for a in put)
        assert {stem for stem, count in stems.items() if count > 1} == set()

    def test_shared_questions_are_left_out_of_the_second_bank_alone(self):
        both = [(1, BANKS["neglect"]), (2, BANKS["information-sharing"])]
        names = {a.name for a in compose(both, MONTH3, DELEGATE).asked}
        alone = {a.name for _, bank in both for a in compose([(1, bank)], MONTH3, DELEGATE).asked}
        assert alone - names == {
            "information-sharing.barriers",
            "information-sharing.information-sharing-outcome-example",
        }

    def test_each_question_keeps_the_version_that_it_came_from(self):
        both = [(7, BANKS["neglect"]), (9, BANKS["information-sharing"])]
        put = compose(both, PRE, DELEGATE).asked
        assert {(a.name.partition(".")[0], a.bank_version_id) for a in put} == {
            ("neglect", 7),
            ("information-sharing", 9),
        }


def knowledge(key, scenario=""):
    options = (Option("a", "Yes", right=True), Option("b", "No"))
    return Question(
        key, Kind.SINGLE, f"{key}?", Family.KNOWLEDGE, 2, (DELEGATE,), scenario=scenario, options=options
    )


def pages(*questions):
    bank = replace(
        BANKS["neglect"],
        questions=questions,
        scenarios=(Scenario("noor", "Noor, 7."), Scenario("sam", "Sam, 5.")),
    )
    return compose([(1, bank)], PRE, DELEGATE).pages


class TestPages:
    def test_questions_on_one_scenario_stand_together_so_that_it_is_read_once(self):
        [page] = pages(
            knowledge("one", "noor"), knowledge("two"), knowledge("three", "noor"), knowledge("four", "sam")
        )
        assert [a.question.key for a in page.asked] == ["one", "three", "two", "four"]

    @pytest.mark.parametrize(
        ("count", "sizes"),
        [(1, [1]), (5, [5]), (6, [3, 3]), (11, [4, 4, 3]), (13, [5, 4, 4]), (16, [4, 4, 4, 4])],
    )
    def test_pages_are_about_equally_long(self, count, sizes):
        assert [len(page.asked) for page in pages(*map(knowledge, map(str, range(count))))] == sizes

    def test_a_scenario_is_not_cut_in_two(self):
        questions = [*map(knowledge, "abcd"), knowledge("e", "noor"), knowledge("f", "noor")]
        assert [[a.question.key for a in page.asked] for page in pages(*questions)] == [
            ["a", "b", "c"],
            ["d", "e", "f"],
        ]
        longer = [knowledge(key, "noor") for key in "abcdefg"]
        assert [len(page.asked) for page in pages(*longer)] == [7]

    def test_the_parts_of_a_long_page_say_so_and_introduce_themselves_once(self):
        first, second = pages(*map(knowledge, map(str, range(6))))
        assert [first.title, second.title] == ["What would you do? (part 1)", "What would you do? (part 2)"]
        assert (bool(first.intro), second.intro) == (True, "")

    def test_a_bank_with_nothing_for_a_time_point_asks_nothing(self):
        bank = replace(BANKS["neglect"], questions=(knowledge("one"),))
        assert compose([(1, bank)], MONTH3, DELEGATE) is None
        assert compose([], PRE, DELEGATE) is None


def of_form(form, point, *questions, **facts):
    bank = replace(BANKS["neglect"], questions=questions)
    made = compose([(1, bank)], point, DELEGATE, form=form)
    return [a.question.key for a in made.asked] if made else []


class TestParallelForms:
    """Of two equivalent questions each person gets one before and the other after; half of them the other way round."""

    PAIR = (
        replace(knowledge("first"), core=True),
        replace(knowledge("alone"), core=True),
        replace(knowledge("second"), core=True, equivalent_to="first"),
    )

    @pytest.mark.parametrize(
        ("point", "one", "other"),
        [
            (PRE, "first", "second"),
            (POST, "second", "first"),
            (MONTH3, "first", "second"),
            (MONTH6, "second", "first"),
        ],
    )
    def test_the_two_forms_swap_from_one_time_point_to_the_next(self, point, one, other):
        assert of_form(0, point, *self.PAIR) == [one, "alone"]
        assert of_form(1, point, *self.PAIR) == [other, "alone"]

    def test_a_retired_form_leaves_the_other_to_everybody(self):
        first, alone, second = self.PAIR
        retired = replace(first, status=Status.RETIRED)
        assert {tuple(of_form(form, p, retired, alone, second)) for form in (0, 1) for p in TimePoint} == {
            ("alone", "second")
        }

    def test_without_parallel_forms_everybody_gets_the_same(self):
        bank = BANKS["neglect"]
        assert compose([(1, bank)], PRE, DELEGATE, form=1) == compose([(1, bank)], PRE, DELEGATE)


class TestStatus:
    @pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
    def test_only_ready_questions_are_asked(self, status):
        assert of_form(0, PRE, knowledge("one"), replace(knowledge("two"), status=status)) == ["one"]


class TestThenTests:
    """A rating of how it was before, looking back, is asked once people know what the course is about."""

    NOW = Question("now", Kind.CONFIDENCE, "How sure are you?", Family.SELF_RATING, 2, (DELEGATE,), core=True)
    THEN = replace(NOW, key="then", stem="How sure were you before?", then_of="now")

    def test_it_is_asked_straight_after_the_course_alone_and_on_a_page_of_its_own(self):
        asked_at = {point: of_form(0, point, self.THEN, self.NOW) for point in TimePoint}
        assert asked_at == {PRE: ["now"], POST: ["now", "then"], MONTH3: ["now"], MONTH6: ["now"]}
        bank = replace(BANKS["neglect"], questions=(self.NOW, self.THEN))
        titles = [page.title for page in compose([(1, bank)], POST, DELEGATE).pages]
        assert titles == ["How confident are you?", "Looking back"]
