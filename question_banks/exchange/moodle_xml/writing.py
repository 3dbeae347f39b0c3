"""From a bank to a file of Moodle XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import groupby
from xml.etree.ElementTree import Element

from question_banks.exchange import carried
from question_banks.exchange.account import Note, Written, shown
from question_banks.exchange.categories import path_of
from question_banks.exchange.feedback import truth_apart
from question_banks.exchange.making_xml import document_of, make
from question_banks.exchange.moodle_xml.answers import FULL, NoForm
from question_banks.exchange.moodle_xml.parts import Parts, html_of
from question_banks.exchange.moodle_xml.reading import CARRIED, read_back
from question_banks.exchange.moodle_xml.words import HTML, PLAIN
from question_banks.exchange.numbers import written
from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Objective, Question, Status

LONGEST_NAME = 80
DECIMALS = 5
PENALTY = "0.3333333"
ASKS_WHAT_IS_RIGHT = "A Moodle quiz asks only what can be right or wrong, and has no {}."
NEEDS_A_KEY = "Moodle wants a right answer to {}."
NAMES = {
    Kind.SCALE: "scales",
    Kind.CONFIDENCE: "confidence scales",
    Kind.DATE: "dates",
    Kind.YES_NO: "yes/no questions without a right answer",
    Kind.STATEMENTS: "lists of statements",
}
KEYED = {Kind.SHORT_TEXT: "a short text", Kind.NUMBER: "a number", Kind.MATCHING: "each row that is matched"}
NO_TRUTH = "Moodle wants to know which of true and false is right."


def write(bank: Bank) -> Written:
    """The file. The same bank always gives the same bytes."""
    left_out: dict[str, str] = {}
    quiz = make("quiz", make(CARRIED, text=carried.of_bank(bank)))
    for objective, questions in groupby(bank.questions, key=lambda question: question.objective):
        quiz.append(_category(bank.objectives_by_key.get(objective)))
        for question in questions:
            try:
                quiz.append(_question(bank, question))
            except NoForm as reason:
                left_out[question.key] = str(reason)
    held = (question for question in bank.questions if question.key not in left_out)
    return Written(document_of(quiz), left_out, tuple(_notes(held)))


def _why_not(question: Question) -> str:
    """The sentence that says why Moodle cannot hold a question; "" when it can."""
    if question.kind in NAMES:
        return ASKS_WHAT_IS_RIGHT.format(NAMES[question.kind])
    if question.kind in KEYED and not is_keyed(question):
        return NEEDS_A_KEY.format(KEYED[question.kind])
    if question.kind is Kind.TRUE_FALSE and question.answer is None:
        return NO_TRUTH
    return ""


def _notes(questions: Iterable[Question]) -> Iterator[Note]:
    """What Moodle would not show or know of the questions; a file that comes back to us has kept it."""
    for question in questions:
        if question.choose is not None:
            what = "Moodle cannot ask for exactly so many answers: any number may be chosen there."
            yield Note(where=f'question "{question.key}"', what=what)
        if question.source or (question.notes and question.kind is not Kind.LONG_TEXT):
            what = "Moodle has no place for its source and the notes for reviewers."
            yield Note(where=f'question "{question.key}"', what=what)


def _category(objective: Objective | None) -> Element:
    title, text = (objective.title, objective.text) if objective else ("", "")
    info = _text("info", text) if text and text != title else None
    return make("question", make("category", make("text", text=path_of(title))), info, type="category")


def _question(bank: Bank, question: Question) -> Element:
    """Raises ``NoForm`` when Moodle cannot hold the question, or it is too unfinished."""
    why = _why_not(question)
    if why:
        raise NoForm(why)
    element = _native(bank, question)
    read = read_back(element)
    names = [field.name for field in fields(question) if field.name not in carried.TIES]
    besides = [name for name in names if getattr(read, name) != getattr(question, name)]
    element.append(make(CARRIED, text=carried.of_question(question, besides=besides)))
    return element


def _native(bank: Bank, question: Question) -> Element:
    """The question as Moodle writes it, without what is carried along."""
    kind, answers = WRITERS[question.kind]
    scenario = bank.scenarios_by_key.get(question.scenario)
    general = truth_apart(question.feedback)[0] if question.kind is Kind.TRUE_FALSE else question.feedback
    return make(
        "question",
        make("name", make("text", text=shown(question.stem, LONGEST_NAME) or question.key)),
        _stem(Parts(question.stem, scenario.text if scenario else "", question.help)),
        _text("generalfeedback", general),
        make("defaultgrade", text=str(question.marks)),
        make("penalty", text=PENALTY),
        make("hidden", text=str(int(question.status is Status.RETIRED))),
        make("idnumber", text=question.key),
        *answers(question),
        _tags(bank, question),
        type=kind,
    )


def _stem(parts: Parts) -> Element:
    if parts.scenario or parts.help:
        return _text("questiontext", html_of(parts), HTML)
    return _text("questiontext", parts.stem)


def _text(name: str, text: str, form: str = PLAIN, *more: Element | None, **attributes: str) -> Element:
    return make(name, make("text", text=text), *more, **attributes, format=form)


def _tags(bank: Bank, question: Question) -> Element | None:
    titles = [theme.title for theme in bank.themes if theme.key in question.themes]
    return make("tags", *(make("tag", make("text", text=title)) for title in titles)) if titles else None


def _answer(text: str, worth: float, feedback: str, *more: Element) -> Element:
    return _text("answer", text, PLAIN, _text("feedback", feedback), *more, fraction=percent(worth))


def percent(worth: float) -> str:
    """What an answer is worth as Moodle writes it: "33.33333", "-50", "100"."""
    text = f"{worth:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _combined() -> Iterator[Element]:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _text(name, "")


def _choices(question: Question) -> Iterator[Element]:
    single = question.kind is Kind.SINGLE
    yield make("single", text=_flag(single))
    yield make("shuffleanswers", text=_flag(question.shuffle))
    yield make("answernumbering", text="abc")
    yield from _combined()
    for option, worth in zip(question.options, _worth(question), strict=True):
        yield _answer(option.text, worth, option.feedback)


def _worth(question: Question) -> list[float]:
    """What each option earns, in per cent, as our kind of question says where the option does not."""
    number = sum(option.right for option in question.options)
    own = any(option.credit is not None for option in question.options)
    right, wrong = (
        (FULL, 0.0) if question.kind is Kind.SINGLE or not number else (FULL / number, -FULL / number)
    )
    wrong = 0.0 if own else wrong
    return [
        option.credit if option.credit is not None else right if option.right else wrong
        for option in question.options
    ]


def _truth(question: Question) -> Iterator[Element]:
    _, if_true, if_false = truth_apart(question.feedback)
    yield _answer("true", FULL if question.answer else 0.0, if_true)
    yield _answer("false", 0.0 if question.answer else FULL, if_false)


def _texts(question: Question) -> Iterator[Element]:
    yield make("usecase", text=str(int(question.case_matters)))
    for one in question.accepted:
        yield _answer(one.text, one.credit, one.feedback)


def _numbers(question: Question) -> Iterator[Element]:
    for one in question.numbers:
        yield _answer(
            written(one.value), one.credit, one.feedback, make("tolerance", text=written(one.tolerance))
        )


def _pairs(question: Question) -> Iterator[Element]:
    """The rows with their answers; an option that is right for no row stands without one."""
    texts = {option.key: option.text for option in question.options}
    yield make("shuffleanswers", text=_flag(question.shuffle))
    yield from _combined()
    pairs = [(row.text, texts.get(row.answer, "")) for row in question.rows]
    used = {row.answer for row in question.rows}
    pairs += [("", option.text) for option in question.options if option.key not in used]
    for asked, answer in pairs:
        yield _text("subquestion", asked, PLAIN, make("answer", make("text", text=answer)))


def _order(question: Question) -> Iterator[Element]:
    named = (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"))
    yield from (make(name, text=text) for name, text in named)
    yield make("gradingtype", text="RELATIVE_NEXT_EXCLUDE_LAST")
    yield from _combined()
    for place, option in enumerate(question.options, 1):
        yield _text("answer", option.text, fraction=str(place))


def _long_text(question: Question) -> Iterator[Element]:
    yield make("responseformat", text="plain")
    yield make("responserequired", text=str(int(question.required)))
    yield make("responsefieldlines", text="10")
    yield make("attachments", text="0")
    yield make("attachmentsrequired", text="0")
    yield _text("graderinfo", question.notes)
    yield _text("responsetemplate", "")


def _flag(flag: bool) -> str:
    return "true" if flag else "false"


WRITERS: Mapping[Kind, tuple[str, Callable[[Question], Iterable[Element]]]] = {
    Kind.SINGLE: ("multichoice", _choices),
    Kind.SEVERAL: ("multichoice", _choices),
    Kind.TRUE_FALSE: ("truefalse", _truth),
    Kind.SHORT_TEXT: ("shortanswer", _texts),
    Kind.NUMBER: ("numerical", _numbers),
    Kind.MATCHING: ("matching", _pairs),
    Kind.ORDERING: ("ordering", _order),
    Kind.LONG_TEXT: ("essay", _long_text),
}
