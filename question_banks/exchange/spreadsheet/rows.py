"""From a question to the cells of its row, by column; what is as usual stays empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from question_banks.exchange.keys import letter
from question_banks.exchange.numbers import written
from question_banks.exchange.spreadsheet.cells import BETWEEN, keys_cell, number_cell, scale_cell
from question_banks.exchange.spreadsheet.columns import FLAGS
from question_banks.exchange.spreadsheet.reading import TEXTS
from question_banks.exchange.spreadsheet.rights import letters_of
from question_banks.exchange.spreadsheet.words import AUDIENCES, FAMILIES, KINDS, STATUSES, said
from question_banks.exchange.taking import question as usual
from question_banks.model import USUAL_STEPS, Bank, Kind, Question, Status

FULL = 100.0
USUAL = {field.name: field.default for field in fields(Question)}
Column = str | tuple[str, int]
"""A field's name, or what is said of the option at a place: ("feedback", 0)."""
Cells = dict[Column, str]


@dataclass(frozen=True)
class Names:
    """What cells call the bank's nouns, by key."""

    objectives: Mapping[str, str]
    themes: Mapping[str, str]
    scenarios: Mapping[str, str]
    scales: Mapping[str, str]


def names_by_sheets(bank: Bank) -> Names:
    """Where sheets list the nouns: titles where these tell one from all others, else keys."""
    return Names(
        objectives=_titles({one.key: one.title for one in bank.objectives}),
        themes=_titles({one.key: "" if ";" in one.title else one.title for one in bank.themes}),
        scenarios={one.key: one.key for one in bank.scenarios},
        scales=_titles({one.key: one.title for one in bank.scales}),
    )


def names_by_words(bank: Bank) -> Names:
    """Where there is nothing but the row: the words themselves."""
    return Names(
        objectives={one.key: " ".join(one.title.split()) or one.key for one in bank.objectives},
        themes={one.key: " ".join(one.title.replace(";", ",").split()) or one.key for one in bank.themes},
        scenarios={one.key: one.text.strip() or one.key for one in bank.scenarios},
        scales={one.key: scale_cell(one) for one in bank.scales},
    )


def _titles(titles: Mapping[str, str]) -> dict[str, str]:
    folded = [title.casefold() for title in titles.values()]
    return {
        key: title
        if title == " ".join(title.split())
        and title
        and folded.count(title.casefold()) == 1
        and title.casefold() not in titles
        else key
        for key, title in titles.items()
    }


def cells_of(question: Question, names: Names) -> Cells:
    """The cells of a question's row that say anything, in the order of the columns."""
    cells: Cells = {
        "key": question.key,
        "question": question.stem,
        "kind": said(KINDS, question.kind),
        **WRITERS.get(question.kind, _nothing)(question),
        **{name: getattr(question, name) for name in TEXTS},
        "objective": names.objectives.get(question.objective, ""),
        "themes": "; ".join(names.themes[key] for key in question.themes if key in names.themes),
        "scenario": names.scenarios.get(question.scenario, ""),
        "scale": names.scales.get(question.scale, ""),
        "marks": str(question.marks) if question.marks != 1 else "",
        "choose": str(question.choose or ""),
        **_flags(question),
        **_ties(question),
    }
    return {column: text for column, text in cells.items() if text}


def _flags(question: Question) -> Cells:
    return {
        name: "Yes" if getattr(question, name) else "No"
        for name in FLAGS
        if getattr(question, name) is not USUAL[name]
    }


def _ties(question: Question) -> Cells:
    """What foreign files do not know, where it is not what these are taken for."""
    plain = usual(
        question.key,
        question.kind,
        question.stem,
        **{name: getattr(question, name) for name in ("options", "answer", "accepted", "numbers", "rows")},
    )
    audiences = "; ".join(said(AUDIENCES, one) for one in question.audiences) or "Nobody"
    return {
        "family": said(FAMILIES, question.family) if question.family is not plain.family else "",
        "step": str(question.step) if question.step != USUAL_STEPS[question.family] else "",
        "audiences": audiences if question.audiences != plain.audiences else "",
        "status": said(STATUSES, question.status) if question.status is not Status.READY else "",
    }


def _nothing(question: Question) -> Cells:
    return {}


def _about(sort: str, texts: Sequence[str]) -> Cells:
    """What a row says of each option, as columns of one sort."""
    return {(sort, place): text for place, text in enumerate(texts) if text}


def _credit(credit: float | None) -> str:
    return "" if credit is None else written(credit)


def _named(column: str, keys: Sequence[str]) -> Cells:
    """Keys that are not the letters in their order."""
    letters = [letter(place) for place in range(len(keys))]
    return {column: keys_cell(keys)} if list(keys) != letters else {}


def _choices(question: Question) -> Cells:
    options = question.options
    return {
        "right": letters_of([place for place, option in enumerate(options) if option.right]),
        **_options(question),
        **_about("credit", [_credit(option.credit) for option in options]),
    }


def _options(question: Question) -> Cells:
    options = question.options
    return {
        **_about("option", [option.text for option in options]),
        **_about("feedback", [option.feedback for option in options]),
        **_named("option_keys", [option.key for option in options]),
    }


def _truth(question: Question) -> Cells:
    return {"right": "" if question.answer is None else "True" if question.answer else "False"}


def _texts(question: Question) -> Cells:
    accepted = question.accepted
    simple = all(
        one.credit == FULL and not one.feedback and "|" not in one.text and "\n" not in one.text
        for one in accepted
    )
    if simple:
        return {"right": BETWEEN.join(one.text for one in accepted)}
    return {
        **_about("option", [one.text for one in accepted]),
        **_about("credit", ["" if one.credit == FULL else written(one.credit) for one in accepted]),
        **_about("feedback", [one.feedback for one in accepted]),
    }


def _numbers(question: Question) -> Cells:
    numbers = question.numbers
    if all(one.credit == FULL and not one.feedback for one in numbers):
        return {"right": BETWEEN.join(map(number_cell, numbers))}
    return {
        **_about("option", list(map(number_cell, numbers))),
        **_about("credit", ["" if one.credit == FULL else written(one.credit) for one in numbers]),
        **_about("feedback", [one.feedback for one in numbers]),
    }


def _pairs(question: Question) -> Cells:
    """Each line beside what belongs to it; where that would change the options' order, they stand by themselves."""
    texts = {option.key: option.text for option in question.options}
    answers = [row.answer for row in question.rows]
    in_order = list(dict.fromkeys([*answers, *texts]))
    cells = {
        **_about("option", [row.text for row in question.rows]),
        **_named("option_keys", list(texts)),
        **_named("row_keys", [row.key for row in question.rows]),
    }
    if in_order == list(texts) and len(set(texts.values())) == len(texts) and all(answers):
        lines = [*answers, *(key for key in texts if key not in answers)]
        first = {key: place for place, key in reversed(list(enumerate(lines)))}
        told: Cells = {("feedback", first[option.key]): option.feedback for option in question.options}
        return {**cells, **_about("match", [texts[key] for key in lines]), **told}
    places = {key: place for place, key in enumerate(texts)}
    right = [
        f"{_capital(line)} = {_capital(places[key])}" for line, key in enumerate(answers) if key in places
    ]
    return {
        **cells,
        "right": "; ".join(right) or "A = Z",
        **_about("match", list(texts.values())),
        **_about("feedback", [option.feedback for option in question.options]),
    }


def _capital(place: int) -> str:
    return letter(place).upper()


def _statements(question: Question) -> Cells:
    return {
        **_about("option", [row.text for row in question.rows]),
        **_named("row_keys", [row.key for row in question.rows]),
    }


WRITERS: Mapping[Kind, Callable[[Question], Cells]] = {
    Kind.SINGLE: _choices,
    Kind.SEVERAL: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.SHORT_TEXT: _texts,
    Kind.NUMBER: _numbers,
    Kind.ORDERING: _options,
    Kind.MATCHING: _pairs,
    Kind.STATEMENTS: _statements,
}


def why_not(question: Question) -> str:
    """Why a question has no form in a row; "" when it has."""
    if not question.stem.strip():
        return "It has no words yet, which its row would be found by."
    texts = [option.text for option in question.options] + [row.text for row in question.rows]
    if not all(text.strip() for text in (*texts, *(accepted.text for accepted in question.accepted))):
        return "One of its options has no words, so that it has no column."
    if max(len(question.options), len(question.rows), len(question.accepted), len(question.numbers)) > MOST:
        return f"It has more than {MOST} options."
    return ""


MOST = 26
"""Options of a row: columns are called by letters."""
