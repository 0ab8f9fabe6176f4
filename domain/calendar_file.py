"""Where the calendar is read from: the shipped `data/calendar.toml`, and a team's own file.

Nothing here runs before somebody plans a campaign; pydantic is loaded then, as it is for
the write that follows. What a file says wrong is named by its line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from domain.calendar import Calendar
from domain.errors import DomainError, StoreError
from domain.falls import ByMoon
from domain.toml_lines import line_of, place_of
from domain.words import N

CALENDAR_FILE = "calendar.toml"
"""The team's own templates, in the workspace."""

_SHIPPED = Path(__file__).parent / "data" / CALENDAR_FILE


class CalendarFileError(StoreError):
    """A calendar file cannot be read, or says something that cannot be."""

    message = N("The calendar {file} cannot be used: line {line}, {place}: {why}")
    unreadable = N("The calendar {file} cannot be read: {why}")


def team_calendar(workspace: Path) -> Calendar:
    """The promotions of the year, with the team's own.

    Raises:
        CalendarFileError: The team's file has mistakes.
    """
    own = workspace / CALENDAR_FILE
    return load_calendar(own if own.exists() else None)


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
    text = _text(extra)
    own = _parsed(extra, text)
    keys = {template.key for template in own.templates}
    kept = (template for template in shipped.templates if template.key not in keys)
    calendar = Calendar(
        templates=(*own.templates, *kept),
        cadences={**shipped.cadences, **own.cadences},
        work=own.work or shipped.work,
        lunar={**shipped.lunar, **own.lunar},
    )
    _require_plans(extra, text, own, calendar)
    return calendar


@cache
def _shipped() -> Calendar:
    return _parsed(_SHIPPED, _text(_SHIPPED))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # no such file, not UTF-8
        text = CalendarFileError.unreadable
        raise CalendarFileError(text, file=path.name, why=error) from error


def _parsed(path: Path, text: str) -> Calendar:
    from pydantic import TypeAdapter, ValidationError

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, said = place_of(text, error)
        raise CalendarFileError(file=path.name, line=line, place="-", why=said) from error
    try:
        return TypeAdapter(Calendar).validate_python(tables)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _flaw(path, text, tables, first["loc"], first["msg"]) from error


def _flaw(
    path: Path, text: str, tables: Any, place: Sequence[int | str], why: object
) -> CalendarFileError:
    """What is wrong at a place; the template's key is more help than its number."""
    names = [str(part) for part in place]
    if place[:1] == ("templates",) and len(place) > 1 and isinstance(place[1], int):
        names[:2] = [str(tables["templates"][place[1]].get("key", place[1] + 1))]
    line = line_of(text, place)
    return CalendarFileError(file=path.name, line=line, place=".".join(names), why=why)


def _require_plans(path: Path, text: str, own: Calendar, calendar: Calendar) -> None:
    """Refuse a calendar that names what is not there, or times that no clock shows."""
    places = {template.key: place for place, template in enumerate(own.templates)}
    for template in calendar.templates:
        try:
            if isinstance(template.falls, ByMoon) and template.falls.lunar not in calendar.lunar:
                raise KeyError(template.falls.lunar)
            calendar.plan(template, date(2027, 6, 18), zone="UTC")
        except (DomainError, KeyError) as error:
            place = ("templates", places[template.key]) if template.key in places else ()
            line = line_of(text, place) if place else 1
            raise CalendarFileError(
                file=path.name, line=line, place=template.key, why=error
            ) from error
