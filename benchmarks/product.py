"""A record for the product's server: a course next week and as many people invited to it as are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from benchmarks.content import bank, questionnaire
from surveys.enums import Audience, TimePoint
from surveys.models import Activity, Answer, Board, Booking, Course, Event, Invitation, Person, Response, Wave
from surveys.operations.banks import publish_bank
from surveys.operations.questionnaires import keep_questionnaire
from surveys.tokens import LinkSigner, digest


def prepare(environ: dict[str, str], people: int) -> list[str]:
    """Make the tables and the rows, and give a token for each person."""
    app = create_app(environ)
    with app.app_context():
        db.create_all()
        tokens = _invite(db.session, app.extensions["link_signer"], people)
        db.session.commit()
        db.engine.dispose()
    return tokens


def kept(environ: dict[str, str]) -> dict[str, int]:
    """How many responses, answers, marks and rows in the trail there are."""
    app = create_app(environ)
    wanted = {
        "responses": select(func.count()).select_from(Response),
        "answers": select(func.count()).select_from(Answer),
        "marked": select(func.count(Answer.mark)),
        "trail": select(func.count()).select_from(Activity).where(Activity.verb == "submit-response"),
    }
    with app.app_context():
        found = {name: db.session.scalar(count) or 0 for name, count in wanted.items()}
        db.engine.dispose()
    return found


def _invite(session: Session, signer: LinkSigner, people: int) -> list[str]:
    now = datetime.now(UTC)
    wave = _wave(session, now)
    version = publish_bank(session, bank(), by="benchmark", now=now)
    asked = keep_questionnaire(session, questionnaire(version.id), now=now)
    numbers = range(1, people + 1)
    _add(session, Person, numbers, lambda n: {"first_name": "Asha", "last_name": f"Hill {n}", **_address(n)})
    _add(session, Booking, numbers, lambda n: {"event_id": wave.event_id, "person_id": n, "booked_at": now})
    tokens = [signer.sign(number, 1) for number in numbers]
    fixed = {
        "wave_id": wave.id,
        "audience": Audience.DELEGATE,
        "questionnaire_id": asked.id,
        "invited_at": now,
    }
    _add(
        session,
        Invitation,
        numbers,
        lambda n: {
            **fixed,
            "booking_id": n,
            "token_digest": digest(tokens[n - 1]),
            "name": f"Asha Hill {n}",
            "address": _address(n)["address"],
        },
    )
    return tokens


def _address(number: int) -> dict[str, str]:
    address = f"asha{number}@soar.example"
    return {"address": address, "address_key": address}


def _add(session: Session, table: type, numbers: range, row: Callable[[int], dict[str, object]]) -> None:
    session.execute(insert(table), [{"id": number, **row(number)} for number in numbers])


def _wave(session: Session, now: datetime) -> Wave:
    starts_at = now + timedelta(days=7)
    event = Event(
        key="neglect-1",
        board=Board(key="soar", name="Soar Valley Board"),
        course=Course(key="neglect", title=bank().title),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=6),
        venue="Beaumanor Hall",
    )
    wave = Wave(event=event, point=TimePoint.PRE, opens_at=now, closes_at=starts_at, opened_at=now)
    session.add(wave)
    session.flush()
    return wave


def environment(folder: Path, url: str) -> dict[str, str]:
    return {"FOURSTEPS_INSTANCE": str(folder), "DATABASE_URL": url, "FOURSTEPS_PARTNERSHIP": PARTNERSHIP}


PARTNERSHIP = "Safeguarding Children Partnership"
