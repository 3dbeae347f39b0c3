"""What the record refuses to do. Each message is one sentence for the person who asked."""

from __future__ import annotations

from typing import Any


class SurveyError(Exception):
    """The record cannot do what was asked; nothing was changed."""


class NotFound(SurveyError):
    """There is no such thing, or it belongs to somebody else; the two look the same on purpose."""


class AlreadyThere(SurveyError):
    """A thing with this key exists."""


class DraftChanged(SurveyError):
    """Somebody else changed the same thing of a draft meanwhile.

    ``present`` is the thing as it is now, None when it is gone; ``by`` is who changed the draft last.
    """

    def __init__(self, present: Any, by: str) -> None:
        gone = "taken away" if present is None else "changed"
        super().__init__(f"{by} has {gone} this meanwhile. Nothing of yours was saved yet.")
        self.present = present
        self.by = by


class LinkError(SurveyError):
    """A personal link does not open a questionnaire. ``link`` is what it would have opened, None when unknown."""

    def __init__(self, link: Any = None) -> None:
        super().__init__(type(self).__doc__)
        self.link = link


class UnknownLink(LinkError):
    """The link was not signed by us, or is not the exact text that was sent."""


class ReplacedLink(LinkError):
    """A newer link was sent to the same person."""


class UsedLink(LinkError):
    """The answers have been given."""


class ClosedLink(LinkError):
    """The wave is over."""


class WithdrawnLink(LinkError):
    """The invitation was taken back: the event was cancelled, or the person left."""


class AnswersRefused(SurveyError):
    """Answers do not fit their questions. ``problems`` maps each question's name to a sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("Some answers need another look.")
        self.problems = problems
