"""Hands the items of a file to its account, one after another, with what they share: passages, scales, templates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from question_banks.characters import is_key
from question_banks.exchange.keys import key_from
from question_banks.exchange.nouns import Nouns, is_passage
from question_banks.exchange.qti.content import Misfit
from question_banks.exchange.qti.item import Item, kind_of, read_item
from question_banks.exchange.qti.names import simplify
from question_banks.exchange.qti.running import Budget
from question_banks.exchange.returning import Returning
from question_banks.exchange.taking import Taking, question, what_it_is
from question_banks.model import Question

TOO_LONG = "The passage that it is asked about is longer than a scenario can be."
NOT_OURS = "What was carried along for us in it does not fit, and was left out."


@dataclass(frozen=True)
class Placed:
    """Where an item stands in its file, and what the file says of it besides."""

    where: str
    category: str = ""
    carried: str = ""
    passage: str = ""
    passage_name: str = ""
    lost: tuple[str, ...] = ()


@dataclass
class Gathering:
    """Items made into questions of one account. ``templates`` are response processing that the file brings along."""

    taking: Taking
    nouns: Nouns
    returning: Returning
    templates: dict[str, Element] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    def add(self, element: Element, placed: Placed) -> None:
        """Take the item, in whatever version's names, or leave it out."""
        item = simplify(element)
        title, kind = item.get("title", ""), kind_of(item)
        try:
            read = read_item(item, self.budget, self.templates)
            if not is_passage(read.scenario) or not is_passage(placed.passage):
                raise Misfit(TOO_LONG)
        except Misfit as reason:
            self.taking.leave_out(placed.where, what_it_is(kind, title), str(reason))
            return
        made = self._question(item, read)
        ours = self.returning.with_ties(made, placed.carried)
        if ours is None:
            made = self._tied(made, read, placed)
        if self.taking.add(self.returning.with_own_key(ours or made), placed.where):
            self._tell(read, placed, came_back=ours is not None)

    def _question(self, item: Element, read: Item) -> Question:
        identifier = item.get("identifier", "").removeprefix("_")
        name = identifier if is_key(identifier) else item.get("title", "").strip() or identifier
        key = self.taking.keys.unique(name, key_from(identifier, "question"))
        return question(key, read.content.kind, read.stem, **read.fields())

    def _tied(self, made: Question, read: Item, placed: Placed) -> Question:
        """The question with the objective, scenario and scale that the file gives it."""
        scale = read.content.scale
        return replace(
            made,
            objective=self.nouns.objective(placed.category),
            scenario=self.nouns.scenario(read.scenario or placed.passage, placed.passage_name),
            scale=self.nouns.scale(scale) if scale is not None else "",
        )

    def _tell(self, read: Item, placed: Placed, *, came_back: bool) -> None:
        """Tell what was lost. What we wrote ourselves has lost nothing on its way back."""
        if came_back:
            return
        for loss in read.content.losses:
            self.taking.note(placed.where, loss)
        self.taking.note_lost(placed.where, (*placed.lost, *read.lost))
        if placed.carried:
            self.taking.note(placed.where, NOT_OURS)
