"""How a campaign comes to be, is moved and changed, and what has to hold of it.

Moving D-day takes the opening and the end along, by as many local days, at the same time
of day. Whatever hangs on the campaign by an offset follows by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.campaign import Campaign, Goals, Milestone, Phase, days_of
from domain.clock import at_local, local_day, zone_named
from domain.command import Change, Command, new_uid, rule
from domain.due import MAX_OFFSET, OffsetError, due_at
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.milestone_rules import checked_milestone
from domain.record import touched
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

YEARS = range(2000, 2200)
"""Years in which a campaign may lie: beyond them it is a slip of the finger."""


class NameRequiredError(DomainError):
    """A campaign without a name helps nobody."""

    message = N("A campaign needs a name.")


class EndsFirstError(DomainError):
    """It ends at or before the moment it starts."""

    message = N("A campaign has to end after it starts.")


class YearError(DomainError):
    """Nobody plans for that year."""

    message = N("{day} is not a day that a campaign can be on.")


class PhaseOrderError(DomainError):
    """A phase without days."""

    message = N("The phase {phase} would end before it begins.")


class PhaseOverlapError(DomainError):
    """A day belongs to one phase at most."""

    message = N("The phases {one} and {other} overlap: both have {day}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCampaign(Command):
    """A new campaign, as a template (`domain/calendar.py`) or a person proposes it."""

    NAME = "campaign.add"

    name: str
    d_day: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    template: str = ""
    platforms: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    goals: Goals | None = None
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class EditCampaign(Command):
    """Change fields of a campaign; `cancelled` calls it off or takes it up again.

    A new `d_day` or `zone` takes along `starts_at` and `ends_at`, each unless it is changed
    in the same command: a new zone keeps what the clocks show.
    """

    NAME = "campaign.edit"

    id: int
    edits: tuple[Edit, ...]


def _name(text: str) -> str:
    name = clean(text, limit=80, lines=1)
    if not name:
        raise NameRequiredError
    return name


def _phases(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    for phase in phases:
        for days in (phase.from_day, phase.to_day):
            if abs(days) > MAX_OFFSET:
                raise OffsetError(days=days, most=MAX_OFFSET)
    return tuple(
        replace(phase, zh=clean(phase.zh, limit=40, lines=1), en=clean(phase.en, limit=40, lines=1))
        for phase in phases
    )


def _platforms(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (clean(name, limit=40, lines=1) for name in names))))


def _plausible(when: date) -> date:
    """A date or an instant (which is a date, too) in a year that somebody plans for."""
    if when.year not in YEARS:
        raise YearError(day=f"{when:%Y-%m-%d}")
    return when


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "zone": lambda name: zone_named(name).key,
    "d_day": _plausible,
    "starts_at": _plausible,
    "ends_at": _plausible,
    "phases": _phases,
    "platforms": _platforms,
}
"""What makes the value of a field fit to be stored; a field without one is stored as it is."""

EDITABLE = (*_CHECKS, "goals", "cancelled")
"""The fields that `EditCampaign` takes; milestones have commands of their own."""


def _checked(name: str, value: Any) -> Any:
    check = _CHECKS.get(name)
    return value if check is None else check(value)


def _sound(campaign: Campaign) -> Campaign:
    """The campaign, when all of it holds together."""
    if campaign.ends_at <= campaign.starts_at:
        raise EndsFirstError
    for day in (campaign.d_day, local_day(campaign.starts_at, campaign.tz), campaign.last_day):
        if abs((day - campaign.d_day).days) > MAX_OFFSET:
            raise OffsetError(days=(day - campaign.d_day).days, most=MAX_OFFSET)
    spans = sorted((*days_of(campaign, phase), phase.name) for phase in campaign.phases)
    for first, last, name in spans:
        if last < first:
            raise PhaseOrderError(phase=name)
    for (_, last, one), (first, _, other) in pairwise(spans):
        if first <= last:
            raise PhaseOverlapError(one=one, other=other, day=first)
    return campaign


@rule(AddCampaign)
def add_campaign(board: Board, command: AddCampaign, at: datetime, by: int) -> Change:
    """A new campaign; done already when its uid is known."""
    if board.campaigns.by_uid(command.uid):
        return Change()
    names = [name for name in EDITABLE if name != "cancelled"]
    campaign = Campaign(
        id=board.next_id(Campaign),
        uid=command.uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        template=command.template,
        milestones=tuple(checked_milestone(board, each) for each in command.milestones),
        **{name: _checked(name, getattr(command, name)) for name in names},
    )
    return Change((_sound(campaign),))


@rule(EditCampaign)
def edit_campaign(board: Board, command: EditCampaign, at: datetime, by: int) -> Change:
    """Change what differs, and move the opening and the end along with D-day."""
    campaign = board.campaigns.require(command.id)
    edits = tuple(Edit(e.field, e.before, _checked(e.field, e.after)) for e in command.edits)
    values = merge(board, campaign, edits)
    said = {edit.field for edit in edits if edit.before != edit.after}
    days = (values.get("d_day", campaign.d_day) - campaign.d_day).days
    zone = zone_named(values.get("zone", campaign.zone))
    if days or zone != campaign.tz:
        for name in {"starts_at", "ends_at"} - said:
            local = getattr(campaign, name).astimezone(campaign.tz)
            values[name] = at_local(local.date() + timedelta(days=days), local.time(), zone)
    return Change((_sound(touched(campaign, at, by, **values)),)) if values else Change()


class Moved(NamedTuple):
    """A task whose due instant is another one."""

    task: int
    before: datetime
    after: datetime


def moved_tasks(board: Board, before: Campaign, after: Campaign) -> tuple[Moved, ...]:
    """The open tasks that follow when the campaign is changed from `before` to `after`."""
    found = []
    for task in board.tasks.values():
        if task.campaign == before.id and task.open and task.due is not None:
            was, will = due_at(task.due, before), due_at(task.due, after)
            if was is not None and will is not None and was != will:
                found.append(Moved(task.id, was, will))
    return tuple(found)
