"""Whether what is there fits together: texts, names, and what each kind of question needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from question_banks.items import faults
from question_banks.model import Bank, Kind, Question
from question_banks.validation.problem import (
    Found,
    Noun,
    Rule,
    advice,
    explained,
    in_work,
    ready,
    serious,
    unfinished,
)

CHOOSING = (Kind.SINGLE, Kind.SEVERAL, Kind.ORDERING, Kind.MATCHING)
SCALED = (Kind.SCALE, Kind.STATEMENTS)
ROWED = (Kind.MATCHING, Kind.STATEMENTS)


@explained(
    "A questionnaire is made of the questions that are ready; without one there is nothing to send.",
    "Add a question, or mark one as ready.",
)
def asks_something(bank: Bank) -> Iterator[Found]:
    if not bank.questions:
        yield serious(bank, "The bank has no questions.")
    elif not any(ready(bank)):
        yield serious(bank, "The bank has no question that is ready.")


@explained("People would see an empty place.", "Write the text, or remove what needs it.")
def has_its_texts(bank: Bank) -> Iterator[Found]:
    """A noun that is shown must say something."""
    shown: list[tuple[Noun, str, str]] = [(bank, "title", bank.title)]
    shown += [(theme, "title", theme.title) for theme in bank.themes]
    for objective in bank.objectives:
        shown += [(objective, "title", objective.title), (objective, "text", objective.text)]
    shown += [(scenario, "text", scenario.text) for scenario in bank.scenarios]
    shown += [(question, "stem", question.stem) for question in in_work(bank)]
    for scale in bank.scales:
        shown += [(scale, f"text for point {point.value}", point.text) for point in scale.points]
        shown += [(scale, f'text for "{code.code}"', code.text) for code in scale.outside]
    for noun, name, text in shown:
        if not text.strip():
            what = f"It needs a {name}."
            yield unfinished(noun, what) if isinstance(noun, Question) else serious(noun, what)


@explained(
    "The report joins answers to objectives and themes by these names; one that leads nowhere loses the answers.",
    "Choose one that the bank has, or add the missing one to the bank.",
)
def names_what_there_is(bank: Bank) -> Iterator[Found]:
    """A question's objective, themes, scale and scenario must be in the bank, whatever its status."""
    themes = {theme.key for theme in bank.themes}
    for question in bank.questions:
        named = [
            ("objective", question.objective, question.objective in bank.objectives_by_key),
            ("scale", question.scale, question.scale in bank.scales_by_key),
            ("scenario", question.scenario, question.scenario in bank.scenarios_by_key),
            *(("theme", theme, theme in themes) for theme in question.themes),
        ]
        for noun, key, there in named:
            if key and not there:
                yield serious(question, f'It names {noun} "{key}", which the bank does not have.')


@explained(
    "Without it the question cannot be shown, answered or marked.",
    "Complete the question, or keep it as a draft until it is complete: drafts are not asked.",
)
def fits_its_kind(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        for fault in faults(question):
            yield unfinished(question, f"It {fault}.")


@explained(
    "What a kind of question does not use is never shown, so whoever wrote it would be misled.",
    "Remove it, or choose the kind of question that uses it.",
)
def has_nothing_that_its_kind_ignores(bank: Bank) -> Iterator[Found]:
    """What would be left out silently, such as options of a scale question, is a slip of the author."""
    for question in in_work(bank):
        idle = [
            ("options", bool(question.options), CHOOSING),
            ("a scale", bool(question.scale), SCALED),
            ("a true or false answer", question.answer is not None, (Kind.TRUE_FALSE,)),
            ("a number of answers to choose", question.choose is not None, (Kind.SEVERAL,)),
            ("rows", bool(question.rows), ROWED),
            ("accepted answers", bool(question.accepted), (Kind.SHORT_TEXT,)),
            ("right numbers", bool(question.numbers), (Kind.NUMBER,)),
        ]
        for what, there, kinds in idle:
            if there and question.kind not in kinds:
                yield unfinished(question, f"It has {what}, which kind {question.kind} does not use.")


@explained("Nobody would ever be asked it.", "Choose delegates, managers or both.")
def is_put_to_somebody(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if not question.audiences:
            yield unfinished(question, "It is put to nobody: name the delegate, the manager or both.")


@explained(
    "Means and changes are worked out from the numbers of the points, so their order decides what is better.",
    "List the points from least to most, give each its own number, and keep codes off the scale apart.",
)
def scales_can_be_answered(bank: Bank) -> Iterator[Found]:
    for scale in bank.scales:
        values = [point.value for point in scale.points]
        if len(values) < 2:
            yield serious(scale, "It needs at least two points.")
        if values != sorted(values):
            yield serious(scale, "Its points must be listed from the lowest number to the highest.")
        for code in scale.outside:
            if code.code in map(str, values):
                yield serious(scale, f'Its code "{code.code}" is also the number of a point.')


@explained(
    "People cannot tell which of the two to choose, and only one of them is marked as right.",
    "Change one of the two texts, or remove one.",
)
def choices_differ(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        for name, texts in (
            ("choices", [option.text for option in question.options]),
            ("rows", [row.text for row in question.rows]),
        ):
            for text in _twice(texts):
                yield unfinished(question, f"Two of its {name} read the same: “{text}”.")
    for scale in bank.scales:
        for text in _twice([point.text for point in scale.points]):
            yield serious(scale, f"Two of its points read the same: “{text}”.")


@explained(
    "The same question met twice in one sitting annoys, and counts twice in every score.",
    "Remove one, or make them different.",
)
def questions_differ(bank: Bank) -> Iterator[Found]:
    """Alike in all that a delegate reads. A draft may be the copy that somebody is about to change."""
    seen: dict[object, str] = {}
    for question in ready(bank):
        choices = frozenset(_plain(option.text) for option in question.options)
        rows = frozenset(_plain(row.text) for row in question.rows)
        asked = (question.kind, question.scenario, question.scale, question.audiences)
        reads = (asked, _plain(question.stem), choices, rows)
        if _plain(question.stem) and reads in seen:
            yield advice(question, f'It reads the same as question "{seen[reads]}".')
        seen.setdefault(reads, question.key)


def _twice(texts: list[str]) -> list[str]:
    """Those that stand there more than once, but for case and spaces; empty ones are told of elsewhere."""
    count = Counter(map(_plain, texts))
    first = {_plain(text): text for text in reversed(texts)}
    return [first[plain] for plain, times in count.items() if plain and times > 1]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


RULES: tuple[Rule, ...] = (
    asks_something,
    has_its_texts,
    names_what_there_is,
    fits_its_kind,
    has_nothing_that_its_kind_ignores,
    is_put_to_somebody,
    scales_can_be_answered,
    choices_differ,
    questions_differ,
)
