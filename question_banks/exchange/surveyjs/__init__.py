"""SurveyJS's survey documents (JSON); read only.

Titled pages and panels become objectives. A question with a ``correctAnswer`` is keyed; so is one whose answers have
a property ``score``, which quizzes made with SurveyJS often add.
"""

from __future__ import annotations

from collections.abc import Iterator

from question_banks.exchange.account import Taken, shown
from question_banks.exchange.format import Format
from question_banks.exchange.source import Source
from question_banks.exchange.survey_content import Misfit
from question_banks.exchange.survey_taking import FILE, SurveyTaking, refuse_too_much_markup
from question_banks.exchange.surveyjs.choosing import Survey
from question_banks.exchange.surveyjs.kinds import content_of
from question_banks.exchange.surveyjs.losses import losses_of
from question_banks.exchange.surveyjs.values import Table, Words, entries, number, table, word
from question_banks.exchange.surveyjs.walking import ELEMENTS, Asked, questions_in

RULES = ("triggers", "calculatedValues")
TIME_LIMITS = ("timeLimit", "timeLimitPerPage", "maxTimeToFinish", "maxTimeToFinishPage")
OPENED_BY = "It opened there below an answer of another question; here everybody is asked it."
LOST = "It held {}, which a question here cannot."


def tells(source: Source) -> bool:
    """A JSON object with pages, or with elements that say a type or a name. Our own documents say their format."""
    if not source.is_json:
        return False
    document = table(source.json)
    if "format" in document:
        return False
    return bool(_pages(document)) or any(_is_named(element) for element in _elements(document))


def read(source: Source) -> Taken:
    refuse_too_much_markup([source.text])
    document = table(source.json)
    words = Words(word(document.get("locale")))
    asked = list(questions_in(document, words))
    survey = Survey(words, {question.name: question.data for question in asked})
    taking = SurveyTaking(source)
    for position, question in enumerate(asked, start=1):
        _take(taking, question, survey, position)
    if any(entries(document.get(name)) for name in RULES):
        taking.note(FILE, "Rules by which the survey acts on answers while it is filled in are left off.")
    pages = (table(page) for page in entries(document.get("pages")))
    if any(number(one.get(name), 0) > 0 for one in (document, *pages) for name in TIME_LIMITS):
        taking.note(FILE, "Its time limits are left off.")
    title, description = words.say(document.get("title")), words.say(document.get("description"))
    taking.note_languages(words.language, words.others)
    return taking.taken(title=title, description=description, language=words.language)


def _take(taking: SurveyTaking, asked: Asked, survey: Survey, position: int) -> None:
    words, data = survey.words, asked.data
    where = f'question "{shown(asked.name)}"' if asked.name else f"question {position}"
    title = words.say(data.get("title"))
    try:
        content = content_of(data, survey)
    except Misfit as misfit:
        said = title or words.say(data.get("html")) or asked.name
        taking.leave_out(where, shown(asked.kind) or "no type", said, str(misfit))
        return
    help = words.say(data.get("description"))
    lost = words.lost()
    taking.add(
        content,
        where=where,
        name=asked.name or f"question-{position}",
        # SurveyJS itself shows the name of a question without a title.
        stem=title or asked.name,
        help=help,
        required=data.get("isRequired") is True,
        category=asked.place.category,
        about=asked.place.about,
        losses=(
            *asked.place.losses,
            *((OPENED_BY,) if asked.inside else ()),
            *losses_of(data, words),
            *((LOST.format(" and ".join(lost)),) if lost else ()),
        ),
    )


def _pages(document: Table) -> list[Table]:
    pages = [table(page) for page in entries(document.get("pages"))]
    return [page for page in pages if any(isinstance(page.get(name), list) for name in ELEMENTS)]


def _elements(document: Table) -> Iterator[Table]:
    for name in ELEMENTS:
        yield from (table(element) for element in entries(document.get(name)))


def _is_named(element: Table) -> bool:
    return isinstance(element.get("type"), str) or isinstance(element.get("name"), str)


SURVEYJS = Format("surveyjs", "SurveyJS", (".json",), tells, read)
