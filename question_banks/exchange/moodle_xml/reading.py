"""From a file of Moodle XML to a bank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from question_banks.characters import is_key
from question_banks.exchange import carried
from question_banks.exchange.account import Taken
from question_banks.exchange.categories import title_of
from question_banks.exchange.moodle_xml.answers import READERS, NoForm
from question_banks.exchange.moodle_xml.parts import parts_of
from question_banks.exchange.moodle_xml.words import Needed, Words, value
from question_banks.exchange.nouns import Nouns, is_passage
from question_banks.exchange.returning import Returning
from question_banks.exchange.source import Source
from question_banks.exchange.taking import Taking, question, what_it_is
from question_banks.exchange.xml_text import child, child_text, children, line_of, local
from question_banks.model import Question, Status

ROOT = "quiz"
CATEGORY = "category"
CARRIED = f"{{{carried.NAMESPACE}}}{carried.ELEMENT}"
MOST_MARKS = 100

UNHELD = {
    "description": "It asks nothing: it is a text for people to read.",
    "cloze": "It has its answers within its text (Cloze), which a question here cannot have.",
    "multianswer": "It has its answers within its text (Cloze), which a question here cannot have.",
    "calculated": "Its numbers are drawn anew for each person, which a question here cannot.",
    "calculatedsimple": "Its numbers are drawn anew for each person, which a question here cannot.",
    "calculatedmulti": "Its numbers are drawn anew for each person, which a question here cannot.",
    "ddwtos": "It asks to put words into gaps, which a question here cannot.",
    "gapselect": "It asks to choose words for gaps, which a question here cannot.",
    "ddimageortext": "It asks to put things onto a picture, which a question here cannot.",
    "ddmarker": "It asks to mark places in a picture, which a question here cannot.",
    "random": "It stands for a question drawn at random, and is none itself.",
    "randomsamatch": "It is made of other questions at random, and is none itself.",
}
NOT_KNOWN = "It is of a type that our questions do not have."


def tells(source: Source) -> bool:
    return source.is_xml and (local(source.xml) == ROOT or _is_question(source.xml))


def _is_question(root: Element) -> bool:
    """Whether the file is one question by itself, as some programs show them."""
    return local(root) == "question" and "type" in root.attrib


def read(source: Source) -> Taken:
    root = source.xml
    reading = _Reading(source, root)
    for element in [root] if _is_question(root) else children(root, "question"):
        reading.question(element)
    return reading.taken()


@dataclass(frozen=True)
class Made:
    """A question without its ties, the passage it is asked about, and what was lost or changed."""

    question: Question
    scenario: str
    notes: tuple[str, ...]


class _Reading:
    def __init__(self, source: Source, root: Element) -> None:
        self._taking = Taking(source)
        self._nouns = Nouns(self._taking)
        self._category_title, self._category_text = "", ""
        self._returning = Returning(self._taking, self._nouns, _carried(root))

    def question(self, element: Element) -> None:
        kind = element.get("type", "").strip().lower()
        if kind == CATEGORY:
            self._category(element)
            return
        words = Words()
        try:
            made = self.made(element, kind, words)
        except Needed as needed:
            self._leave_out(element, kind, f"It needs {needed}, which a question here cannot show.")
        except NoForm as reason:
            self._leave_out(element, kind, str(reason))
        else:
            self._add(element, made, words)

    def taken(self) -> Taken:
        return self._returning.taken()

    def _category(self, element: Element) -> None:
        """Only a category whose questions are taken becomes an objective."""
        self._category_title = title_of(child_text(child(element, CATEGORY), "text"))
        self._category_text = Words().say(child(element, "info"))

    def _leave_out(self, element: Element, kind: str, why: str) -> None:
        words = Words()
        said = words.say(child(element, "name")) or words.say(child(element, "questiontext"))
        self._taking.leave_out(line_of(element), what_it_is(kind or "question", said), why)

    def made(self, element: Element, kind: str, words: Words) -> Made:
        """The question without its ties. Raises ``NoForm`` or ``Needed``."""
        if kind not in READERS:
            raise NoForm(UNHELD.get(kind, NOT_KNOWN))
        if child(element, "image_base64") is not None or value(element, "image"):
            raise Needed("a picture")
        text = child(element, "questiontext")
        words.form = text.get("format", "").strip() or words.form if text is not None else words.form
        parts = parts_of(text, words)
        if not is_passage(parts.scenario):
            raise NoForm("The passage that it is asked about is longer than a scenario can be.")
        name = " ".join(words.say(child(element, "name")).split())
        if not parts.stem and not name:
            raise NoForm("It has no words that ask something.")
        general = words.say(child(element, "generalfeedback"))
        answers = READERS[kind](element, words, general)
        marks, notes = _marks(element)
        made = question(
            self._key(element, name or parts.stem),
            answers.kind,
            parts.stem or name,
            help=parts.help,
            marks=marks,
            status=Status.RETIRED if value(element, "hidden", "0") == "1" else Status.READY,
            **answers.fields,
        )
        return Made(made, parts.scenario, answers.notes + notes)

    def _tied(self, element: Element, made: Made) -> Question:
        """The question with the objective, scenario and themes that the file gives it."""
        return replace(
            made.question,
            objective=self._nouns.objective(self._category_title, self._category_text),
            scenario=self._nouns.scenario(made.scenario),
            themes=self._themes(element),
        )

    def _key(self, element: Element, words: str) -> str:
        own = value(element, "idnumber")
        return self._taking.keys.unique(own if is_key(own) else own or words, "question")

    def _themes(self, element: Element) -> tuple[str, ...]:
        tags = (child_text(tag, "text") for tag in children(child(element, "tags"), "tag"))
        return tuple(dict.fromkeys(self._nouns.theme(tag) for tag in tags if tag.strip()))

    def _add(self, element: Element, made: Made, words: Words) -> None:
        where = line_of(element)
        ours = self._returning.with_ties(made.question, _carried(element))
        asked = self._returning.with_own_key(ours or self._tied(element, made))
        if not self._taking.add(asked, where) or ours is not None:
            return
        for note in made.notes:
            self._taking.note(where, note)
        self._taking.note_lost(where, words.lost)
        if words.is_markdown:
            self._taking.note(where, "Its words are in Markdown: the marks stand as they were typed.")
        if any(child_text(hint, "text").strip() for hint in children(element, "hint")):
            self._taking.note(
                where, "Its hints for further attempts were left off: here there is one attempt."
            )


def _carried(element: Element) -> str:
    found = element.find(CARRIED)
    return "" if found is None else "".join(found.itertext())


def read_back(element: Element) -> Question:
    """A question that we wrote, read as any other. Raises ``NoForm`` when it would be left out."""
    reading = _Reading(Source(b"<quiz/>"), Element(ROOT))
    try:
        return reading.made(element, element.get("type", ""), Words()).question
    except Needed as needed:
        raise NoForm(f"It would need {needed}.") from None


def _marks(element: Element) -> tuple[int, tuple[str, ...]]:
    """The marks, and what to tell where ours cannot be the same."""
    said = value(element, "defaultgrade", "1")
    try:
        marks = float(said)
    except ValueError:
        return 1, ("Its mark is not a number; here it gives 1.",)
    if marks == 0 or (1 <= marks <= MOST_MARKS and marks.is_integer()):
        return int(marks) or 1, ()
    return 1, (f"It gave {marks:.10g} marks there; here it gives 1.",)
