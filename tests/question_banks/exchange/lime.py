"""LimeSurvey files made for the tests: the same survey as version 1.9 would write it and as version 6 does."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

Rows = list[dict[str, str]]


@dataclass
class LimeQuestion:
    """``lines`` are subquestions and ``answers`` are answers, each as (code, text) or (code, text, points)."""

    kind: str
    text: str = "What do you think?"
    code: str = "Q1"
    lines: tuple[tuple[str, ...], ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    help: str = ""
    group: str = "1"
    translated: dict[str, str] = field(default_factory=dict)


def survey(
    *questions: LimeQuestion,
    document: str = "Survey",
    newer: bool = True,
    groups: tuple[tuple[str, ...], ...] = (("1", "Noticing neglect", ""),),
    languages: tuple[str, ...] = ("en",),
    more: dict[str, Rows] | None = None,
    **settings: str,
) -> bytes:
    """The file. A group is (number, name, condition); ``settings`` are those of the survey."""
    tables: dict[str, Rows] = {}
    _groups(tables, groups, newer)
    for number, question in enumerate(questions, start=1):
        _question(tables, question, number, languages, newer)
    if document == "Survey":
        tables["surveys"] = [{"sid": "1", "language": languages[0], **settings}]
        tables["surveys_languagesettings"] = [
            {
                "surveyls_language": language,
                "surveyls_title": f"A survey in {language}",
                "surveyls_description": "<p>For all</p>",
            }
            for language in reversed(languages)
        ]
    tables |= more or {}
    return _document(document, reversed(languages), tables)


def _groups(tables: dict[str, Rows], groups, newer: bool) -> None:
    for order, (gid, name, condition) in enumerate(groups):
        words = {"group_name": name, "description": f"About {name}", "language": "en"}
        row = {"gid": gid, "group_order": str(order), "grelevance": condition}
        tables.setdefault("groups", []).append(row if newer else row | words)
        if newer:
            tables.setdefault("group_l10ns", []).append({"gid": gid, **words})


def _question(tables: dict[str, Rows], question: LimeQuestion, number: int, languages, newer: bool) -> None:
    qid = str(number * 100)
    row = {
        "qid": qid,
        "parent_qid": "0",
        "gid": question.group,
        "type": question.kind,
        "title": question.code,
    }
    row |= {
        "other": "N",
        "mandatory": "N",
        "question_order": str(number),
        "relevance": "1",
        **question.fields,
    }
    for language in languages:
        if language != languages[0] and language not in question.translated:
            continue
        words = {
            "question": question.translated.get(language, question.text),
            "help": question.help,
            "language": language,
        }
        _add(tables, "questions", "question_l10ns", row, words, ("qid",), newer)
        for place, (code, text, *_) in enumerate(question.lines):
            line = {
                "qid": f"9{qid}{place}",
                "parent_qid": qid,
                "title": code,
                "question_order": str(place),
                "scale_id": "0",
            }
            _add(
                tables,
                "subquestions",
                "question_l10ns",
                line,
                {"question": text, "language": language},
                ("qid",),
                newer,
            )
        for place, (code, text, *points) in enumerate(question.answers):
            line = {
                "aid": f"9{qid}{place}",
                "qid": qid,
                "code": code,
                "sortorder": str(place),
                "scale_id": "0",
            }
            line["assessment_value"] = points[0] if points else "0"
            _add(
                tables,
                "answers",
                "answer_l10ns",
                line,
                {"answer": text, "language": language},
                ("aid",),
                newer,
            )
    for name, value in question.attributes.items():
        tables.setdefault("question_attributes", []).append({"qid": qid, "attribute": name, "value": value})


def _add(tables, name, texts_name, row, words, identity, newer) -> None:
    rows = tables.setdefault(name, [])
    if not newer:
        rows.append({key: value for key, value in row.items() if key != "aid"} | words)
        return
    if row not in rows:
        rows.append(row)
    tables.setdefault(texts_name, []).append({key: row[key] for key in identity} | words)


def _document(document: str, languages, tables: dict[str, Rows]) -> bytes:
    named = "".join(f"<language>{language}</language>" for language in languages)
    body = "".join(
        f"<{name}><fields/><rows>{''.join(map(_row, rows))}</rows></{name}>" for name, rows in tables.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<document><LimeSurveyDocType>{document}</LimeSurveyDocType><DBVersion>640</DBVersion>"
        f"<languages>{named}</languages>{body}</document>"
    ).encode()


def _row(row: dict[str, str]) -> str:
    cells = (f"<{name}>{escape(value)}</{name}>" if value else f"<{name}/>" for name, value in row.items())
    return f"<row>{''.join(cells)}</row>"
