"""Working days and 调休: days that nobody works, and weekend days that everybody does.

China announces its holidays late in the year before, and with them the weekend days that are
worked in exchange. `chinesecalendar` knows both, and says where its knowledge ends: MIT, no
dependencies, 220 kB, seven milliseconds to import, a release after every announcement since
2016. (`holidays` is sixty times as large, takes fifty milliseconds, and guesses the years
that nobody has announced.) It is loaded when somebody asks, and never at the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from domain.clock import zone_named
from domain.words import N, pick, tr

if TYPE_CHECKING:
    from domain.board import Board

CHINESE = frozenset({f"Asia/{city}" for city in ("Shanghai", "Urumqi", "Chongqing", "Harbin")})
"""Zones in which the State Council says when people rest."""

_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is to people who work."""

    WORK = "work"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    """A Saturday or a Sunday that is worked, for a holiday."""


class Day(NamedTuple):
    """A day, and what is known of it."""

    day: date
    kind: DayKind
    zh: str = ""
    """The holiday's name; of a day made up, the one that it is made up for."""
    en: str = ""
    known: bool = True
    """False where its year is not announced: a weekend may still be worked, a weekday free."""

    @property
    def rest(self) -> bool:
        """Whether nobody works, as far as is known."""
        return self.kind in (DayKind.WEEKEND, DayKind.HOLIDAY)

    @property
    def words(self) -> str:
        """`weekend`, `Dragon Boat Festival`, `make-up working day`; empty for a usual day."""
        if self.kind is DayKind.HOLIDAY:
            return pick(self.zh, self.en)
        if self.kind is DayKind.MAKE_UP:
            return tr("make-up working day")
        return tr("weekend") if self.kind is DayKind.WEEKEND else ""


def team_zone(board: Board) -> tzinfo:
    """Where the team works: its calendar holds for it, wherever a campaign is."""
    return zone_named(board.settings.zone)


def day_in(day: date, zone: tzinfo) -> Day:
    """What `day` is where the clocks are those of `zone`; outside China, weekends only."""
    weekend = DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORK
    if getattr(zone, "key", "") not in CHINESE:
        return Day(day, weekend)
    if not announced(day.year):
        return Day(day, weekend, known=False)
    import chinese_calendar

    off, holiday = chinese_calendar.get_holiday_detail(day)
    if holiday is None:
        return Day(day, weekend)
    found = chinese_calendar.Holiday(holiday)
    kind = DayKind.HOLIDAY if off else DayKind.MAKE_UP
    return Day(day, kind, found.chinese, found.value)


@cache
def announced(year: int) -> bool:
    """Whether the holidays of a year are announced, as far as the library has heard."""
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


class Span(NamedTuple):
    """Some days in a row, as people who work see them."""

    working: int
    days: int
    special: tuple[Day, ...]
    """Holidays, and weekend days that are worked."""
    unknown: tuple[int, ...]
    """Years that are not announced."""


def span(first: date, last: date, zone: tzinfo) -> Span:
    """The days from the first to the last."""
    days = [day_in(day, zone) for day in _days(first, last)]
    return Span(
        sum(not day.rest for day in days),
        len(days),
        tuple(day for day in days if day.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP)),
        tuple(dict.fromkeys(day.day.year for day in days if not day.known)),
    )


def special_words(days: Iterable[Day]) -> str:
    """Holidays and days made up, runs of them together: `06-19..06-21 Dragon Boat Festival`."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and runs[-1][-1].day + timedelta(days=1) == day.day and _alike(runs[-1][-1], day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(f"{_from_to(run)} {run[0].words}" for run in runs)


def unknown_words(years: Iterable[int]) -> str:
    """What is to be said of years that nobody has announced; empty where there are none."""
    said = ", ".join(map(str, years))
    sentence = N("{years}: holidays and make-up days are not announced yet, weekends only")
    return tr(sentence, years=said) if said else ""


def _alike(one: Day, other: Day) -> bool:
    return (one.kind, one.zh) == (other.kind, other.zh)


def _from_to(run: list[Day]) -> str:
    first, last = run[0].day, run[-1].day
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d}..{last:%m-%d}"


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
