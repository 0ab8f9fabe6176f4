"""The fields of a campaign's form, and what a template puts into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from domain.calendar import Calendar, DateNeededError, Template
from domain.campaign import Campaign
from domain.clock import Clock, at_local, day_end, local_day, zone_named
from domain.due import Due
from domain.due_words import describe, typed, wall_clock
from domain.when import parse_when
from domain.words import tr
from tui.screens.field import Field, Kind, Raw, text
from tui.screens.option import Option

Values = dict[str, object]

NOTHING: Values = dict.fromkeys(("d_day", "starts_at", "ends_at")) | {"template": "", "name": ""}
"""What stands in the fields of a new campaign before a template or a day is chosen."""


@dataclass(slots=True)
class Reader:
    """Understands days and instants in the zone that the form has at the moment."""

    clock: Clock
    zone: Callable[[], tzinfo]

    def day(self, raw: Raw) -> date:
        """The day that is meant. Raises WhenError."""
        return wall_clock(self.instant(raw), self.zone())[0]

    def instant(self, raw: Raw) -> datetime:
        """The instant that is meant; of a day alone, its end. Raises WhenError."""
        at = parse_when(str(raw), self.clock(), self.zone(), has_campaign=False).at
        assert at is not None  # what counts from a campaign was refused
        return at

    def write(self, at: datetime | None) -> Raw:
        """Text that is read as the same instant."""
        return "" if at is None else typed(Due(at=at), self.zone())

    def explain_day(self, raw: Raw) -> str:
        """What was understood."""
        return f"= {self.day(raw)}" if raw else ""

    def explain(self, raw: Raw) -> str:
        """What was understood."""
        if not raw:
            return ""
        said = describe(Due(at=self.instant(raw)), None, self.clock(), self.zone())
        return f"= {said}"


def campaign_fields(reader: Reader, calendar: Calendar, new: bool) -> tuple[Field, ...]:
    """The fields; a new campaign has a template to choose as well."""

    def templates() -> list[Option]:
        today = local_day(reader.clock(), reader.zone())
        dated = (
            Option(each.key, each.name, str(next_day(calendar, each, today) or ""))
            for each in calendar.templates
        )
        return [Option("", tr("No template")), *dated]

    template = Field(
        name="template", label=tr("Template"), kind=Kind.CHOICE, options=templates, optional=True
    )
    fields = (
        Field(name="name", label=tr("Name"), read=text(80)),
        Field(
            name="d_day",
            label=tr("D-day"),
            read=reader.day,
            write=lambda day: "" if day is None else str(day),
            explain=reader.explain_day,
            placeholder="2027-06-18",
        ),
        Field(
            name="starts_at",
            label=tr("Sale opens"),
            read=reader.instant,
            write=reader.write,
            explain=reader.explain,
            placeholder="2027-06-17 20:00",
        ),
        Field(
            name="ends_at",
            label=tr("Ends"),
            read=reader.instant,
            write=reader.write,
            explain=reader.explain,
            placeholder="2027-06-20 24:00",
        ),
        Field(name="zone", label=tr("Time zone"), read=lambda raw: zone_named(str(raw)).key),
    )
    return (template, *fields) if new else fields


def values_of(campaign: Campaign) -> Values:
    """What stands in each field for a campaign that is there."""
    names = ("name", "d_day", "starts_at", "ends_at", "zone")
    return {name: getattr(campaign, name) for name in names}


def proposed(calendar: Calendar, key: str, d_day: date | None, today: date, zone: str) -> Values:
    """What to fill in for a template (`""`: none) and a D-day (None: the next one)."""
    template = calendar.template(key) if key else None
    if d_day is None and template is not None:
        d_day = next_day(calendar, template, today)
    values = NOTHING | {"zone": zone, "template": key, "d_day": d_day}
    if d_day is None:
        return values
    if template is None:
        tz = zone_named(zone)
        return values | {"starts_at": at_local(d_day, time(), tz), "ends_at": day_end(d_day, tz)}
    plan = calendar.plan(template, d_day, zone=zone)
    return {name: getattr(plan, name) for name in values}


def next_day(calendar: Calendar, template: Template, today: date) -> date | None:
    """The template's next D-day; None where no rule says."""
    try:
        return calendar.next_occurrence(template, today)
    except DateNeededError:
        return None
