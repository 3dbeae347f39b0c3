"""How unmarked answers fell: each audience by itself, no small group, nothing off the scale taken for "no"."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statsmodels.stats.proportion import proportion_confint

from surveys.enums import Family
from tests.surveys.findings.factory import DELEGATE, MANAGER, MONTH3, MONTH6, POST
from tests.surveys.findings.reading import hidden_ones, numbers
from tests.surveys.findings.small_bank import BANK


def asked(findings, key, point=MONTH3, audience=DELEGATE):
    [found] = [
        each for each in findings.questions if (each.key, each.point, each.audience) == (key, point, audience)
    ]
    return found


def said(event, key, values, point=MONTH3, audience=DELEGATE):
    """The finding after persons 1, 2, 3 ... gave these answers."""
    event.say_all(point, [{key: value} for value in values], audience)
    return asked(event.findings(), key, point, audience)


def lines(shares):
    return [
        (line.label, line.share.estimate and round(line.share.estimate, 1), line.share.n) for line in shares
    ]


def times(*counts):
    """So many answers 0, so many 1 ..."""
    return [value for value, count in enumerate(counts) for _person in range(count)]


# Scales


def test_points_that_many_chose_are_lines_with_wilsons_interval(event):
    found = said(event, "does-see", times(0, 0, 7, 5, 6))
    assert lines(found.shares) == [
        ("Never to Sometimes", 38.9, 18),
        ("Often", 27.8, 18),
        ("Always", 33.3, 18),
    ]
    low, high = proportion_confint(5, 18, method="wilson")
    assert numbers(found.shares[1].share) == pytest.approx([100 * 5 / 18, 100 * low, 100 * high, 18])
    assert (found.shares_hidden, found.off_scale, found.several) == ("", (), False)


def test_under_ten_people_have_a_mean_and_no_shares(event):
    found = said(event, "does-see", times(0, 1, 2, 3, 2))
    assert found.shares == ()
    assert found.shares_hidden == (
        "Not shown, so that nobody's answers can be told: percentages need 10 people, and at least 5 in each group "
        "that can be worked out from them."
    )
    assert found.mean.estimate == 22 / 8
    assert found.mean.low < 22 / 8 < found.mean.high
    assert (found.mean.n, found.mean.unit) == (8, "scale points")
    assert (found.axis.lowest, found.axis.lowest_words, found.axis.highest, found.axis.highest_words) == (
        0, "Never", 4, "Always",
    )  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [times(0, 0, 1, 2, 1), times(0, 0, 0, 0, 12), times(0, 0, 0, 1, 11), times(0, 0, 12)],
    ids=["four people", "all at the end", "all but one", "all alike"],
)
def test_few_people_and_people_agreed_are_hidden(event, values):
    found = said(event, "does-see", values)
    assert (found.mean.hidden != "", found.shares) == (True, ())
    assert hidden_ones(event.findings())


def test_a_mean_beside_merged_lines_has_no_interval(event):
    found = said(event, "does-see", times(3, 3, 3, 3, 8))
    assert [line.label for line in found.shares] == ["Never to Rarely", "Sometimes to Often", "Always"]
    assert numbers(found.mean) == [2.5, None, None, 20]
    assert found.mean.caveats == (
        "No interval is given with the mean: together they would tell how few people gave some of the answers.",
    )


def test_answers_off_the_scale_are_left_out_of_mean_and_shares(event):
    values = [*times(5, 0, 5), *["no-opportunity"] * 6, *["not-observed"] * 5]
    found = said(event, "does-see", values)
    assert numbers(found.mean)[0] == 1
    assert lines(found.shares) == [("Never", 50, 10), ("Rarely to Always", 50, 10)]
    assert lines(found.off_scale) == [
        ("No opportunity so far", 28.6, 21),
        ("Not able to observe", 23.8, 21),
    ]


def test_reasons_off_the_scale_that_few_gave_are_put_together_or_left_out(event):
    together = said(event, "does-see", [*times(5, 0, 5), *["no-opportunity"] * 4, *["not-observed"] * 2])
    assert lines(together.off_scale) == [("No opportunity so far or Not able to observe", 37.5, 16)]
    few = said(event, "does-act", [*times(5, 0, 5), "no-opportunity", "no-opportunity"], MONTH6)
    assert (few.off_scale, few.mean.n) == ((), 10)


# Delegates and managers


def test_delegates_and_managers_stand_side_by_side_on_the_same_anchors(event):
    said(event, "does-see", times(1, 1, 2, 2, 2))
    said(event, "does-see", times(3, 1, 1, 1, 1), audience=MANAGER)
    findings = event.findings()
    delegates, managers = findings.questions
    assert (delegates.audience, managers.audience) == (DELEGATE, MANAGER)
    assert (delegates.stem, managers.stem) == ("How often do you do see?", "How often do they do see?")
    assert delegates.axis == managers.axis
    assert [each.mean.estimate for each in findings.questions] == pytest.approx([19 / 8, 10 / 7])
    assert [each.mean.n for each in findings.questions] == [8, 7]


def test_questions_come_in_the_banks_order_by_time_and_audience(event):
    for point in (MONTH6, MONTH3):
        for audience in (MANAGER, DELEGATE):
            event.say_all(point, [{"does-act": 1, "does-see": 2}], audience)
    assert [(each.key, each.point, each.audience) for each in event.findings().questions] == [
        (key, point, audience)
        for key in ("does-see", "does-act")
        for point in (MONTH3, MONTH6)
        for audience in (DELEGATE, MANAGER)
    ]


# Choices


def test_each_barrier_is_a_share_of_those_who_answered(event):
    ticks = [("time",)] * 6 + [("time", "support")] * 2 + [("nothing",)] * 5
    found = said(event, "barriers", ticks)
    assert found.several
    assert lines(found.shares) == [("Time", 61.5, 13), ("Support", None, None), ("Nothing", 38.5, 13)]
    assert found.mean is None
    assert found.axis is None
    assert len(hidden_ones(event.findings())) == 1


def test_when_everybody_ticks_equally_many_a_hidden_barrier_hides_all(event):
    two = replace(BANK.questions_by_key["barriers"], choose=2)
    event.publish(replace(BANK, questions=tuple(two if q.key == "barriers" else q for q in BANK.questions)))
    found = said(event, "barriers", [("time", "support")] * 6 + [("time", "nothing")] * 6)
    # All ticked "Time", which is hidden; twice twelve ticks less the others' would tell it.
    assert found.shares == ()
    assert found.shares_hidden


def test_one_choice_of_several_has_a_last_line_for_those_few_chose(event):
    found = said(event, "again", ["room"] * 6 + ["online"] * 5 + ["both"] * 3 + ["never"] * 2, POST)
    assert lines(found.shares) == [("Room", 37.5, 16), ("Online", 31.2, 16), ("Any other answer", 31.2, 16)]
    assert (found.family, found.several) == (Family.REACTION, False)


def test_free_text_is_in_no_finding(event):
    event.say_all(
        POST, [{"comment": f"Words of person {number}", "useful": 1 + number % 4} for number in range(12)]
    )
    findings = event.findings()
    assert [each.key for each in findings.questions] == ["useful"]
    assert "Words of person" not in str(findings)


# Versions


def test_answers_to_reworded_versions_are_counted_together_in_the_newest_words(event):
    event.say_all(POST, [{"useful": value} for value in (1, 2, 3, 4, 4, 3)])
    reworded = replace(BANK.questions_by_key["useful"], stem="Was it of use?")
    event.publish(
        replace(BANK, questions=tuple(reworded if q.key == "useful" else q for q in BANK.questions))
    )
    for number, value in enumerate((4, 3, 2, 2), 7):
        event.say(POST, number, {"useful": value})
    [found] = event.findings().questions
    assert (found.stem, found.mean.n, found.mean.estimate) == ("Was it of use?", 10, 2.8)


def test_answers_on_another_scale_are_counted_apart(event):
    event.say_all(POST, [{"useful": value} for value in (1, 2, 3, 4, 4, 3)])
    rescaled = replace(BANK.questions_by_key["useful"], scale="how-often")
    event.publish(
        replace(BANK, questions=tuple(rescaled if q.key == "useful" else q for q in BANK.questions))
    )
    for number, value in enumerate((0, 1, 2, 3, 4), 7):
        event.say(POST, number, {"useful": value})
    found = event.findings().questions
    assert sorted((each.mean.n, each.axis.lowest) for each in found) == [(5, 0), (6, 1)]
