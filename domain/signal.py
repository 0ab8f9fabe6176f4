"""A rise of complaints that is not chance, and how far the team is with it.

States and their legal moves (`domain/signal_rules.py` has the commands)::

    open -> acked -> acting -> verifying -> closed     open -> acting: dispatched at once
    open, acked, acting -> verifying   two quiet checks, at least six hours apart
    verifying -> acting                it rises again (or acked, open: where it was before)
    verifying -> closed                seven quiet days, and its tasks are done
    closed -> open                     it rises again within thirty days
    any but closed -> dismissed        a false alarm, with a reason

There is one signal at most that is neither closed nor dismissed for a product and a topic.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.limits import MaxLen
from domain.record import Record, touched
from domain.surge import Level
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board

STORE = "*"
"""The product of a signal that is about the whole store."""

UNDISPATCHED_FOR = timedelta(minutes=30)
"""A surge for which nobody has work after so long is a matter for everybody."""


class SignalState(StrEnum):
    """How far the team is."""

    OPEN = "open"
    ACKED = "acked"
    ACTING = "acting"
    VERIFYING = "verifying"
    CLOSED = "closed"
    DISMISSED = "dismissed"


SIGNAL_STATE_NAMES = {
    SignalState.OPEN: N("Waiting"),
    SignalState.ACKED: N("Acknowledged"),
    SignalState.ACTING: N("Acting"),
    SignalState.VERIFYING: N("Watching"),
    SignalState.CLOSED: N("Closed"),
    SignalState.DISMISSED: N("False alarm"),
}

LEVEL_NAMES = {Level.NONE: N("Usual"), Level.WATCH: N("Watch"), Level.SURGE: N("Surge")}

OVER = (SignalState.CLOSED, SignalState.DISMISSED)
"""States in which a signal does not stand in the way of a new one."""


class Basis(StrEnum):
    """What a verdict rests on."""

    TEST = "test"
    """The statistic, against a baseline."""
    SHARE = "share"
    """Too little baseline: the share of complaints in the window alone."""
    FEW = "few"
    """Too few items in the window to say anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was counted at one moment, and what that means."""

    at: datetime
    hours: int
    """Length of the window that ends at `at`."""
    y: int
    """Distinct buyers who complained of the topic in the window."""
    n: int
    """Items in the window, without the platform's default reviews."""
    baseline_y: int
    """Complaints in the baseline, distinct buyers a day."""
    baseline_n: int
    """Items in the baseline."""
    days: int
    """Full days of baseline, without those of earlier surges."""
    basis: Basis = Basis.TEST
    level: Level = Level.NONE
    p: float | None = None
    """The chance of as much or more if nothing had changed; None without a baseline."""
    expected: float | None = None
    """Complaints that the baseline predicts; None without one."""

    @property
    def ratio(self) -> float | None:
        """Complaints for each expected one; None without a baseline."""
        if self.expected is None:
            return None
        return self.y / self.expected if self.expected else inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Record):
    """A rise. `created_at` is when it was raised first."""

    TABLE: ClassVar[str] = "signals"
    PREFIX: ClassVar[str] = "S"

    sku: Annotated[str, MaxLen(64)]
    """The product; `*`: the store."""
    topic: Annotated[str, MaxLen(64)]
    """Key of the topic in the lexicon."""
    level: Level
    """The worst it has been since it was raised."""
    safety: bool = False
    """A matter of safety or law (S1): one item was enough."""
    raised: Snapshot
    """What raised it."""
    last: Snapshot
    """What was counted when it last changed."""
    state: SignalState = SignalState.OPEN
    state_since: datetime
    quiet_since: datetime | None = None
    """The first of the quiet checks since it was last seen to be high."""
    surged: tuple[str, ...] = ()
    """Dates (UTC) on which it was a surge: later baselines leave them out."""
    reopened: int = 0
    """How often it rose again after it was closed."""
    reason: Annotated[str, MaxLen(500)] = ""
    """Why it was a false alarm."""
    tasks: tuple[int, ...] = ()
    """The work that was given out for it."""

    first_item_at: datetime
    """When the first customer of the window that raised it spoke."""
    raised_at: datetime
    """When it was raised, the last time."""
    acked_at: datetime | None = None
    acked_by: int | None = None
    """The member who took it on."""
    dispatched_at: datetime | None = None
    """When work was first given out."""
    first_action_at: datetime | None = None
    """When the first of its tasks was begun."""
    closed_at: datetime | None = None
    """When it was closed or dismissed."""

    @property
    def live(self) -> bool:
        """Whether it is neither closed nor dismissed."""
        return self.state not in OVER

    def undispatched(self, now: datetime) -> timedelta | None:
        """For how long it has waited for work to be given out; None when it does not wait."""
        if self.state not in (SignalState.OPEN, SignalState.ACKED):
            return None
        return None if self.dispatched_at is not None else now - self.raised_at


class SignalOverError(DomainError):
    """It is closed or dismissed."""

    message = N("{number} is over ({state}).")

    def __init__(self, signal: Signal) -> None:
        """Refuse to work on `signal`."""
        super().__init__(number=signal.number, state=signal.state)

    def __str__(self) -> str:
        state = tr(SIGNAL_STATE_NAMES[self.values["state"]])
        return tr(self.text, **{**self.values, "state": state})


def moved(signal: Signal, to: SignalState, at: datetime, by: int, **values: Any) -> Signal:
    """The signal in state `to`, with `values`."""
    since = signal.state_since if to is signal.state else at
    return touched(signal, at, by, state=to, state_since=since, **values)


def dispatched(signal: Signal, tasks: tuple[int, ...], at: datetime, by: int) -> Signal:
    """The signal with work given out for it; the clock "found to dispatched" stops.

    Work that it has already counts once. The first work makes it acting, from wherever it is.

    Raises:
        SignalOverError: It is closed or dismissed.
    """
    if not signal.live:
        raise SignalOverError(signal)
    new = tuple(task for task in tasks if task not in signal.tasks)
    if not new:
        return signal
    to = signal.state
    if to in (SignalState.OPEN, SignalState.ACKED):
        to = SignalState.ACTING
    first = signal.dispatched_at or at
    return moved(signal, to, at, by, tasks=(*signal.tasks, *new), dispatched_at=first)


def live_signals(board: Board) -> tuple[Signal, ...]:
    """The signals that are not over: surges first, then the newest first."""
    found = [signal for signal in board.table(Signal).values() if signal.live]
    found.sort(key=lambda each: (each.level is Level.SURGE, each.raised_at, each.id), reverse=True)
    return tuple(found)


def live_for(board: Board, sku: str, topic: str) -> Signal | None:
    """The signal of a product and a topic that is not over; None when there is none."""
    for signal in live_signals(board):
        if (signal.sku, signal.topic) == (sku, topic):
            return signal
    return None


def explained(seen: Snapshot, topic: str, sku: str, gap: str = " | ") -> str:
    """Why, in one line: `起球 T恤A 24h 11/420 | 基线14天 9/5210 | 预期0.8 | 14x | p=2.5e-08`.

    Args:
        seen: What was counted.
        topic: What people call the topic.
        sku: What people call the product.
        gap: What stands between the parts.
    """
    head = f"{topic} {sku} {seen.hours}h {seen.y}/{seen.n}".replace("  ", " ")
    if seen.basis is Basis.FEW:
        return gap.join((head, tr("too few items to say more")))
    if seen.basis is Basis.SHARE or seen.p is None or seen.expected is None:
        share = tr("not enough baseline: {share} of all", share=f"{seen.y / seen.n:.0%}")
        return gap.join((head, share))
    parts = (
        head,
        tr(
            "baseline {days}d {y}/{n}",
            days=seen.days,
            y=seen.baseline_y,
            n=seen.baseline_n,
        ),
        tr("expected {expected}", expected=f"{seen.expected:.1f}"),
        f"{seen.ratio or 0:.0f}x",
        f"p={seen.p:.1e}",
    )
    return gap.join(parts)
