"""What stands in a SurveyJS document, whatever it is: anything of the wrong type counts as not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from question_banks.exchange.html_text import is_marked_up, plain
from question_banks.exchange.survey_content import MOST_TEXT, Choice

Table = Mapping[str, object]

DEFAULT = "default"
ENGLISH = "en"
LARGEST = 1e12


class Words:
    """Says texts in the survey's own language, and remembers which other languages it met."""

    def __init__(self, locale: str) -> None:
        self.locale = locale or DEFAULT
        self._others: dict[str, None] = {}
        self._lost: dict[str, None] = {}

    @property
    def language(self) -> str:
        return ENGLISH if self.locale == DEFAULT else self.locale

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(self._others)

    def say(self, value: object) -> str:
        """A text, a number, or a text in several languages; markup is taken off, as most surveys show it."""
        if isinstance(value, dict):
            value = self._chosen(value)
        said = word(value)[:MOST_TEXT]
        if not is_marked_up(said):
            return said.strip()
        read = plain(said)
        self._lost.update(dict.fromkeys(read.lost))
        return read.text

    def lost(self) -> tuple[str, ...]:
        """What of the texts said since this was last asked no text can say."""
        lost = tuple(self._lost)
        self._lost.clear()
        return lost

    def _chosen(self, texts: Table) -> object:
        known = {tag: text for tag, text in texts.items() if isinstance(text, str)}
        chosen = next((tag for tag in (self.locale, DEFAULT, ENGLISH) if tag in known), next(iter(known), ""))
        self._others.update(dict.fromkeys(tag for tag in known if tag not in (chosen, self.locale)))
        return known.get(chosen, "")


def word(value: object) -> str:
    """A text or a number as text; "" for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""


def table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def entries(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def number(value: object, otherwise: float) -> float:
    """A number, also where it is written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return float(otherwise)
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return float(otherwise)
    return found if abs(found) < LARGEST else float(otherwise)


def choices(value: object, words: Words) -> list[Choice]:
    """A list of items: each is a value, or a table of its value and its text."""
    return [choice for item in entries(value) if (choice := choice_of(item, words)).text]


def choice_of(item: object, words: Words) -> Choice:
    if not isinstance(item, dict):
        return Choice(word(item), words.say(item))
    code = word(item.get("value"))
    return Choice(code, words.say(item.get("text")) or code)


def same(one: object, other: object) -> bool:
    """Whether SurveyJS takes two values for the same: it looks neither at case nor at white space around them."""
    return word(one).strip().casefold() == word(other).strip().casefold()


def place_of(value: object, among: Iterable[Choice]) -> int | None:
    """Which of the choices a value means."""
    return next((index for index, choice in enumerate(among) if same(value, choice.code)), None)
