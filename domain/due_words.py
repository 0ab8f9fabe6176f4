"""How a due date is said: on a card, under the field it was typed into, and in that field.

An instant at midnight is said as 24:00 of the day before, as people who plan say it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from domain.campaign import Campaign
from domain.clock import local_day
from domain.due import Anchor, Due, due_at
from domain.words import N, tr

_NEAR = {
    -1: N("yesterday"),
    0: N("today"),
    1: N("tomorrow"),
    2: N("the day after tomorrow"),
}
_WEEKDAYS = (N("Mon"), N("Tue"), N("Wed"), N("Thu"), N("Fri"), N("Sat"), N("Sun"))
_END = "24:00"
_FAR = 180
"""Days beyond which a card shows the year."""


def wall_clock(at: datetime, zone: tzinfo) -> tuple[date, str]:
    """The local day and the time of day, `00:01` to `24:00`."""
    local = at.astimezone(zone)
    if local.time() == time():
        return local.date() - timedelta(days=1), _END
    return local.date(), f"{local:%H:%M}"


def offset_words(due: Due) -> str:
    """`D-5`, `D-day`, `end+3`: the day of a relative due; empty for an instant."""
    if due.anchor is None:
        return ""
    if due.anchor is Anchor.END:
        return tr("end{days:+d}", days=due.offset_days) if due.offset_days else tr("last day")
    return f"D{due.offset_days:+d}" if due.offset_days else tr("D-day")


def short(at: datetime, now: datetime, zone: tzinfo, due: Due | None = None) -> str:
    """The due date on a card: `today 18:00`, `tomorrow`, `D-5`, `06-10`, `2028-01-05`.

    Args:
        at: The instant.
        now: The present moment.
        zone: Where `today` is.
        due: What it comes from, so that a relative one can be said as an offset.
    """
    day, wall = wall_clock(at, zone)
    away = (day - local_day(now, zone)).days
    if abs(away) <= 1:
        near = tr(_NEAR[away])
        return near if wall == _END else tr("{day} {time}", day=near, time=wall)
    if due is not None and due.anchor is not None:
        return offset_words(due)
    return f"{day:%m-%d}" if abs(away) <= _FAR else f"{day:%Y-%m-%d}"


def describe(due: Due, campaign: Campaign | None, now: datetime, zone: tzinfo) -> str:
    """What was understood: `tomorrow 18:00 (06-10 Thu)`, `D-5 18:00 = 2027-06-13 18:00 Sun`.

    A relative due is said in its campaign's zone, which is named where it is not `zone`. A day
    on which people rest, or work for once, is said to be one.
    """
    said = _described(due, campaign, now, zone)
    at = due_at(due, campaign)
    if at is None:
        return said
    from domain.workdays import day_in  # a library's tables, for whoever asks

    local = zone if due.anchor is None or campaign is None else campaign.tz
    words = day_in(wall_clock(at, local)[0], zone).words
    return f"{said}, {words}" if words else said


def _described(due: Due, campaign: Campaign | None, now: datetime, zone: tzinfo) -> str:
    at = due_at(due, campaign)
    if at is None:
        return f"{offset_words(due)} {due.time or _END}"
    if due.anchor is not None and campaign is not None:
        day, wall = wall_clock(at, campaign.tz)
        label = "" if campaign.tz == zone else f" {campaign.zone}"
        said = f"{offset_words(due)} {due.time or _END}"
        return f"{said} = {day} {wall} {_weekday(day)}{label}"
    day, wall = wall_clock(at, zone)
    near = _NEAR.get((day - local_day(now, zone)).days)
    if near is None:
        return f"{day} {wall} {_weekday(day)}"
    return f"{tr(near)} {wall} ({day:%m-%d} {_weekday(day)})"


def typed(due: Due, zone: tzinfo) -> str:
    """Text that `parse_when` takes for the same due: what its field is filled with."""
    if due.at is not None:
        day, wall = wall_clock(due.at, zone)
        return str(day) if wall == _END else f"{day} {wall}"
    letter = "D" if due.anchor is Anchor.START else "E"
    return f"{letter}{due.offset_days:+d}" + ("" if due.time is None else f" {due.time}")


def _weekday(day: date) -> str:
    return tr(_WEEKDAYS[day.weekday()])
