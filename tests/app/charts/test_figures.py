"""A drawing holds the figures of the findings, each in its place, and nothing of what they hide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.charts import (
    answer_bar,
    answer_charts,
    change_charts,
    change_plots,
    choice_charts,
    flow_chart,
    wording,
)
from app.charts.axes import difference_axis
from app.charts.changes import DIFFERENCES, MEANS
from app.charts.groups import Asked, ChangeGroup
from app.charts.svg import GREY, TEAL
from surveys.enums import Audience, Family, TimePoint, WaveState
from surveys.findings.model import Axis, Change, Figure, FlowRow, QuestionFinding, Share
from tests.app.charts.drawings import Drawing, plain
from tests.app.invented_findings import FLOORS, STARTS

MARKS = Axis(0, 100, "no marks", "all marks")
HOW_OFTEN = Axis(0, 4, "Never", "Every time it applies")
SECRET = 87.6


def changed(before=52.4, after=71.2, low=11.3, high=26.6, *, point=TimePoint.POST) -> Change:
    return Change(
        point,
        ("seeing",),
        Figure("%", before, None, None, 12),
        Figure("%", after, None, None, 12),
        Figure("points", after - before, low, high, 12),
        MARKS,
        "It rose.",
    )


def hidden(number=None, *, point=TimePoint.POST) -> Change:
    """A change that is not shown. With ``number`` its figures hold one all the same, as they never should."""
    level = Figure("%", number, number, number, number and 3, hidden=FLOORS.reason)
    moved = Figure("points", number, number, number, number and 3, hidden=FLOORS.reason)
    return Change(point, ("seeing",), level, level, moved, MARKS, "")


def chart(*changes, label="Seeing") -> Drawing:
    [svg] = change_charts("Tested knowledge", [ChangeGroup(label, changes)])
    return Drawing(svg)


class TestChanges:
    def test_every_number_stands_beside_its_marks(self):
        written = [plain(text) for text in chart(changed()).texts]
        assert written[-5:] == ["After", "52 %", "71 %", "+19", "11 to 27"]

    def test_the_ring_stands_at_the_mean_before(self):
        left, right = MEANS
        assert chart(changed(before=25.0)).rings() == [pytest.approx(left + (right - left) / 4, abs=0.1)]

    def test_the_interval_is_that_of_the_change(self):
        axis = difference_axis([18.8, 11.3, 26.6], 20.0, *DIFFERENCES)
        thick = [
            path.attrib["d"]
            for path in chart(changed()).root.iter("{http://www.w3.org/2000/svg}path")
            if (path.attrib["stroke"], path.attrib["stroke-width"]) == (TEAL, "2.4")
        ]
        ends = [float(end.strip("ML").split()[0]) for end in thick[0].split("L")]
        assert ends == [pytest.approx(axis.x(11.3), abs=0.1), pytest.approx(axis.x(26.6), abs=0.1)]

    def test_a_fall_has_a_minus_and_the_smaller_number_on_the_left(self):
        written = [plain(text) for text in chart(changed(71.2, 52.4, -26.6, -11.3)).texts]
        assert written[-4:] == ["52 %", "71 %", "−19", "−27 to −11"]

    def test_a_change_without_interval_says_so(self):
        drawing = chart(changed(low=None, high=None))
        assert drawing.texts[-2:] == ["+19", "no interval"]

    def test_before_is_a_ring_and_after_a_diamond_so_that_it_reads_without_colour(self):
        assert chart(changed(), changed(point=TimePoint.MONTH3)).words().count("after") == 2
        assert len(chart(changed(), changed(point=TimePoint.MONTH3)).rings()) == 2

    def test_what_is_hidden_is_words_at_its_time_points(self):
        drawing = chart(changed(), hidden(point=TimePoint.MONTH3), hidden(point=TimePoint.MONTH6))
        assert drawing.texts[-1] == "3 months and 6 months: not shown"
        assert len(drawing.rings()) == 1

    def test_only_the_means_may_be_hidden(self):
        level = Figure("%", hidden=FLOORS.reason)
        drawing = chart(replace(changed(), before=level, after=level))
        assert [plain(text) for text in drawing.texts[-3:]] == ["means not shown", "+19", "11 to 27"]
        assert drawing.rings() == []

    def test_nothing_to_show_is_no_drawing(self):
        assert change_charts("Tested knowledge", [ChangeGroup("Seeing", (hidden(),))]) == ()
        assert change_charts("Tested knowledge", []) == ()
        assert change_plots([ChangeGroup("Seeing", (hidden(),))], 58) is None

    def test_a_number_that_is_hidden_leaves_no_trace_in_shape_or_word(self):
        with_number, without = (
            change_charts("Tested knowledge", [ChangeGroup("Seeing", (changed(), hidden(number)))])
            for number in (SECRET, None)
        )
        assert with_number == without
        rows = [
            change_plots([ChangeGroup("Seeing", (changed(), hidden(number)))], 58).row(hidden(number))
            for number in (SECRET, None)
        ]
        assert rows[0] == rows[1]

    def test_the_axis_of_differences_does_not_make_a_small_change_look_large(self):
        drawing = chart(changed(50, 51, 0.2, 1.8))
        assert "+20" in drawing.texts

    def test_the_rows_on_paper_tell_the_same_change(self):
        plots = change_plots([ChangeGroup("Seeing", (changed(),))], 58)
        assert Drawing(plots.row(changed())).title == "Change +19"
        assert Drawing(plots.row(hidden())).title == "not shown"


def answered(*shares, mean=2.4, off_scale=(), audience=Audience.DELEGATE, words=("Never", "Often")):
    figure = (
        Figure("scale points", mean, 2.0, 2.8, 15) if mean else Figure("scale points", hidden=FLOORS.reason)
    )
    return QuestionFinding(
        "seeing", "I asked the child.", Family.BEHAVIOUR, 3, "", (), TimePoint.MONTH3, audience, False, figure,
        HOW_OFTEN, tuple(Share(label, share(percent)) for label, percent in zip(words, shares, strict=False)),
        "" if shares else FLOORS.reason_for_shares, off_scale, "",
    )  # fmt: skip


def share(percent, reason="") -> Figure:
    return Figure("%", percent, percent - 9, percent + 9, 15, hidden=reason)


def answers(*findings) -> Drawing:
    [svg] = answer_charts("Practice", [Asked("I asked the child.", findings)])
    return Drawing(svg)


class TestAnswers:
    def test_a_bar_is_divided_by_the_shares_and_says_them(self):
        drawing = answers(answered(60.0, 40.0))
        parts = drawing.boxes("#ffffff")[:1] + drawing.boxes("#8abec1")
        assert [round(width / sum(width for _x, width in parts), 2) for _x, width in parts] == [0.6, 0.4]
        assert [plain(text) for text in drawing.texts if "%" in text] == ["60 % Never", "40 % Often"]

    def test_the_mean_is_written_and_placed_on_its_scale(self):
        assert answers(answered(60.0, 40.0)).texts[-3:] == ["0", "4", "2.4"]

    def test_delegates_and_managers_stand_under_each_other(self):
        drawing = answers(answered(60.0, 40.0), answered(55.0, 45.0, audience=Audience.MANAGER))
        who = [text for text in drawing.texts if text.endswith(", 3 months")]
        assert who == ["Delegates, 3 months", "Line managers, 3 months"]

    def test_what_is_too_narrow_for_its_words_is_told_under_the_bar(self):
        drawing = answers(answered(98.0, 2.0, words=("Never", "Every time it applies")))
        assert [plain(text) for text in drawing.texts if "Every time" in text] == [
            "Every time it applies 2 %"
        ]

    def test_answers_off_the_scale_are_told_apart_from_the_bar(self):
        off = (Share("No opportunity so far", share(22.4)),)
        drawing = answers(answered(60.0, 40.0, off_scale=off))
        assert "No opportunity so far 22 % of all who answered" in map(plain, drawing.texts)

    def test_hidden_shares_and_means_are_words(self):
        assert "shares not shown" in answers(answered()).texts
        assert "mean not shown" in answers(answered(60.0, 40.0, mean=None)).texts
        both = answers(answered(60.0, 40.0), answered(mean=None, audience=Audience.MANAGER))
        assert both.texts[-1] == "Line managers, 3 months: not shown"

    def test_nothing_to_show_is_no_drawing(self):
        assert answer_charts("Practice", [Asked("I asked.", (answered(mean=None),))]) == ()
        assert answer_bar(answered(), 60) == ""

    def test_the_bar_on_paper_carries_its_intervals(self):
        drawing = Drawing(answer_bar(answered(60.0, 40.0), 60))
        assert plain(drawing.title) == "Never: 60 % (51 to 69); Often: 40 % (31 to 49)"
        assert [plain(text) for text in drawing.texts] == [
            "60 % (51 to 69) Never",
            "40 % (31 to 49)",
            "Often",
        ]

    def test_a_mean_that_is_hidden_leaves_no_trace(self):
        secret = Figure("scale points", 3.7, 3.1, 3.9, 3, hidden=FLOORS.reason)
        told = replace(answered(60.0, 40.0, mean=None), mean=secret)
        assert answers(told).texts == answers(answered(60.0, 40.0, mean=None)).texts


class TestChoices:
    def drawn(self, *shares):
        ticked = replace(answered(), several=True, mean=None, axis=None, shares=shares)
        return choice_charts("Barriers", [Asked("What got in the way?", (ticked,))])

    def test_a_bar_is_as_long_as_its_share(self):
        [svg] = self.drawn(Share("Workload", share(50.0)), Share("Procedure", share(25.0)))
        drawing = Drawing(svg)
        (_x, half), (_y, quarter) = drawing.boxes(TEAL)
        assert half == pytest.approx(2 * quarter)
        assert [plain(text) for text in drawing.texts if "%" in text] == ["50 %", "25 %"]

    def test_a_hidden_choice_is_named_without_its_number(self):
        [shown], [same] = (
            self.drawn(Share("Workload", share(50.0)), Share("Procedure", share(number, FLOORS.reason)))
            for number in (SECRET, 1.0)
        )
        assert shown == same
        assert Drawing(shown).texts[-3:] == ["Procedure", "3 months", "not shown"]

    def test_no_drawing_when_all_are_hidden(self):
        assert self.drawn(Share("Workload", Figure("%", hidden=FLOORS.reason))) == ()


def gates(state=WaveState.CLOSED, **counts) -> FlowRow:
    counts = {
        "eligible": 1200, "invited": 28, "delivered": 27, "started": 20, "submitted": 18, "matched": 16
    } | counts  # fmt: skip
    return FlowRow(TimePoint.POST, Audience.DELEGATE, state, STARTS, STARTS, **counts)


class TestFlow:
    def test_every_count_stands_under_its_gate(self):
        texts = Drawing(flow_chart([gates()])).texts
        assert texts[1:7] == ["Eligible", "Invited", "Delivered", "Started", "Answered", "Matched"]
        assert texts[8:] == ["1,200", "28", "27", "20", "18", "16"]

    def test_the_title_has_every_count_too(self):
        assert Drawing(flow_chart([gates()])).title == (
            "How many people came through each gate. Delegates, straight after: 1,200 eligible, 28 invited, "
            "27 delivered, 20 started, 18 answered, 16 matched."
        )

    def test_a_withheld_count_is_words_and_has_no_bar(self):
        row = gates(submitted=None, matched=None)
        row = replace(row, withheld=("submitted", "matched"), withheld_as="fewer than 5")
        drawing = Drawing(flow_chart([row]))
        assert drawing.texts[-2:] == ["fewer than 5", "fewer than 5"]
        assert (len(drawing.boxes(GREY)), drawing.boxes(TEAL)) == (4, [])

    def test_nobody_is_a_number_too(self):
        drawing = Drawing(flow_chart([gates(started=0, submitted=0, matched=0)]))
        assert drawing.texts[-3:] == ["0", "0", "0"]

    def test_managers_have_no_matched_count(self):
        row = replace(gates(matched=None), audience=Audience.MANAGER)
        assert Drawing(flow_chart([row])).texts[-2:] == ["18", ""]

    @pytest.mark.parametrize(
        ("state", "said"),
        [(WaveState.PLANNED, "Has not opened yet"), (WaveState.MISSED, "Was never opened")],
    )
    def test_a_wave_that_asked_nobody_says_so(self, state, said):
        assert Drawing(flow_chart([gates(state)])).texts[-1] == said

    def test_no_wave_is_no_drawing(self):
        assert flow_chart([]) == ""


class TestWords:
    @pytest.mark.parametrize(
        ("figure", "said"),
        [
            (Figure("%", 71.4, 59.2, 80.1, 12), "71 % (59 to 80)"),
            (Figure("scale points", 2.44, 2.0, 2.8, 12), "2.4 (2.0 to 2.8)"),
            (Figure("%", 71.4, None, None, 12), "71 %"),
            (Figure("%", hidden="Hidden."), ""),
            (Figure("%", SECRET, 1, 2, 3, hidden="Hidden."), ""),
            (Figure("%"), ""),
        ],
    )
    def test_a_figure_with_its_interval(self, figure, said):
        assert plain(wording.with_interval(figure)) == said

    @pytest.mark.parametrize(
        ("value", "said"), [(18.8, "+19"), (-18.8, "−19"), (0.0, "0"), (-1e-13, "0"), (0.3, "+0.3")]
    )
    def test_a_difference_has_its_sign(self, value, said):
        assert wording.change(Figure("points", value, None, None, 12)) == said
