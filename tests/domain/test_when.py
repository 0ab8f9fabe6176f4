"""What people type for a date, and how it is said back. No screen, no machine's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign import Campaign
from domain.due import Anchor, Due, DueError, OffsetError, due_at
from domain.due_words import describe, short, typed
from domain.when import CampaignNeededError, WhenError, parse_when

SHANGHAI, ANGELES = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles")
NOW = datetime(2027, 6, 9, 5, 58, 7, tzinfo=UTC)
"""Wednesday, 13:58:07 in Shanghai."""

SALE = Campaign(
    id=1,
    uid="c",
    created_at=NOW,
    created_by=1,
    updated_at=NOW,
    updated_by=1,
    name="618",
    d_day=date(2027, 6, 18),
    starts_at=datetime(2027, 6, 17, 12, tzinfo=UTC),
    ends_at=datetime(2027, 6, 20, 16, tzinfo=UTC),
)


def meant(text: str) -> str:
    """The instant as a clock in Shanghai shows it."""
    at = parse_when(text, NOW, SHANGHAI, has_campaign=False).at
    assert at is not None
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        # a day: its end
        ("今天", "2027-06-10 00:00"),
        ("tomorrow", "2027-06-11 00:00"),
        ("大后天", "2027-06-13 00:00"),
        ("周五", "2027-06-12 00:00"),
        ("周三", "2027-06-10 00:00"),
        ("下周一", "2027-06-15 00:00"),
        ("下下周三", "2027-06-24 00:00"),
        ("本周一", "2027-06-08 00:00"),
        ("周末", "2027-06-14 00:00"),
        ("fri", "2027-06-12 00:00"),
        ("next monday", "2027-06-15 00:00"),
        ("+2d", "2027-06-12 00:00"),
        ("in 2 days", "2027-06-12 00:00"),
        ("两天后", "2027-06-12 00:00"),
        ("3周后", "2027-07-01 00:00"),
        ("2027-06-10", "2027-06-11 00:00"),
        ("２０２７／６／１０", "2027-06-11 00:00"),
        ("6月10日", "2027-06-11 00:00"),
        ("六月十日", "2027-06-11 00:00"),
        ("6.18", "2027-06-19 00:00"),
        ("6/8", "2028-06-09 00:00"),
        ("2-29", "2028-03-01 00:00"),
        ("10号", "2027-06-11 00:00"),
        ("jun 10", "2027-06-11 00:00"),
        ("10th June", "2027-06-11 00:00"),
        # a time: the next such
        ("18:00", "2027-06-09 18:00"),
        ("13:00", "2027-06-10 13:00"),
        ("中午", "2027-06-10 12:00"),
        ("6pm", "2027-06-09 18:00"),
        ("24:00", "2027-06-10 00:00"),
        # both, in either order
        ("明天18:00", "2027-06-10 18:00"),
        ("明天１８：００", "2027-06-10 18:00"),
        ("后天 9点", "2027-06-11 09:00"),
        ("下周一 10:00", "2027-06-14 10:00"),
        ("周三 12:00", "2027-06-16 12:00"),
        ("周一十点", "2027-06-14 10:00"),
        ("06-10 18:00", "2027-06-10 18:00"),
        ("5日 8点", "2027-07-05 08:00"),
        ("2027年6月10日 上午9点半", "2027-06-10 09:30"),
        ("今晚8点", "2027-06-09 20:00"),
        ("明晚八点一刻", "2027-06-10 20:15"),
        ("明天中午1点", "2027-06-10 13:00"),
        ("今天晚上12点", "2027-06-10 00:00"),
        ("tomorrow 6pm", "2027-06-10 18:00"),
        ("6:30 pm on friday", "2027-06-11 18:30"),
        ("tomorrow noon", "2027-06-10 12:00"),
        ("tomorrow 12am", "2027-06-10 00:00"),
        # a span from now, to the minute
        ("+4h", "2027-06-09 17:58"),
        ("＋4时", "2027-06-09 17:58"),
        ("+30m", "2027-06-09 14:28"),
        ("半小时后", "2027-06-09 14:28"),
        ("in 3 hours", "2027-06-09 16:58"),
        # what this program prints, and other programs
        ("2027-06-10T10:00:00Z", "2027-06-10 18:00"),
        ("2027-06-10T18:00", "2027-06-10 18:00"),
        ("2027-06-10 18:00:00", "2027-06-10 18:00"),
    ],
)
def test_typed_date_is_understood(text: str, instant: str) -> None:
    assert meant(text) == instant


@pytest.mark.parametrize(
    ("text", "anchor", "days", "wall"),
    [
        ("D-5", Anchor.START, -5, None),
        ("d－5　18：00", Anchor.START, -5, "18:00"),
        ("D+3", Anchor.START, 3, None),
        ("D日 20:00", Anchor.START, 0, "20:00"),
        ("E+3", Anchor.END, 3, None),
        ("结束+3 9点", Anchor.END, 3, "09:00"),
    ],
)
def test_offset_is_kept_as_an_offset(text: str, anchor: Anchor, days: int, wall: str) -> None:
    due = parse_when(text, NOW, SHANGHAI, has_campaign=True)
    assert due == Due(anchor=anchor, offset_days=days, time=wall)


@pytest.mark.parametrize(
    "text",
    [
        "foo",
        "18",
        "周八",
        "D--5",
        "25:00",
        "12:60",
        "24:30",
        "明天 18:00 19:00",
        "31 feb",
        "13-40",
        "2027-06-31",
        "2027-02-30T10:00",
        "0001-01-01",
        "9999-12-31",
        "\x1b[31m明",
    ],
)
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    with pytest.raises(WhenError, match=r"tomorrow 18:00, 2027-06-10 or D-5"):
        parse_when(text, NOW, SHANGHAI, has_campaign=True)


@pytest.mark.parametrize("text", ["", " \t", "　"])
def test_nothing_typed_is_said_to_be_missing(text: str) -> None:
    with pytest.raises(WhenError, match="missing"):
        parse_when(text, NOW, SHANGHAI, has_campaign=True)


@given(st.text(alphabet="0123456789天明周一下月日点晚-+:/.DdEehm 今后半十号pma", max_size=12))
def test_any_text_is_understood_or_refused_by_name(text: str) -> None:
    try:
        due = parse_when(text, NOW, SHANGHAI, has_campaign=True)
    except (WhenError, OffsetError):
        return
    assert due_at(due, SALE) is not None


def test_offset_without_a_campaign_is_refused() -> None:
    with pytest.raises(CampaignNeededError, match="D-5 counts from a campaign"):
        parse_when("D-5", NOW, SHANGHAI, has_campaign=False)


def test_offset_far_beyond_the_campaign_is_refused() -> None:
    with pytest.raises(OffsetError, match="401"):
        parse_when("D-401", NOW, SHANGHAI, has_campaign=True)


def test_day_is_the_zones_own() -> None:
    late = datetime(2027, 6, 9, 16, 30, tzinfo=UTC)
    assert parse_when("today 18:00", late, SHANGHAI, False).at == datetime(
        2027, 6, 10, 10, tzinfo=UTC
    )
    assert parse_when("today 18:00", late, ANGELES, False).at == datetime(
        2027, 6, 10, 1, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("明天18:00", "tomorrow 18:00 (06-10 Thu)"),
        ("今天", "today 24:00 (06-09 Wed)"),
        ("2027-07-01", "2027-07-01 24:00 Thu"),
        ("D-5 18:00", "D-5 18:00 = 2027-06-13 18:00 Sun, weekend"),
        ("D", "D-day 24:00 = 2027-06-18 24:00 Fri"),
        ("E+3", "end+3 24:00 = 2027-06-23 24:00 Wed"),
    ],
)
def test_what_was_understood_is_said_back(text: str, said: str) -> None:
    due = parse_when(text, NOW, SHANGHAI, has_campaign=True)
    assert describe(due, SALE, NOW, SHANGHAI) == said


def test_campaign_of_another_zone_names_it() -> None:
    due = Due(anchor=Anchor.START, offset_days=-5)
    assert (
        describe(due, SALE, NOW, ANGELES)
        == "D-5 24:00 = 2027-06-13 24:00 Sun Asia/Shanghai, weekend"
    )
    assert describe(due, None, NOW, ANGELES) == "D-5 24:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("今天18:00", "today 18:00"),
        ("明天", "tomorrow"),
        ("2027-06-08", "yesterday"),
        ("2027-06-20 18:00", "06-20"),
        ("2028-01-05", "2028-01-05"),
        ("D-5 18:00", "D-5"),
        ("D-8 18:00", "tomorrow 18:00"),
        ("E+3", "end+3"),
    ],
)
def test_card_says_a_due_date_in_few_cells(text: str, said: str) -> None:
    due = parse_when(text, NOW, SHANGHAI, has_campaign=True)
    at = due_at(due, SALE)
    assert at is not None
    assert short(at, NOW, SHANGHAI, due) == said


instants = st.integers(0, 2_000_000).map(
    lambda minutes: Due(at=SALE.starts_at + timedelta(minutes=minutes - 1_000_000))
)
offsets = st.builds(
    Due,
    anchor=st.sampled_from(Anchor),
    offset_days=st.integers(-400, 400),
    time=st.one_of(st.none(), st.times().map(lambda at: f"{at:%H:%M}")),
)


@given(st.one_of(instants, offsets))
def test_text_in_the_field_means_the_same_due_again(due: Due) -> None:
    assert parse_when(typed(due, SHANGHAI), NOW, SHANGHAI, has_campaign=True) == due


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"at": NOW, "anchor": Anchor.START},
        {"at": NOW, "time": "18:00"},
        {"at": NOW, "offset_days": 1},
        {"anchor": Anchor.START, "time": "6pm"},
        {"anchor": Anchor.START, "time": "24:01"},
        {"anchor": Anchor.START, "time": "１８:00"},
    ],
)
def test_due_is_either_an_instant_or_an_offset_at_a_time(values: dict[str, object]) -> None:
    with pytest.raises(DueError):
        Due(**values)  # type: ignore[arg-type]


def test_relative_due_counts_local_days_from_either_end() -> None:
    end_of_13th = datetime(2027, 6, 13, 16, tzinfo=UTC)
    assert due_at(Due(anchor=Anchor.START, offset_days=-5), SALE) == end_of_13th
    assert due_at(Due(anchor=Anchor.START, offset_days=-5, time="24:00"), SALE) == end_of_13th
    # It ends at 24:00 of the 20th, which is not yet the 21st.
    at = due_at(Due(anchor=Anchor.END, offset_days=1, time="18:00"), SALE)
    assert at == datetime(2027, 6, 21, 10, tzinfo=UTC)
    assert due_at(Due(anchor=Anchor.START), None) is None


@given(
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.integers(-400, 400),
    st.sampled_from(["America/Los_Angeles", "Asia/Shanghai", "Europe/London"]),
)
def test_offsets_survive_summer_time_and_year_ends(d_day: date, days: int, zone: str) -> None:
    start = datetime(d_day.year, d_day.month, d_day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    sale = Campaign(
        id=1,
        uid="c",
        created_at=NOW,
        created_by=1,
        updated_at=NOW,
        updated_by=1,
        name="sale",
        zone=zone,
        d_day=d_day,
        starts_at=start,
        ends_at=start + timedelta(days=2),
    )
    at = due_at(Due(anchor=Anchor.START, offset_days=days, time="20:00"), sale)
    assert at is not None
    local = at.astimezone(ZoneInfo(zone))
    assert (local.date() - d_day).days == days
    assert (local.hour, local.minute) == (20, 0)
