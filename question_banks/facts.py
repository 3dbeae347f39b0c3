"""The facts of a bank and of each thing in it, one by one: what they are compared by, and how they read.

What names another thing reads as that thing's title, and is compared by the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from question_banks.model import Bank, Objective, Option, Question, Row, Scale, Scenario, Theme

FLAGS = ("required", "shuffle", "core", "certainty", "comment", "control", "case_matters")
TEXTS = ("stem", "manager_stem", "help")
LAST_TEXTS = ("feedback", "source", "notes")
NAMING = ("objective", "scale", "scenario", "then_of", "equivalent_to")
CHOICES = ("kind", "status", "family", "step")


class Fact(NamedTuple):
    """``value`` is what is compared and ``text`` how it reads. ``label`` says which of several facts it is."""

    value: Any
    text: str
    label: str = ""


Facts = Mapping[tuple[str, str], Fact]
"""By the field, and by which of several it is where there are several. What says nothing is not among them."""

Noun = Question | Objective | Theme | Scale | Scenario


def facts_of_bank(bank: Bank) -> Facts:
    return _texts(bank, ("title", "description", "language"))


def facts_of_noun(bank: Bank, noun: Noun) -> Facts:
    """The facts of a thing that is in ``bank``."""
    if isinstance(noun, Question):
        return {
            **_texts(noun, TEXTS),
            **_measuring(bank, noun),
            **_answering(noun),
            **_keying(noun),
            **{(name, ""): _flag(getattr(noun, name)) for name in FLAGS},
            **_texts(noun, LAST_TEXTS),
        }
    if isinstance(noun, Scale):
        return _of_scale(noun)
    return _texts(noun, ("title", "text"))


def _of_scale(scale: Scale) -> Facts:
    facts = dict(_texts(scale, ("title",)))
    for point in scale.points:
        facts["point", str(point.value)] = Fact(point.text, point.text, str(point.value))
    for code in scale.outside:
        audiences = f" ({', '.join(code.audiences)} only)" if code.audiences else ""
        facts["outside", code.code] = Fact(code, f"{code.text}{audiences}")
    return facts


def _measuring(bank: Bank, question: Question) -> Facts:
    """What the question is, whom it is put to and what it stands for."""
    facts = {(name, ""): Fact(said := getattr(question, name), str(said)) for name in CHOICES}
    audiences = frozenset(question.audiences)
    facts["audiences", ""] = Fact(audiences, ", ".join(sorted(audiences)))
    themes = {theme.key: theme.title for theme in bank.themes}
    facts["themes", ""] = Fact(question.themes, "; ".join(themes.get(key, key) for key in question.themes))
    for name in NAMING:
        if key := getattr(question, name):
            facts[name, ""] = Fact(key, _title(bank, name, key))
    return facts


def _title(bank: Bank, field: str, key: str) -> str:
    """How the thing is called that a question names by its key in this field; the key when it is not there."""
    if field == "objective" and key in bank.objectives_by_key:
        return bank.objectives_by_key[key].title
    if field == "scale" and key in bank.scales_by_key:
        return bank.scales_by_key[key].title
    if field == "scenario" and key in bank.scenarios_by_key:
        return bank.scenarios_by_key[key].text
    if field in ("then_of", "equivalent_to") and key in bank.questions_by_key:
        return bank.questions_by_key[key].stem
    return key


def _answering(question: Question) -> Facts:
    """What can be chosen, with what is right, and the feedback on it."""
    facts: dict[tuple[str, str], Fact] = {}
    titles = {option.key: option.text for option in question.options}
    for place, option in enumerate(question.options, start=1):
        facts["option", option.key] = Fact(
            (option.text, option.right, option.credit), _choice(option), str(place)
        )
    facts["order", "options"] = _order(question.options)
    for place, option in enumerate(question.options, start=1):
        if option.feedback:
            facts["option_feedback", option.key] = Fact(option.feedback, option.feedback, str(place))
    for place, row in enumerate(question.rows, start=1):
        answer = f" → {titles.get(row.answer, row.answer)}" if row.answer else ""
        facts["row", row.key] = Fact((row.text, row.answer), f"{row.text}{answer}", str(place))
    facts["order", "rows"] = _order(question.rows)
    return facts


def _keying(question: Question) -> Facts:
    """What marks the answer, where that is not one of the choices."""
    facts = {("marks", ""): Fact(question.marks, str(question.marks))}
    if question.answer is not None:
        facts["answer", ""] = Fact(question.answer, "True" if question.answer else "False")
    if question.choose is not None:
        facts["choose", ""] = Fact(question.choose, str(question.choose))
    for accepted in question.accepted:
        said = f"{accepted.text}{_credit(accepted.credit)}{_feedback(accepted.feedback)}"
        facts["accepted", accepted.text] = Fact(accepted, said)
    for number in question.numbers:
        value, give = (
            f"{number.value:.15g}",
            f", give or take {number.tolerance:.15g}" if number.tolerance else "",
        )
        said = f"{value}{give}{_credit(number.credit)}{_feedback(number.feedback)}"
        facts["number", f"{value}{give}"] = Fact(number, said)
    return facts


def _order(lines: Sequence[Option | Row]) -> Fact:
    numbered = "; ".join(f"{place}. {line.text}" for place, line in enumerate(lines, start=1))
    return Fact(tuple(line.key for line in lines), numbered)


def _flag(flag: bool) -> Fact:
    return Fact(flag, "Yes" if flag else "No")


def _choice(option: Option) -> str:
    return f"{option.text}{' (right)' if option.right else ''}{_credit(option.credit)}"


def _credit(credit: float | None) -> str:
    return "" if credit in (None, 100) else f" ({credit:g} % of the marks)"


def _feedback(feedback: str) -> str:
    return f" – {feedback}" if feedback else ""


def _texts(noun: Bank | Noun, names: Iterable[str]) -> Facts:
    said = ((name, getattr(noun, name, "")) for name in names)
    return {(name, ""): Fact(text, text) for name, text in said if text}
