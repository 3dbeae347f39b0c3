"""People who answered one question of a published bank, straight after an event."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from question_banks import items
from question_banks.model import Question
from surveys import models
from surveys.enums import Audience, TimePoint
from surveys.models import Answer, Invitation, Response
from surveys.queries.banks import latest_version
from surveys.queries.waves import event_waves
from tests.partnership import ENDS, MADE, Partnership


def answer_by(session: Session, partnership: Partnership, question: Question, choices: Sequence[int]) -> None:
    """One person for each of ``choices``, by the latest version: 0 is the right choice, 1 the one after it."""
    event, version = partnership.event(), latest_version(session, partnership.bank.id)
    wave = next(wave for wave in event_waves(session, event) if wave.point is TimePoint.POST)
    asked = models.Questionnaire(
        digest="answered", point=TimePoint.POST, audience=Audience.DELEGATE, document={}, made_at=MADE
    )
    session.add(asked)
    right = [option.right for option in question.options].index(True)
    for number, choice in enumerate(choices):
        booking = partnership.book(event, f"Asha Hill{number}")
        value = question.options[(right + choice) % len(question.options)].key
        mark = items.mark(question, value)
        invitation = Invitation(
            wave=wave,
            booking=booking,
            audience=Audience.DELEGATE,
            questionnaire=asked,
            name="",
            address="",
            invited_at=ENDS,
            submitted_at=ENDS,
        )
        session.add(Response(invitation=invitation, submitted_at=ENDS))
        session.flush()
        session.add(
            Answer(
                response_id=invitation.id,
                bank_version_id=version.id,
                question_key=question.key,
                value=value,
                mark=mark.earned,
                max_mark=mark.possible,
            )
        )
    session.commit()
