"""What the questions of a bank rest on: objectives, themes, cases and scales, seen together and edited one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from app.clock import now
from app.extensions import db
from app.officers.banks.gone import draft_written_at, what_was_typed
from app.officers.banks.noun_forms import FORMS, NounForm
from app.officers.banks.question_forms import opening
from app.officers.banks.shelf import newest_text
from app.officers.blueprint import blueprint, who
from question_banks import authoring
from question_banks.characters import UNSTORABLE
from question_banks.errors import BankError
from question_banks.model import Bank
from question_banks.validation import problems
from surveys.errors import DraftChanged, NotFound
from surveys.operations.drafts import Noun, edit_draft, noun_digest
from surveys.queries.drafts import bank_of, draft_by_key, find_draft

SORTS = "<any(objectives, themes, scenarios, scales):sort>"

MOVABLE = ("objectives", "themes")
"""What stands in an order that people see."""


@dataclass(frozen=True)
class SortWords:
    """What one noun of a sort is called, and what it is for."""

    one: str
    many: str
    what: str


SORT_WORDS: Mapping[str, SortWords] = {
    "objectives": SortWords(
        "objective", "Objectives", "What the course sets out to teach. Each needs questions of its own."
    ),
    "themes": SortWords(
        "theme", "Themes", "What cuts across courses, so that an audit can look at one matter in several."
    ),
    "scenarios": SortWords(
        "case", "Cases", "Short invented stories, each shown above the questions that are about it."
    ),
    "scales": SortWords("scale", "Scales", "The answers, from least to most, that several questions share."),
}


@dataclass(frozen=True)
class Listed:
    """One noun as it is listed: its words, and how many questions use it."""

    key: str
    title: str
    text: str
    uses: int


@blueprint.get("/banks/<key>/objectives-and-themes")
def structure(key: str) -> ResponseReturnValue:
    bank = newest_text(key)
    found = [problem for problem in problems(bank) if problem.noun not in ("question", "bank")]
    return render_template(
        "officers/banks/structure.html",
        bank=bank,
        draft=find_draft(db.session, key),
        lists={sort: listed(bank, sort) for sort in SORT_WORDS},
        words=SORT_WORDS,
        movable=MOVABLE,
        problems=found,
        form=FlaskForm(),
    )


@blueprint.route(f"/banks/<key>/draft/add-to/{SORTS}", methods=["GET", "POST"])
def add_noun(key: str, sort: str) -> ResponseReturnValue:
    draft, form = draft_written_at(key), _sent(sort)
    if draft is None:
        return what_was_typed(key, form)
    bank = bank_of(draft)

    def added(bank: Bank) -> Bank:
        taken = [noun.key for noun in getattr(bank, sort)]
        made = authoring.unused_key(opening(form.words()), taken, default=sort[:-1])
        add: Callable[[Bank, Any], Bank] = getattr(authoring, f"add_{sort[:-1]}")
        return add(bank, form.noun(made, None))

    if _is_to_be_saved(form):
        return _save(key, sort, form, added, None)
    return _page(bank, sort, form, None)


@blueprint.route(f"/banks/<key>/draft/{SORTS}/<noun>", methods=["GET", "POST"])
def edit_noun(key: str, sort: str, noun: str) -> ResponseReturnValue:
    """Its words, for all questions that use it."""
    draft = draft_written_at(key)
    if draft is None:
        return what_was_typed(key, _sent(sort))
    bank = bank_of(draft)
    held = next((one for one in getattr(bank, sort) if one.key == noun), None)
    named: Noun = (sort[:-1], noun)
    if held is None and request.method == "GET":
        raise NotFound("This is not in the draft (any more).")
    form = _sent(sort) if request.method == "POST" else _shown(sort, held, noun_digest(bank, named))

    def changed(bank: Bank) -> Bank:
        before = next((one for one in getattr(bank, sort) if one.key == noun), None)
        replace: Callable[[Bank, str, Any], Bank] = getattr(authoring, f"replace_{sort[:-1]}")
        return replace(bank, noun, form.noun(noun, before))

    if _is_to_be_saved(form):
        return _save(key, sort, form, changed, named)
    return _page(bank, sort, form, noun)


@blueprint.post(f"/banks/<key>/draft/{SORTS}/<noun>/<any(up, down, remove):what>")
def arrange_noun(key: str, sort: str, noun: str, what: str) -> ResponseReturnValue:
    """Move it in its list or take it away; what a question uses stays."""

    def arranged(bank: Bank) -> Bank:
        if what == "remove":
            take: Callable[[Bank, str], Bank] = getattr(authoring, f"remove_{sort[:-1]}")
            return take(bank, noun)
        if sort not in MOVABLE:
            return bank
        keys = [one.key for one in getattr(bank, sort)]
        place = keys.index(noun) + (-1 if what == "up" else 1) if noun in keys else -1
        move: Callable[[Bank, str, int], Bank] = getattr(authoring, f"move_{sort[:-1]}")
        return move(bank, noun, place) if 0 <= place < len(keys) else bank

    draft = draft_by_key(db.session, key)
    try:
        edit_draft(db.session, draft, arranged, noun=None, seen="", by=who(), now=now())
        db.session.commit()
    except BankError as refused:
        db.session.rollback()
        flash(str(refused))
    return redirect(url_for(".structure", key=key, _anchor=f"{sort}-{noun}"), 303)


def listed(bank: Bank, sort: str) -> list[Listed]:
    """The nouns of one sort, with how many questions use each."""
    uses: Counter[str] = Counter()
    for question in bank.questions:
        named = question.themes if sort == "themes" else (getattr(question, sort[:-1]),)
        uses.update(named)
    return [Listed(noun.key, *_words(sort, noun), uses[noun.key]) for noun in getattr(bank, sort)]


def _words(sort: str, noun: Any) -> tuple[str, str]:
    if sort == "scales":
        offered = [point.text for point in noun.points] + [code.text for code in noun.outside]
        return noun.title, " · ".join(offered)
    return getattr(noun, "title", ""), getattr(noun, "text", "")


def _sent(sort: str) -> NounForm:
    typed = MultiDict((name, UNSTORABLE.sub("\ufffd", text)) for name, text in request.form.items(multi=True))
    form = FORMS[sort](typed)
    do, _, how = typed.get("do", "save").partition(":")
    if do == "codes" and "codes" in form:
        form["codes"].act(how)
    return form


def _shown(sort: str, noun: Any, seen: str) -> NounForm:
    return FORMS[sort](None, data={**FORMS[sort].shown_of(noun), "seen": seen})


def _is_to_be_saved(form: NounForm) -> bool:
    """Whether the form was sent to be saved, and not only to get another row."""
    sent = request.method == "POST" and request.form.get("do", "save") == "save"
    return sent and bool(form.validate())


def _save(
    key: str, sort: str, form: NounForm, change: Callable[[Bank], Bank], named: Noun | None
) -> ResponseReturnValue:
    draft = draft_by_key(db.session, key)
    try:
        edit_draft(db.session, draft, change, noun=named, seen=form.seen.data, by=who(), now=now())
    except DraftChanged as conflict:
        db.session.rollback()
        bank = bank_of(draft_by_key(db.session, key))
        form.seen.data = noun_digest(bank, named) if named else ""
        return _page(bank, sort, form, named[1] if named else None, conflict=conflict)
    except BankError as refused:
        db.session.rollback()
        form.form_errors.append(str(refused))
        return _page(bank_of(draft_by_key(db.session, key)), sort, form, named[1] if named else None)
    db.session.commit()
    flash("It is saved.", "success")
    question = request.args.get("question", "")
    if question in bank_of(draft).questions_by_key:
        return redirect(url_for(".edit_question", key=key, question=question), 303)
    return redirect(url_for(".structure", key=key), 303)


def _page(
    bank: Bank, sort: str, form: NounForm, noun: str | None, conflict: DraftChanged | None = None
) -> ResponseReturnValue:
    if "codes" in form:
        form["codes"].pad()
    theirs = conflict.present if conflict else None
    uses = next((one.uses for one in listed(bank, sort) if one.key == noun), 0)
    status = 409 if conflict else 422 if form.errors else 200
    return (
        render_template(
            "officers/banks/noun.html",
            bank=bank,
            sort=sort,
            words=SORT_WORDS[sort],
            form=form,
            noun=noun,
            uses=uses,
            conflict=conflict,
            theirs=" — ".join(part for part in _words(sort, theirs) if part) if theirs else "",
            question=request.args.get("question", ""),
        ),
        status,
    )
