"""What a campaign is made of: phases, milestones with their exit checks, goals, passings.

All of it is stored within the campaign (`domain/campaign.py`, which hands these on).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from domain.due import Anchor, Due, Offset
from domain.frozen import dataclass
from domain.limits import Ge, Le, MaxLen, MinLen
from domain.words import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some consecutive local days of a campaign, both ends included."""

    key: Annotated[str, MinLen(1), MaxLen(40)]
    zh: Annotated[str, MinLen(1), MaxLen(40)]
    en: Annotated[str, MaxLen(40)] = ""
    """Empty where the team gave one name only."""
    anchor: Anchor = Anchor.START
    """What `from_day` counts from; `to_day` too, unless `to_anchor` says otherwise."""
    from_day: Offset
    to_day: Offset
    to_anchor: Anchor | None = None

    @property
    def name(self) -> str:
        """Its name in the language spoken now."""
        return pick(self.zh, self.en or self.zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitCheck:
    """One thing to be seen before a milestone can be called done."""

    text: Annotated[str, MinLen(1), MaxLen(120)]
    """What it is known by: no two of a milestone say the same."""
    en: Annotated[str, MaxLen(120)] = ""
    done_at: datetime | None = None
    done_by: int | None = None

    @property
    def name(self) -> str:
        """It in the language spoken now."""
        return pick(self.text, self.en or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One moment of a campaign: a wave opens, a balance falls due, the last parcel leaves."""

    uid: str
    title: Annotated[str, MinLen(1), MaxLen(80)]
    en: Annotated[str, MaxLen(80)] = ""
    """Its English title, where it comes from a template."""
    due: Due
    owner_role: str | None = None
    """The role that answers for it; None: it comes by the clock, and nobody has to tick it."""
    gate: bool = False
    """Whether the sale should not open before it is done."""
    typical: bool = False
    """A usual date, not an announced one: to be changed to what the platform says."""
    note: Annotated[str, MaxLen(500)] = ""
    checks: tuple[ExitCheck, ...] = ()
    """All of them are ticked before it is done, and while it is."""
    cancelled: bool = False
    done_at: datetime | None = None
    done_by: int | None = None

    @property
    def name(self) -> str:
        """Its title in the language spoken now."""
        return pick(self.title, self.en or self.title)

    @property
    def unchecked(self) -> tuple[ExitCheck, ...]:
        """The exit checks that nobody has ticked."""
        return tuple(each for each in self.checks if each.done_at is None)

    @property
    def open(self) -> bool:
        """Whether it is still to come about."""
        return self.done_at is None and not self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGoal:
    """What one role does for the campaign's goals, in its own words."""

    role: str
    text: Annotated[str, MinLen(1), MaxLen(120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """What the campaign is measured by; None where nothing was agreed."""

    gmv: Annotated[int, Ge(0)] | None = None
    """Sales in fen."""
    roi_min: Annotated[float, Ge(0)] | None = None
    """Sales per money spent on ads, at least."""
    return_rate_max: Annotated[float, Ge(0), Le(1)] | None = None
    """Returned share of orders, at most, 0 to 1."""
    service: Annotated[str, MaxLen(120)] = ""
    """What customer service promises: how fast it answers, how well."""
    roles: tuple[RoleGoal, ...] = ()
    """What each role does for it; one line for each at most."""

    def of(self, role: str) -> str:
        """The role's own line; empty where it has none."""
        return next((each.text for each in self.roles if each.role == role), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """放行: operations let the sale open; kept, whatever becomes of it."""

    by: int
    at: datetime
    lines: tuple[str, ...] = ()
    """The lines of the gate that were shut then (`domain/gate.py`): overridden, not passed."""
    reason: Annotated[str, MaxLen(500)] = ""
    """Why it was overridden."""
    revoked_by: int | None = None
    """Who took it back."""
    revoked_at: datetime | None = None
