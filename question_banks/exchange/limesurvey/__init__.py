"""LimeSurvey's structure files: a survey (.lss), a group of questions (.lsg) or one question (.lsq); read only.

All versions that write XML are read, from 1.9 (``DBVersion`` 14x) to 6 and later. Groups become objectives. A
survey's answers hold no key, but where its "assessment" is on, the points that answers earn become their credit.
"""

from __future__ import annotations

from dataclasses import replace

from question_banks.errors import Refusal
from question_banks.exchange.account import Taken, shown
from question_banks.exchange.format import Format
from question_banks.exchange.html_text import plain
from question_banks.exchange.limesurvey.kinds import content_of, name_of
from question_banks.exchange.limesurvey.losses import ALWAYS, losses_of, texts_of
from question_banks.exchange.limesurvey.tables import Asked, Group, Line, Survey, survey_in
from question_banks.exchange.source import Source
from question_banks.exchange.survey_content import MOST_TEXT, Misfit
from question_banks.exchange.survey_taking import SurveyTaking, refuse_too_much_markup

DOCUMENTS = ("Survey", "Group", "Question")
ARCHIVE = (
    "The file is an archive of a LimeSurvey survey with its answers: export its structure (.lss) instead."
)
LABELS = "The file holds a LimeSurvey label set, which has no questions."
TICKS = "The points that each of its ticks earned are left off: they tell no answer from another."
LOST = "It held {}, which a question here cannot."


def tells(source: Source) -> bool:
    if source.is_zip:
        return _is_archive(source)
    return source.is_xml and source.xml.tag == "document" and source.xml.find("LimeSurveyDocType") is not None


def _is_archive(source: Source) -> bool:
    """A whole survey with its answers: told, so that it can be refused in words that help."""
    return any(name.lower().endswith(".lss") for name in source.zip.names)


def read(source: Source) -> Taken:
    if source.is_zip:
        raise Refusal(ARCHIVE)
    survey = survey_in(source.xml)
    if survey.document not in DOCUMENTS:
        raise Refusal(
            LABELS
            if survey.document == "Label set"
            else "The file is not a survey, a group or a question of LimeSurvey."
        )
    refuse_too_much_markup(text for asked in survey.questions for text in texts_of(asked))
    taking = SurveyTaking(source)
    taking.note_languages(survey.language, survey.other_languages)
    groups = {group.gid: _in_plain_words(group) for group in survey.groups}
    for group in groups.values():
        if group.condition.strip() not in ALWAYS:
            taking.note(
                f'group "{shown(group.name)}"',
                "It was asked there only under a condition; here everybody is asked it.",
            )
    for asked in survey.questions:
        _take(taking, asked, survey, groups.get(asked.gid))
    return taking.taken(
        title=plain(survey.title[:MOST_TEXT]).text or next((group.name for group in groups.values()), ""),
        description=plain(survey.description[:MOST_TEXT]).text,
        language=survey.language,
    )


def _take(taking: SurveyTaking, raw: Asked, survey: Survey, group: Group | None) -> None:
    asked, lost = _asked_in_plain_words(raw)
    where = f'question "{shown(asked.code)}"' if asked.code else f"question {shown(asked.qid)}"
    try:
        content = content_of(
            asked, assessed=survey.assessed != "N", in_english=survey.language.startswith("en")
        )
    except Misfit as misfit:
        taking.leave_out(where, name_of(asked.kind), asked.text, str(misfit))
        return
    ticks = (
        (TICKS,) if survey.assessed == "Y" and asked.attributes.get("assessment_value", "0") != "0" else ()
    )
    held = (LOST.format(" and ".join(lost)),) if lost else ()
    taking.add(
        content,
        where=where,
        name=asked.code,
        stem=asked.text,
        help=asked.help,
        required=asked.fields.get("mandatory") == "Y",
        category=group.name if group else "",
        about=group.description if group else "",
        losses=(*losses_of(asked), *ticks, *held),
    )


def _in_plain_words(group: Group) -> Group:
    return replace(
        group, name=plain(group.name[:MOST_TEXT]).text, description=plain(group.description[:MOST_TEXT]).text
    )


def _asked_in_plain_words(asked: Asked) -> tuple[Asked, tuple[str, ...]]:
    """The question without markup, and what of it no text can say."""
    lost: dict[str, None] = {}

    def words(text: str) -> str:
        said = plain(text[:MOST_TEXT])
        lost.update(dict.fromkeys(said.lost))
        return said.text

    def lines(raw: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(replace(line, text=words(line.text)) for line in raw)

    said = replace(
        asked,
        text=words(asked.text),
        help=words(asked.help),
        subquestions=lines(asked.subquestions),
        answers=lines(asked.answers),
    )
    return said, tuple(lost)


LIMESURVEY = Format("limesurvey", "LimeSurvey", (".lss", ".lsg", ".lsq"), tells, read)
