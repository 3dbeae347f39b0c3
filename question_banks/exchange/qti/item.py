"""One item of QTI as a question of ours, or the reason why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from question_banks.exchange.qti.arranging import read_association, read_match, read_order
from question_banks.exchange.qti.body import Body, joined
from question_banks.exchange.qti.choosing import read_choice
from question_banks.exchange.qti.content import Content, Misfit, Reader, refuse_needed, refuse_too_much
from question_banks.exchange.qti.declared import Declaration, NotUnderstood
from question_banks.exchange.qti.marking import Trials
from question_banks.exchange.qti.processing import Processing
from question_banks.exchange.qti.running import Budget
from question_banks.exchange.qti.typing_in import read_extended_text, read_slider, read_text_entry
from question_banks.exchange.xml_text import child, local

READERS: Mapping[str, Reader] = {
    "choiceInteraction": read_choice,
    "inlineChoiceInteraction": read_choice,
    "orderInteraction": read_order,
    "matchInteraction": read_match,
    "associateInteraction": read_association,
    "textEntryInteraction": read_text_entry,
    "extendedTextInteraction": read_extended_text,
    "sliderInteraction": read_slider,
}

UNHELD: Mapping[str, str] = {
    "gapMatchInteraction": "It asks to put words into gaps, which a question here cannot.",
    "hottextInteraction": "It asks to choose words within a text, which a question here cannot.",
    "hotspotInteraction": "It asks to choose places in a picture, which a question here cannot.",
    "selectPointInteraction": "It asks to point at a place in a picture, which a question here cannot.",
    "graphicOrderInteraction": "It asks to order places in a picture, which a question here cannot.",
    "graphicAssociateInteraction": "It asks to join places in a picture, which a question here cannot.",
    "graphicGapMatchInteraction": "It asks to put things onto a picture, which a question here cannot.",
    "positionObjectInteraction": "It asks to place something on a picture, which a question here cannot.",
    "drawingInteraction": "It asks to draw, which a question here cannot.",
    "uploadInteraction": "It asks for a file, which a question here cannot.",
    "mediaInteraction": "It asks to play a sound or film, which a question here cannot.",
    "endAttemptInteraction": "It can be ended early or asked for a hint, which a question here cannot.",
}
CUSTOM = "It has an interaction of its own making, which a question here cannot have."
WORDS = re.compile("[A-Z]?[a-z]+|[A-Z]+")
WITHOUT = "It has no words that ask something."
SEVERAL = "It asks for {} answers in one, where a question here asks for one."


@dataclass(frozen=True)
class Item:
    """What was read of an item: its content and the words around it."""

    content: Content
    stem: str
    help: str
    notes: str
    scenario: str
    lost: tuple[str, ...]

    def fields(self) -> dict[str, Any]:
        """The fields of the question that need nothing else of the bank."""
        content = self.content
        return {
            "options": content.options,
            "rows": content.rows,
            "answer": content.answer,
            "accepted": content.accepted,
            "case_matters": content.case_matters,
            "numbers": content.numbers,
            "choose": content.choose,
            "shuffle": content.shuffle,
            "marks": content.marks,
            "feedback": content.feedback,
            "help": self.help,
            "notes": self.notes,
        }


def read_item(item: Element, budget: Budget, templates: Mapping[str, Element]) -> Item:
    """The item in version 2's names. Raises ``Misfit`` when our model cannot hold it."""
    _refuse_what_changes(item)
    body = Body(item)
    refuse_too_much(body.feedback)
    scenario = body.scenario()
    interaction, read = _only_interaction(body)
    try:
        content = read(interaction, _trials(item, interaction, body, budget, templates))
    except NotUnderstood as reason:
        raise Misfit(f"What it declares {reason}.") from None
    stem = body.stem()
    refuse_needed(stem.lost)
    if scenario is not None:
        refuse_needed(scenario.lost)
    words = stem.text or " ".join(item.get("title", "").split())
    if not words:
        raise Misfit(WITHOUT)
    return Item(
        content=content,
        stem=words,
        help=joined(body.rubrics),
        notes=joined(body.reviewers_rubrics),
        scenario=scenario.text if scenario is not None else "",
        lost=(*body.lost, *stem.lost),
    )


def _refuse_what_changes(item: Element) -> None:
    if item.get("adaptive") == "true":
        raise Misfit("It goes on by what is answered (adaptive), which a question here cannot.")
    if child(item, "templateDeclaration") is not None or child(item, "templateProcessing") is not None:
        raise Misfit("Its words or numbers are drawn anew for each person, which a question here cannot.")


def _only_interaction(body: Body) -> tuple[Element, Reader]:
    kinds = [local(interaction) for interaction in body.interactions]
    for kind in kinds:
        if kind not in READERS:
            raise Misfit(UNHELD.get(kind, CUSTOM))
    if not kinds:
        raise Misfit("It asks for no answer.")
    if len(kinds) > 1:
        raise Misfit(SEVERAL.format(len(kinds)))
    return body.interactions[0], READERS[kinds[0]]


def _trials(
    item: Element, interaction: Element, body: Body, budget: Budget, templates: Mapping[str, Element]
) -> Trials:
    processing = Processing(item, budget, templates)
    identifier = interaction.get("responseIdentifier", "")
    response = processing.responses.get(identifier) or Declaration(identifier, "single", "identifier")
    return Trials(processing, response, body.feedback)


def kind_of(item: Element) -> str:
    """How a report names the sort of an item: the words of its first interaction, such as "graphic order"."""
    for element in item.iter():
        name = local(element)
        if name.endswith("Interaction") and name in (*READERS, *UNHELD):
            return " ".join(WORDS.findall(name.removesuffix("Interaction"))).lower()
    return "item"
