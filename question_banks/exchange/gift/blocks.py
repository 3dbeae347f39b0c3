"""A GIFT file taken apart into its categories and questions, each with its line.

A blank line ends a question, but not within its braces. Where a brace is missing, only one question is lost: the
next one starts where a new paragraph brings a brace, a name or a category of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from question_banks.exchange.gift.escapes import as_written, hidden

CATEGORY = "$CATEGORY:"
COMMENT = "//"
LONGEST_LINE = 2_000_000
"""Characters. A picture within the text may take that many."""
NAME = "::"
BRACE = re.compile("[{}]")
CLOSING_WORDS = re.compile(r"""[\s.,;:!?)\]"'”’»]*""")


@dataclass
class Block:
    """One question or text: its lines without comments, and the comments before and within it, as written."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    opened: bool = False
    inside: bool = False
    closed_after: int | None = None
    """How many of the lines there were when its braces were closed."""
    last_blank: int | None = None
    """How many of the lines there were at the last blank one within its braces."""
    nested: bool = False
    stray: bool = False
    trailing: str = ""
    is_cut: bool = False
    """Whether a line of it is too long to be read to its end."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def is_over(self) -> bool:
        """Whether nothing but punctuation stands behind its braces, so that what follows is another question."""
        return self.closed_after is not None and CLOSING_WORDS.fullmatch(self.trailing) is not None


@dataclass(frozen=True)
class Category:
    """From here on, questions belong to this category. The path is as written."""

    line: int
    path: str


def parts_of(lines: Sequence[str]) -> Iterator[Block | Category]:
    """The file's categories and questions in their order, out of its lines."""
    yield from _with_stems(_Cutting().parts(lines))


def _with_stems(parts: Iterator[Block | Category]) -> Iterator[Block | Category]:
    """Braces that begin a block belong to the text before it: some leave a blank line between them."""
    waiting: Block | None = None
    for part in parts:
        if isinstance(part, Block) and waiting and part.text.startswith("{"):
            waiting.lines += ["", *part.lines]
            waiting.comments += part.comments
            waiting.opened, waiting.inside = True, part.inside
            waiting.nested, waiting.stray = part.nested, part.stray
            yield waiting
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = part if isinstance(part, Block) and not part.opened and not part.stray else None
        if waiting is None:
            yield part
    if waiting:
        yield waiting


class _Cutting:
    def __init__(self) -> None:
        self._block: Block | None = None
        self._comments: list[str] = []

    def parts(self, lines: Sequence[str]) -> Iterator[Block | Category]:
        for number, line in enumerate(lines, start=1):
            yield from self._line(number, hidden(line[:LONGEST_LINE].strip()))
            if len(line) > LONGEST_LINE and self._block:
                self._block.is_cut = True
        yield from self._end()

    def _line(self, number: int, line: str) -> Iterator[Block | Category]:
        if line.startswith(COMMENT):
            self._comment(as_written(line))
        elif not line:
            yield from self._blank()
        elif line.startswith(CATEGORY):
            yield from self._end()
            yield Category(number, as_written(line.removeprefix(CATEGORY)).strip())
        else:
            if self._begins_anew(line):
                yield from self._end()
            yield from self._add(number, line)

    def _comment(self, line: str) -> None:
        if self._block and not self._block.is_over:
            self._block.comments.append(line)
        else:
            self._comments.append(line)

    def _blank(self) -> Iterator[Block]:
        block = self._block
        if block is None:
            return
        if not block.inside:
            yield from self._end()
        else:
            block.lines.append("")
            block.last_blank = len(block.lines)

    def _begins_anew(self, line: str) -> bool:
        """Whether a name shows that a new question begins, though no blank line ended the one before."""
        block = self._block
        if block is None or not line.startswith(NAME):
            return False
        return block.is_over or (block.inside and block.last_blank == len(block.lines))

    def _add(self, number: int, line: str) -> Iterator[Block]:
        braces = list(BRACE.finditer(line))
        if braces and braces[0][0] == "{" and self._block:
            yield from self._cut_before(number)
        block = self._block
        if block is None:
            block = self._block = Block(number, comments=self._comments)
            self._comments = []
        block.lines.append(line)
        for brace in braces:
            self._brace(block, brace[0])
        if braces and block.opened and not block.inside:
            block.closed_after = len(block.lines)
            block.trailing = line[braces[-1].end() :]

    def _cut_before(self, number: int) -> Iterator[Block]:
        """A second opening brace: of a question that follows without a blank line, or after one never closed."""
        block = self._block
        if block is None:
            return
        cut = block.closed_after if block.is_over else block.last_blank if block.inside else None
        if cut is None:
            return
        rest = block.lines[cut:]
        block.lines = block.lines[:cut]
        yield from self._end()
        if rest:
            self._block = Block(number - len(rest), lines=rest, comments=self._comments)
            self._comments = []

    def _brace(self, block: Block, brace: str) -> None:
        if brace == "{":
            block.nested = block.nested or block.inside
            block.opened = block.inside = True
        else:
            block.stray = block.stray or not block.inside
            block.inside = False

    def _end(self) -> Iterator[Block]:
        if self._block:
            yield self._block
        self._block = None
