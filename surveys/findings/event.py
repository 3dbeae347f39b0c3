"""The findings of one event: rows, marking and statistics joined, and nothing shown that may not be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from question_banks.model import Family
from surveys.disclosure import Floors
from surveys.findings import words
from surveys.findings.banks import Banks, read_banks
from surveys.findings.changes import Changes, FamilyChanges
from surveys.findings.distributions import distributions, keys_to_count
from surveys.findings.documents import from_dict as from_dict
from surveys.findings.documents import to_dict as to_dict
from surveys.findings.flow import flow_of
from surveys.findings.grouping import CONTROL, OVERALL, Label
from surveys.findings.model import EventFindings, ObjectiveFinding, ThemeFinding
from surveys.findings.remarked import on_remarks, remarked
from surveys.findings.steps import STEPS, steps_of
from surveys.findings.summary import cannot_show, summary_of
from surveys.models import Event
from surveys.queries import findings as rows
from surveys.queries.pairs import before_and_later, looking_back, marks_given, ratings_given
from surveys.queries.remarks import Corrections, corrections_of

Objectives = dict[str, tuple[str, str]]


def event_findings(
    session: Session, event: Event, *, partnership: str, floors: Floors, now: datetime
) -> EventFindings:
    """All that can be said of ``event`` at ``now``, held to ``floors``; reads only."""
    course, board = rows.headings(session, event)
    responses = rows.responses_of(session, event)
    banks, corrections = _banks(session, responses)
    objectives, themes = _objectives(session, event, banks), banks.themes()
    first, last = [Label("objective", key) for key in objectives], [Label("theme", key) for key in themes]
    # What comes last is given up first. Overall knowledge matters most; overall self-rating less than its parts.
    tested_order, rated_order = (OVERALL, *first, CONTROL, *STEPS, *last), (*first, OVERALL, *STEPS, *last)
    marks, ratings = marks_given(session, event), ratings_given(session, event, _rating_keys(banks))
    tests = FamilyChanges(Family.KNOWLEDGE, banks, tested_order, floors)
    knowledge = tests.per_label(before_and_later(marks, banks.form_of))
    rates = FamilyChanges(Family.SELF_RATING, banks, rated_order, floors)
    rating = rates.per_label(before_and_later(ratings, banks.form_of))
    questions = distributions(rows.unmarked_answers(session, responses, keys_to_count(banks)), banks, floors)
    flow = flow_of(session, event, responses, floors, now)
    tested, rated = tuple(knowledge.get(OVERALL, ())), tuple(rating.get(OVERALL, ()))
    by_objective = _by_objective(objectives, knowledge, rating)
    again = remarked(corrections, banks, marks, floors)
    return EventFindings(
        event=event.key,
        course=course,
        board=board,
        partnership=partnership,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        venue=event.venue,
        as_of=now,
        banks=banks.titles,
        summary=(*summary_of(tested, rated, by_objective, questions), *on_remarks(again)),
        flow=flow,
        overall=tested,
        overall_self_rating=rated,
        objectives=by_objective,
        themes=_by_theme(themes, knowledge, rating),
        steps=steps_of(knowledge, rating, questions),
        questions=questions,
        cannot_show=cannot_show(flow),
        floors=floors.in_words(),
        control=tuple(knowledge.get(CONTROL, ())),
        looking_back=rates.looking_back(looking_back(ratings, banks.then_of), rated),
        remarks=tuple(one.words for one in again),
    )


def _banks(session: Session, responses: rows.Responses) -> tuple[Banks, Corrections]:
    versions = rows.answered_versions(session, responses)
    corrections = corrections_of(session, [row[0] for row in versions])
    return read_banks(versions, corrections), corrections


def _objectives(session: Session, event: Event, banks: Banks) -> Objectives:
    """Title and text by key: the course's in its order, then what only the banks name."""
    found = {key: (title, text) for key, title, text in rows.course_objectives(session, event)}
    for key, title, text in banks.objectives():
        found.setdefault(key, (title, text))
    return found


def _rating_keys(banks: Banks) -> set[str]:
    return {
        asked.key
        for asked, (_bank, question) in banks.newest().items()
        if question.family is Family.SELF_RATING
    }


def _by_objective(
    objectives: Objectives, knowledge: Changes, rating: Changes
) -> tuple[ObjectiveFinding, ...]:
    found = []
    for key, (title, text) in objectives.items():
        label = Label("objective", key)
        tested, rated = tuple(knowledge.get(label, ())), tuple(rating.get(label, ()))
        found.append(ObjectiveFinding(key, title, text, tested, rated, words.contrasts(tested, rated)))
    return tuple(found)


def _by_theme(themes: dict[str, str], knowledge: Changes, rating: Changes) -> tuple[ThemeFinding, ...]:
    """The themes of which something is asked twice."""
    found = []
    for key, title in themes.items():
        label = Label("theme", key)
        tested, rated = tuple(knowledge.get(label, ())), tuple(rating.get(label, ()))
        if tested or rated:
            found.append(ThemeFinding(key, title, tested, rated, words.contrasts(tested, rated)))
    return tuple(found)
