"""Writing the next version of a bank: a draft is begun, edited, sent for review, approved, and published.

Two officers may write at one draft. Each change is a pure function from a bank to a bank and is made to the newest
text, so that changes to different things both survive; a change to a thing that somebody else has changed meanwhile
is refused with ``DraftChanged``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session

from question_banks import documents
from question_banks.model import Bank
from surveys.enums import Approval, DraftState
from surveys.errors import AlreadyThere, DraftChanged, NotFound, SurveyError
from surveys.models import BankDraft, BankVersion
from surveys.operations.activity import record_activity
from surveys.operations.banks import publish_bank, refuse_unfinished
from surveys.queries import banks as banks_queries
from surveys.queries.drafts import bank_of, find_draft

LONGEST_NOTE = 2_000

HANDED_ON: Mapping[DraftState, tuple[str, str]] = {
    DraftState.IN_REVIEW: ("send-draft-for-review", "sent for review"),
    DraftState.EDITING: ("return-draft", ""),
    DraftState.APPROVED: ("approve-draft", "approved"),
}
"""What the trail calls the way to each state, and what cannot be done while there are serious problems."""

Noun = tuple[str, str]
"""What of a bank is edited: ("question", key), ("objective", key), ("theme", key), ("scale", key), ("scenario", key);
("bank", "") for title, description and language; ("order", "questions") for the order of such a list.
"""


def start_draft(session: Session, bank: Bank, *, by: str, now: datetime) -> BankDraft:
    """A draft that says what ``bank`` says. Who begins with a text that is not the latest version has written it.

    Raises:
        AlreadyThere: there is a draft of the bank with this key.
    """
    there = find_draft(session, bank.key)
    if there is not None:
        raise AlreadyThere(f"There is a draft of this bank already; {there.started_by} began it.")
    row = banks_queries.find_bank(session, bank.key)
    latest = banks_queries.latest_version(session, row.id) if row else None
    unchanged = latest is not None and latest.digest == documents.digest(bank)
    draft = BankDraft(
        key=bank.key,
        title=bank.title,
        document=documents.to_dict(bank),
        based_on=latest,
        edited_by=[] if unchanged else [by],
        started_at=now,
        started_by=by,
        edited_at=now,
    )
    session.add(draft)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyThere("Somebody else has just begun a draft of this bank.") from error
    _record(session, "start-draft", draft, {"version": latest.number if latest else None}, by=by, now=now)
    return draft


def edit_draft(
    session: Session,
    draft: BankDraft,
    change: Callable[[Bank], Bank],
    *,
    noun: Noun | None,
    seen: str,
    by: str,
    now: datetime,
) -> Bank:
    """Make ``change`` to the newest text of the draft; gives the bank as it is afterwards.

    ``noun`` is what is edited and ``seen`` its ``noun_digest`` when the person began; None for what is added and
    touches nothing that is there. A draft that was in review or approved has to be reviewed again. A change that
    changes nothing is none.

    Raises:
        DraftChanged: the noun is not as it was ``seen``.
        NotFound: the draft was published or discarded meanwhile.
        BankError: ``change`` cannot be made.
    """
    hold_draft(session, draft)
    before = bank_of(draft)
    if noun is not None and noun_digest(before, noun) != seen:
        raise DraftChanged(noun_of(before, noun), _last_editor(draft))
    after = change(before)
    if after == before:
        return after
    if after.key != draft.key:
        raise SurveyError("A bank keeps its key.")
    editors = [one for one in draft.edited_by if one != by]
    said = {"title": after.title, "document": documents.to_dict(after), "edited_at": now}
    _write(
        session, draft, {**said, **_editing(), "edited_by": [*editors, by], "revision": draft.revision + 1}
    )
    detail = {"noun": list(noun) if noun else None, "revision": draft.revision}
    _record(session, "edit-draft", draft, detail, by=by, now=now)
    return after


def send_for_review(session: Session, draft: BankDraft, *, note: str = "", by: str, now: datetime) -> None:
    """Ask a second officer to read the draft. Without a new note the one that stands with it stays.

    Raises:
        SurveyError: it is not being edited, or has serious problems.
    """
    _hand_on(session, draft, DraftState.IN_REVIEW, (DraftState.EDITING,), note=note, by=by, now=now)


def return_draft(session: Session, draft: BankDraft, *, note: str, by: str, now: datetime) -> None:
    """Give the draft back to those who write it. Raises ``SurveyError`` when it is being edited, or without a note."""
    if not note.strip():
        raise SurveyError("Say what should be changed.")
    allowed = (DraftState.IN_REVIEW, DraftState.APPROVED)
    _hand_on(session, draft, DraftState.EDITING, allowed, note=note, by=by, now=now)


def approve_draft(
    session: Session, draft: BankDraft, *, seen: str, note: str = "", by: str, now: datetime
) -> None:
    """Say that the draft may be published as it was when the digest of its text was ``seen``.

    A revision would not do: another draft of the bank, begun after this one was thrown away, counts from one again.

    Raises:
        DraftChanged: the text is not the one that was read.
        SurveyError: ``by`` has edited it, it is not in review, or it has serious problems.
    """
    hold_draft(session, draft)
    bank = bank_of(draft)
    if documents.digest(bank) != seen:
        raise DraftChanged(bank, _last_editor(draft))
    if not may_approve(draft, by):
        raise SurveyError("You have edited this draft yourself, so another officer has to approve it.")
    _hand_on(session, draft, DraftState.APPROVED, (DraftState.IN_REVIEW,), note=note, by=by, now=now)


def publish_draft(
    session: Session, draft: BankDraft, *, approval: Approval, by: str, now: datetime
) -> BankVersion:
    """Freeze the draft as the bank's next version; the draft is gone afterwards.

    Raises:
        SurveyError: it still needs approval, has serious problems, says what a version says already, or another
            version was published since it began.
        AlreadyThere: somebody else publishes a version of the bank; roll back and try again.
    """
    hold_draft(session, draft)
    if approval is Approval.SECOND_OFFICER and draft.state is not DraftState.APPROVED:
        raise SurveyError("The draft cannot be published before a second officer has approved it.")
    newer = version_since(session, draft)
    if newer is not None:
        raise SurveyError(
            f"Version {newer.number} was published after this draft was begun. Look at it first, then go on."
        )
    bank = bank_of(draft)
    _refuse_published(session, draft, bank)
    detail = {"revision": draft.revision, "edited_by": draft.edited_by, "approved_by": draft.approved_by}
    version = publish_bank(session, bank, by=by, now=now)
    _record(session, "publish-draft", draft, {"version": version.number, **detail}, by=by, now=now)
    _remove(session, draft)
    return version


def discard_draft(session: Session, draft: BankDraft, *, by: str, now: datetime) -> None:
    """Throw the draft away; the published versions stay."""
    hold_draft(session, draft)
    detail = {"revision": draft.revision, "digest": documents.digest(bank_of(draft))}
    _record(session, "discard-draft", draft, detail, by=by, now=now)
    _remove(session, draft)


def go_on_from_latest(session: Session, draft: BankDraft, *, by: str, now: datetime) -> None:
    """Take the bank's latest version as the one that the draft follows. Its text stays, and is reviewed again."""
    hold_draft(session, draft)
    newer = version_since(session, draft)
    if newer is not None:
        _write(session, draft, {"based_on_id": newer.id, **_editing()})
        _record(session, "rebase-draft", draft, {"version": newer.number}, by=by, now=now)


def hold_draft(session: Session, draft: BankDraft) -> None:
    """Read the draft anew and keep others from changing it until the transaction ends. ``NotFound``: it is gone."""
    try:
        session.refresh(draft, with_for_update={"of": BankDraft})
    except InvalidRequestError:
        raise NotFound("This draft was published or discarded meanwhile.") from None


def may_approve(draft: BankDraft, who: str) -> bool:
    """Whether ``who`` has kept their hands off the text since the last version."""
    return who not in draft.edited_by


def version_since(session: Session, draft: BankDraft) -> BankVersion | None:
    """The bank's latest version, when it is not the one that the draft began as."""
    row = banks_queries.find_bank(session, draft.key)
    latest = banks_queries.latest_version(session, row.id) if row else None
    return latest if latest is not None and latest.id != draft.based_on_id else None


def noun_of(bank: Bank, noun: Noun) -> Any:
    """What of the bank ``noun`` names, None when it is not there (any more)."""
    kind, key = noun
    if kind == "bank":
        return {"title": bank.title, "description": bank.description, "language": bank.language}
    if kind == "order":
        return tuple(one.key for one in getattr(bank, key))
    return next((one for one in getattr(bank, f"{kind}s") if one.key == key), None)


def noun_digest(bank: Bank, noun: Noun) -> str:
    """What tells whether the noun has changed, to be kept in a form; empty when it is not there."""
    found = noun_of(bank, noun)
    if found is None:
        return ""
    plain = found if isinstance(found, tuple | Mapping) else asdict(found)
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _refuse_published(session: Session, draft: BankDraft, bank: Bank) -> None:
    row = banks_queries.find_bank(session, draft.key)
    there = banks_queries.version_by_digest(session, row.id, documents.digest(bank)) if row else None
    if there is not None:
        raise SurveyError(
            f"The draft says exactly what version {there.number} says, so there is nothing to publish."
        )


def _editing() -> dict[str, Any]:
    """A text that changes is approved by nobody."""
    return {"state": DraftState.EDITING, "approved_by": None}


def _last_editor(draft: BankDraft) -> str:
    return str(draft.edited_by[-1]) if draft.edited_by else draft.started_by


def _hand_on(
    session: Session,
    draft: BankDraft,
    to: DraftState,
    allowed: tuple[DraftState, ...],
    *,
    note: str,
    by: str,
    now: datetime,
) -> None:
    if len(note) > LONGEST_NOTE:
        raise SurveyError(f"The note is longer than {LONGEST_NOTE:,} characters.")
    hold_draft(session, draft)
    if draft.state not in allowed:
        raise SurveyError("Somebody else has done something with this draft meanwhile. Look at it again.")
    verb, done = HANDED_ON[to]
    if done:
        refuse_unfinished(bank_of(draft), done)
    step = {"state": to.value, "by": by, "at": now.isoformat(), "note": note.strip()}
    kept = draft.note if to is DraftState.IN_REVIEW else ""
    said = {"state": to, "note": note.strip() or kept, "steps": [*draft.steps, step]}
    _write(session, draft, {**said, "approved_by": by if to is DraftState.APPROVED else None})
    _record(session, verb, draft, {"revision": draft.revision}, by=by, now=now)


def _write(session: Session, draft: BankDraft, values: Mapping[str, Any]) -> None:
    """Change the row as it was read, and no other. Raises ``DraftChanged`` when somebody else was quicker."""
    wanted = (BankDraft.id == draft.id, BankDraft.revision == draft.revision, BankDraft.state == draft.state)
    statement = update(BankDraft).where(*wanted).values(values).execution_options(synchronize_session=False)
    if cast("CursorResult[Any]", session.execute(statement)).rowcount != 1:
        raise DraftChanged(bank_of(draft), _last_editor(draft))
    session.refresh(draft)


def _remove(session: Session, draft: BankDraft) -> None:
    session.execute(delete(BankDraft).where(BankDraft.id == draft.id))
    session.expunge(draft)


def _record(
    session: Session, verb: str, draft: BankDraft, detail: Mapping[str, Any], *, by: str, now: datetime
) -> None:
    record_activity(session, verb, BankDraft, draft.id, {"bank": draft.key, **detail}, by=by, now=now)
