"""When waves open, remind and close: by London's clock, in every month, on both days the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.enums import TimePoint
from surveys.schedule import (
    DEFAULT_PLAN,
    LONDON,
    PointPlan,
    local_moment,
    plan_from_dict,
    plan_to_dict,
    reminders,
    wave_dates,
)


def london(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def dates(starts, ends):
    """Each wave's opening and closing as London's clock shows them, for an event by the same clock."""
    found = wave_dates(london(starts).astimezone(UTC), london(ends).astimezone(UTC), DEFAULT_PLAN)
    return {one.point: (shown(one.opens_at), shown(one.closes_at)) for one in found}


def shown(moment):
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}"


def test_the_four_waves_of_a_course():
    assert dates("2027-03-10 09:30", "2027-03-10 16:00") == {
        TimePoint.PRE: ("2027-03-03 08:00", "2027-03-10 09:30"),
        TimePoint.POST: ("2027-03-10 16:00", "2027-03-24 16:00"),
        TimePoint.MONTH3: ("2027-06-10 08:00", "2027-07-08 08:00"),
        TimePoint.MONTH6: ("2027-09-10 08:00", "2027-10-08 08:00"),
    }


def test_moments_come_out_in_utc():
    found = wave_dates(london("2027-03-10 09:30"), london("2027-03-10 16:00"), DEFAULT_PLAN)
    assert {one.opens_at.tzinfo for one in found} | {one.closes_at.tzinfo for one in found} == {UTC}
    assert [one.opens_at.hour for one in found] == [8, 16, 7, 7]
    assert [one.closes_at.hour for one in found] == [9, 16, 7, 7]


@pytest.mark.parametrize("starts", ["00:00", "07:15", "08:00", "09:30", "19:00", "23:59"])
@pytest.mark.parametrize("day", ["10", "28", "31"])
def test_a_course_is_asked_about_until_it_starts_and_no_longer(day, starts):
    """Also on the day the clocks change (28 March), and a few days later."""
    opens, closes = dates(f"2027-03-{day} {starts}", "2027-04-02 12:00")[TimePoint.PRE]
    assert (opens, closes) == (f"2027-03-{int(day) - 7:02} 08:00", f"2027-03-{day} {starts}")


@pytest.mark.parametrize(
    ("day", "three_months_on", "six_months_on"),
    [
        ("2026-11-30", "2027-02-28", "2027-05-30"),
        ("2027-11-30", "2028-02-29", "2028-05-30"),
        ("2026-08-31", "2026-11-30", "2027-02-28"),
        ("2026-12-31", "2027-03-31", "2027-06-30"),
        ("2028-02-29", "2028-05-29", "2028-08-29"),
        ("2027-03-31", "2027-06-30", "2027-09-30"),
    ],
)
def test_a_month_that_lacks_the_day_takes_its_last(day, three_months_on, six_months_on):
    found = dates(f"{day} 09:30", f"{day} 16:00")
    assert found[TimePoint.MONTH3][0] == f"{three_months_on} 08:00"
    assert found[TimePoint.MONTH6][0] == f"{six_months_on} 08:00"


def test_eight_in_the_morning_stays_eight_when_the_clocks_change():
    opens, closes = dates("2027-03-31 09:30", "2027-03-31 16:00")[TimePoint.PRE]
    assert (opens, closes) == ("2027-03-24 08:00", "2027-03-31 09:30")
    found = wave_dates(london("2027-03-31 09:30"), london("2027-03-31 16:00"), DEFAULT_PLAN)[0]
    assert found.closes_at - found.opens_at == timedelta(days=7, hours=1.5 - 1)


def test_a_wave_after_the_course_keeps_its_hour_over_the_change():
    assert dates("2027-10-25 09:30", "2027-10-25 16:00")[TimePoint.POST][1] == "2027-11-08 16:00"


def test_an_hour_that_is_skipped_in_march_is_the_moment_after_the_change():
    assert local_moment(london("2027-03-28 12:00"), 1) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert shown(local_moment(london("2027-03-28 12:00"), 1)) == "2027-03-28 02:00"


def test_of_a_doubled_hour_in_october_the_first_is_taken():
    assert local_moment(london("2027-10-31 12:00"), 1) == datetime(2027, 10, 31, 0, tzinfo=UTC)


@pytest.mark.parametrize("ends", [datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1)])
def test_a_course_that_ends_in_the_doubled_hour_is_asked_about_when_it_ends(ends):
    found = wave_dates(ends - timedelta(hours=8), ends, DEFAULT_PLAN)[1]
    assert (found.point, found.opens_at) == (TimePoint.POST, ends)


def test_the_local_day_counts_even_late_in_the_evening():
    """11:30 in the evening in London's summer is still the same day in UTC's late evening, and half past midnight
    is not."""
    assert local_moment(datetime(2027, 6, 9, 23, 30, tzinfo=UTC), 8) == datetime(2027, 6, 10, 7, tzinfo=UTC)


@given(st.integers(0, 20 * 366 * 24 * 60), st.integers(30, 3 * 24 * 60))
def test_every_wave_closes_after_it_opens_and_never_asks_before_the_end(minute, length):
    starts_at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    ends_at = starts_at + timedelta(minutes=length)
    pre, *after = wave_dates(starts_at, ends_at, DEFAULT_PLAN)
    assert pre.opens_at < pre.closes_at == starts_at
    assert all(ends_at <= one.opens_at < one.closes_at for one in after)


class TestReminders:
    def test_they_count_from_the_opening(self):
        opened, closes = london("2027-03-04 10:15"), london("2027-03-10 08:00")
        assert [(n, shown(at)) for n, at in reminders(opened, closes, (3, 5))] == [
            (1, "2027-03-07 10:15"),
            (2, "2027-03-09 10:15"),
        ]

    def test_one_that_falls_after_the_end_is_left_out(self):
        opened, closes = london("2027-03-04 10:15"), london("2027-03-09 10:15")
        assert [n for n, _ in reminders(opened, closes, (3, 5))] == [1]

    def test_they_keep_their_hour_when_the_clocks_change(self):
        opened, closes = london("2027-10-29 08:00"), london("2027-11-20 08:00")
        assert [shown(at) for _, at in reminders(opened, closes, (3,))] == ["2027-11-01 08:00"]


def test_a_plan_comes_back_from_its_document():
    assert plan_from_dict(plan_to_dict(DEFAULT_PLAN)) == DEFAULT_PLAN


def test_a_plan_of_an_audit_may_say_anything_else():
    plan = {TimePoint.MONTH3: PointPlan("start", 2, 10, 9, 5, (1,))}
    (found,) = wave_dates(london("2027-03-10 09:30"), london("2027-03-10 16:00"), plan)
    assert (shown(found.opens_at), shown(found.closes_at)) == ("2027-05-20 09:00", "2027-05-25 09:00")
