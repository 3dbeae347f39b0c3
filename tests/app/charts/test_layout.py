"""Nothing is written over anything else and nothing leaves its sheet, however many or long the things are."""

from __future__ import annotations

from itertools import chain

import pytest

from app.charts import (
    answer_bar,
    answer_charts,
    change_charts,
    change_plots,
    choice_charts,
    flow_chart,
    knowledge_groups,
    question_groups,
    self_rating_groups,
    theme_groups,
)
from app.charts.pieces import TALLEST
from app.charts.widths import text_width, wrap
from tests.app.charts.drawings import Drawing
from tests.app.invented_findings import findings

SENTENCES = (
    "The child’s daily life, and how adults who speak for the child can hide it from everybody who is meant to see it. "
    * 3
)[:300]
LABELS = {
    "usual": "",
    "300 characters": SENTENCES,
    "one word of 300": "W" * 300,
    "markup and odd letters": "<b>&amp;</b> \u202e\x00\x1b\ud800 " + "\u0300" * 40 + " 漢字 " * 40,
}


def drawings(found):
    """Everything that is drawn of ``found``, on screen and on paper."""
    questions = [group for step in (1, 2, 3, 4) for group in question_groups(found, step)]
    drawn = [flow_chart(found.flow)]
    for groups in (knowledge_groups(found), self_rating_groups(found), theme_groups(found)):
        drawn += change_charts("Before and after", groups)
        plots = change_plots(groups, 58)
        drawn += [plots.head(), *(plots.row(c) for g in groups for c in g.changes)] if plots else []
    for group in questions:
        draw = choice_charts if group.several else answer_charts
        drawn += draw(group.title, group.questions)
        answers = [] if group.several else chain(*(question.answers for question in group.questions))
        drawn += filter(None, (answer_bar(answer, wide) for answer in answers for wide in (37, 60)))
    return [Drawing(svg) for svg in drawn if svg]


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("objectives", [0, 2, 14])
@pytest.mark.parametrize("n", [0, 4, 9, 28, 900])
def test_no_words_meet_and_none_leave_the_sheet(n, objectives, label):
    drawn = drawings(findings(n, objectives=objectives, label=label))
    assert [pair for drawing in drawn for pair in drawing.collisions()] == []
    assert [words for drawing in drawn for words in drawing.outside()] == []


def test_many_objectives_become_several_drawings_that_each_fit_on_a_page():
    groups = knowledge_groups(findings(objectives=14))
    pieces = [Drawing(svg) for svg in change_charts("Tested knowledge", groups)]
    assert [piece.title.partition(".")[0] for piece in pieces] == [
        f"Tested knowledge (part {place} of {len(pieces)})" for place in range(1, len(pieces) + 1)
    ]
    assert len(pieces) > 1
    assert max(piece.height for piece in pieces) <= TALLEST
    written = " ".join(text for piece in pieces for text in piece.texts)
    assert [group.label for group in groups if group.label.split()[0] not in written] == []


class TestWrapping:
    def test_a_line_is_never_wider_than_its_room(self):
        lines = wrap(SENTENCES, 160, 11.5, most=99)
        assert max(text_width(line, 11.5) for line in lines) <= 160
        assert " ".join(lines) == SENTENCES.strip()

    def test_what_does_not_fit_ends_with_an_ellipsis(self):
        assert wrap("one two three", 30, 11.5, most=1) == ("one…",)

    def test_a_word_that_is_too_wide_is_broken(self):
        assert "".join(wrap("W" * 30, 100, 11.5, most=9)) == "W" * 30

    def test_a_number_stays_with_its_sign(self):
        assert wrap("about 71\u00a0% of it", 45, 11.5) == ("about", "71\u00a0% of", "it")

    def test_nothing_has_no_line(self):
        assert wrap(" \n ", 100, 11.5) == ()


def test_widths_are_never_below_those_of_the_typeface():
    """Measured against the very font files that the pages and reports are set in."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  takes a while to import

    from app.charts.widths import _WIDTHS  # noqa: PLC0415
    from app.pdf.press import FONTS, PREFIX  # noqa: PLC0415

    for bold, weight in ((False, 400), (True, 700)):
        font = TTFont(FONTS / f"{PREFIX}latin-{weight}-normal.woff2")
        names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        narrower = [
            character
            for character, width in _WIDTHS[bold].items()
            if ord(character) in names and width < 1000 * advances[names[ord(character)]][0] / em
        ]
        assert narrower == []
