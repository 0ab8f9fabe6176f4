"""A campaign: its days, phases and milestones, and what the clock says of them.

`d_day` is the label (18 June), `starts_at` the moment of sale (the 17th at 20:00). Offsets
count local calendar days in the campaign's zone. Phase and status are functions of the
clock; only what people decided is stored.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from domain.campaign_parts import ExitCheck as ExitCheck
from domain.campaign_parts import Goals as Goals
from domain.campaign_parts import Milestone as Milestone
from domain.campaign_parts import Passing as Passing
from domain.campaign_parts import Phase as Phase
from domain.clock import day_end, last_day, local_day, zone_named
from domain.due import Anchor, due_at
from domain.frozen import dataclass
from domain.limits import MaxLen, MinLen
from domain.record import Record
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board

REVIEW_DAYS = 7
"""Days after its end for which a campaign without phases is looked back on."""


class Status(StrEnum):
    """Where a campaign stands."""

    PLANNED = "planned"
    CLEARED = "cleared"
    """Planned still, but the gate was passed: it goes live by itself."""
    LIVE = "live"
    REVIEWING = "reviewing"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATUS_NAMES = {
    Status.PLANNED: N("Planned"),
    Status.CLEARED: N("Cleared to open"),
    Status.LIVE: N("Live"),
    Status.REVIEWING: N("Retrospective"),
    Status.CLOSED: N("Closed"),
    Status.CANCELLED: N("Cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Record):
    """One promotion."""

    TABLE: ClassVar[str] = "campaigns"
    PREFIX: ClassVar[str] = "C"

    name: Annotated[str, MinLen(1), MaxLen(80)]
    template: str = ""
    """The key of the template it was made from; empty for none."""
    platforms: tuple[str, ...] = ()
    zone: str = "Asia/Shanghai"
    """IANA name of the zone that its dates and times are in."""
    d_day: date
    starts_at: datetime
    ends_at: datetime
    """The first instant after it."""
    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    goals: Goals | None = None
    passes: tuple[Passing, ...] = ()
    """Each time that its gate was passed or overridden, the oldest first."""
    cancelled: bool = False

    @property
    def passing(self) -> Passing | None:
        """By which it may open: the last one that nobody took back; None: nobody passed it."""
        return next((each for each in reversed(self.passes) if each.revoked_at is None), None)

    @property
    def tz(self) -> ZoneInfo:
        """The zone that its dates and times are in."""
        return zone_named(self.zone)

    @property
    def last_day(self) -> date:
        """The local date of its last second: what offsets from the end count from."""
        return last_day(self.ends_at, self.tz)

    def milestone(self, uid: str) -> Milestone | None:
        """The milestone with this uid; None when there is none."""
        return next((each for each in self.milestones if each.uid == uid), None)


class PhaseDay(NamedTuple):
    """A day within a phase."""

    phase: Phase
    day: int
    """1 on the first day."""
    days: int
    """How many there are."""

    @property
    def words(self) -> str:
        """What the header says: `Warm-up, day 8/16`."""
        return tr("{phase}, day {day}/{days}", phase=self.phase.name, day=self.day, days=self.days)


def days_of(campaign: Campaign, phase: Phase) -> tuple[date, date]:
    """The first and the last local day of a phase."""
    anchors = {Anchor.START: campaign.d_day, Anchor.END: campaign.last_day}
    first = anchors[phase.anchor] + timedelta(days=phase.from_day)
    return first, anchors[phase.to_anchor or phase.anchor] + timedelta(days=phase.to_day)


def phase_of(campaign: Campaign, now: datetime) -> PhaseDay | None:
    """The phase that the local day belongs to; None between, before and after them."""
    today = local_day(now, campaign.tz)
    for phase in campaign.phases:
        first, last = days_of(campaign, phase)
        if first <= today <= last:
            return PhaseDay(phase, (today - first).days + 1, (last - first).days + 1)
    return None


def over_at(campaign: Campaign) -> datetime:
    """The end of its last phase: from then on it is closed."""
    last = max(
        (days_of(campaign, phase)[1] for phase in campaign.phases),
        default=campaign.last_day + timedelta(days=REVIEW_DAYS),
    )
    return max(campaign.ends_at, day_end(last, campaign.tz))


def status_of(campaign: Campaign, now: datetime) -> Status:
    """Where the campaign stands: cancelled or cleared by somebody, else what the clock says.

    Shops open by the platform's clock, not by ours: what has begun is live, passed or not
    (`domain/clearance.py` says which).
    """
    if campaign.cancelled:
        return Status.CANCELLED
    if now < campaign.starts_at:
        return Status.PLANNED if campaign.passing is None else Status.CLEARED
    if now < campaign.ends_at:
        return Status.LIVE
    return Status.REVIEWING if now < over_at(campaign) else Status.CLOSED


def milestone_at(campaign: Campaign, milestone: Milestone) -> datetime:
    """The instant of one of the campaign's milestones."""
    at = due_at(milestone.due, campaign)
    assert at is not None  # only a relative due without a campaign has no instant
    return at


def timeline(campaign: Campaign) -> tuple[Milestone, ...]:
    """Its milestones in the order of time, those that were called off left out."""
    kept = (each for each in campaign.milestones if not each.cancelled)
    return tuple(sorted(kept, key=lambda each: milestone_at(campaign, each)))


def next_milestone(campaign: Campaign, now: datetime) -> Milestone | None:
    """The earliest milestone that is still to come about; None when there is none.

    One that a role answers for stays the next while it is late; any other has passed once
    its time has.
    """
    for milestone in timeline(campaign):
        waits = milestone.owner_role is not None or milestone_at(campaign, milestone) >= now
        if milestone.open and waits:
            return milestone
    return None


def target(campaign: Campaign, now: datetime) -> datetime | None:
    """What the countdown goes to: the opening, then the end; None when it is over."""
    if campaign.cancelled or now >= campaign.ends_at:
        return None
    return campaign.starts_at if now < campaign.starts_at else campaign.ends_at


def opening_mark(campaign: Campaign, now: datetime) -> str:
    """What everybody has to see until the end: that it was overridden, or opened without a passing.

    Empty where it was passed, or where there is time; `domain/clearance.py` says all of it.
    """
    if campaign.cancelled or now >= campaign.ends_at:
        return ""
    if any(each.lines and each.revoked_at is None for each in campaign.passes):
        return tr("gate overridden")
    return tr("no gate passed") if campaign.passing is None and now >= campaign.starts_at else ""


def current_campaign(board: Board, now: datetime) -> Campaign | None:
    """The campaign that the header speaks of.

    The live one that ends first; else the one that opens next; else the last one that is
    still being looked back on; None when there is none of these.
    """
    ranked = {Status.LIVE: 0, Status.CLEARED: 1, Status.PLANNED: 1, Status.REVIEWING: 2}
    best: tuple[int, float] | None = None
    found = None
    for campaign in board.campaigns.values():
        rank = ranked.get(status_of(campaign, now))
        if rank is None:
            continue
        instant = campaign.starts_at if rank == 1 else campaign.ends_at
        distance = abs((instant - now).total_seconds())
        if best is None or (rank, distance) < best:
            best, found = (rank, distance), campaign
    return found
