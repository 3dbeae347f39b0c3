"""From banks to a questionnaire, by the template for its time point and audience.

No question is put twice: not when two banks are the same, and not when two banks hold a question
that reads alike, such as the one on barriers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from question_banks.model import Audience, Bank, Question, Status
from surveys.enums import TimePoint
from surveys.questionnaires.model import Asked, Page, Questionnaire, asked_of
from surveys.questionnaires.templates import PageTemplate, template_for
from surveys.questionnaires.timing import minutes_for

FORMS = (0, 1)
"""Where questions have parallel forms there are two questionnaires, each for half of the people."""


def compose(
    banks: Sequence[tuple[int, Bank]], point: TimePoint, audience: Audience, *, form: int = FORMS[0]
) -> Questionnaire | None:
    """The questionnaire of these banks, each with the id of its version; None when there is nothing to ask.

    Of two versions of one bank the first is asked. Questions that share a scenario stand together, so that it
    is read once; else each bank's own order holds, the same at every time point. Of parallel forms one is asked,
    another at the next time point; whoever gets ``form`` 1 gets them the other way round, so that a difference
    between the forms cannot look like learning.
    """
    template = template_for(point, audience)
    if template is None:
        return None
    taken: set[object] = set()
    pages: list[Page] = []
    for wanted in template.pages:
        turn = form + list(TimePoint).index(point)
        asked = [one for one in _wanted(banks, wanted, audience, turn) if _is_new(one, taken)]
        pages += _pages(wanted, list(_beside_their_scenario(asked)))
    if not pages:
        return None
    return Questionnaire(template.title, template.intro, audience, point, tuple(pages), minutes_for(pages))


def _wanted(
    banks: Iterable[tuple[int, Bank]], page: PageTemplate, audience: Audience, turn: int
) -> Iterator[Asked]:
    for family in page.families:
        for version_id, bank in banks:
            for question in _whose_turn_it_is(bank, audience, turn):
                if question.family is family and _fits(question, page):
                    yield asked_of(version_id, bank, question, audience)


def _whose_turn_it_is(bank: Bank, audience: Audience, turn: int) -> Iterator[Question]:
    """The questions that can be put to the audience, of parallel forms one: in the place of the first of them."""
    forms: dict[str, list[Question]] = {}
    for question in bank.questions:
        if question.status is Status.READY and audience in question.audiences:
            forms.setdefault(bank.form_of(question), []).append(question)
    for parallel in forms.values():
        yield parallel[turn % len(parallel)]


def _fits(question: Question, page: PageTemplate) -> bool:
    return (question.core or not page.core_only) and bool(question.then_of) is page.looking_back


def _is_new(asked: Asked, taken: set[object]) -> bool:
    """Whether neither its name nor its words were taken before; it is taken now."""
    new = taken.isdisjoint({asked.name, asked.reads_as})
    taken.update({asked.name, asked.reads_as})
    return new


def _beside_their_scenario(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Groups that stay together: the questions on one scenario, or one question by itself."""
    groups: dict[object, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.scenario or one.name, []).append(one)
    yield from groups.values()


def _pages(template: PageTemplate, groups: list[list[Asked]]) -> Iterator[Page]:
    """Pages of about equal length, none longer than the template allows unless one scenario fills it."""
    parts = list(_parts(groups, template.at_most))
    for number, part in enumerate(parts, start=1):
        title = f"{template.title} (part {number})" if len(parts) > 1 else template.title
        yield Page(title, template.intro if number == 1 else "", tuple(part))


def _parts(groups: list[list[Asked]], at_most: int) -> Iterator[list[Asked]]:
    left, rest = sum(map(len, groups)), list(groups)
    while rest:
        even = ceil(left / ceil(left / at_most))
        part = list(rest.pop(0))
        while rest and len(part) + len(rest[0]) <= even:
            part += rest.pop(0)
        left -= len(part)
        yield part
