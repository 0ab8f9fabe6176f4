"""The promotions of the year: when they fall, and the campaign that a template proposes.

Only the day can be computed, and that of lunar feasts only within the years of the table.
Waves and windows are habits, marked as typical, for people to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Annotated

from domain.campaign import ExitCheck, Milestone, Phase
from domain.campaign_rules import AddCampaign
from domain.clock import zone_named
from domain.command import new_uid
from domain.due import Anchor, Due, Offset, moment
from domain.errors import DomainError
from domain.falls import Falls, LunarTable, Strict
from domain.frozen import dataclass
from domain.limits import MinLen
from domain.words import N, pick

_YEARS_AHEAD = 3
"""How far to look for the next time: a D-day may lie in the year before its feast."""


class UnknownTemplateError(DomainError):
    """No template has that key."""

    message = N("There is no campaign template {key}. There are: {keys}.")


class DateNeededError(DomainError):
    """Announced each year, or beyond the years of the lunar table."""

    message = N("The date of {name} cannot be computed: give it, such as 2027-06-18.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Strict):
    """A time on a day counted from D-day."""

    day: Offset
    time: str
    """`HH:MM`, to `24:00`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualCheck(Strict):
    """One thing to be seen before a milestone is done."""

    text: Annotated[str, MinLen(1)]
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual(Strict):
    """A milestone that a template proposes."""

    title: Annotated[str, MinLen(1)]
    en: str = ""
    anchor: Anchor
    day: Offset
    time: str
    role: str | None = None
    gate: bool = False
    typical: bool = False
    checks: tuple[UsualCheck, ...] = ()

    def milestone(self, ahead: int) -> Milestone:
        """It as a campaign's own, `ahead` days earlier where it counts from the start."""
        day = self.day - (ahead if self.anchor is Anchor.START else 0)
        return Milestone(
            uid=new_uid(),
            title=self.title,
            en=self.en,
            due=Due(anchor=self.anchor, offset_days=day, time=self.time),
            owner_role=self.role,
            gate=self.gate,
            typical=self.typical,
            checks=tuple(ExitCheck(text=each.text, en=each.en) for each in self.checks),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Template(Strict):
    """One promotion as it usually goes."""

    key: Annotated[str, MinLen(1)]
    zh: Annotated[str, MinLen(1)]
    en: Annotated[str, MinLen(1)]
    falls: Falls | None = None
    """Its D-day; None where it follows no rule."""
    zone: str | None = None
    """IANA name; None: the team's zone."""
    opens: Point
    ends: Point
    cadence: str = "article"
    phases: tuple[Phase, ...] = ()
    """Its own, as they are, in the place of a cadence."""
    work: bool = True
    """Whether what the team gets done for every promotion is done for this one as well."""
    milestones: tuple[Usual, ...] = ()
    playbook: str = "timeline"
    """The key of the playbook that makes its tasks."""
    goals: tuple[str, ...] = ()
    """What to agree on: fields of `Goals`, and roles."""

    @property
    def name(self) -> str:
        """Its name in the language spoken now."""
        return pick(self.zh, self.en)

    @property
    def ahead(self) -> int:
        """By how many days the sale opens before the evening before D-day."""
        return max(0, -1 - self.opens.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Strict):
    """What a calendar file holds."""

    templates: tuple[Template, ...] = ()
    cadences: Mapping[str, tuple[Phase, ...]] = field(default_factory=dict)
    work: tuple[Usual, ...] = ()
    """What the team itself gets done for every promotion."""
    lunar: LunarTable = field(default_factory=dict)

    def template(self, key: str) -> Template:
        """The template with this key, or else the only one with this name or beginning of it.

        Raises:
            UnknownTemplateError: Names those there are.
        """
        by_key = {template.key: template for template in self.templates}
        if key in by_key:
            return by_key[key]
        said = key.strip().casefold()
        for fits in (str.__eq__, str.startswith):
            found = [
                template
                for template in self.templates
                if fits(template.zh.casefold(), said) or fits(template.en.casefold(), said)
            ]
            if said and len(found) == 1:
                return found[0]
        raise UnknownTemplateError(key=key, keys=", ".join(by_key))

    def occurrence(self, template: Template, year: int) -> date:
        """D-day in the year of its feast.

        Raises:
            DateNeededError: No rule says.
        """
        day = template.falls and template.falls.in_year(year, self.lunar)
        if not day:
            raise DateNeededError(name=template.name)
        return day

    def next_occurrence(self, template: Template, today: date) -> date:
        """The next D-day, which may be today.

        Raises:
            DateNeededError: No rule says.
        """
        if template.falls is not None:
            for year in range(today.year, today.year + _YEARS_AHEAD):
                day = template.falls.in_year(year, self.lunar)
                if day is not None and day >= today:
                    return day
        raise DateNeededError(name=template.name)

    def plan(
        self,
        template: Template,
        d_day: date,
        *,
        zone: str,
        name: str = "",
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
    ) -> AddCampaign:
        """The campaign that the template proposes, as the command that adds it.

        Args:
            template: The promotion.
            d_day: Its label.
            zone: The team's zone, for templates without one of their own.
            name: What to call it; empty: the template's name and the year.
            starts_at: When the sale opens; None: as usual.
            ends_at: The first instant after it; None: as usual.
        """
        zone = template.zone or zone
        tz = zone_named(zone)
        year = d_day - timedelta(days=template.falls.shift) if template.falls else d_day
        cadence = () if template.phases else self.cadences[template.cadence]
        usual_phases = tuple(_earlier(phase, template.ahead) for phase in cadence)
        work = (usual.milestone(template.ahead) for usual in self.work if template.work)
        return AddCampaign(
            name=name or f"{template.name} {year:%Y}",
            template=template.key,
            zone=zone,
            d_day=d_day,
            starts_at=starts_at or _at(d_day, template.opens, tz),
            ends_at=ends_at or _at(d_day, template.ends, tz),
            phases=template.phases or usual_phases,
            milestones=(*work, *(usual.milestone(0) for usual in template.milestones)),
        )


def _at(d_day: date, point: Point, zone: tzinfo) -> datetime:
    return moment(d_day + timedelta(days=point.day), point.time, zone)


def _earlier(phase: Phase, days: int) -> Phase:
    """The phase, `days` earlier as far as it counts from the start."""
    to_anchor = phase.to_anchor or phase.anchor
    return replace(
        phase,
        from_day=phase.from_day - (days if phase.anchor is Anchor.START else 0),
        to_day=phase.to_day - (days if to_anchor is Anchor.START else 0),
    )
