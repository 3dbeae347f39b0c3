"""XLSForm, the form language of ODK, Kobo and others: a workbook, or the CSV file that stands for one; read only.

Groups with a label become objectives. Forms have no right answers, so that what is taken asks how people reacted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from question_banks.exchange.account import Taken, shown
from question_banks.exchange.format import Format
from question_banks.exchange.source import Source
from question_banks.exchange.survey_content import Choice, Misfit
from question_banks.exchange.survey_taking import FILE, SurveyTaking, refuse_too_much_markup
from question_banks.exchange.xlsform.columns import Line, languages_of, lines_of
from question_banks.exchange.xlsform.kinds import Form, begins, content_of, ends, kind_of
from question_banks.exchange.xlsform.losses import CONDITIONAL, REPEATED, is_required, losses_of
from question_banks.exchange.xlsform.sheets import (
    CHOICES,
    SETTINGS,
    SURVEY,
    Sheets,
    is_csv_form,
    is_workbook_form,
    sheets_in,
)

CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)")
ENGLISH = re.compile(r"english|en(?:[-_][a-z]+)?|.*\(en(?:-[a-z]+)?\)", re.IGNORECASE)
UNENDED = "A group of questions is begun and never ended, so that questions may stand in the wrong one."


@dataclass(frozen=True)
class Group:
    """A group of questions that is open: the nearest words that it goes by, and what it does to its questions."""

    category: str = ""
    losses: tuple[str, ...] = ()


def tells(source: Source) -> bool:
    if source.is_zip:
        return is_workbook_form(source)
    return not source.is_xml and not source.is_json and is_csv_form(source)


def read(source: Source) -> Taken:
    sheets = sheets_in(source)
    refuse_too_much_markup(cell for rows in sheets.values() for cells in rows for cell in cells)
    lines = lines_of(sheets.get(SURVEY, ()))
    settings = next(iter(lines_of(sheets.get(SETTINGS, ()))), None)
    language, others = _languages(lines, settings)
    form = Form(_lists(sheets, language))
    taking = SurveyTaking(source)
    open_groups = [Group()]
    for line in lines:
        kind = kind_of(line).casefold()
        if begins(kind):
            open_groups.append(_group(line, begins(kind), open_groups[-1], language))
        elif ends(kind):
            del open_groups[max(1, len(open_groups) - 1) :]
        else:
            _take(taking, line, form, open_groups[-1], language)
    if len(open_groups) > 1:
        taking.note(FILE, UNENDED)
    taking.note_languages(language or "its own language", others)
    title = (
        (settings.say("form_title", "") or settings.get("form_title") or settings.get("form_id"))
        if settings
        else ""
    )
    return taking.taken(title=title, description="", language=_tag(language))


def _take(taking: SurveyTaking, line: Line, form: Form, group: Group, language: str) -> None:
    where = f'sheet "survey", row {line.number}'
    stem = line.say("label", language) or line.say("hint", language)
    try:
        content = content_of(line, form)
    except Misfit as misfit:
        taking.leave_out(where, shown(kind_of(line), 40) or "no type", stem or line.get("name"), str(misfit))
        return
    taking.add(
        content,
        where=where,
        name=line.get("name") or "question",
        stem=stem,
        help=line.say("hint", language) if line.say("label", language) else "",
        notes=line.say("guidance_hint", language),
        required=is_required(line),
        category=group.category,
        losses=(*group.losses, *losses_of(line)),
    )


def _group(line: Line, kind: str, outer: Group, language: str) -> Group:
    losses = list(outer.losses)
    if CONDITIONAL in losses_of(line):
        losses.append(CONDITIONAL)
    if kind in ("repeat", "loop"):
        losses.append(REPEATED)
    return Group(line.say("label", language) or outer.category, tuple(dict.fromkeys(losses)))


def _lists(sheets: Sheets, language: str) -> Mapping[str, Sequence[Choice]]:
    lists: dict[str, list[Choice]] = defaultdict(list)
    for name in (CHOICES, "external_choices"):
        for line in lines_of(sheets.get(name, ())):
            code = line.get("name")
            lists[line.get("list_name")].append(Choice(code, line.say("label", language) or code))
    return lists


def _languages(lines: Sequence[Line], settings: Line | None) -> tuple[str, tuple[str, ...]]:
    """The form's own language as its columns call it, and the others. A column that names none is its own."""
    found = languages_of(lines)
    wanted = settings.get("default_language") if settings else ""
    named = next(
        (language for language in found if wanted and language.casefold() == wanted.casefold()), None
    )
    if named is None and "" not in found:
        english = next((language for language in found if ENGLISH.fullmatch(language)), None)
        named = english or next(iter(found), "")
    own = named or ""
    return own, tuple(language for language in found if language not in (own, ""))


def _tag(language: str) -> str:
    """The language tag within "English (en)"; else the name itself, which may be one."""
    found = CODE.search(language)
    return found[1] if found else language


XLSFORM = Format("xlsform", "XLSForm", (".xlsx",), tells, read)
