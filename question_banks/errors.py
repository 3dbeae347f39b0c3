"""What can be wrong with a bank or an answer, each with words a person can act on."""

from __future__ import annotations


class BankError(Exception):
    """Something about a bank cannot be accepted; the message says what, in one sentence."""


class Refusal(BankError):
    """A file is not what it claims to be, or is broken, and is refused whole."""


class Unreadable(BankError):
    """A submitted answer is not one that the question allows. The message is for the person who answered."""
