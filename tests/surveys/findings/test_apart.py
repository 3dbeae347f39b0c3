"""Whatever people answer, no figure that is hidden, and no telling one, can be worked out from those shown."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.model import Family
from surveys.disclosure import Floors, Ladder, hides_change, tells
from surveys.findings.banks import Banks
from surveys.findings.changes import FamilyChanges
from surveys.findings.grouping import OVERALL, Label
from surveys.queries.pairs import PairedAnswer
from tests.surveys.findings.factory import MONTH3, POST
from tests.surveys.findings.small_bank import BANK, KNOWLEDGE

FLOORS = Floors()
ORDER = (
    OVERALL,
    Label("objective", "see"),
    Label("objective", "act"),
    Label("step", "2"),
    Label("theme", "neglect"),
    Label("theme", "voice"),
)
BANKS = Banks(("Neglect (version 1)",), {1: BANK})

right = st.booleans() | st.just(True)
person = st.lists(st.tuples(st.booleans(), right), min_size=6, max_size=6)
everybody = st.lists(person, min_size=5, max_size=13)


def pairs(people, point=POST):
    return [
        PairedAnswer(point, number, key, 1, key, 1, key, float(before), 1.0, float(after), 1.0)
        for number, answers in enumerate(people)
        for key, (before, after) in zip(KNOWLEDGE, answers, strict=True)
    ]


def shown_sets(changes, point=POST):
    """The questions of each change that is shown, and of each that is hidden."""
    shown, hidden = set(), set()
    for found in changes.values():
        for change in found:
            if change.point is point:
                (hidden if change.change.hidden else shown).add(frozenset(change.questions))
    return shown, hidden


def in_span(target, rows):
    """Whether the sum over ``target`` is a sum of multiples of the sums over ``rows``."""
    table = [[Fraction(key in row) for row in rows] + [Fraction(key in target)] for key in KNOWLEDGE]
    used = 0
    for column in range(len(rows)):
        pivot = next((r for r in range(used, len(table)) if table[r][column]), None)
        if pivot is not None:
            table[used], table[pivot] = table[pivot], table[used]
            for r in range(used + 1, len(table)):
                times = table[r][column] / table[used][column]
                table[r] = [value - times * top for value, top in zip(table[r], table[used], strict=True)]
            used += 1
    return not any(line[-1] for line in table[used:])


def sums(people, keys):
    places = [KNOWLEDGE.index(key) for key in keys]
    return [[float(sum(answers[place][time] for place in places)) for answers in people] for time in (0, 1)]


@settings(max_examples=150, deadline=None)
@given(everybody)
def test_no_hidden_or_telling_sum_can_be_worked_out(people):
    changes = FamilyChanges(Family.KNOWLEDGE, BANKS, ORDER, FLOORS).per_label(pairs(people))
    shown, hidden = shown_sets(changes)
    for size in range(1, len(KNOWLEDGE) + 1):
        for keys in map(frozenset, combinations(KNOWLEDGE, size)):
            if not in_span(keys, list(shown)):
                continue
            assert keys not in hidden
            ladder = Ladder(0, size, 1)
            assert not any(tells(each, ladder, FLOORS) for each in sums(people, keys))
            if keys in shown:
                assert not hides_change(*sums(people, keys), ladder, FLOORS)


@settings(max_examples=60, deadline=None)
@given(everybody, st.integers(0, 8))
def test_no_two_means_before_the_course_are_of_people_who_differ_by_few(people, fewer):
    later = people[: max(5, len(people) - fewer)]
    changes = FamilyChanges(Family.KNOWLEDGE, BANKS, ORDER, FLOORS).per_label(
        [*pairs(people), *pairs(later, MONTH3)]
    )
    means = {
        point: [
            frozenset(change.questions)
            for found in changes.values()
            for change in found
            if change.point is point and change.before.estimate is not None
        ]
        for point in (POST, MONTH3)
    }
    if 0 < len(people) - len(later) < 5:
        assert not any(in_span(keys, means[POST]) for keys in means[MONTH3])
