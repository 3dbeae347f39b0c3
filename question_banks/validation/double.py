"""Finding two questions in one, by the words that join them. Of each finding the joined words are given back."""

from __future__ import annotations

import re

from question_banks.model import Kind

RATED = (Kind.SCALE, Kind.STATEMENTS, Kind.CONFIDENCE, Kind.YES_NO, Kind.TRUE_FALSE)
"""Kinds with one answer for the whole sentence. A choice can answer two things at once, and free text any number."""

# Clauses that only say when or for whom: "When a parent comes to each meeting and agrees each action, ..."
SETTING = re.compile(
    r"^(?:when|if|after|before|since|in|where|while|during|under|at|for|as|on|once|without|following)\b[^,?]*,\s*",
    re.IGNORECASE,
)
PEOPLE = r"(?:member|manager|trainer|course|staff|team|workers?)"
WHO = rf"(?:I|you|we|they|he|she|it|this|that|(?:your|my|the|a|our) (?:\w+ )?{PEOPLE})"
ADVERBS = r"(?:(?:\w+ly|then|also|always|often|never|so|now|not)\s+)*"

# Verbs of practice that are hardly ever another part of speech after "and".
PLAIN = (
    "act|acknowledge|adapt|agree|analyse|apply|arrange|ask|assess|attend|be|become|bring|build|carry|check|choose|come|consider"
    "|consult|decide|describe|discuss|do|engage|escalate|evaluate|explain|find|follow|gather|get|give|go|hear|help|identify"
    "|improve|involve|judge|keep|know|lead|learn|listen|look|make|manage|meet|notice|observe|pass|prepare|prevent|protect"
    "|provide|put|raise|read|recognise|recognize|reduce|refer|reflect|remember|respond|say|see|seek|set|share|show|speak"
    "|speak|take|talk|teach|tell|think|trust|try|understand|use|want|work|write"
)
# Verbs that are as often nouns: taken for verbs only when an object follows.
EITHER = (
    "change|challenge|concern|contact|need|plan|practice|question|record|report|review|support|test|address|document"
    "|feel"
)
OBJECT = (
    r"(?=\s+(?:the|a|an|my|your|their|our|it|them|him|her|this|that|these|those|each|any|what|when|how|why|whether"
    r"|if)\b)"
)
IRREGULAR = (
    "said|told|made|took|gave|kept|found|saw|heard|thought|felt|did|went|wrote|spoke|met|led|knew|understood|got|brought"
    "|sought|taught|read|put|set|came|became|held|left|built|shared|chose"
)
PAST = rf"(?:\w+ed|{IRREGULAR})"
BASE = rf"(?:(?:{PLAIN})\b|(?:{EITHER})\b{OBJECT})"
JOIN = r",?\s+(?:and|or|but)\s+"

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "clear and/or useful"
        r"\b\w+ and/or \w+\b",
        # "can recognise neglect and respond to it"
        rf"\b(?:can|could|to|I|you|we|they|should|would|will|must|do|does|did)\s+{ADVERBS}(?:{PLAIN}|{EITHER})\b[^.;?]{{0,200}}?"
        rf"{JOIN}(?:to\s+)?{ADVERBS}{BASE}",
        # "I noticed it and recorded it"
        rf"\b(?:I|you|we|they|he|she|member|manager|trainer|staff|workers?)\s+{ADVERBS}{PAST}\b[^.;?]{{0,200}}?,?\s+(?:and|but)\s+{ADVERBS}{PAST}\b"
        rf"(?!\s+(?:children|people|families|by)\b)",
        # "to ask and to learn"
        r"\bto \w+\b[^.;?]{0,200}?\band to \w+\b",
        # "was clear and useful", "made it relevant and engaging"
        r"\b(?:is|was|are|were|be|been|felt|feel|feels|it)\s+(?:\w+ly\s+|very\s+|more\s+)?(?!possible\b)\w+,?\s+and\s+"
        r"(?:\w+ly\s+|very\s+|more\s+)?\w+(?=\s*(?:[.?!]|$|to\b|for\b|in\b|at\b|enough\b))",
        # "The venue and the materials were good"
        r"^(?:the|my|our|your)\s+(?!child)\w+(?:\s+\w+)?\s+and\s+(?:the\s+|my\s+|our\s+|your\s+)?(?!child|young|famil)\w+"
        r"(?:\s+\w+)?\s+(?:was|were|is|are|helped|made|met|will|have|has)\b",
        # "It shows neglect, and it must be referred"
        rf",?\s+(?:and|but)\s+{WHO}\s+(?:\w+ly\s+)?(?:am|is|are|was|were|have|has|had|can|could|will|would|should|must|do|does|did|"
        rf"feel|felt|know|knew|\w+ed)\b",
    )
)


def two_questions(kind: Kind, text: str) -> str:
    """The words in which two questions meet, or nothing."""
    text = " ".join(text.split())
    if kind is not Kind.LONG_TEXT and text.count("?") > 1:
        return "? … ".join(part.strip().rpartition(". ")[2] for part in text.split("?")[:2]) + "?"
    if kind not in RATED:
        return ""
    asked = _without_settings(text)
    for pattern in PATTERNS:
        if found := pattern.search(asked):
            return _short(found.group().strip(" ,"))
    return ""


def _without_settings(text: str) -> str:
    said = text.strip()
    while found := SETTING.match(said):
        said = said[found.end() :]
    return said


def _short(text: str, most: int = 90) -> str:
    if len(text) <= most:
        return text
    return f"{text[:40].rpartition(' ')[0]} … {text[-40:].partition(' ')[2]}"
