"""Charts read back: what stands in them is what the findings say, at any length, and nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import charts
from app.charts import wording
from app.charts.svg import Sheet
from surveys.findings.model import EventFindings
from tests.app.charts.drawings import Drawing, plain
from tests.app.invented_findings import findings

LONG = "a label that goes on and on " * 11
WIDE = "Donaudampfschifffahrtsgesellschaft" * 9
SHAPES = {
    "usual": findings(28),
    "nine people": findings(9),
    "four people": findings(4),
    "two objectives": findings(12, objectives=2),
    "fourteen objectives": findings(28, objectives=14),
    "no objectives": findings(28, objectives=0),
    "300 characters": findings(28, label=LONG),
    "one word of 300 letters": findings(28, label=WIDE),
    "markup": findings(28, label="<b>&amp; \x00 \ud800 </text>"),
}


def drawings(whole: EventFindings) -> list[Drawing]:
    """Every chart of the findings' page."""
    groups = [
        *charts.change_charts("Knowledge", charts.knowledge_groups(whole)),
        *charts.change_charts("Self-ratings", charts.self_rating_groups(whole)),
        *charts.change_charts("Themes", charts.theme_groups(whole)),
    ]
    for step in whole.steps:
        for group in charts.question_groups(whole, step.questions):
            draw = charts.choice_charts if group.several else charts.answer_charts
            groups += draw(group.title, group.questions)
    return [Drawing(svg) for svg in (charts.flow_chart(whole.flow), *groups) if svg]


def test_words_over_words_and_off_the_sheet_would_be_found():
    sheet = Sheet("Two texts", "")
    sheet.words(0, 12, "before the course")
    sheet.words(20, 14, "straight after")
    sheet.words(650, 40, "6 months")
    drawing = Drawing(sheet.svg(60))
    assert drawing.collisions() == [("before the course", "straight after")]
    assert drawing.outside() == ["6 months"]


@pytest.mark.parametrize("whole", SHAPES.values(), ids=SHAPES.keys())
def test_no_words_meet_or_leave_the_sheet_at_any_length(whole):
    drawn = drawings(whole)
    assert drawn
    assert [pair for drawing in drawn for pair in drawing.collisions()] == []
    assert [text for drawing in drawn for text in drawing.outside()] == []


@pytest.mark.parametrize("whole", SHAPES.values(), ids=SHAPES.keys())
def test_every_chart_says_what_it_shows_to_those_who_cannot_see_it(whole):
    assert [drawing.title for drawing in drawings(whole) if not (drawing.title or "").strip()] == []


def test_the_numbers_beside_the_marks_are_those_of_the_findings():
    whole = findings(28)
    said = [
        plain(text)
        for svg in charts.change_charts("Knowledge", charts.knowledge_groups(whole))
        for text in Drawing(svg).texts
    ]
    for objective in whole.objectives:
        for change in objective.knowledge:
            if wording.shown(change.change):
                assert plain(wording.change(change.change)) in said
                assert plain(wording.interval(change.change)) in said


def test_marks_stand_where_their_numbers_are():
    """A larger mean stands further to the right."""
    [objective, *_rest] = findings(28).objectives
    [first, *_later] = objective.knowledge
    means = [20.0, 50.0, 80.0]
    places = []
    for mean in means:
        change = replace(first, before=replace(first.before, estimate=mean))
        one = charts.knowledge_groups(
            replace(findings(28), overall=(), objectives=(replace(objective, knowledge=(change,)),))
        )
        [svg] = charts.change_charts("Knowledge", one)
        places += Drawing(svg).rings()
    assert places == sorted(places)
    assert places[1] - places[0] == pytest.approx(places[2] - places[1], abs=0.2)


def test_a_hidden_change_is_words_and_no_mark():
    whole = findings(28)
    [first, *_others] = whole.objectives
    hidden = replace(
        first,
        knowledge=tuple(
            replace(
                change,
                **{
                    name: replace(
                        getattr(change, name), estimate=None, low=None, high=None, n=None, hidden="Not shown."
                    )
                    for name in ("before", "after", "change")
                },
            )
            for change in first.knowledge
        ),
    )
    others = replace(whole, objectives=(first,), overall=())
    [shown] = charts.change_charts("Knowledge", charts.knowledge_groups(others))
    marks = len(Drawing(shown).rings())
    assert marks > 0
    both = replace(whole, objectives=(hidden, first), overall=())
    [drawn] = charts.change_charts("Knowledge", charts.knowledge_groups(both))
    assert len(Drawing(drawn).rings()) == marks
    assert "not shown" in Drawing(drawn).words()
    alone = replace(whole, objectives=(hidden,), overall=())
    assert charts.change_charts("Knowledge", charts.knowledge_groups(alone)) == ()


def test_the_flow_has_every_count():
    whole = findings(28)
    said = Drawing(charts.flow_chart(whole.flow)).texts
    for row in whole.flow:
        for count in (row.eligible, row.invited, row.delivered, row.submitted):
            if count is not None:
                assert f"{count:,}" in said


def test_the_flow_keeps_back_a_count_that_would_tell_of_a_few():
    whole = findings(28)
    withheld = [
        replace(row, started=None, submitted=None, matched=None, withheld=("started",), withheld_as="1 to 4")
        for row in whole.flow
    ]
    assert "1 to 4" in plain(Drawing(charts.flow_chart(withheld)).words())


def test_where_nobody_answered_there_is_nothing_to_draw_but_the_flow():
    nobody = findings(0)
    assert charts.change_charts("Knowledge", charts.knowledge_groups(nobody)) == ()
    assert charts.flow_chart(()) == ""
