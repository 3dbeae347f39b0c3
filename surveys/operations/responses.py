"""What a respondent does: saves a page, sends the answers, asks for a fresh link. Each is a few statements.

A link that was read with ``find_link(..., hold=True)`` rests on a row that nobody else changes meanwhile. All
the same each write is conditional, so that whoever comes second changes nothing, however they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, insert, update
from sqlalchemy.orm import Session

from question_banks.items import to_json
from surveys.enums import WAITING, MessageKind
from surveys.errors import AnswersRefused, UsedLink
from surveys.models import Answer, Invitation, Message, Response
from surveys.operations.activity import record_activity
from surveys.queries.links import Link, fresh_links_wanted
from surveys.queries.questionnaires import questionnaire as questionnaire_of
from surveys.queries.remarks import newest_remark, newest_remark_of
from surveys.questionnaires import Given, Page, Questionnaire, read_all, read_page
from surveys.questionnaires.arranging import shown_order
from surveys.questionnaires.pace import seconds_of

MOST_FRESH_LINKS = 3
FRESH_LINKS_COUNT_FOR = timedelta(days=1)


def save_draft(
    session: Session,
    link: Link,
    page: Page,
    submitted: Mapping[str, Sequence[str]],
    *,
    shown_at: datetime | None = None,
    now: datetime,
) -> dict[str, str]:
    """Keep what a page says; give a sentence for each question, by name, whose answer needs another look.

    Gaps are kept as gaps. An answer that its question does not allow is not kept, the one before it is. Forms
    that were sent empty, as mail scanners do, do not count as begun: ``draft_saved_at`` stays as it was.

    The first time that a page is saved with nothing left to mend, the time since ``shown_at`` is kept as what its
    questions took; without it, or when it cannot be, that it is not known.

    Raises:
        UsedLink: the answers were sent or the invitation taken back meanwhile.
    """
    kept, problems = read_page(page, submitted)
    values: dict[str, Any] = {"draft": {**link.draft, **kept}}
    if _says_something(values["draft"]):
        values["draft_saved_at"] = now
    if _says_something(kept) and not problems:
        values["draft_seconds"] = {**seconds_of(page, shown_at, now), **link.draft_seconds}
    _write(session, link, values)
    return problems


def _says_something(draft: Mapping[str, Sequence[str]]) -> bool:
    return any(value for values in draft.values() for value in values)


def submit_response(session: Session, link: Link, questionnaire: Questionnaire, *, now: datetime) -> None:
    """Turn the draft into the one response of the invitation, with the mark of each answer, and end the link.

    A key that was corrected since the link was read is marked by all the same.

    Raises:
        AnswersRefused: something is missing or not right; nothing was changed.
        UsedLink: the answers were sent or the invitation taken back meanwhile.
    """
    given, problems = read_all(questionnaire, link.draft)
    if problems:
        raise AnswersRefused(problems)
    sent = {"draft": None, "draft_seconds": None, "submitted_at": now}
    if not _changed(session, _unless_corrected(link), sent):
        return _submit_corrected(session, link, now=now)
    session.execute(insert(Response).values(invitation_id=link.invitation_id, submitted_at=now))
    if given:
        # Without the option rows with a mark and rows without one would go in two statements.
        session.execute(insert(Answer).execution_options(render_nulls=True), list(_rows(link, given)))
    _record(session, link, "submit-response", {"answers": len(given)}, now=now)
    return None


def _submit_corrected(session: Session, link: Link, *, now: datetime) -> None:
    remark = newest_remark_of(session, link.questionnaire_id)
    if remark == link.remark:
        raise UsedLink(link)
    again = questionnaire_of(session, link.questionnaire_id, remark)
    submit_response(session, replace(link, remark=remark), again, now=now)


def _unless_corrected(link: Link) -> Update:
    """Whoever corrects a key holds the invitations meanwhile, so this comes before that, or after it and sees it."""
    return _open_invitation(link).where(newest_remark(Invitation.questionnaire_id) == link.remark)


def _write(session: Session, link: Link, values: Mapping[str, Any]) -> None:
    """Change the invitation of a link that still opens. Raises ``UsedLink`` when it opens no more."""
    if not _changed(session, _open_invitation(link), values):
        raise UsedLink(link)


def _changed(session: Session, statement: Update, values: Mapping[str, Any]) -> bool:
    return cast("CursorResult[Any]", session.execute(statement.values(values))).rowcount == 1


def _open_invitation(link: Link) -> Update:
    return (
        update(Invitation)
        .where(Invitation.id == link.invitation_id, Invitation.issue == link.issue)
        .where(Invitation.submitted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .execution_options(synchronize_session=False)
    )


def _rows(link: Link, given: Sequence[Given]) -> Iterable[dict[str, Any]]:
    parts = Counter(one.asked.name for one in given)
    for one in given:
        seconds = link.draft_seconds.get(one.asked.name)
        yield {
            "response_id": link.invitation_id,
            "bank_version_id": one.asked.bank_version_id,
            "question_key": one.key,
            "value": to_json(one.value),
            "outside": one.outside,
            "mark": one.mark.earned if one.mark else None,
            "max_mark": one.mark.possible if one.mark else None,
            "certainty": one.certainty,
            "comment": one.comment,
            "shown": shown_order(one.asked, link.invitation_id),
            "seconds": None if seconds is None else seconds / parts[one.asked.name],
        }


def request_fresh_link(session: Session, link: Link, *, now: datetime) -> None:
    """Queue a message with a fresh link to the address on file; every link sent before dies at once.

    Nothing happens while one is still waiting to be sent, nor after three in a day.
    """
    wanted = fresh_links_wanted(session, link.invitation_id)
    lately = [asked_at for _, asked_at, _ in wanted if asked_at > now - FRESH_LINKS_COUNT_FOR]
    waiting = any(state in WAITING for _, _, state in wanted)
    if waiting or len(lately) >= MOST_FRESH_LINKS:
        return
    _write(session, link, {"issue": link.issue + 1, "token_digest": ""})
    ordinal = wanted[0].ordinal + 1 if wanted else 1
    session.execute(
        insert(Message).values(
            invitation_id=link.invitation_id,
            kind=MessageKind.FRESH_LINK,
            ordinal=ordinal,
            queued_at=now,
            due_at=now,
        )
    )
    _record(session, link, "request-fresh-link", {"ordinal": ordinal}, now=now)


def _record(session: Session, link: Link, verb: str, detail: Mapping[str, Any], *, now: datetime) -> None:
    by = link.audience.value
    record_activity(session, verb, Invitation, link.invitation_id, detail, by=by, now=now)
