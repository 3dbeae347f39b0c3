"""Feedback as other programs keep it, by how right an answer was, in the one text that our questions have for it."""

from __future__ import annotations

from collections.abc import Mapping

RIGHT, PARTLY, WRONG = "If right:", "If partly right:", "If wrong:"
ANSWERED_TRUE, ANSWERED_FALSE = "To those who answered true:", "To those who answered false:"

STOCK = frozenset(
    ("your answer is correct.", "your answer is partially correct.", "your answer is incorrect.")
)
"""What programs put there by themselves says nothing that the mark does not say."""


def gathered(general: str, cases: Mapping[str, str]) -> str:
    """The general feedback, and each text with its case before it: "If wrong: Read chapter 2." """
    said = [f"{case} {text}" for case, text in cases.items() if text and text.casefold() not in STOCK]
    return "\n\n".join([general, *said] if general else said)


def by_rightness(general: str, right: str = "", partly: str = "", wrong: str = "") -> str:
    return gathered(general, {RIGHT: right, PARTLY: partly, WRONG: wrong})


def by_truth(general: str, answered_true: str, answered_false: str) -> str:
    """The feedback of a true/false question, whose two answers have none of their own with us."""
    if answered_true == answered_false:
        return gathered(general, {"": answered_true}).strip()
    return gathered(general, {ANSWERED_TRUE: answered_true, ANSWERED_FALSE: answered_false})


def truth_apart(feedback: str) -> tuple[str, str, str]:
    """What ``by_truth`` put together: the general feedback, and what is said to either answer."""
    general, _, if_false = _parted(feedback, ANSWERED_FALSE)
    general, _, if_true = _parted(general, ANSWERED_TRUE)
    return general, if_true, if_false


def _parted(text: str, case: str) -> tuple[str, str, str]:
    if text.startswith(f"{case} "):
        return "", case, text.removeprefix(f"{case} ")
    return text.partition(f"\n\n{case} ")
