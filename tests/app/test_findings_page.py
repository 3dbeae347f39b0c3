"""The findings on screen: one page for officers and for SEG, with the figures of the findings and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import create_app
from app.charts import knowledge_groups, self_rating_groups, wording
from tests.app.charts.drawings import SVG, plain
from tests.app.invented_findings import findings
from tests.strict_html import parse, text_of

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Findings</title></head><body><h1>Findings</h1>'
    '{% include "findings/body.html" %}</body></html>'
)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """``page(findings)`` is the tree of the page, read as strictly as can be."""
    app = create_app({"FOURSTEPS_INSTANCE": str(tmp_path_factory.mktemp("instance"))})
    template = app.jinja_env.from_string(PAGE)

    def shown(whole):
        with app.test_request_context():
            return parse(template.render(findings=whole))

    return shown


def tables(tree):
    """Each table's rows of texts, under its caption."""
    return {
        plain(text_of(table.find("caption"))): [
            [plain(text_of(cell)) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")
        ]
        for table in tree.iter("table")
    }


def drawings(tree):
    return list(tree.iter(f"{SVG}svg"))


@pytest.mark.parametrize("n", [0, 4, 9, 28])
@pytest.mark.parametrize("objectives", [2, 14])
def test_it_is_a_sound_page_whatever_was_found(page, n, objectives):
    tree = page(findings(n, objectives=objectives))
    assert [text_of(heading) for heading in tree.iter("h2")][:2] == ["In short", "Who answered"]
    assert [table for table in tree.iter("table") if table.find("caption") is None] == []


@pytest.mark.parametrize("label", ["<script>alert(1)</script>{{ 7 * 7 }}", "“" * 300, "\u202e odd"])
def test_stored_words_are_shown_as_they_are(page, label):
    tree = page(findings(28, label=label))
    assert "49" not in [text_of(cell) for cell in tree.iter("th")]
    assert list(tree.iter("script")) == []


def test_every_change_stands_in_its_table(page):
    whole = findings(9)
    found = tables(page(whole))
    for caption, groups in (("Tested knowledge:", knowledge_groups), ("Self-ratings:", self_rating_groups)):
        [rows] = [rows for title, rows in found.items() if title.startswith(caption)]
        assert [row for row in rows[1:] if len(row) > 1] == [
            expected(change) for group in groups(whole) for change in group.changes
        ]


def expected(change):
    when = wording.POINTS[change.point]
    if change.change.hidden:
        return [when, "not shown"]
    words = (wording.estimate(change.before), wording.estimate(change.after), wording.change(change.change))
    before, after, moved = map(plain, words)
    caveat = "a" if change.change.caveats else ""
    return [when, before, after, moved + caveat, plain(wording.interval(change.change)), str(change.change.n)]


def test_a_caveat_is_marked_at_its_figure_and_told_under_the_table(page):
    assert "a Very imprecise: fewer than 10 people." in text_of(page(findings(9)))
    assert "Very imprecise" not in text_of(page(findings(60)))


def test_the_flow_is_told_as_a_table_too(page):
    whole = findings(4)
    [rows] = [rows for title, rows in tables(page(whole)).items() if title.startswith("People at each gate")]
    assert rows[0][1:] == ["Eligible", "Invited", "Delivered", "Started", "Answered", "Matched"]
    assert rows[2] == ["Delegates, straight after", "7", "7", "6", "6", "5", "fewer than 5"]


def test_thresholds_banks_limits_and_method_are_on_the_page(page):
    whole = findings(28)
    said = text_of(page(whole))
    told = [f"{meaning} {people}" for meaning, people in whole.floors]
    told += [*whole.banks, *whole.cannot_show, "95 % interval by Student's t."]
    assert [words for words in told if words not in plain(said)] == []


def test_a_table_or_chart_wider_than_a_phone_scrolls_by_itself_and_by_keyboard(page):
    tree = page(findings(28))
    boxes = [box for box in tree.iter("div") if box.get("class") == "fs-scroll"]
    assert {(box.get("tabindex"), box.get("role")) for box in boxes} == {("0", "region")}
    assert len({box.get("aria-label") for box in boxes}) == len(boxes)
    inside = [thing for box in boxes for thing in (*box.iter("table"), *drawings(box))]
    assert len(inside) == len([*tree.iter("table"), *drawings(tree)]) > 10


def test_nothing_answered_is_said_in_words_and_draws_no_empty_chart(page):
    tree = page(findings(0))
    assert "Nobody has answered yet" in text_of(tree)
    assert [drawing.get("role") for drawing in drawings(tree)] == ["img"]


CONTROL = "Knowledge of what the course does not teach shows no clear change: 1 point up."
BACK = "Looking back straight after the course, people rate themselves 3.5 up."


def test_the_checks_on_the_changes_are_told_where_there_are_any(page):
    whole = findings(28)
    control, back = (
        (replace(whole.overall[0], words=CONTROL),),
        (replace(whole.overall_self_rating[0], words=BACK),),
    )
    assert "Checks on the changes" not in [text_of(heading) for heading in page(whole).iter("h2")]
    tree = page(replace(whole, control=control, looking_back=back))
    [part] = [part for part in tree.iter("section") if part.get("aria-labelledby") == "checks"]
    assert [text_of(heading) for heading in part.iter("h3")] == [
        "What the course does not teach",
        "Looking back",
    ]
    assert [text_of(line) for line in part.iter("li")] == [CONTROL, BACK]
