"""What needs a person today, and what goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import may
from app.clock import now
from app.extensions import db
from app.filters import counted
from app.officers.banks.people import People, people
from app.officers.blueprint import blueprint, own_boards, who
from app.officers.matters import by_event
from surveys.enums import DraftState, WaveState
from surveys.models import BankDraft
from surveys.operations.drafts import may_approve
from surveys.queries.drafts import bank_of, drafts_handed_on, sent_back
from surveys.queries.events import EventRow, EventWave, event_list
from surveys.queries.home import attention
from surveys.questionnaires.launching import all_problems

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """A draft of a question bank that waits for the person who is signed in, with what they are to do about it."""

    draft: BankDraft
    words: str


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
        drafts=list(_drafts_waiting()),
    )


def _drafts_waiting() -> Iterator[Waiting]:
    """What waits for whoever is signed in: to be read, published or, as it was sent back, changed again."""
    drafts = drafts_handed_on(db.session)
    known = people() if drafts else None
    for draft in drafts:
        words = _your_turn(draft, known) if known else ""
        if words:
            yield Waiting(draft, words)


def _your_turn(draft: BankDraft, known: People) -> str:
    """What the person is to do about the draft; nothing when it does not wait for them."""
    back, mine = sent_back(draft), not may_approve(draft, who())
    if back:
        said = f"{known.called(back.by)} sent it back: “{back.note}” Your turn."
        return said if mine and back.by != who() else ""
    if draft.state is DraftState.IN_REVIEW:
        said = "a draft of this question bank waits to be read by an officer who did not write it."
        return said if may("officers.approve_draft") and not mine else ""
    return _to_publish(draft) if may("officers.publish_bank") else ""


def _to_publish(draft: BankDraft) -> str:
    serious = sum(problem.serious for problem in all_problems(bank_of(draft)))
    if serious:
        return (
            f"the draft of this question bank is approved, but {counted(serious, 'thing')} must be put right "
            "before it can be published."
        )
    return "the draft of this question bank is approved and can be published."


def _waves(events: list[EventRow], state: WaveState) -> Iterator[tuple[EventRow, EventWave]]:
    """The waves in this state, each with its event; a cancelled event's waves do not count."""
    for event in events:
        if event.cancelled_at is None:
            yield from ((event, wave) for wave in event.waves if wave.state is state)
