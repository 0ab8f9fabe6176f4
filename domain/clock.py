"""Time: instants, local days in a zone, and how long until something is due.

Instants are aware, in UTC, whole seconds. A day is a local date in some zone: adding days
to a date keeps the wall-clock time, whatever the zone does in between. A countdown is a
difference of two instants and needs no zone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from domain.errors import DomainError
from domain.words import N, tr

Clock = Callable[[], datetime]
"""Says what time it is: an aware instant in UTC. Passed in; only `__main__` names a real one."""

_DAY = 86400


class UnknownZoneError(DomainError):
    """Not a name of the IANA time zone database."""

    message = N("There is no time zone {zone}. One that there is: Asia/Shanghai.")


def now() -> datetime:
    """The present moment, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def zone_named(name: str) -> ZoneInfo:
    """The zone with this IANA name.

    Raises:
        UnknownZoneError: There is none.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownZoneError(zone=name) from None


def at_local(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant at which the clocks in `zone` show `wall` on `day`.

    A time that is skipped when summer time begins moves forward by what was skipped; of a
    time that comes twice when it ends, the first is meant.
    """
    return datetime.combine(day, wall.replace(fold=0), zone).astimezone(UTC)


def day_end(day: date, zone: tzinfo) -> datetime:
    """24:00 of `day` in `zone`: the first instant that no longer belongs to it."""
    return at_local(day + timedelta(days=1), time(), zone)


def local_day(at: datetime, zone: tzinfo) -> date:
    """The date that a calendar in `zone` shows at an instant."""
    return at.astimezone(zone).date()


def last_day(end: datetime, zone: tzinfo) -> date:
    """The local date of the last second before `end`, which is exclusive."""
    return local_day(end - timedelta(seconds=1), zone)


def shifted(at: datetime, days: int, zone: tzinfo) -> datetime:
    """The same wall-clock time in `zone`, `days` later (earlier when negative)."""
    local = at.astimezone(zone)
    return at_local(local.date() + timedelta(days=days), local.time(), zone)


def countdown(due: datetime, now: datetime, *, seconds: bool) -> str:
    """How long until `due`, in words, zero-padded so that it keeps its width as it ticks.

    Args:
        due: When it falls.
        now: The present moment.
        seconds: Within the last day show a clock with seconds, else hours and minutes.

    Returns:
        `"2d 03h"`, `"23:14:07"`, `"23h 14m"`, or `"1d 02h late"` once `due` has passed.
        Parts of a unit that is not shown are dropped.
    """
    left = int((due - now).total_seconds())
    span = _span(abs(left), seconds)
    return tr("{span} late", span=span) if left < 0 else span


def _span(total: int, seconds: bool) -> str:
    hours, minutes = total // 3600, total // 60 % 60
    if total >= _DAY:
        return tr("{days}d {hours:02}h", days=total // _DAY, hours=hours % 24)
    if seconds:
        return f"{hours:02}:{minutes:02}:{total % 60:02}"
    return tr("{hours:02}h {minutes:02}m", hours=hours, minutes=minutes)
