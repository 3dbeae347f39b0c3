"""Whether the right answer can be found without knowing it: by its place, its length or its wording.

The faults are those of Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines
for classroom assessment", Applied Measurement in Education 15, 309-333, and of Tarrant and Ware (2008), "Impact of
item-writing flaws in multiple-choice questions on student achievement", Medical Education 42, 198-206.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import exp, fsum, lgamma, log, log1p

from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Option, Question
from question_banks.validation.english import without_quotes
from question_banks.validation.problem import Found, Rule, advice, counted, explained, in_work, ready

ENOUGH_TO_SEE_A_PATTERN = 3
"""From this many keyed questions on, keys that all stand at the same place can be guessed."""

CHANCE = 0.01
"""A pattern that chance would make more rarely than this is taken for one."""

MUCH_LONGER = 1.25
"""A right answer is plainly the longest when it has so many times the letters of the next longest, ..."""

LETTERS_LONGER = 15
"""... and so many letters more: among short answers a quarter is nothing."""

# Words that claim something of every case. Few claims of this kind are true, and test-takers know it.
ABSOLUTE = re.compile(
    r"\b(?:always|never|completely|absolutely|entirely|totally|impossible|guarantee[sd]?|invariably|without exception"
    r"|under no circumstances|in (?:all|every) (?:case|circumstance|situation)s?|no matter (?:what|how|who)"
    r"|all of the time|every time|everyone|everybody|nobody|no one|no-one|none|all|every|only)\b",
    re.IGNORECASE,
)
# The same words where they claim nothing: "every day", "at all", "all of the visits", "the only child".
HARMLESS = re.compile(
    r"\b(?:"
    r"every (?:other )?(?:day|week|month|year|night|morning|evening|hour|term|few|two|three|six|\d+)"
    r"|every(?:one|body) who"
    r"|(?:at|after|above|not) all|all (?:right|day|night|week|along|together|but|over)|all (?:is|are|was|goes) well"
    r"|all (?:of )?(?:the|these|those|this|that|his|her|their|my|your|our|its)"
    r"|the only|an only|only (?:child|son|daughter|parent|one)|if only|not only|only just"
    r")\b",
    re.IGNORECASE,
)
ALL_OR_NONE = re.compile(
    r"^\W*(?:all|none|both|any|neither) (?:of )?(?:the |these |those )?"
    r"(?:above|others?|answers?|options?|choices?|these|them)\W*$",
    re.IGNORECASE,
)


@explained(
    "People notice where the right answer stands and choose by place, so the score says little about what they know.",
    "Let the choices be shuffled for each person, or move the right answers to different places.",
)
def keys_stand_at_different_places(bank: Bank) -> Iterator[Found]:
    """Questions whose options are shuffled for each person have no place to give away.

    Serious when chance would hardly do it: each key at random among as many places as its question has.
    """
    fixed = [q for q in ready(bank) if q.kind is Kind.SINGLE and is_keyed(q) and not q.shuffle]
    places = [[option.right for option in question.options].index(True) for question in fixed]
    if len(places) < ENOUGH_TO_SEE_A_PATTERN:
        return
    [(place, most)] = Counter(places).most_common(1)
    fewest_choices = min(len(question.options) for question in fixed)
    rare = _at_least(most, len(places), 1 / max(fewest_choices, 2)) * max(fewest_choices, 2) < CHANCE
    if most == len(places):
        what = f"Each question with one choice has its right answer at place {place + 1}: it can be guessed."
        yield Found(bank, what, serious=rare)
    elif rare:
        what = (
            f"{most} of {len(places)} questions with one choice have their right answer at place {place + 1}."
        )
        yield advice(bank, what)


@explained(
    "Who always ticks “true” gets full marks, and many people tend to agree when they are not sure.",
    "Turn about half of the statements round, so that “false” is right.",
)
def statements_are_not_all_true(bank: Bank) -> Iterator[Found]:
    answers = [q.answer for q in ready(bank) if q.kind is Kind.TRUE_FALSE and q.answer is not None]
    if len(answers) > ENOUGH_TO_SEE_A_PATTERN and len(set(answers)) == 1:
        right = "true" if answers[0] else "false"
        yield advice(bank, f"“{right.capitalize()}” is right for each of its {len(answers)} statements.")


@explained(
    "Authors take care to make the right answer complete, and people who do not know choose the longest.",
    "Shorten the right answer, or say as much in the wrong ones.",
)
def the_longest_choice_is_not_the_key(bank: Bank) -> Iterator[Found]:
    """Each question by itself, when its right answer is much the longest; and the bank, when that is the rule."""
    for question in filter(_has_one_key, in_work(bank)):
        key, next_longest = _lengths(question)
        if key >= next_longest * MUCH_LONGER and key - next_longest >= LETTERS_LONGER:
            what = f"Its right answer is much the longest: {key} letters, the next has {next_longest}."
            yield advice(question, what)
    yield from _mostly_longest(bank)


def _mostly_longest(bank: Bank) -> Iterator[Found]:
    """When the right answer is the longest more often than chance would make it."""
    asked = [question for question in ready(bank) if _has_one_key(question)]
    longest = sum(key > other for key, other in map(_lengths, asked))
    fewest_choices = min((len(question.options) for question in asked), default=2)
    if len(asked) < ENOUGH_TO_SEE_A_PATTERN or _at_least(longest, len(asked), 1 / fewest_choices) >= CHANCE:
        return
    what = f"In {longest} of {counted(len(asked), 'question')} with one choice the longest choice is the right one."
    yield Found(bank, what, serious=longest == len(asked))


@explained(
    "Words such as “always” or “never” give a wrong answer away: few things are true of every case.",
    "Say it without the word, or with one that could be true, such as “usually”.",
)
def distractors_claim_no_absolutes(bank: Bank) -> Iterator[Found]:
    """An absolute in a wrong answer gives it away unless the right answer has one too."""
    for question in in_work(bank):
        false = question.kind is Kind.TRUE_FALSE and question.answer is False
        if false and (claim := absolute(question.stem)):
            yield advice(question, f"The statement is false and says “{claim}”: it can be guessed.")
        if question.kind not in (Kind.SINGLE, Kind.SEVERAL) or not is_keyed(question):
            continue
        if any(absolute(option.text) for option in question.options if option.right):
            continue
        for option in question.options:
            claim = "" if option.right or ALL_OR_NONE.search(option.text) else absolute(option.text)
            if claim:
                yield advice(
                    question, f"Its wrong answer “{_short(option)}” says “{claim}”: it can be ruled out."
                )


@explained(
    "“All of these” is right as soon as two are, “none of these” shows nothing of what somebody knows, and in a "
    "shuffled list neither stands where it belongs.",
    "Replace it by a choice of its own, or let several answers be ticked.",
)
def no_choice_speaks_of_the_others(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        for option in question.options if question.kind in (Kind.SINGLE, Kind.SEVERAL) else ():
            if ALL_OR_NONE.search(option.text) and is_keyed(question):
                yield advice(question, f"Its choice “{_short(option)}” speaks of the other choices.")


def absolute(text: str) -> str:
    """The first word in the text that claims something of every case, or nothing."""
    found = ABSOLUTE.search(HARMLESS.sub(" ", without_quotes(text)))
    return found.group() if found else ""


def _has_one_key(question: Question) -> bool:
    single = question.kind is Kind.SINGLE and len(question.options) > 1
    return single and sum(option.right for option in question.options) == 1


def _lengths(question: Question) -> tuple[int, int]:
    """The letters of the right option, and of the longest wrong one."""
    key = next(len(option.text) for option in question.options if option.right)
    return key, max(len(option.text) for option in question.options if not option.right)


def _at_least(hits: int, tries: int, chance: float) -> float:
    """How likely so many hits or more are in so many tries. ``chance`` is neither 0 nor 1."""
    # By logarithms: of a thousand tries the number of ways is beyond a float.
    return fsum(
        exp(
            lgamma(tries + 1)
            - lgamma(k + 1)
            - lgamma(tries - k + 1)
            + k * log(chance)
            + (tries - k) * log1p(-chance)
        )
        for k in range(hits, tries + 1)
    )


def _short(option: Option, most: int = 60) -> str:
    return option.text if len(option.text) <= most else option.text[: most - 1].rstrip() + "…"


RULES: tuple[Rule, ...] = (
    keys_stand_at_different_places,
    statements_are_not_all_true,
    the_longest_choice_is_not_the_key,
    distractors_claim_no_absolutes,
    no_choice_speaks_of_the_others,
)
