"""Findings on screen: every shown figure in a table that reads by itself, every hidden one as words."""

from __future__ import annotations

import pytest

from app import create_app
from app.charts import wording
from surveys.enums import TimePoint
from surveys.findings.model import EventFindings
from tests.app.invented_findings import findings
from tests.strict_html import parse, text_of

SENTENCE = ("The child’s daily life, & how adults <who speak> for the child can hide it from everybody " * 4)[
    :300
]
CASES = {
    "nobody": findings(0),
    "four": findings(4),
    "nine": findings(9),
    "usual": findings(28),
    "before the later surveys": findings(28, points=(TimePoint.POST,)),
    "one objective": findings(28, objectives=1),
    "fourteen objectives": findings(60, objectives=14),
    "long labels": findings(28, label=SENTENCE),
}
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Findings</title></head>'
    '<body><h1>Findings</h1>{% include "findings/body.html" %}</body></html>'
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """``shown(findings)`` is the tree of a strict page that holds them."""
    app = create_app({"FOURSTEPS_INSTANCE": str(tmp_path_factory.mktemp("instance"))})
    with app.app_context():
        yield lambda whole: parse(app.jinja_env.from_string(PAGE).render(findings=whole))


@pytest.fixture(params=CASES, scope="module")
def case(request, shown) -> tuple[EventFindings, object]:
    return CASES[request.param], shown(CASES[request.param])


def rows(tree, caption):
    """The rows of the one table whose caption begins so, each as its cells."""
    [table] = [table for table in tree.iter("table") if text_of(table.find("caption")).startswith(caption)]
    return [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]


def headings(tree):
    return [text_of(element) for element in tree.iter("h2")]


def test_key_messages_come_first_and_the_steps_are_the_thread(case):
    whole, tree = case
    steps = [f"Step {step.step} {step.title}" for step in whole.steps]
    assert headings(tree) == [
        "In short",
        "Who answered",
        *steps,
        "What this cannot show",
        "How these figures were made",
    ]


def test_each_table_says_what_it_is_and_scrolls_in_a_box_of_its_own(case):
    _whole, tree = case
    boxes = [box for box in tree.iter("div") if box.get("class") == "fs-scroll"]
    tables = [table for box in boxes for table in box.iter("table")]
    assert tables == list(tree.iter("table"))
    assert {box.get("tabindex") for box in boxes} == {"0"}
    assert {box.get("role") for box in boxes} == {"region"}
    assert all(text_of(table.find("caption")) for table in tables)
    assert {head.get("scope") for head in tree.iter("th")} <= {"col", "row", "rowgroup"}
    names = [box.get("aria-label") for box in boxes]
    assert len(names) == len(set(names)), "two boxes have the same name"


def test_each_drawing_has_a_name_of_its_own_and_stands_beside_its_table(case):
    _whole, tree = case
    names = [text_of(svg.find("{*}title")) for svg in tree.iter() if svg.tag.endswith("svg")]
    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["four", "nine", "usual", "one objective", "fourteen objectives"])
def test_each_change_is_a_row_with_before_after_change_interval_and_people(shown, name):
    whole = CASES[name]
    changes = [change for objective in whole.objectives for change in objective.knowledge]
    table = rows(shown(whole), "Tested knowledge: mean per cent of the marks")
    told = [row for row in table[1:] if row[0] in wording.POINTS.values()]
    overall = whole.overall if len(whole.objectives) > 1 else ()
    assert told == [as_row(change) for change in (*overall, *changes)]


def as_row(change):
    when = wording.POINTS[change.point]
    if change.change.hidden:
        return [when, "not shown"]
    letters = "a" if change.change.caveats else ""
    return [
        when,
        f"{change.before.estimate:.0f} %",
        f"{change.after.estimate:.0f} %",
        wording.change(change.change) + letters,
        wording.interval(change.change),
        str(change.change.n),
    ]


def test_what_weakens_a_figure_stands_under_its_table_with_its_letter(shown):
    notes = [text_of(p) for p in shown(CASES["nine"]).iter("p")]
    assert "a Very imprecise: fewer than 10 people." in notes


def test_why_figures_are_hidden_is_said_under_the_table(shown):
    notes = [text_of(p) for p in shown(CASES["four"]).iter("p")]
    assert CASES["four"].objectives[0].knowledge[0].change.hidden in notes


def test_delegates_and_managers_stand_on_the_same_anchors(shown):
    whole = CASES["usual"]
    table = rows(shown(whole), "Practice")
    asked = [answer for answer in whole.questions if answer.key == "practice-0"]
    assert table[1] == [asked[0].stem]
    assert [row[0] for row in table[2:6]] == [
        "Delegates, 3 months",
        "Line managers, 3 months",
        "Delegates, 6 months",
        "Line managers, 6 months",
    ]
    assert [row[1] for row in table[2:6]] == [f"{answer.mean.estimate:.1f}" for answer in asked]
    assert [row[3] for row in table[2:6]] == [str(answer.mean.n) for answer in asked]


def test_what_was_not_asked_yet_has_no_numbers(shown):
    flow = {row[0]: row[1:] for row in rows(shown(CASES["before the later surveys"]), "People at each gate")}
    assert flow["Delegates, straight after"] == ["31", "31", "30", "30", "29", "28"]
    assert flow["Delegates, 3 months after"] == ["Has not opened yet: 8 June 2027"]


def test_a_count_of_a_few_is_words(shown):
    flow = {row[0]: row[1:] for row in rows(shown(CASES["four"]), "People at each gate")}
    few = "fewer than 5"
    assert flow["Delegates, straight after"] == ["7", "7", "6", "6", "5", few]
    assert flow["Line managers, 6 months after"] == ["4", "4", "3", few, few, "–"]


def test_thresholds_banks_and_what_cannot_be_shown_close_the_page(case):
    whole, tree = case
    terms = dict(
        zip((text_of(t) for t in tree.iter("dt")), (text_of(d) for d in tree.iter("dd")), strict=True)
    )
    assert terms == {meaning: str(people) for meaning, people in whole.floors} | {
        "Questions from": "; ".join(whole.banks)
    }
    lists = [[text_of(item) for item in found.iter("li")] for found in tree.iter("ul")]
    assert lists[-1] == list(whole.cannot_show)


def test_words_that_look_like_markup_stay_words(shown):
    assert "<who speak> for the child" in text_of(shown(CASES["long labels"]))
