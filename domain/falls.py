"""On which day of a year something falls: by its date, by a weekday, by the moon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from domain.due import Offset
from domain.frozen import dataclass
from domain.limits import Ge, Le

LunarTable = Mapping[str, tuple[date, ...]]
"""By feast: the days it falls on, one for each year that is known."""


class Strict:
    """A table of a file: it has no other keys than its fields."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDate(Strict):
    """The same date each year."""

    month: Annotated[int, Ge(1), Le(12)]
    day: Annotated[int, Ge(1), Le(31)]
    shift: Offset = 0
    """Days from there."""

    def in_year(self, year: int, moon: LunarTable) -> date | None:
        """The day; None where the year has no such date."""
        try:
            return date(year, self.month, self.day) + timedelta(days=self.shift)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnWeekday(Strict):
    """The nth such weekday of a month."""

    month: Annotated[int, Ge(1), Le(12)]
    weekday: Annotated[int, Ge(1), Le(7)]
    """1 is Monday."""
    nth: Annotated[int, Ge(1), Le(4)]
    shift: Offset = 0
    """Days from there."""

    def in_year(self, year: int, moon: LunarTable) -> date | None:
        """The day: every month has four of each weekday."""
        first = date(year, self.month, 1)
        wait = (self.weekday - first.isoweekday()) % 7
        return first + timedelta(days=wait + 7 * (self.nth - 1) + self.shift)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByMoon(Strict):
    """A feast of the lunar calendar, looked up in a table."""

    lunar: str
    """A row of the table."""
    shift: Offset = 0
    """Days from there."""

    def in_year(self, year: int, moon: LunarTable) -> date | None:
        """The day; None beyond the years of the table."""
        days = (day for day in moon.get(self.lunar, ()) if day.year == year)
        return next((day + timedelta(days=self.shift) for day in days), None)


Falls = OnDate | OnWeekday | ByMoon
