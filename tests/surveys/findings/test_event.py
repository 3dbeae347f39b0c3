"""The findings of an event as a whole: as a document, in few statements, in little time."""

from __future__ import annotations

import ast
import json
import random
from dataclasses import fields
from pathlib import Path
from time import process_time

import pytest

import surveys
from question_banks.model import Family
from question_banks.shipped import shipped_banks
from surveys.findings.event import from_dict, to_dict
from surveys.findings.model import EventFindings
from tests.statements import statements
from tests.surveys.findings.factory import (
    AFTER_ALL,
    DELEGATE,
    ENDS,
    MANAGER,
    MONTH3,
    MONTH6,
    POST,
    PRE,
    STARTS,
    Answered,
)
from tests.surveys.findings.reading import figures_in
from tests.surveys.findings.small_bank import knows


def answer_all(event, people, seed=1):
    """Everybody answers everything, at all four times, and their managers too; reproducible."""
    chance = random.Random(seed)
    for point in (PRE, POST, MONTH3, MONTH6):
        for audience in (DELEGATE, MANAGER) if point in (MONTH3, MONTH6) else (DELEGATE,):
            for number in range(1, people + 1):
                event.say(point, number, _answers(event.bank, point, audience, chance), audience)


def _answers(bank, point, audience, chance):
    return {
        question.key: _answer(bank, question, chance)
        for question in bank.questions
        if audience in question.audiences
        and (point is not PRE or question.family in (Family.KNOWLEDGE, Family.SELF_RATING))
    }


def _answer(bank, question, chance):
    if question.scale:
        scale = bank.scales_by_key[question.scale]
        return chance.choice([point.value for point in scale.points] + [code.code for code in scale.outside])
    keys = [option.key for option in question.options]
    return {
        "single": lambda: chance.choice(keys),
        "several": lambda: tuple(key for key in keys if key == keys[0] or chance.random() < 0.4),
        "true_false": lambda: chance.random() < 0.6,
        "confidence": lambda: chance.randint(2, 9),
        "long_text": lambda: "It made a difference.",
    }[question.kind.value]()


def test_what_the_event_is_stands_at_the_head(event):
    findings = event.findings()
    assert (findings.event, findings.course, findings.board, findings.partnership, findings.venue) == (
        "neglect-1",
        "Neglect: first signs",
        "Soar Valley",
        "Soar Valley",
        "Fosse Hall",
    )
    assert (findings.starts_at, findings.ends_at, findings.as_of) == (STARTS, ENDS, AFTER_ALL)
    assert findings.floors == (
        ("Fewest people a figure may rest on", 5),
        ("Fewest people for percentages of people", 10),
        ("Fewer people than this: labelled very imprecise", 10),
    )


@pytest.mark.parametrize("people", [0, 4, 12])
def test_findings_survive_the_way_into_json_and_back(event, people):
    answer_all(event, people)
    findings = event.findings()
    document = json.loads(json.dumps(to_dict(findings)))
    assert from_dict(document) == findings
    assert document["format"] == "foursteps-findings/1"
    assert set(document) == {"format", *(field.name for field in fields(EventFindings))}


def test_a_document_of_another_format_is_refused(event):
    document = to_dict(event.findings())
    with pytest.raises(ValueError, match="foursteps-findings/1"):
        from_dict({**document, "format": "foursteps-findings/0"})


def test_a_hidden_figure_has_no_number_and_a_shown_one_says_how_many_people(event):
    answer_all(event, 11)
    figures = list(figures_in(to_dict(event.findings())))
    assert {bool(figure["hidden"]) for figure in figures} == {True, False}
    for figure in figures:
        if figure["hidden"]:
            assert [figure[name] for name in ("estimate", "low", "high", "n")] == [None] * 4
        else:
            assert figure["n"] >= 5
            assert figure["estimate"] is not None


def test_only_one_module_makes_figures():
    """Whoever wants a figure shown must go through the place that asks what may be shown."""
    folder = Path(surveys.__file__).parent
    makers = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Figure":
                makers.add(path.relative_to(folder).as_posix())
    assert makers == {"findings/figures.py"}


def test_the_number_of_statements_does_not_depend_on_the_answers(record, event):
    answer_all(event, 2)
    with statements(record.get_bind()) as few:
        event.findings()
    for number in range(3, 13):
        event.say(PRE, number, knows(1, 2))
        event.say(POST, number, knows(2, 3))
    with statements(record.get_bind()) as many:
        event.findings()
    reads = [statement for statement in many if statement.startswith("SELECT")]
    assert len(reads) <= 15
    assert len(many) == len(few)


def test_findings_change_nothing(record, event):
    answer_all(event, 6)
    record.commit()
    with statements(record.get_bind()) as sent:
        event.findings()
    assert [statement for statement in sent if not statement.startswith("SELECT")] == []


def test_answers_are_read_from_one_table(record, event):
    """Joined to invitations and waves, they took PostgreSQL seconds while its statistics were of empty tables."""
    answer_all(event, 6)
    record.commit()
    with statements(record.get_bind()) as sent:
        event.findings()
    over_answers = [" ".join(statement.split()) for statement in sent if "FROM answers" in statement]
    assert len(over_answers) == 4
    assert [
        statement for statement in over_answers if " JOIN " in statement or "FROM answers," in statement
    ] == []


def test_an_event_of_30_with_four_waves_takes_little_time(record):
    """Time on the processor, not on the clock: the clock also counts what else the machine does."""
    event = Answered(record, shipped_banks()["neglect"])
    answer_all(event, 30)
    event.findings()
    took = []
    for _time in range(3):
        record.expire_all()
        began = process_time()
        event.findings()
        took.append(process_time() - began)
    assert min(took) < 0.3
