"""Questions that come back to us in a foreign file, with what was carried along for them (see ``carried``)."""

from __future__ import annotations

from dataclasses import replace

from question_banks.exchange import carried
from question_banks.exchange.account import Taken
from question_banks.exchange.nouns import Nouns
from question_banks.exchange.taking import Taking
from question_banks.model import Bank, Question


class Returning:
    """The account of one file that may have been ours. ``text`` is what was carried for the bank, "" for none.

    Without the bank that they are tied to, what was carried for single questions says nothing.
    """

    def __init__(self, taking: Taking, nouns: Nouns, text: str) -> None:
        self._taking = taking
        self._keys: set[str] = set()
        self._bank: Bank | None = carried.bank_in(text) if text else None
        if self._bank is not None:
            nouns.restore(self._bank)

    def with_ties(self, made: Question, text: str) -> Question | None:
        """The question with what was carried for it; None when nothing was, or it does not fit."""
        return carried.with_ties(made, text) if text and self._bank is not None else None

    def with_own_key(self, question: Question) -> Question:
        """The question under a key that no other question of the file has."""
        key = question.key
        while key in self._keys:
            key = self._taking.keys.unique(key, "question")
        self._keys.add(key)
        return replace(question, key=key)

    def taken(self, title: str = "", language: str = "en") -> Taken:
        """The whole account: the bank that was carried with the questions of the file, or else a new one."""
        bank = self._bank
        if bank is None:
            return self._taking.taken(title=title, language=language)
        taken = self._taking.taken(title=bank.title, description=bank.description, language=bank.language)
        return replace(taken, bank=replace(taken.bank, key=bank.key, title=bank.title))
