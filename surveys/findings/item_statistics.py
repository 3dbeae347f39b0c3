"""What the answers to a bank's questions say of the questions, pooled over events; for whoever edits the bank.

These figures judge questions and not people or courses: an event's findings are elsewhere.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from question_banks.items import is_keyed, mark_step
from question_banks.model import Kind, Question
from surveys.disclosure import Floors, Ladder
from surveys.enums import TimePoint
from surveys.findings import figures, item_figures
from surveys.findings.banks import read_banks, shape
from surveys.findings.figures import Measure
from surveys.findings.grouping import FINEST_STEP
from surveys.findings.item_case import Counts
from surveys.findings.item_flags import flags_of
from surveys.findings.item_model import BankStatistics, ChoiceShare, Drift, Flag, ItemAt, ItemStatistics
from surveys.findings.item_pools import One, Pool, Pools, joined, pools_of
from surveys.findings.model import Figure, Share
from surveys.findings.wordings import Wording, wordings
from surveys.models import QuestionBank
from surveys.queries.item_answers import pooled_answers, pooled_waves, version_documents
from surveys.queries.remarks import corrections_of

COUNTED = (Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE)
"""Kinds whose choices are shown one by one."""

FEWEST_FLAGGED = "Fewest pooled answers on which a question is judged"


def bank_statistics(session: Session, bank: QuestionBank, *, floors: Floors, now: datetime) -> BankStatistics:
    """What is known of each question of the bank, with the flags of those that need a look; reads only.

    Answers count by the marks that hold now, so a corrected key has effect.
    """
    rows = version_documents(session, bank.id)
    ids = [row[0] for row in rows]
    banks = read_banks(rows, corrections_of(session, ids))
    waves = pooled_waves(session, ids, fewest=floors.matched, now=now)
    counted = [asked.key for asked, (_bank, question) in banks.newest().items() if question.kind in COUNTED]
    answers = pooled_answers(session, ids, waves, counted)
    pools = pools_of(answers, banks, floors)
    found = tuple(
        statistics
        for worded in wordings(banks, {version: number for version, _title, number, _document in rows})
        for statistics in _of_question(worded, pools, floors)
    )
    return BankStatistics(found, len(waves), (*floors.in_words(), (FEWEST_FLAGGED, floors.flags)))


def list_flags(
    session: Session, bank: QuestionBank, *, floors: Floors, now: datetime
) -> dict[str, tuple[Flag, ...]]:
    """The flags of each question in its newest wording, by the question's key; without those that have none."""
    found: dict[str, tuple[Flag, ...]] = {}
    for one in bank_statistics(session, bank, floors=floors, now=now).questions:
        found.setdefault(one.question.key, one.flags)
    return {key: flags for key, flags in found.items() if flags}


def _of_question(
    worded: Sequence[Wording],
    pools: Mapping[tuple[int, str], Mapping[TimePoint, list[One]]],
    floors: Floors,
) -> Iterator[ItemStatistics]:
    """Its wordings, the newest first. The newest is there even while nobody has answered it."""
    pooled = [
        joined((pools.get((version, wording.question.key), {}) for version in wording.versions), floors)
        for wording in worded
    ]
    for place, wording in enumerate(worded):
        if place and not pooled[place]:
            continue
        older = next((n for n in range(place + 1, len(worded)) if TimePoint.PRE in pooled[n]), None)
        drift = (
            None if older is None else _drift(worded[older], wording, pooled[older], pooled[place], floors)
        )
        yield _statistics(wording, pooled[place], drift, floors)


def _statistics(wording: Wording, pools: Pools, drift: Drift | None, floors: Floors) -> ItemStatistics:
    at = tuple(_at(point, pool, wording.question, floors) for point, pool in pools.items())
    gain = _gain(wording.question, pools, floors) if is_keyed(wording.question) else None
    made = ItemStatistics(wording.question, wording.numbers, at, gain, drift, ())
    counts = {point: _counts(pool, wording.question) for point, pool in pools.items()}
    return replace(made, flags=flags_of(made, wording.bank, counts, floors))


def _counts(pool: Pool, question: Question) -> Counts:
    return Counts(
        people=len(pool.people),
        full_marks=sum(mark >= question.marks - 1e-9 for mark in pool.marks),
        earned=sum(pool.marks) / (question.marks * len(pool.marks)) if pool.marks else None,
        chosen={str(key): count for key, count in pool.chosen.items()},
    )


def _at(point: TimePoint, pool: Pool, question: Question, floors: Floors) -> ItemAt:
    choices = _choices(pool, question, floors) if question.kind in COUNTED and pool.chosen else ()
    hidden = "" if choices or question.kind not in COUNTED else floors.reason_for_shares
    keyed = bool(pool.marks)
    return ItemAt(
        point,
        figures.count(len(pool.people), floors),
        item_figures.facility(pool.marks, measure_of(question), floors) if keyed else None,
        _discrimination(pool, question, floors) if keyed else None,
        choices,
        hidden,
        _sure_and_wrong(pool, floors) if pool.said_how_sure else None,
        item_figures.time_taken(pool.seconds, floors),
    )


def measure_of(question: Question) -> Measure:
    """How marks on the question become per cent of its marks."""
    step = float(max(FINEST_STEP, mark_step(question)))
    return Measure(Ladder(0, question.marks, step), 100 / question.marks, "%", "points")


def _discrimination(pool: Pool, question: Question, floors: Floors) -> Figure | None:
    """None where nobody answered enough other questions beside it."""
    beside = pool.beside_the_rest
    if not beside:
        return None
    marks, rests = [mark for mark, _rest in beside], [rest for _mark, rest in beside]
    return item_figures.discrimination(marks, rests, measure_of(question).ladder, floors)


def _choices(pool: Pool, question: Question, floors: Floors) -> tuple[ChoiceShare, ...]:
    if question.kind is Kind.TRUE_FALSE:
        texts: dict[Hashable, str] = {True: "True", False: "False"}
        right: set[Hashable] = {question.answer}
    else:
        texts = {option.key: option.text for option in question.options}
        right = {option.key for option in question.options if option.right}
    keys = list(texts)
    counts = [pool.chosen[key] for key in keys]
    if question.kind is Kind.SEVERAL:
        shares = figures.ticked(counts, len(pool.people), floors, ticks_known=question.choose is not None)
        return tuple(
            ChoiceShare(Share(texts[key], share), key in right)
            for key, share in zip(keys, shares, strict=bool(shares))
        )
    return tuple(
        ChoiceShare(Share(_named(group, keys, texts), share), len(group) == 1 and keys[group[0]] in right)
        for group, share in figures.chosen(counts, floors)
    )


def _named(group: Sequence[int], keys: Sequence[Hashable], texts: Mapping[Hashable, str]) -> str:
    return texts[keys[group[0]]] if len(group) == 1 else "Any other answer"


def _sure_and_wrong(pool: Pool, floors: Floors) -> Figure:
    said = pool.said_how_sure
    wrong = sum(is_wrong for _is_sure, is_wrong in said)
    both = sum(is_sure and is_wrong for is_sure, is_wrong in said)
    return item_figures.confidently_wrong(both, wrong, len(said), floors)


def _gain(question: Question, pools: Pools, floors: Floors) -> Figure | None:
    """In matched pairs; of different people where hardly anybody answered the same form twice."""
    before, after = pools.get(TimePoint.PRE), pools.get(TimePoint.POST)
    if before is None or after is None or not (before.marks and after.marks):
        return None
    first, later = before.marked, after.marked
    both = sorted(first.keys() & later.keys())
    measure = measure_of(question)
    if not both:
        caveat = item_figures.NOT_THE_SAME_PEOPLE
        return item_figures.gain_of_others(before.marks, after.marks, measure, floors, caveat)
    return item_figures.gain([first[p] for p in both], [later[p] for p in both], measure, floors)


def _drift(older: Wording, newer: Wording, was: Pools, now: Pools, floors: Floors) -> Drift | None:
    """Against the wording before it, for people who were not yet taught; None where marks mean something else."""
    comparable = shape(older.bank, older.question) == shape(newer.bank, newer.question)
    if not comparable or TimePoint.PRE not in now or not is_keyed(newer.question):
        return None
    before, after = was[TimePoint.PRE].marks, now[TimePoint.PRE].marks
    if min(len(before), len(after)) < floors.matched:
        return None
    change = item_figures.gain_of_others(before, after, measure_of(newer.question), floors, "")
    return Drift(older.numbers, change)
