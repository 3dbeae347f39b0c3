"""The body of an item as text: what is asked, without what is to be chosen, typed or said afterwards."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from question_banks.exchange.html_text import Plain, plain
from question_banks.exchange.qti.declared import Value, values
from question_banks.exchange.xml_text import child, children, local

GAP = "_____"
HIDDEN = "template"
"""The one element of HTML whose content is never seen."""

FEEDBACK = ("feedbackInline", "feedbackBlock", "modalFeedback")
CHOICES = ("simpleChoice", "simpleAssociableChoice", "inlineChoice")
IN_LINE = ("textEntryInteraction", "inlineChoiceInteraction")
CANDIDATE = "candidate"
SCENARIO_CLASS = "foursteps-scenario"


@dataclass(frozen=True)
class Feedback:
    """A text shown when an outcome has, or has not, a value."""

    outcome: str
    value: str
    shown_if_set: bool
    text: str
    choice: str = ""

    def is_shown(self, outcomes: dict[str, Value]) -> bool:
        return (self.value in tuple(values(outcomes.get(self.outcome)))) is self.shown_if_set


class Body:
    """The parts of an item's body. Feedback and rubrics are taken out of the tree: the rest is what is asked."""

    def __init__(self, item: Element) -> None:
        self._item = item
        self.element = child(item, "itemBody")
        self.lost: list[str] = []
        self.interactions = [one for one in self._all() if local(one).endswith("Interaction")]
        self.feedback = tuple(self._feedback())
        self.rubrics = tuple(self._rubrics(CANDIDATE, shown=True))
        self.reviewers_rubrics = tuple(self._rubrics(CANDIDATE, shown=False))

    def stem(self) -> Plain:
        """The text of the body with the prompts of its interactions, and "_____" where a gap is within a line.

        To be called last: it takes the interactions out of the tree.
        """
        for interaction in self.interactions:
            _leave_only_the_prompt(interaction)
        text = plain(html_of(self.element))
        # A gap with nothing behind it only repeats the input field that follows.
        return Plain(text.text.removesuffix(GAP).rstrip(), text.lost)

    def scenario(self) -> Plain | None:
        """The vignette that stands in the body, as we write it; it is taken out of the tree."""
        for element in self._all():
            if SCENARIO_CLASS in element.get("class", "").split():
                said = plain(html_of(element))
                hide(element)
                return said
        return None

    def _all(self) -> Iterator[Element]:
        return self.element.iter() if self.element is not None else iter(())

    def _feedback(self) -> Iterator[Feedback]:
        modal = ((element, "") for element in children(self._item, "modalFeedback"))
        for element, choice in [*outermost(self.element, FEEDBACK), *modal]:
            said = plain(html_of(element))
            if said.text or said.lost:
                self.lost.extend(said.lost)
                yield Feedback(
                    outcome=element.get("outcomeIdentifier", ""),
                    value=element.get("identifier", ""),
                    shown_if_set=element.get("showHide", "show") != "hide",
                    text=said.text,
                    choice=choice,
                )
            hide(element)

    def _rubrics(self, view: str, *, shown: bool) -> Iterator[str]:
        for element, _ in list(outermost(self.element, ("rubricBlock",))):
            if (view in element.get("view", CANDIDATE).split()) is shown:
                said = plain(html_of(element))
                self.lost.extend(said.lost)
                hide(element)
                if said.text:
                    yield said.text


def outermost(
    element: Element | None, names: Container[str], choice: str = ""
) -> Iterator[tuple[Element, str]]:
    """The elements with these names that stand in no other such one, each with the choice that it stands in."""
    for part in element if element is not None else ():
        if local(part) in names:
            yield part, choice
        else:
            yield from outermost(
                part, names, part.get("identifier", "") if local(part) in CHOICES else choice
            )


def html_of(element: Element | None) -> str:
    """What stands within an element, as HTML."""
    if element is None:
        return ""
    inside = "".join(tostring(part, encoding="unicode", method="html") for part in element)
    return tostring(_text_only(element.text), encoding="unicode", method="html")[3:-4] + inside


def _text_only(text: str | None) -> Element:
    element = Element("p")
    element.text = text
    return element


def text_within(element: Element) -> Plain:
    """What stands within an element, as plain text."""
    return plain(html_of(element))


def hide(element: Element) -> None:
    """Take what an element says out of the tree; what follows it stays."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = HIDDEN, tail


def _leave_only_the_prompt(interaction: Element) -> None:
    prompt, tail = child(interaction, "prompt"), interaction.tail
    in_line = local(interaction) in IN_LINE
    interaction.clear()
    interaction.tag, interaction.tail = ("span" if in_line else "div"), tail
    if in_line:
        interaction.text = GAP
    elif prompt is not None:
        prompt.tag = "p"
        interaction.append(prompt)


def joined(texts: Iterable[str]) -> str:
    """Different texts as paragraphs of one."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text))
