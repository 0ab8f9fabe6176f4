"""When something is due: an instant, or a day counted from a campaign's start or end.

A relative due stores only the offset; the instant is derived from the campaign each time,
so that moving the campaign moves everything that hangs on it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from domain.clock import at_local, day_end
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.limits import Ge, Le
from domain.words import N

if TYPE_CHECKING:
    from domain.campaign import Campaign

MAX_OFFSET = 400
"""Days that anything may lie before or after a campaign."""

Offset = Annotated[int, Ge(-MAX_OFFSET), Le(MAX_OFFSET)]
"""Local calendar days, negative before the anchor."""


class OffsetError(DomainError):
    """Too far from the campaign to mean it."""

    message = N("{days} days is too far from the campaign: at most {most} before or after it.")


class DueError(DomainError):
    """A due is an instant or an offset, and its time of day is one that clocks show."""

    message = N("A due date is either an instant or an offset from a campaign, such as D-5 18:00.")


class Anchor(StrEnum):
    """What offsets count from."""

    START = "start"
    """The campaign's D-day."""
    END = "end"
    """The local date of its last second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An instant `at`, or `offset_days` from an `anchor` at `time`. Exactly one of the two."""

    at: datetime | None = None
    anchor: Anchor | None = None
    offset_days: Offset = 0
    time: str | None = None
    """`HH:MM` in the campaign's zone; None and `24:00` both mean the end of the day."""

    def __post_init__(self) -> None:
        if (self.at is None) == (self.anchor is None):
            raise DueError
        if self.at is not None and (self.offset_days or self.time is not None):
            raise DueError
        if self.time is not None:
            wall_time(self.time)
        if abs(self.offset_days) > MAX_OFFSET:
            raise OffsetError(days=self.offset_days, most=MAX_OFFSET)


def wall_time(text: str) -> time | None:
    """The time of day that `HH:MM` says; None for `24:00`, the end of the day.

    Raises:
        DueError: No clock shows that.
    """
    if text == "24:00":
        return None
    hours, _, minutes = text.partition(":")
    if text.isascii() and len(hours) == 2 == len(minutes) and (hours + minutes).isdecimal():
        hour, minute = int(hours), int(minutes)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise DueError


def moment(day: date, wall: str | None, zone: tzinfo) -> datetime:
    """The instant of `wall` (`HH:MM`; None or `24:00`: the end) on `day` in `zone`."""
    at = None if wall is None else wall_time(wall)
    return day_end(day, zone) if at is None else at_local(day, at, zone)


def due_day(due: Due, campaign: Campaign) -> date:
    """The local date that a relative due means for `campaign`."""
    anchor = campaign.d_day if due.anchor is Anchor.START else campaign.last_day
    return anchor + timedelta(days=due.offset_days)


def due_at(due: Due, campaign: Campaign | None) -> datetime | None:
    """The instant that is meant; None when it is relative and there is no campaign."""
    if due.at is not None:
        return due.at
    if campaign is None:
        return None
    return moment(due_day(due, campaign), due.time, campaign.tz)
