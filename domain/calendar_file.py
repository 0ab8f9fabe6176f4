"""Where the calendar is read from: the shipped `data/calendar.toml`, and a team's own file.

Nothing here runs before somebody plans a campaign; pydantic is loaded then, as it is for
the write that follows.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from domain.calendar import Calendar
from domain.errors import DomainError, StoreError
from domain.falls import ByMoon
from domain.words import N

_SHIPPED = Path(__file__).parent / "data" / "calendar.toml"


class CalendarFileError(StoreError):
    """A calendar file cannot be read, or says something that cannot be."""

    message = N("The calendar {file} cannot be used: {place}: {why}")


def load_calendar(extra: Path | None = None) -> Calendar:
    """The calendar that is shipped and, over it, what a team's own file says.

    Of `extra`, templates come first and replace those with the same key; cadences and
    lunar rows replace those with the same name; `work`, where there is some, replaces all.

    Raises:
        CalendarFileError: Names the file and the place in it.
    """
    shipped = _shipped()
    if extra is None:
        return shipped
    own = _read(extra)
    keys = {template.key for template in own.templates}
    kept = (template for template in shipped.templates if template.key not in keys)
    calendar = Calendar(
        templates=(*own.templates, *kept),
        cadences={**shipped.cadences, **own.cadences},
        work=own.work or shipped.work,
        lunar={**shipped.lunar, **own.lunar},
    )
    _require_plans(extra, calendar)
    return calendar


@cache
def _shipped() -> Calendar:
    return _read(_SHIPPED)


def _read(path: Path) -> Calendar:
    from pydantic import TypeAdapter, ValidationError

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(Calendar).validate_python(tables)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CalendarFileError(file=path.name, place=place, why=first["msg"]) from error
    except (OSError, ValueError) as error:  # no such file, not UTF-8, not TOML
        raise CalendarFileError(file=path.name, place=path.parent, why=error) from error


def _require_plans(path: Path, calendar: Calendar) -> None:
    """Refuse a calendar that names what is not there, or times that no clock shows."""
    for template in calendar.templates:
        try:
            if isinstance(template.falls, ByMoon) and template.falls.lunar not in calendar.lunar:
                raise KeyError(template.falls.lunar)
            calendar.plan(template, date(2027, 6, 18), zone="UTC")
        except (DomainError, KeyError) as error:
            raise CalendarFileError(file=path.name, place=template.key, why=error) from error
