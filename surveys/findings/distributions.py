"""How answers to unmarked questions fell, for each audience by itself: reaction, behaviour, barriers, outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from question_banks.items import is_keyed
from question_banks.items.confidence import HIGHEST
from question_banks.items.yes_no import ANSWERS, NOT_APPLICABLE
from question_banks.model import Bank, Family, Kind, Question
from surveys.disclosure import Floors
from surveys.enums import Audience, TimePoint
from surveys.findings import figures, words
from surveys.findings.banks import Asked, Banks, shape
from surveys.findings.grouping import axis_of
from surveys.findings.model import Figure, QuestionFinding, Share
from surveys.queries.findings import Given

FAMILIES = (Family.REACTION, Family.BEHAVIOUR, Family.OUTCOME)
SHOWN_KINDS = (Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.YES_NO, Kind.SCALE, Kind.CONFIDENCE)


@dataclass
class _Tally:
    """Answers of one audience at one time point to a question that meant the same to all of them."""

    bank: Bank
    question: Question
    point: TimePoint
    audience: Audience
    people: int = 0
    chosen: Counter[Hashable] = field(default_factory=Counter)


def keys_to_count(banks: Banks) -> set[str]:
    """The keys of the questions whose answers are counted. Free text is never among them."""
    return {asked.key for asked, (_bank, question) in banks.newest().items() if _is_counted(question)}


def _is_counted(question: Question) -> bool:
    return question.family in FAMILIES and question.kind in SHOWN_KINDS and not is_keyed(question)


def distributions(answers: Iterable[Given], banks: Banks, floors: Floors) -> tuple[QuestionFinding, ...]:
    """In the bank's order; those of one question by time point, the delegates' before the managers'."""
    order = {asked: place for place, asked in enumerate(banks.newest())}
    points, audiences = list(TimePoint), list(Audience)
    tallies = sorted(
        _tallies(answers, banks),
        key=lambda tally: (
            order[Asked(tally.bank.key, tally.question.key)],
            points.index(tally.point),
            audiences.index(tally.audience),
        ),
    )
    return tuple(_finding(tally, floors) for tally in tallies)


def _tallies(answers: Iterable[Given], banks: Banks) -> Iterable[_Tally]:
    """Answers to two versions of a question are put together when it meant the same in both."""
    newest = banks.newest()
    found: dict[Hashable, _Tally] = {}
    for answer in answers:
        bank = banks.by_version[answer.bank_version_id]
        question = banks.question(answer.bank_version_id, answer.question_key)
        if question is None or not _is_counted(question):
            continue
        meant = shape(bank, question)
        same = (answer.point, answer.audience, bank.key, question.key, meant)
        # The newest wording is the one that is shown.
        latest = newest[Asked(bank.key, question.key)]
        wording = latest if shape(*latest) == meant else (bank, question)
        tally = found.setdefault(same, _Tally(*wording, answer.point, answer.audience))
        tally.chosen.update(answer.value if isinstance(answer.value, list) else [answer.value])
        tally.people += 1
    return found.values()


def _finding(tally: _Tally, floors: Floors) -> QuestionFinding:
    bank, question = tally.bank, tally.question
    axis, off_scale, mean = axis_of(bank, question), _off_scale(tally, floors), None
    if axis:
        mean, shares = _on_scale(tally, floors)
    elif question.kind is Kind.SEVERAL:
        shares = _ticked(tally, floors)
    else:
        shares = _chosen(tally, floors)
    return QuestionFinding(
        question.key, question.stem_for(tally.audience), question.family, question.step, question.objective,
        question.themes, tally.point, tally.audience, question.kind is Kind.SEVERAL, mean, axis, tuple(shares),
        "" if shares else floors.reason_for_shares, tuple(off_scale),
        words.of_question(tally.audience, tally.point, mean, axis, [*shares, *off_scale]),
    )  # fmt: skip


def _on_scale(tally: _Tally, floors: Floors) -> tuple[Figure, list[Share]]:
    texts = _points(tally)
    values = list(texts)
    mean, groups = figures.ordered([tally.chosen[value] for value in values], values, floors)
    return mean, [
        Share(_from_to(texts[values[group[0]]], texts[values[group[-1]]]), share) for group, share in groups
    ]


def _points(tally: _Tally) -> dict[int, str]:
    if tally.question.kind is Kind.CONFIDENCE:
        return {value: f"{value} out of {HIGHEST}" for value in range(HIGHEST + 1)}
    return {point.value: point.text for point in tally.bank.scales_by_key[tally.question.scale].points}


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _off_scale(tally: _Tally, floors: Floors) -> list[Share]:
    texts = _outside(tally)
    counts = [tally.chosen[code] for code in texts]
    groups = figures.off_scale(counts, tally.people - sum(counts), floors) if counts else []
    codes = list(texts.values())
    return [Share(" or ".join(codes[place] for place in group), share) for group, share in groups]


def _outside(tally: _Tally) -> dict[str, str]:
    """The answers that are not on the scale, or neither yes nor no, with their words."""
    if tally.question.kind is Kind.YES_NO:
        return {NOT_APPLICABLE: ANSWERS[NOT_APPLICABLE]}
    scale = tally.bank.scales_by_key.get(tally.question.scale)
    return {code.code: code.text for code in scale.outside} if scale else {}


def _ticked(tally: _Tally, floors: Floors) -> list[Share]:
    options, everybody_ticked = tally.question.options, tally.question.choose is not None
    counts = [tally.chosen[option.key] for option in options]
    shares = figures.ticked(counts, tally.people, floors, ticks_known=everybody_ticked)
    return [Share(option.text, share) for option, share in zip(options, shares, strict=bool(shares))]


def _chosen(tally: _Tally, floors: Floors) -> list[Share]:
    texts: dict[Hashable, str] = {option.key: option.text for option in tally.question.options}
    if tally.question.kind is Kind.TRUE_FALSE:
        texts = {True: "True", False: "False"}
    if tally.question.kind is Kind.YES_NO:
        texts = {value: text for value, text in ANSWERS.items() if value != NOT_APPLICABLE}
    choices = list(texts)
    groups = figures.chosen([tally.chosen[choice] for choice in choices], floors)
    return [
        Share(texts[choices[group[0]]] if len(group) == 1 else "Any other answer", share)
        for group, share in groups
    ]
