"""One item of QTI 1 as the content of a question, or the reason why it cannot be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from question_banks.documents.fields import MOST_ENTRIES
from question_banks.exchange.feedback import by_rightness
from question_banks.exchange.keys import letter
from question_banks.exchange.qti.body import Feedback, joined
from question_banks.exchange.qti.choosing import several, single
from question_banks.exchange.qti.content import Choice, Content, Misfit, refuse_needed, refuse_too_much
from question_banks.exchange.qti.declared import Declaration, NotUnderstood
from question_banks.exchange.qti.marking import Trials, feedback_of, right_set, unseen
from question_banks.exchange.qti.running import Budget
from question_banks.exchange.qti.typing_in import number_asked, short_text
from question_banks.exchange.qti1.material import FLOWS, said
from question_banks.exchange.qti1.processing import SHOWN, Processing
from question_banks.exchange.xml_text import child, child_text, children, local
from question_banks.model import Kind, Option, Row

RESPONSES = (
    "response_lid",
    "response_str",
    "response_num",
    "response_xy",
    "response_grp",
    "response_extension",
)
CARDINALITIES = {"single": "single", "multiple": "multiple", "ordered": "ordered"}
NUMERIC = ("decimal", "integer", "scientific")
MOST_MARKS = 100

UNHELD = {
    "multiple_dropdowns_question": "It asks to choose words for gaps, which a question here cannot.",
    "fill_in_multiple_blanks_question": "It asks for several words in one, where a question here asks for one.",
    "calculated_question": "Its numbers are drawn anew for each person, which a question here cannot.",
    "file_upload_question": "It asks for a file, which a question here cannot.",
    "hot_spot_question": "It asks to choose places in a picture, which a question here cannot.",
    "categorization_question": "It asks to sort things into groups, which a question here cannot.",
    "text_only_question": "It asks nothing: it is a text for people to read.",
}
MATCHING = "matching_question"
NOTHING = "It asks for no answer."
SEVERAL = "It asks for {} answers in one, where a question here asks for one."
PLACES = "It asks to choose places in a picture, which a question here cannot."


@dataclass(frozen=True)
class Read:
    """What was read of an item."""

    stem: str
    content: Content
    lost: tuple[str, ...] = ()


class Item:
    """An item: what it presents, what it says of itself, and how it is marked."""

    def __init__(self, element: Element, budget: Budget) -> None:
        self.element = element
        self.title = " ".join(element.get("title", "").split())
        self.metadata = dict(_metadata(element))
        self._presentation = child(element, "presentation")
        self.responses = list(_responses(self._presentation)) if self._presentation is not None else []
        numeric = frozenset(_name(one) for one in self.responses if _is_number(one))
        ordered = frozenset(_name(one) for one in self.responses if _cardinality(one) == "ordered")
        self._feedback, self._lost = _feedback(element)
        self.processing = Processing(element, budget, numeric=numeric, ordered=ordered)

    @property
    def passage(self) -> str:
        """The identifier of the passage that the item is asked about, in New Quizzes of Canvas."""
        return self.metadata.get("parent_stimulus_item_ident", "")

    @property
    def kind(self) -> str:
        """What the item calls itself, as programs write it into its metadata."""
        return self.metadata.get("question_type", "") or self.metadata.get("qmd_itemtype", "").lower()

    def words(self) -> str:
        """What the item presents, whatever it asks."""
        return said(self._presentation).text if self._presentation is not None else ""

    def read(self) -> Read:
        """Raises ``Misfit`` when our model cannot hold the item."""
        if self.kind in UNHELD:
            raise Misfit(UNHELD[self.kind])
        refuse_too_much(self._feedback)
        stem = said(self._presentation) if self._presentation is not None else None
        if stem is not None:
            refuse_needed(stem.lost)
        try:
            content = self._with_marks(self._content())
        except NotUnderstood as reason:
            raise Misfit(f"What it declares {reason}.") from None
        words = (stem.text if stem is not None else "") or self.title
        if not words:
            raise Misfit("It has no words that ask something.")
        return Read(words, content, self._lost)

    def _content(self) -> Content:
        if not self.responses:
            raise Misfit(NOTHING)
        if len(self.responses) > 1:
            return self._matching()
        response = self.responses[0]
        trials = self._trials(response)
        if local(response) in ("response_xy", "response_grp", "response_extension"):
            raise Misfit(PLACES)
        if local(response) == "response_lid":
            return _choices_asked(response, trials)
        if _is_number(response):
            return number_asked(trials)
        return self._text_asked(trials)

    def _text_asked(self, trials: Trials) -> Content:
        content = short_text(trials)
        if self.kind == "essay_question" or not content.accepted:
            return Content(Kind.LONG_TEXT, feedback=content.feedback, losses=unseen(0))
        return content

    def _trials(self, response: Element) -> Trials:
        base_type = "float" if _is_number(response) else "string"
        declared = Declaration(_name(response), _cardinality(response), base_type)
        return Trials(self.processing, declared, self._feedback)

    def _matching(self) -> Content:
        """Several lists that offer the same: each is a row, and what is chosen from it is what it is matched to."""
        lists = [(response, _choices(response)) for response in self.responses]
        offered = {choice.text: choice for _, choices in lists for choice in choices}
        lid = all(local(response) == "response_lid" for response in self.responses)
        if not lid or not (self.kind == MATCHING or _same_lists(lists)):
            raise Misfit(SEVERAL.format(len(self.responses)))
        keys = {text: letter(place) for place, text in enumerate(offered)}
        rows, right, losses = list[Row](), dict[str, str](), list[str]()
        for response, choices in lists:
            words = said(response)
            refuse_needed(words.lost)
            if not words.text:
                losses.append("A row without words was left off.")
                continue
            best = self._right_of(response, choices)
            rows.append(Row(letter(len(rows)), words.text, keys[best.text]))
            right[_name(response)] = best.identifier
        if len(rows) < 2:
            raise Misfit("It has fewer than two rows to match.")
        feedback = self._matching_feedback(right)
        options = tuple(Option(key, text) for text, key in keys.items())
        return Content(Kind.MATCHING, options, tuple(rows), feedback=feedback, losses=tuple(losses))

    def _right_of(self, response: Element, choices: Sequence[Choice]) -> Choice:
        earned = {
            choice.identifier: self.processing.score(
                self.processing.outcomes_of({_name(response): choice.identifier})
            )
            for choice in choices
        }
        best = max(choices, key=lambda choice: earned[choice.identifier])
        if earned[best.identifier] <= 0:
            raise Misfit("It does not say what each of its rows is rightly matched to.")
        return best

    def _matching_feedback(self, right: dict[str, str]) -> str:
        when_right = self.processing.outcomes_of(right)
        nothing = self.processing.outcomes_of(dict.fromkeys(right, ""))
        shown = [place for place, one in enumerate(self._feedback) if one.is_shown(when_right)]
        wrong = [place for place, one in enumerate(self._feedback) if one.is_shown(nothing)]
        texts = [one.text for one in self._feedback]
        return by_rightness(
            joined(texts[place] for place in shown if place in wrong),
            right=joined(texts[place] for place in shown if place not in wrong),
            wrong=joined(texts[place] for place in wrong if place not in shown),
        )

    def _with_marks(self, content: Content) -> Content:
        """With the marks that the metadata name, where the score only counts per cent of them."""
        possible = self.metadata.get("points_possible", "") or self.metadata.get("cc_weighting", "")
        if not (self.processing.is_percent or possible):
            return content
        try:
            marks = float(possible or 1)
        except ValueError:
            marks = 1.0
        whole = 1 <= marks <= MOST_MARKS and marks.is_integer()
        losses = tuple(loss for loss in content.losses if "marks there" not in loss)
        if not whole and marks:
            losses += (f"It gave {marks:g} marks there; here it gives 1.",)
        return replace(content, marks=int(marks) if whole else 1, losses=losses)


def _metadata(element: Element) -> Iterator[tuple[str, str]]:
    """What an item says of itself: fields with labels, and elements of their own in older files."""
    for metadata in children(element, "itemmetadata"):
        for one in metadata.iter():
            name = local(one)
            if name == "qtimetadatafield":
                yield child_text(one, "fieldlabel").strip().lower(), child_text(one, "fieldentry").strip()
            elif name.startswith("qmd_"):
                yield name, "".join(one.itertext()).strip()


def _responses(element: Element) -> Iterator[Element]:
    for part in element:
        if local(part) in RESPONSES:
            yield part
        elif local(part) in FLOWS:
            yield from _responses(part)


def _name(response: Element) -> str:
    return response.get("ident", "")


def _cardinality(response: Element) -> str:
    return CARDINALITIES.get(response.get("rcardinality", "single").lower(), "single")


def _is_number(response: Element) -> bool:
    """Whether a number is typed in; some programs say so only of the field that is shown."""
    fields = [one.get("fibtype", "").lower() for one in response.iter() if local(one) == "render_fib"]
    if local(response) == "response_num":
        return True
    return local(response) == "response_str" and any(one in NUMERIC for one in fields)


def _labels(response: Element) -> list[Element]:
    return [one for one in response.iter() if local(one) == "response_label"]


def _choices(response: Element) -> list[Choice]:
    """The choices of a list, those without words left out."""
    found: list[Choice] = []
    labels = _labels(response)
    if len(labels) > MOST_ENTRIES:
        raise Misfit(f"It has more than {MOST_ENTRIES:,} choices.")
    for label in labels:
        words = said(label)
        refuse_needed(words.lost)
        text = words.text or (label.text or "").strip()
        if text:
            found.append(Choice(label.get("ident", ""), letter(len(found)), text))
    if len({choice.identifier for choice in found}) != len(found):
        raise Misfit("Two of its choices have the same identifier.")
    return found


def _choices_asked(response: Element, trials: Trials) -> Content:
    if any(local(one) == "render_hotspot" for one in response.iter()):
        raise Misfit(PLACES)
    choices = _choices(response)
    if not choices:
        raise Misfit("It offers nothing to choose from.")
    if _cardinality(response) == "ordered":
        return _order(choices, trials)
    content = several(choices, trials) if _cardinality(response) == "multiple" else single(choices, trials)
    shuffled = any(one.get("shuffle", "").lower() == "yes" for one in response.iter())
    fixed = any(label.get("rshuffle", "").lower() == "no" for label in _labels(response))
    losses = (
        ("Some of its choices had to stay in their place, so none are shuffled.",)
        if shuffled and fixed
        else ()
    )
    return replace(content, shuffle=shuffled and not fixed, losses=content.losses + losses)


def _order(choices: Sequence[Choice], trials: Trials) -> Content:
    right = right_set(trials)
    by_name = {choice.identifier: choice for choice in choices}
    if sorted(right) != sorted(by_name) or len(right) < 2:
        raise Misfit("It does not say which order is right, or not for all of its choices.")
    options = tuple(Option(letter(place), by_name[name].text) for place, name in enumerate(right))
    told = feedback_of(trials, {}, right, tuple(reversed(right)))
    loss = "It gave marks only for the whole right order; here each step that follows the right one earns a part."
    feedback = by_rightness(told.general, told.right, wrong=told.wrong)
    return Content(Kind.ORDERING, options, feedback=feedback, losses=(loss, *unseen(told.unseen)))


def _same_lists(lists: Sequence[tuple[Element, Sequence[Choice]]]) -> bool:
    """Whether the lists have rows of words and offer things in common, as those of a matching question do."""
    offered = [{choice.text for choice in choices} for _, choices in lists]
    return all(said(response).text for response, _ in lists) and len(set.intersection(*offered)) >= 2


def _feedback(element: Element) -> tuple[tuple[Feedback, ...], tuple[str, ...]]:
    """What the item says afterwards, by its name; what is only for tutors is not among it."""
    found, lost = [], list[str]()
    for one in children(element, "itemfeedback"):
        words = said(one)
        if one.get("view", "All").lower() in ("all", "candidate") and (words.text or words.lost):
            lost += words.lost
            found.append(Feedback(SHOWN, one.get("ident", ""), True, words.text))
    return tuple(found), tuple(lost)
