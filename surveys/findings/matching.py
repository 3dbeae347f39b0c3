"""The same people and the same questions, before the course and later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from question_banks.model import Family
from surveys.findings.banks import Asked, Banks, shape
from surveys.queries.pairs import PairedAnswer

Pairs = dict[int, dict[Asked, tuple[float, float]]]


@dataclass(frozen=True)
class Matched:
    """``people`` who each answered all of ``questions`` at both times."""

    people: tuple[int, ...]
    questions: frozenset[Asked]
    pairs: Mapping[int, Mapping[Asked, tuple[float, float]]]

    def sums(self, questions: Collection[Hashable]) -> tuple[list[float], list[float]]:
        """Each person's sum over ``questions``, before and after."""
        taken = [
            [pair for question, pair in self.pairs[person].items() if question in questions]
            for person in self.people
        ]
        return [sum(b for b, _a in pairs) for pairs in taken], [sum(a for _b, a in pairs) for pairs in taken]


def match(answers: Iterable[PairedAnswer], family: Family, banks: Banks) -> Matched | None:
    """The largest block of people and questions without a gap; None when nobody answered twice.

    Answers to a question whose marking or scale changed between the two versions are left out. So each
    figure at one time point, over whichever questions, rests on the same people.
    """
    pairs: Pairs = defaultdict(dict)
    for answer in answers:
        asked = _compared(answer, family, banks)
        if asked:
            pairs[answer.booking_id][asked] = (answer.before, answer.after)
    if not pairs:
        return None
    questions = max(_blocks(pairs), key=lambda block: _size(block, pairs))
    people = tuple(sorted(person for person in pairs if questions <= pairs[person].keys()))
    kept = {person: {asked: pairs[person][asked] for asked in questions} for person in people}
    return Matched(people, questions, kept)


def _compared(answer: PairedAnswer, family: Family, banks: Banks) -> Asked | None:
    """The question that the answer is to, when it is of ``family`` and meant the same at both times."""
    bank_before, bank = banks.by_version[answer.version_before], banks.by_version[answer.version_after]
    earlier = banks.question(answer.version_before, answer.key_before)
    question = banks.question(answer.version_after, answer.key_after)
    if question is None or earlier is None or not (question.family is earlier.family is family):
        return None
    # Parallel forms have answers of their own; what they share is how many marks they are worth.
    parallel = family is Family.KNOWLEDGE and answer.key_before != answer.key_after
    same = answer.before_of == answer.after_of and (
        parallel or shape(bank_before, earlier) == shape(bank, question)
    )
    return Asked(bank.key, answer.question_key) if same else None


def _blocks(pairs: Pairs) -> Iterator[frozenset[Asked]]:
    """The sets of questions that some person answered, and what each two of those have in common."""
    answered = {frozenset(questions) for questions in pairs.values()}
    for one in answered:
        for other in answered:
            if one & other:
                yield one & other


def _size(block: frozenset[Asked], pairs: Pairs) -> tuple[int, int, list[Asked]]:
    """What makes one block better than another: more answers, then more people; then any fixed order."""
    people = sum(block <= questions.keys() for questions in pairs.values())
    return people * len(block), people, sorted(block)
