"""What is known of each question of a bank from the answers to it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from question_banks.model import Question
from surveys.enums import TimePoint
from surveys.findings.model import Figure, Share


class Sign(StrEnum):
    """What answers say of a question. ``item_flags`` has the words and the thresholds."""

    KNOWN_BEFORE = "known-before"
    STILL_WRONG = "still-wrong"
    NOT_LEARNED = "not-learned"
    UNLEARNED = "unlearned"
    BACKWARDS = "backwards"
    TELLS_LITTLE = "tells-little"
    WRONG_PREFERRED = "wrong-preferred"
    IDLE_CHOICE = "idle-choice"
    SURE_AND_WRONG = "sure-and-wrong"
    SLOW = "slow"
    RUSHED = "rushed"
    MOVED = "moved"


@dataclass(frozen=True)
class Flag:
    """``title`` is a few words for lists, ``what`` one sentence with its figures, ``remedy`` what to do."""

    sign: Sign
    title: str
    what: str
    remedy: str


@dataclass(frozen=True)
class ChoiceShare:
    """How many chose one option, or several that few chose; ``right`` where it is the right one by itself."""

    share: Share
    right: bool


@dataclass(frozen=True)
class ItemAt:
    """One question at one time point. ``answers`` is None while it is withheld: from 1 to one below the floor.

    ``facility`` is the mean share of its marks that people earned, ``discrimination`` how far it goes with the rest
    of the test, ``sure_and_wrong`` the share that were sure and wrong; each None where the question has none.
    ``seconds`` is the median time to answer.
    """

    point: TimePoint
    answers: int | None
    facility: Figure | None
    discrimination: Figure | None
    choices: tuple[ChoiceShare, ...]
    choices_hidden: str
    sure_and_wrong: Figure | None
    seconds: Figure


@dataclass(frozen=True)
class Drift:
    """How much harder (below 0) or easier one wording is than the wording before it, to people before the course."""

    since: tuple[int, ...]
    change: Figure


@dataclass(frozen=True)
class ItemStatistics:
    """One question in one wording. ``versions`` are the numbers of the bank's versions that have it so.

    ``gain`` is how much the same people's marks rose from before the course to straight after it: whether the
    question is sensitive to the teaching. ``drift`` is None for the first wording and where the marking changed.
    """

    question: Question
    versions: tuple[int, ...]
    at: tuple[ItemAt, ...]
    gain: Figure | None
    drift: Drift | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class BankStatistics:
    """``questions`` come in the order of the newest version, of each the newest wording first. ``floors`` are the
    thresholds in words, ``events`` how many waves' answers were pooled.
    """

    questions: tuple[ItemStatistics, ...]
    waves: int
    floors: tuple[tuple[str, int], ...]
