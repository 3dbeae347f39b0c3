"""What is shown tells of no group of fewer people than the floor, alone or together with what else is shown.

The properties do not trust the rules: they list every way in which people could have answered that fits what is
shown, and look whether a small number of people is the same in all of them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.disclosure import (
    Floors,
    Ladder,
    hides_change,
    hides_choice,
    hides_interval,
    hides_mean,
    hides_scale_mean,
    kept_apart,
    leaves_few,
    share_a_line,
    shown_choices,
    shown_groups,
    tells,
    withholds_count,
)

FLOORS = Floors()
THREE_MARKS = Ladder(0, 3, 1)
RATING = Ladder(0, 10, 1)


def people_at(*counts):
    """One value a person: so many at 0, so many at 1 ..."""
    return [float(value) for value, count in enumerate(counts) for _person in range(count)]


# The floors


@pytest.mark.parametrize("wrong", [{"matched": 2}, {"matched": 0}, {"matched": 6, "percentages": 5}])
def test_floors_that_would_let_two_people_through_are_refused(wrong):
    with pytest.raises(ValueError, match="two or fewer"):
        Floors(**wrong)


def test_the_floors_are_printed_in_words():
    assert Floors(matched=7, percentages=12, imprecise=15).in_words() == (
        ("Fewest people a figure may rest on", 7),
        ("Fewest people for percentages of people", 12),
        ("Fewer people than this: labelled very imprecise", 15),
    )
    assert Floors(matched=7).few == "fewer than 7"


def test_the_reason_is_the_same_whichever_rule_hid_the_figure():
    assert FLOORS.reason == (
        "Not shown, so that nobody's answers can be told: it rests on fewer than 5 people, or on answers too much "
        "alike, or would let another hidden figure be worked out."
    )


def test_a_count_of_one_to_four_people_is_withheld_and_nobody_is_said():
    assert [count for count in range(8) if withholds_count(count, FLOORS)] == [1, 2, 3, 4]


# Means


@pytest.mark.parametrize(
    ("values", "ladder", "hidden"),
    [
        (people_at(1, 1, 1, 1), THREE_MARKS, True),
        (people_at(1, 2, 1, 1), THREE_MARKS, False),
        (people_at(0, 0, 12), THREE_MARKS, True),
        (people_at(0, 0, 0, 12), THREE_MARKS, True),
        (people_at(0, 0, 1, 11), THREE_MARKS, True),
        (people_at(0, 0, 2, 10), THREE_MARKS, False),
        (people_at(11, 1), THREE_MARKS, True),
        (people_at(10, 2), THREE_MARKS, False),
        (people_at(5, 4), Ladder(0, 1, 1), True),
        (people_at(6, 4), Ladder(0, 1, 1), True),
        (people_at(5, 5), Ladder(0, 1, 1), False),
    ],
    ids=[
        "four people", "five people", "all alike in the middle", "all right", "all right but one step",
        "two steps of room", "all wrong but one step", "two steps from the bottom",
        "one mark, nine people", "one mark, four right", "one mark, five and five",
    ],
)  # fmt: skip
def test_when_a_mean_is_hidden(values, ladder, hidden):
    assert hides_mean(values, ladder, FLOORS) is hidden


def test_a_mean_of_answers_alike_tells_nothing_when_that_they_are_alike_is_not_known():
    assert not tells(people_at(0, 0, 12), THREE_MARKS, FLOORS)
    assert tells(people_at(0, 0, 0, 12), THREE_MARKS, FLOORS)


def test_a_change_is_hidden_with_either_of_its_means_and_when_all_changed_alike():
    before, after = people_at(3, 4, 4, 1), people_at(1, 3, 4, 4)
    assert not hides_change(before, after, THREE_MARKS, FLOORS)
    assert hides_change(people_at(11, 1), after, THREE_MARKS, FLOORS)
    assert hides_change(before, people_at(0, 0, 0, 12), THREE_MARKS, FLOORS)
    assert hides_change(people_at(6, 6), [value + 1 for value in people_at(6, 6)], THREE_MARKS, FLOORS)


def test_half_marks_are_steps_too():
    half = Ladder(0, 2, 0.5)
    assert hides_mean([2, 2, 2, 2, 2, 1.5], half, FLOORS)
    assert not hides_mean([2, 2, 2, 2, 2, 1], half, FLOORS)


@pytest.mark.parametrize(
    ("values", "ladder", "hidden"),
    [
        (people_at(2, 4, 6), Ladder(0, 2, 1), True),
        (people_at(5, 5, 5), Ladder(0, 2, 1), False),
        (people_at(0, 2, 5, 5), THREE_MARKS, True),
        (people_at(2, 4, 4, 2), THREE_MARKS, False),
    ],
    ids=["three values tell all", "no value has few", "no other way to the same sums", "another way"],
)
def test_when_an_interval_is_hidden(values, ladder, hidden):
    assert hides_interval(values, ladder, FLOORS) is hidden


@lru_cache(maxsize=512)
def ways(people, levels):
    """Every way in which so many people can be on so many levels."""
    if levels == 1:
        return ((people,),)
    return tuple((first, *rest) for first in range(people + 1) for rest in ways(people - first, levels - 1))


def moment(counts, power):
    return sum(count * value**power for value, count in enumerate(counts))


def told(counts, fits):
    """The levels that hold one to four people in every way that ``fits``."""
    possible = [way for way in ways(sum(counts), len(counts)) if fits(way)]
    assert counts in possible
    return [
        level
        for level, count in enumerate(counts)
        if 0 < count < FLOORS.matched and all(way[level] == count for way in possible)
    ]


def counts_of(*, levels, most):
    return st.integers(2, levels).flatmap(
        lambda size: st.lists(st.integers(0, most), min_size=size, max_size=size).map(tuple)
    )


@settings(max_examples=300, deadline=None)
@given(counts_of(levels=5, most=4))
def test_no_small_number_of_people_can_be_read_off_a_mean(counts):
    values, ladder = people_at(*counts), Ladder(0, len(counts) - 1, 1)
    if not values or hides_mean(values, ladder, FLOORS):
        return
    assert told(counts, lambda way: moment(way, 1) == moment(counts, 1)) == []


@settings(max_examples=300, deadline=None)
@given(counts_of(levels=5, most=4))
def test_nor_off_a_mean_with_its_interval(counts):
    values, ladder = people_at(*counts), Ladder(0, len(counts) - 1, 1)
    if not values or hides_mean(values, ladder, FLOORS) or hides_interval(values, ladder, FLOORS):
        return
    assert told(counts, lambda way: all(moment(way, p) == moment(counts, p) for p in (1, 2))) == []


# Distributions


def test_small_neighbours_are_put_together():
    assert shown_groups((1, 2, 3, 6, 5), FLOORS) == ((0, 1, 2), (3,), (4,))
    assert shown_groups((6, 0, 0, 0, 6), FLOORS) == ((0,), (1, 2, 3, 4))
    assert shown_groups((5, 5, 2), FLOORS) == ((0,), (1, 2))


@pytest.mark.parametrize("counts", [(5, 4), (0, 0, 12), (1, 1, 10), (0, 0, 0, 0, 0)], ids=str)
def test_no_lines_are_shown_of_few_people_or_of_people_nearly_agreed(counts):
    assert shown_groups(counts, FLOORS) == ()


def test_choices_without_an_order_share_one_last_line_for_the_small():
    assert shown_choices((7, 1, 6, 4), FLOORS) == ((0,), (2,), (1, 3))
    assert shown_choices((7, 1, 6, 0), FLOORS) == ((0,), (1, 2, 3))
    assert shown_choices((6, 6), FLOORS) == ((0,), (1,))
    assert shown_choices((11, 1), FLOORS) == ()
    assert shown_choices((5, 4), FLOORS) == ()


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=8).map(tuple),
    st.sampled_from([shown_groups, shown_choices]),
)
def test_no_sum_or_difference_of_lines_is_a_small_number_of_people(counts, rule):
    lines = [sum(counts[place] for place in group) for group in rule(counts, FLOORS)]
    assert not lines or sum(lines) == sum(counts)
    for size in range(1, len(lines)):
        for some in combinations(lines, size):
            assert FLOORS.matched <= sum(some) <= sum(counts) - FLOORS.matched


@settings(max_examples=300, deadline=None)
@given(counts_of(levels=5, most=5))
def test_no_small_number_of_people_can_be_worked_out_from_lines_and_mean_together(counts):
    groups = shown_groups(counts, FLOORS)
    mean_shown = not hides_scale_mean(counts, range(len(counts)), groups, FLOORS)
    if not groups and not mean_shown:
        return

    def fits(way):
        same_lines = all(sum(way[p] for p in group) == sum(counts[p] for p in group) for group in groups)
        return same_lines and (not mean_shown or moment(way, 1) == moment(counts, 1))

    assert told(counts, fits) == []


def test_a_mean_beside_merged_lines_needs_room_in_them():
    counts, groups = (0, 0, 1, 6, 8), ((0, 1, 2, 3), (4,))
    assert shown_groups(counts, FLOORS) == groups
    # The seven lower answers sum to one less than they could: the mean would tell of the one.
    assert hides_scale_mean(counts, range(5), groups, FLOORS)
    assert not hides_scale_mean((3, 3, 3, 3, 8), range(5), ((0, 1), (2, 3), (4,)), FLOORS)
    assert not hides_scale_mean((5, 6), (0, 1), ((0,), (1,)), FLOORS)


def test_a_mean_of_two_points_is_a_share_of_people():
    assert hides_scale_mean((2, 4), (0, 1), (), FLOORS)


@pytest.mark.parametrize(
    ("k", "n", "hidden"),
    [(5, 10, False), (4, 10, True), (6, 10, True), (4, 9, True), (0, 30, True), (30, 30, True)],
)
def test_a_choice_is_shown_with_five_people_on_both_sides(k, n, hidden):
    assert hides_choice(k, n, FLOORS) is hidden


# Figures together


def of(*questions):
    return frozenset(questions)


def nothing(_group):
    return False


def test_overall_and_all_objectives_but_one_would_tell_the_hidden_one():
    overall, see, act, plan = of(1, 2, 3, 4, 5, 6), of(1, 2), of(3, 4), of(5, 6)
    assert kept_apart([overall, see, act, plan], [], nothing) == {overall, see, act, plan}
    # Hidden "see": of the others one more is given up, the last.
    assert kept_apart([overall, act, plan], [see], nothing) == {overall, act}


def test_a_theme_that_differs_from_an_objective_by_a_telling_question_is_given_up():
    objective, theme = of(1, 2, 3), of(1, 2)
    assert kept_apart([objective, theme], [], lambda group: group == of(3)) == {objective}


def test_what_can_only_be_told_from_three_lines_is_found():
    wanted = [of(1, 2), of(2, 3), of(1, 3)]
    # Half of (1,2) + (1,3) - (2,3) is question 1.
    assert kept_apart(wanted, [], lambda group: group == of(1)) == set(wanted[:2])


def in_span(row, rows):
    """Whether ``row`` is a sum of multiples of ``rows``, by elimination in fractions."""
    table = [[Fraction(value) for value in each] for each in zip(*rows, row, strict=True)]
    width = len(rows)
    used = 0
    for column in range(width):
        pivot = next((r for r in range(used, len(table)) if table[r][column]), None)
        if pivot is None:
            continue
        table[used], table[pivot] = table[pivot], table[used]
        table[used] = [value / table[used][column] for value in table[used]]
        for r in range(len(table)):
            if r != used:
                times = table[r][column]
                table[r] = [value - times * other for value, other in zip(table[r], table[used], strict=True)]
        used += 1
    return all(not line[-1] for line in table[used:])


questions = st.frozensets(st.integers(0, 5), min_size=1)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(questions, min_size=1, max_size=6, unique=True),
    st.lists(questions, max_size=2),
    st.sets(questions),
)
def test_nothing_hidden_or_telling_can_be_worked_out_from_what_is_kept(wanted, hidden, telling):
    wanted = [group for group in wanted if group not in hidden]
    shown = kept_apart(wanted, hidden, lambda group: group in telling)
    rows = [[int(question in group) for question in range(6)] for group in shown]
    for group in [*hidden, *(telling - set(wanted))]:
        assert not in_span([int(question in group) for question in range(6)], rows)
    assert shown <= set(wanted)


def test_means_of_people_who_differ_by_few_leave_those_few():
    twelve, ten, seven = range(12), range(10), range(7)
    assert leaves_few([twelve, ten], FLOORS)
    assert not leaves_few([twelve, seven], FLOORS)
    assert not leaves_few([twelve, twelve], FLOORS)
    assert leaves_few([range(12), range(2, 14)], FLOORS)


def test_means_of_three_sets_of_people_may_leave_few_where_no_two_do():
    everybody, first, last = range(20), range(12), range(10, 20)
    assert not leaves_few([everybody, first], FLOORS)
    assert not leaves_few([everybody, last], FLOORS)
    assert not leaves_few([first, last], FLOORS)
    # Who is in both: two people.
    assert leaves_few([everybody, first, last], FLOORS)


def test_lines_over_other_questions_share_nothing_unless_their_sums_do():
    assert share_a_line([[1, 1, 0]], [[1, 1, 0]])
    assert not share_a_line([[1, 1, 1]], [[1, 1, 0]])
    assert share_a_line([[1, 1, 1], [0, 0, 1]], [[1, 1, 0]])
    assert not share_a_line([], [[1, 0, 0]])
