"""What a line of an Aiken file is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OPTION = re.compile(r"([A-Za-z])(?:\)[ \t]*|\.(?:[ \t]+|$))(.*)")
ANSWER = re.compile(r"(?:CORRECT\s+)?ANSWERS?\s*:\s*(.*)", re.IGNORECASE)
EXTRA = re.compile(r"(ANSWER_EXPLANATION|DESCRIPTION|FEEDBACK|SCORE|TAGS|TEXTO_CORRECTA)\s*:\s*(.*)")
LETTERS = re.compile(r"([A-Za-z])(?:\s*(?:[,;&+/]|\band\b)\s*([A-Za-z])\b)*(?![A-Za-z])")
LONGEST_ANSWER = 1_000
"""Letters on a line ANSWER: that names options; 26 of them, parted by words, have some 200."""
RUN_TOGETHER = re.compile(r"[A-Z]{2,26}")


@dataclass
class Found:
    """One question as its lines give it: the options in their order, and what the line of the answer says."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    answer: str | None = None
    extras: dict[str, str] = field(default_factory=dict)
    last_extra: str = ""
    first: str = ""
    """The line of the first option as it stands."""

    @property
    def text(self) -> str:
        return "\n".join(self.stem).strip()

    @property
    def texts(self) -> list[str]:
        return [" ".join(lines).strip() for lines in self.options]

    @property
    def began_as_option(self) -> bool:
        """Whether what looks like option A may be the question itself: "A. Einstein said"."""
        return not self.stem and len(self.options) == 1

    def is_next(self, letter: str) -> bool:
        """Whether an option with this letter can come now."""
        return ord(letter.upper()) - ord("A") == len(self.options)


def letters_in(answer: str) -> list[int]:
    """The places, from 0, of the options that an answer names: "B", "b)", "A, C", "AC"; none when it names none."""
    said = answer.strip()
    if len(said) > LONGEST_ANSWER:
        return []
    if RUN_TOGETHER.fullmatch(said):
        return [ord(letter) - ord("A") for letter in dict.fromkeys(said)]
    found = LETTERS.match(said)
    if not found:
        return []
    letters = re.findall(r"[A-Za-z]", re.sub(r"\band\b", " ", found[0]))
    return [ord(letter) - ord("A") for letter in dict.fromkeys(letter.upper() for letter in letters)]
