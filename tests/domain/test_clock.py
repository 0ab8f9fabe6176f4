"""Instants, local days and countdowns. The machine's own zone and date are not involved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock
from domain.clock import UnknownZoneError, at_local, countdown, day_end, shifted, zone_named

SHANGHAI, ANGELES = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles")
DUE = datetime(2027, 6, 17, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "clock", "words"),
    [
        (timedelta(days=22, hours=3, minutes=59), "22d 03h", "22d 03h"),
        (timedelta(days=1), "1d 00h", "1d 00h"),
        (timedelta(hours=23, minutes=14, seconds=7), "23:14:07", "23h 14m"),
        (timedelta(minutes=7), "00:07:00", "00h 07m"),
        (timedelta(0), "00:00:00", "00h 00m"),
        (timedelta(seconds=-1), "00:00:01 late", "00h 00m late"),
        (timedelta(days=-1, hours=-2), "1d 02h late", "1d 02h late"),
    ],
)
def test_countdown_in_the_two_largest_units_and_by_the_second_on_the_last_day(
    left: timedelta, clock: str, words: str
) -> None:
    assert countdown(DUE, DUE - left, seconds=True) == clock
    assert countdown(DUE, DUE - left, seconds=False) == words


@given(st.integers(0, 86_399))
def test_last_day_of_a_countdown_keeps_its_width(seconds: int) -> None:
    assert len(countdown(DUE, DUE - timedelta(seconds=seconds), seconds=True)) == 8


def test_countdown_is_the_same_in_every_zone() -> None:
    now = DUE - timedelta(hours=5)
    for zone in (SHANGHAI, ANGELES):
        assert countdown(DUE.astimezone(zone), now, seconds=True) == "05:00:00"


def test_skipped_time_moves_forward_and_doubled_time_is_the_first() -> None:
    spring, autumn = date(2027, 3, 14), date(2027, 11, 7)
    assert at_local(spring, time(2, 30), ANGELES).astimezone(ANGELES).time() == time(3, 30)
    assert at_local(autumn, time(1, 30), ANGELES) == datetime(2027, 11, 7, 8, 30, tzinfo=UTC)


def test_day_ends_at_the_next_midnight_also_when_it_has_23_or_25_hours() -> None:
    for day, hours in ((date(2027, 3, 14), 23), (date(2027, 11, 7), 25), (date(2027, 6, 1), 24)):
        assert day_end(day, ANGELES) - at_local(day, time(), ANGELES) == timedelta(hours=hours)


@given(
    st.integers(0, 8_000_000).map(lambda minutes: DUE + timedelta(minutes=minutes - 4_000_000)),
    st.integers(-400, 400),
    st.sampled_from([SHANGHAI, ANGELES, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]),
)
def test_shifted_instant_keeps_its_time_of_day_except_where_that_is_skipped(
    at: datetime, days: int, zone: ZoneInfo
) -> None:
    before, after = at.astimezone(zone), shifted(at, days, zone).astimezone(zone)
    assert after.date() - before.date() == timedelta(days=days)
    skipped = (after.hour * 60 + after.minute) - (before.hour * 60 + before.minute)
    assert skipped in (0, 30, 60)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Asia", "\0"])
def test_unknown_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownZoneError):
        zone_named(name)


def test_real_clock_says_whole_seconds_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert clock.now().microsecond == 0
