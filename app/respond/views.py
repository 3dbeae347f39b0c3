"""The pages behind a personal link. GET and HEAD never write; each POST commits once, here in sight.

The token in the address is the whole credential. There is no cookie, so a foreign site can borrow nothing and
there is no CSRF token. A link that does not open raises a ``LinkError``; ``refusals`` says what next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.extensions import csrf, db
from app.respond.feedback import Feedback, feedback_on, is_shown_still, values_given, values_on_record
from app.respond.masking import mask_logs
from app.respond.progress import print_of, progress
from app.respond.receipts import FIELD as RECEIPT
from app.respond.receipts import is_receipt, receipt_for
from app.respond.refusals import explain_refusals
from app.respond.wording import wording
from app.widgets import beside_in_words, in_words, page_fields, page_submitted
from surveys.errors import AnswersRefused, LinkError, ReplacedLink, UsedLink
from surveys.operations.responses import request_fresh_link, save_draft, submit_response
from surveys.queries.links import Link, find_link
from surveys.queries.questionnaires import questionnaire
from surveys.queries.responses import stored_answers
from surveys.questionnaires import Questionnaire, read_all

SHOWN_AT = "shown-at"
"""The field of a page that says when it was first shown, by our own clock."""

ADDED_BY_MAILERS = ".,;:!?)>]'\""
"""Punctuation that mail programs take into a link when it ends a sentence; a token never ends in it."""

blueprint = Blueprint("respond", __name__, url_prefix="/s/<token>")
csrf.exempt(blueprint)
explain_refusals(blueprint)


@blueprint.record_once
def _mask_logs(state: Any) -> None:
    mask_logs()


@blueprint.url_value_preprocessor
def _take_token(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.token = (values or {}).pop("token", "").rstrip(ADDED_BY_MAILERS)


@blueprint.url_defaults
def _put_token(endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("token", g.get("token", ""))


@blueprint.after_request
def _keep_private(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("", strict_slashes=False)
def start() -> ResponseReturnValue:
    link = _open_link()
    asked = _questionnaire(link)
    return render_template(
        "respond/start.html",
        link=link,
        questionnaire=asked,
        words=wording(link),
        progress=progress(asked, link.draft),
    )


@blueprint.get("/page/<int:number>")
def show_page(number: int) -> ResponseReturnValue:
    link = _open_link()
    return _page(link, _questionnaire(link), number)


@blueprint.post("/page/<int:number>")
def save_page(number: int) -> ResponseReturnValue:
    link = _open_link()
    asked = _questionnaire(link)
    page = asked.pages[_index(asked, number)]
    typed = request.form.to_dict(flat=False)
    submitted = page_submitted(page, typed, link.draft)
    shown_at = _shown_at(request.form.get(SHOWN_AT, ""))
    problems = save_draft(db.session, link, page, submitted, shown_at=shown_at, now=now())
    db.session.commit()
    if problems:
        kept = replace(link, draft={**link.draft, **submitted})
        return _page(kept, asked, number, typed, problems), 422
    if number == len(asked.pages) or request.args.get("back") == "check":
        return redirect(url_for(".check"), 303)
    return redirect(url_for(".show_page", number=number + 1), 303)


@blueprint.get("/check")
def check() -> ResponseReturnValue:
    link = _open_link()
    return _check(link, _questionnaire(link))


@blueprint.post("/check")
def send() -> ResponseReturnValue:
    """A repeated POST, after a lost reply or a double click, gets the same thank-you page.

    Answers that changed in another window since this one showed them are shown again instead of sent.
    """
    try:
        link = _open_link()
        if request.form.get("seen", print_of(link.draft)) != print_of(link.draft):
            return _check(link, _questionnaire(link), changed=True), 409
        submit_response(db.session, link, _questionnaire(link), now=now())
        db.session.commit()
        # Asked for anew: a key may have been corrected on the way, and its right answer is the one to tell.
        asked = _questionnaire(link)
        given, _problems = read_all(asked, link.draft)
        return _thanks(link, feedback_on(asked, values_given(given)))
    except UsedLink:
        db.session.rollback()
        return _thanks(g.link, _feedback_again(g.link))
    except AnswersRefused as refused:
        db.session.rollback()
        return _check(g.link, _questionnaire(g.link), refused.problems), 422


@blueprint.post("/fresh")
def send_fresh() -> ResponseReturnValue:
    """Sends a fresh link to the address on file; the answer does not tell whether there was one to send."""
    try:
        _open_link()
    except ReplacedLink as replaced:
        request_fresh_link(db.session, replaced.link, now=now())
        db.session.commit()
    except LinkError:
        db.session.rollback()
    return render_template("respond/fresh.html")


def _open_link() -> Link:
    """The link of this request, also kept as ``g.link``; a POST holds it until its one commit.

    Raises:
        LinkError: it does not open.
    """
    signer, hold = current_app.extensions["link_signer"], request.method == "POST"
    try:
        link = find_link(db.session, signer, g.token, now=now(), hold=hold)
    except LinkError as refused:
        g.link = refused.link
        raise
    g.link = link
    return link


def _questionnaire(link: Link) -> Questionnaire:
    return questionnaire(db.session, link.questionnaire_id, link.remark)


def _index(asked: Questionnaire, number: int) -> int:
    if not 1 <= number <= len(asked.pages):
        abort(404)
    return number - 1


def _page(
    link: Link,
    asked: Questionnaire,
    number: int,
    typed: Mapping[str, Sequence[str]] | None = None,
    problems: Mapping[str, str] | None = None,
) -> str:
    fields = page_fields(
        asked,
        _index(asked, number),
        invitation_id=link.invitation_id,
        draft=link.draft,
        typed=typed,
        problems=problems,
    )
    return render_template(
        "respond/page.html",
        questionnaire=asked,
        page=asked.pages[number - 1],
        number=number,
        fields=tuple(fields),
        problems=problems or {},
        to_check=request.args.get("back") == "check",
        shown_at=(_shown_at(typed.get(SHOWN_AT, [""])[0]) if typed else None) or now(),
    )


def _shown_at(text: str) -> datetime | None:
    """The moment in a page's hidden field; None for what is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _thanks(link: Link, feedback: Feedback) -> str:
    return render_template("respond/thanks.html", link=link, words=wording(link), feedback=feedback)


def _feedback_again(link: Link) -> Feedback:
    """What was told when the answers were sent, to whoever sends the same form once more at once.

    Nothing later, and nothing to others to whom the link was passed on.
    """
    ours = is_receipt(request.form.get(RECEIPT, ""), link.invitation_id)
    if not ours or not is_shown_still(link, now()):
        return Feedback()
    asked = _questionnaire(link)
    return feedback_on(asked, values_on_record(asked, stored_answers(db.session, link.invitation_id)))


def _check(
    link: Link, asked: Questionnaire, problems: Mapping[str, str] | None = None, *, changed: bool = False
) -> str:
    answered = [
        [
            (field, in_words(field, link.draft.get(field.name, ())), beside_in_words(field))
            for field in page_fields(
                asked, index, invitation_id=link.invitation_id, draft=link.draft, problems=problems
            )
        ]
        for index in range(len(asked.pages))
    ]
    given, _problems = read_all(asked, link.draft)
    return render_template(
        "respond/check.html",
        questionnaire=asked,
        answered=answered,
        problems=problems or {},
        changed=changed,
        promised=feedback_on(asked, values_given(given)),
        seen=print_of(link.draft),
        receipt=receipt_for(link.invitation_id),
    )
