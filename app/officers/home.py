"""What needs a person today, and what goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import may
from app.clock import now
from app.extensions import db
from app.officers.blueprint import blueprint, own_boards, who
from app.officers.matters import by_event
from surveys.enums import DraftState, WaveState
from surveys.models import BankDraft
from surveys.operations.drafts import may_approve
from surveys.queries.drafts import drafts_handed_on
from surveys.queries.events import EventRow, EventWave, event_list
from surveys.queries.home import attention

SOON = timedelta(days=7)


@blueprint.get("/today")
def home() -> ResponseReturnValue:
    moment, boards = now(), own_boards()
    events = event_list(db.session, boards=boards, now=moment)
    opening = (
        pair for pair in _waves(events, WaveState.PLANNED) if moment < pair[1].opens_at <= moment + SOON
    )
    return render_template(
        "officers/home/home.html",
        events=by_event(attention(db.session, boards=boards, now=moment)),
        open=sorted(_waves(events, WaveState.OPEN), key=lambda pair: pair[1].closes_at),
        soon=sorted(opening, key=lambda pair: pair[1].opens_at),
        days=SOON.days,
        moment=moment,
        drafts=_drafts_waiting(),
    )


def _drafts_waiting() -> list[BankDraft]:
    """The drafts of question banks that wait for the person who is signed in: to be read, or to be published."""
    return [
        draft
        for draft in drafts_handed_on(db.session)
        if may("officers.approve_draft" if draft.state is DraftState.IN_REVIEW else "officers.publish_bank")
        and (draft.state is DraftState.APPROVED or may_approve(draft, who()))
    ]


def _waves(events: list[EventRow], state: WaveState) -> Iterator[tuple[EventRow, EventWave]]:
    """The waves in this state, each with its event; a cancelled event's waves do not count."""
    for event in events:
        if event.cancelled_at is None:
            yield from ((event, wave) for wave in event.waves if wave.state is state)
