"""What an interaction of QTI asks for, in the terms of our model, before it is a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_banks.characters import is_key
from question_banks.documents.fields import MOST_ENTRIES
from question_banks.exchange.keys import letter
from question_banks.exchange.qti.body import text_within
from question_banks.exchange.qti.marking import Trials
from question_banks.model import Accepted, Kind, NumberKey, Option, Row, Scale

NEEDED = frozenset(
    ("a picture", "a sound", "a film", "an embedded object", "an embedded page", "a drawing", "a formula")
)
"""What a question cannot be answered without."""


MOST_FEEDBACK = 1_000
"""Pieces of feedback of one item. Each is looked at for each answer that is tried."""


class Misfit(Exception):
    """Our model cannot hold the question. The message says why, in one sentence."""


@dataclass(frozen=True)
class Content:
    """What a question asks for and how it is marked. ``losses`` are sentences on what was lost or changed."""

    kind: Kind
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    accepted: tuple[Accepted, ...] = ()
    numbers: tuple[NumberKey, ...] = ()
    case_matters: bool = False
    scale: Scale | None = None
    choose: int | None = None
    shuffle: bool = False
    marks: int = 1
    feedback: str = ""
    losses: tuple[str, ...] = ()


Reader = Callable[[Element, Trials], Content]


@dataclass(frozen=True)
class Choice:
    """One thing to be chosen, ordered or matched: its identifier in the file, our key for it, and its text."""

    identifier: str
    key: str
    text: str


def choices_of(parts: Sequence[Element]) -> list[Choice]:
    """The choices in these elements. Raises ``Misfit`` when there are none, or one cannot be said in words."""
    if len(parts) > MOST_ENTRIES:
        raise Misfit(f"It has more than {MOST_ENTRIES:,} choices.")
    identifiers = [part.get("identifier", "") for part in parts]
    if len(set(identifiers)) != len(identifiers):
        raise Misfit("Two of its choices have the same identifier.")
    keys = keys_of(identifiers)
    return [
        Choice(name, key, words_of(part)) for name, key, part in zip(identifiers, keys, parts, strict=True)
    ]


def keys_of(identifiers: Sequence[str]) -> list[str]:
    """Our keys for identifiers: themselves where all of them can be keys, as those that we write can, else letters."""
    keys = [identifier.removeprefix("_") for identifier in identifiers]
    if all(map(is_key, keys)) and len(set(keys)) == len(keys):
        return keys
    return [letter(place) for place in range(len(identifiers))]


def words_of(element: Element) -> str:
    """The words of a choice. Raises ``Misfit`` when it needs a picture or the like, or has none."""
    said = text_within(element)
    refuse_needed(said.lost)
    if not said.text:
        raise Misfit("One of its choices has no words.")
    return said.text


def refuse_needed(lost: Sequence[str]) -> None:
    """Raises ``Misfit`` when the question cannot do without what no text can say."""
    needed = [one for one in lost if one in NEEDED]
    if needed:
        raise Misfit(f"It needs {needed[0]}, which a question here cannot show.")


def is_shuffled(interaction: Element, parts: Sequence[Element]) -> tuple[bool, tuple[str, ...]]:
    """Whether all of the choices may be shuffled, and what is lost where only some of them may."""
    if interaction.get("shuffle") != "true":
        return False, ()
    fixed = sum(part.get("fixed") == "true" for part in parts)
    if fixed == len(parts):
        return False, ()
    if fixed:
        return False, ("Some of its choices had to stay in their place, so none are shuffled.",)
    return True, ()


def refuse_too_much(feedback: Sequence[object]) -> None:
    """Raises ``Misfit`` when an item has so much feedback that it is no question."""
    if len(feedback) > MOST_FEEDBACK:
        raise Misfit(f"It has more than {MOST_FEEDBACK:,} pieces of feedback.")
