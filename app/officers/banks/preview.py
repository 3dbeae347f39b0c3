"""What a respondent would see, drawn by the same widgets: one question, or a whole questionnaire page by page.

A preview stands in a frame of a phone's width and of a desk's. The frame's page is an attribute of the page around
it, so that a question can be looked at before it is saved, and no page of ours has to allow itself to be framed.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.officers.banks.shelf import newest_text
from app.officers.blueprint import blueprint
from app.widgets import page_fields
from question_banks.model import Audience, Bank, Question
from surveys.enums import TimePoint
from surveys.queries.drafts import bank_of, draft_by_key
from surveys.questionnaires import Page, Questionnaire, asked_of, compose

NOBODY = 0
"""Stands in the place of an invitation: a preview is shown to nobody in particular."""

Turn = tuple[TimePoint, Audience]

TURNS: tuple[Turn, ...] = (
    (TimePoint.PRE, Audience.DELEGATE),
    (TimePoint.POST, Audience.DELEGATE),
    (TimePoint.MONTH3, Audience.DELEGATE),
    (TimePoint.MONTH3, Audience.MANAGER),
    (TimePoint.MONTH6, Audience.DELEGATE),
    (TimePoint.MONTH6, Audience.MANAGER),
)
"""Who is asked when."""


@dataclass(frozen=True)
class Frame:
    """A page as ``audience`` sees it, as the text of an HTML document."""

    audience: Audience
    html: str


@blueprint.get("/banks/<key>/draft/questions/<question>/preview")
def preview_question(key: str, question: str) -> ResponseReturnValue:
    bank = bank_of(draft_by_key(db.session, key))
    shown = bank.questions_by_key.get(question) or abort(404)
    return render_template(
        "officers/banks/preview/question.html", bank=bank, question=shown, frames=frames_of(bank, shown)
    )


@blueprint.get("/banks/<key>/preview/<point>/<audience>")
def preview(key: str, point: str, audience: str) -> ResponseReturnValue:
    """The questionnaire that this bank alone would make; of a bank with a draft, the draft."""
    bank, turn = newest_text(key), _turn(point, audience)
    form = 1 if request.args.get("form") == "1" else 0
    questionnaire = compose([(NOBODY, bank)], *turn, form=form)
    pages = questionnaire.pages if questionnaire else ()
    number = min(max(request.args.get("page", 1, type=int), 1), max(len(pages), 1))
    return render_template(
        "officers/banks/preview/questionnaire.html",
        bank=bank,
        turns=TURNS,
        turn=turn,
        form=form,
        has_forms=any(question.equivalent_to for question in bank.questions),
        questionnaire=questionnaire,
        number=number,
        frame=_frame(questionnaire, number) if questionnaire else None,
    )


def frames_of(bank: Bank, question: Question) -> list[Frame]:
    """The question by itself, as each audience that it is put to would see it."""
    return [
        _frame(_alone(bank, question, audience), 1)
        for audience in question.audiences or (Audience.DELEGATE,)
        if question.stem_for(audience).strip()
    ]


def _alone(bank: Bank, question: Question, audience: Audience) -> Questionnaire:
    page = Page("Preview", "", (asked_of(NOBODY, bank, question, audience),))
    return Questionnaire(bank.title, "", audience, TimePoint.POST, (page,), 1)


def _frame(questionnaire: Questionnaire, number: int) -> Frame:
    html = render_template(
        "officers/banks/preview/frame.html",
        questionnaire=questionnaire,
        page=questionnaire.pages[number - 1],
        number=number,
        fields=list(page_fields(questionnaire, number - 1, invitation_id=NOBODY, draft={})),
        staff_navigation=(),
    )
    return Frame(questionnaire.audience, html)


def _turn(point: str, audience: str) -> Turn:
    found = next((turn for turn in TURNS if (point, audience) == turn), None)
    return found or abort(404)
