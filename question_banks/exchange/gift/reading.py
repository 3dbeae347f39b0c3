"""From a GIFT file to a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from question_banks.errors import Refusal
from question_banks.exchange.account import Taken
from question_banks.exchange.categories import title_of
from question_banks.exchange.gift.answers import Answers, answers_of
from question_banks.exchange.gift.blocks import NAME, Block, Category, parts_of
from question_banks.exchange.gift.escapes import restored
from question_banks.exchange.gift.pieces import NoForm, Words, split_general
from question_banks.exchange.source import Source
from question_banks.exchange.taking import Taking, question, what_it_is

GAP = "_____"
MOST_BRACES = 100_000
ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f])+)\]")
TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f])+)\]")
SURE_SIGN = re.compile(r"\{\s*(?:[=~#>]|\}|(?:T|TRUE|F|FALSE)\s*[#}])", re.IGNORECASE)


def tells(source: Source) -> bool:
    """Whether some text has answers in braces behind it as GIFT marks them, or a category of Moodle's."""
    return not source.is_other and any(
        isinstance(part, Category) or (part.opened and SURE_SIGN.search(part.text) is not None)
        for part in _parts(source)
    )


def read(source: Source) -> Taken:
    reading = _Reading(source)
    for part in _parts(source):
        if isinstance(part, Category):
            reading.category(part)
        else:
            reading.block(part)
    return reading.taking.taken()


def _parts(source: Source) -> Iterator[Block | Category]:
    if source.text.count("{") > MOST_BRACES:
        raise Refusal(f"The file has more than {MOST_BRACES:,} braces, which no question bank has.")
    return parts_of(source.lines)


class _Reading:
    def __init__(self, source: Source) -> None:
        self.taking = Taking(source)
        self._objective = ""

    def category(self, category: Category) -> None:
        self._objective = self.taking.objective_for(title_of(restored_path(category.path)))

    def block(self, block: Block) -> None:
        where = f"line {block.line}"
        name, text = _named(block.text)
        if not block.opened and not block.stray:
            self.taking.leave_out(
                where, what_it_is("text", restored(text)), "It asks nothing: it has no answers."
            )
            return
        try:
            self._question(block, where, name, text)
        except NoForm as reason:
            self.taking.leave_out(where, what_it_is("question", restored(text)), str(reason))

    def _question(self, block: Block, where: str, name: str, text: str) -> None:
        stem, answers = _apart(block, text)
        words = Words()
        said = words.begin(stem) or name
        if not said:
            raise NoForm("It has no words before its answers.")
        found = answers_of(*split_general(answers), words)
        key = self.taking.keys.unique(_id(block) or name or said, "question")
        asked = question(
            key, found.kind, said, objective=self._objective, themes=self._themes(block), **found.fields
        )
        if self.taking.add(asked, where):
            self._notes(where, found, words)

    def _notes(self, where: str, found: Answers, words: Words) -> None:
        for note in found.notes:
            self.taking.note(where, note)
        self.taking.note_lost(where, words.lost)
        if words.is_markdown:
            self.taking.note(where, "Its words are in Markdown: the marks stand as they were typed.")

    def _themes(self, block: Block) -> tuple[str, ...]:
        titles = (tag.replace("\\]", "]") for comment in block.comments for tag in TAG.findall(comment))
        return tuple(dict.fromkeys(self.taking.theme_for(title) for title in titles if title.strip()))


def restored_path(path: str) -> str:
    """A category's path with its doubled backslashes undone."""
    return re.sub(r"\\([\\:#={}~n])", lambda found: found[1] if found[1] != "n" else "\n", path)


def _named(text: str) -> tuple[str, str]:
    """The question's name, restored, and the text behind it."""
    if text.startswith(NAME):
        name, mark, rest = text.removeprefix(NAME).partition(NAME)
        if mark:
            return " ".join(restored(name).split()), rest.strip()
    return "", text


def _id(block: Block) -> str:
    found = (ID.search(comment) for comment in block.comments)
    return next((one[1].replace("\\]", "]").strip() for one in found if one), "")


def _apart(block: Block, text: str) -> tuple[str, str]:
    """The stem, with a gap where the answers stood within it, and the answers."""
    if block.is_cut:
        raise NoForm("It has a line that is too long to be read to its end.")
    start, end = text.find("{"), text.find("}")
    if block.inside or start < 0 or end < start:
        raise NoForm("One of the braces around its answers is missing.")
    if block.nested:
        raise NoForm(
            "There is a brace within its answers; one that is meant as such needs a backslash before it."
        )
    if "{" in text[end:] or "}" in text[end + 1 :]:
        raise NoForm("It has several gaps, and a question here has one answer.")
    behind = text[end + 1 :]
    stem = f"{text[:start]}{GAP}{behind}" if behind.strip() else text[:start]
    return stem, text[start + 1 : end].strip()
