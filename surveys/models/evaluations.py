"""What is being studied, and the frozen questionnaires that study it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.enums import Audience, EvaluationKind, TimePoint
from surveys.models.base import Base, checked
from surveys.models.programme import Event


class Evaluation(Base):
    """A study of events: routine or audit. ``plan`` is ``schedule.Plan`` as a document."""

    __tablename__ = "evaluations"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[EvaluationKind] = mapped_column(checked(EvaluationKind, "kind"))
    plan: Mapped[dict[str, Any]]

    events: Mapped[list[Event]] = relationship(secondary="evaluation_events")


class EvaluationEvent(Base):
    """An event falls under an evaluation; it may fall under several and its people are still asked once."""

    __tablename__ = "evaluation_events"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True, index=True)


class Questionnaire(Base):
    """Pages of questions for one audience at one time point, frozen: those in the middle of it keep it.

    ``document`` is ``questionnaires.to_dict`` and refers to questions by bank version and key; two equal
    questionnaires are one row, told by ``digest``.
    """

    __tablename__ = "questionnaires"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    point: Mapped[TimePoint] = mapped_column(checked(TimePoint, "point"))
    audience: Mapped[Audience] = mapped_column(checked(Audience, "audience"))
    document: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class QuestionnaireBank(Base):
    """A questionnaire asks questions of a bank version. One that is asked from cannot be deleted."""

    __tablename__ = "questionnaire_banks"

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id"), primary_key=True)
    bank_version_id: Mapped[int] = mapped_column(ForeignKey("bank_versions.id"), primary_key=True, index=True)
