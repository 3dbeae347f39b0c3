"""When a question needs a look, in words that say what to do. Only from so many pooled answers on, which is a setting.

A flag says no more than a shown figure does, or that fewer than the floor did something: that is said of counts too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from question_banks.model import Bank, Kind
from surveys.disclosure import Floors
from surveys.enums import TimePoint
from surveys.findings import item_faults as faults
from surveys.findings.item_case import Case, Counts, estimate_of, interval_in_words, is_judged, signed
from surveys.findings.item_figures import is_common
from surveys.findings.item_model import Flag, ItemStatistics, Sign

PRE, POST = TimePoint.PRE, TimePoint.POST

EASY = 0.9
"""The share of people who have it right before the course, above which no room to learn is left."""

HARD = 50.0
"""Per cent of marks after the course."""

LITTLE_GAIN = 10.0
"""Points. The gain from before to after is the plainest index of sensitivity to instruction (Cox and Vargas 1966); that
one surely smaller than this is little is our own line."""

ENOUGH_TO_LEARN = 80.0
"""Per cent of marks before the course, above which a small gain is no wonder."""

MANY_SURE_AND_WRONG = 20.0
"""Per cent of those who said how sure they were."""


def flags_of(
    item: ItemStatistics, bank: Bank, counts: Mapping[TimePoint, Counts], floors: Floors
) -> tuple[Flag, ...]:
    """The flags of the question; the most telling first."""
    case = Case(item, bank, counts, floors)
    return tuple(flag for look in LOOKS for flag in look(case))


def _still_wrong(case: Case) -> Iterator[Flag]:
    at = case.at(POST)
    after = estimate_of(at.facility) if at else None
    few_right = at is not None and _few_full_marks(case)
    if few_right or (after is not None and after < HARD):
        few = f"After the course {case.floors.few} people have it right."
        yield Flag(
            Sign.STILL_WRONG,
            "Hard even after the course",
            few if after is None else f"After the course people earn {after:.0f} % of its marks.",
            "See whether the course teaches it. If it does, look at the wording; if not, drop it or teach it.",
        )


def _few_full_marks(case: Case) -> bool:
    """Whether an all-or-nothing question was right for fewer people than may be counted."""
    counts, question = case.counts[POST], case.item.question
    all_or_nothing = question.kind in (Kind.SINGLE, Kind.TRUE_FALSE) and counts.earned is not None
    return all_or_nothing and counts.full_marks < case.floors.matched


def _unlearned(case: Case) -> Iterator[Flag]:
    gain = case.item.gain
    if is_judged(case, gain) and gain is not None and gain.high is not None and gain.high < 0:
        yield Flag(
            Sign.UNLEARNED,
            "People do worse after the course",
            f"Marks fell by {-(gain.estimate or 0):.0f} points ({interval_in_words(gain)}).",
            "Look at what the course says about this: it may teach something else than the right answer. "
            "Then check the right answer.",
        )


def _not_learned(case: Case) -> Iterator[Flag]:
    gain, at = case.item.gain, case.at(PRE)
    before = estimate_of(at.facility) if at else None
    room = before is not None and before <= ENOUGH_TO_LEARN
    if not (is_judged(case, gain) and room) or gain is None or gain.high is None:
        return
    if 0 <= gain.high < LITTLE_GAIN:
        yield Flag(
            Sign.NOT_LEARNED,
            "Does not react to the course",
            f"Marks changed by {signed(gain.estimate or 0.0)} points from before to after ({interval_in_words(gain)}), "
            "though there was room to learn.",
            "See whether the course teaches it at all. If it does not, the question says nothing about the course.",
        )


def _known_before(case: Case) -> Iterator[Flag]:
    counts = case.counts.get(PRE)
    if case.at(PRE) is None or counts is None or counts.earned is None:
        return
    if is_common(counts.full_marks, counts.people, EASY, case.floors):
        yield Flag(
            Sign.KNOWN_BEFORE,
            "Known before the course",
            "Nearly everybody has it right before the course, so it cannot show what was learned.",
            "Ask something harder about the same objective, such as when the rule applies and when not; or retire it.",
        )


def _sure_and_wrong(case: Case) -> Iterator[Flag]:
    at = case.at(POST)
    share = estimate_of(at.sure_and_wrong) if at else None
    if share is not None and share >= MANY_SURE_AND_WRONG:
        yield Flag(
            Sign.SURE_AND_WRONG,
            "Sure and wrong after the course",
            f"After the course {share:.0f} % are sure of a wrong answer.",
            "Who is wrong and sure will not look it up: tell the trainer which answer they choose, and say it in the "
            "feedback. Check the right answer as well.",
        )


LOOKS: tuple[Callable[[Case], Iterator[Flag]], ...] = (
    faults.backwards,
    faults.wrong_preferred,
    _unlearned,
    _still_wrong,
    _sure_and_wrong,
    _not_learned,
    _known_before,
    faults.tells_little,
    faults.idle_choices,
    faults.pace,
    faults.moved,
)
