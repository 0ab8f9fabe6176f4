"""The course of a signal: what becomes of it when its counts are looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.frozen import dataclass
from domain.record import iso
from domain.signal import Basis, Signal, SignalState, Snapshot, moved
from domain.surge import Level
from domain.task import OPEN

if TYPE_CHECKING:
    from domain.board import Board

QUIET_P = 0.05
"""A window above this looks like chance again."""
QUIET_SHARE = 0.05
"""The same without a baseline: the share of complaints below which it does."""
CHECKS_APART = timedelta(hours=6)
QUIET = timedelta(days=7)
"""How long it has to stay quiet before it is closed."""
REGRESSION = timedelta(days=30)
"""A rise so soon after the end is the same one again."""

_SURGED_DATES = 20
_AT_ONCE = timedelta(minutes=1)
"""What comes so soon after a signal was raised, as the next rows of a file do, raised it, too."""
_RANK = {Level.NONE: 0, Level.WATCH: 1, Level.SURGE: 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was counted for a product and a topic."""

    snapshot: Snapshot
    first: datetime
    """When the first complaint of the window was made."""
    alarm: bool = False
    """Whether a matter of safety or law is new among it."""

    @property
    def level(self) -> Level:
        """How high it is."""
        return Level.SURGE if self.alarm else self.snapshot.level

    @property
    def high(self) -> bool:
        """Whether it is more than usual."""
        return self.level is not Level.NONE


def higher(one: Level, other: Level) -> bool:
    """Whether the one level is above the other."""
    return _RANK[one] > _RANK[other]


def raised(number: int, sku: str, topic: str, seen: Seen) -> Signal:
    """A new signal. Nobody made it, so it is nobody's; its uid follows from what it is about."""
    at = seen.snapshot.at
    return Signal(
        id=number,
        uid=f"{iso(at)} {topic} {sku}",
        created_at=at,
        created_by=0,
        updated_at=at,
        updated_by=0,
        sku=sku,
        topic=topic,
        level=seen.level,
        safety=seen.alarm,
        raised=seen.snapshot,
        last=seen.snapshot,
        state_since=at,
        surged=_dates((), seen),
        first_item_at=seen.first,
        raised_at=at,
    )


def again(signal: Signal, seen: Seen) -> Signal | None:
    """A closed signal whose complaints rise again soon: open, with a clock that starts afresh.

    None when it is too long ago: then it is a new signal's business.
    """
    at = seen.snapshot.at
    if signal.closed_at is None or at - signal.closed_at > REGRESSION:
        return None
    return moved(
        signal,
        SignalState.OPEN,
        at,
        0,
        level=seen.level,
        safety=signal.safety or seen.alarm,
        raised=seen.snapshot,
        last=seen.snapshot,
        quiet_since=None,
        surged=_dates(signal.surged, seen),
        reopened=signal.reopened + 1,
        first_item_at=seen.first,
        raised_at=at,
        acked_at=None,
        acked_by=None,
        dispatched_at=None,
        first_action_at=None,
        closed_at=None,
    )


def silenced(signal: Signal, seen: Seen) -> bool:
    """Whether what was dismissed as a false alarm is still the same, and raises nothing."""
    if signal.state is not SignalState.DISMISSED or signal.closed_at is None or seen.alarm:
        return False
    fresh = seen.snapshot.at - signal.closed_at < timedelta(hours=seen.snapshot.hours)
    return fresh and seen.snapshot.y < 2 * signal.last.y


def course(board: Board, signal: Signal, seen: Seen, *, exact: bool) -> Signal:
    """The live signal after a look at its counts; itself when nothing has changed.

    Args:
        board: Where its tasks are.
        signal: The signal.
        seen: What was counted.
        exact: Whether to write down what differs in the number of items alone, too.
    """
    if seen.high or (signal.safety and seen.snapshot.y):
        return _rising(signal, seen, exact=exact)
    if _quiet(signal, seen.snapshot):
        return _settling(board, signal, seen.snapshot.at)
    if signal.quiet_since is not None and seen.snapshot.basis is not Basis.FEW:
        return _changed(signal, seen.snapshot.at, quiet_since=None)
    return signal


def open_tasks(board: Board, signal: Signal) -> tuple[int, ...]:
    """Its tasks that are neither done nor cancelled, nor have gone to the archive."""
    tasks = (board.tasks.get(number) for number in signal.tasks)
    return tuple(task.id for task in tasks if task is not None and task.state in OPEN)


def quiet_enough(signal: Signal, now: datetime) -> bool:
    """Whether the rate has been back for as long as it takes to close the signal."""
    since = signal.quiet_since
    verifying = signal.state is SignalState.VERIFYING
    return verifying and since is not None and now - since >= QUIET


def _rising(signal: Signal, seen: Seen, *, exact: bool) -> Signal:
    level = seen.level if higher(seen.level, signal.level) else signal.level
    state = signal.state
    if state is SignalState.VERIFYING:
        state = _before(signal)
    if state is SignalState.ACKED and higher(level, signal.level):
        state = SignalState.OPEN  # somebody took on a watch, not a surge
    last, now = signal.last, seen.snapshot
    same = (last.y, last.hours, last.level) == (now.y, now.hours, now.level)
    same = same and not (exact and last.n != now.n)
    values = {
        "level": level,
        "state": state,
        "safety": signal.safety or seen.alarm,
        "quiet_since": None,
        "surged": _dates(signal.surged, seen),
        "last": last if same else now,
    }
    if not same and now.at - signal.raised_at <= _AT_ONCE:
        values["raised"] = now
    return _changed(signal, now.at, **values)


def _settling(board: Board, signal: Signal, now: datetime) -> Signal:
    """The first quiet check, the second one, and in the end the last."""
    since = signal.quiet_since
    if since is None:
        return _changed(signal, now, quiet_since=now)
    if signal.state is not SignalState.VERIFYING:
        if now - since < CHECKS_APART:
            return signal
        signal = moved(signal, SignalState.VERIFYING, now, 0)
    if quiet_enough(signal, now) and not open_tasks(board, signal):
        return moved(signal, SignalState.CLOSED, now, 0, closed_at=now)
    return signal


def _quiet(signal: Signal, seen: Snapshot) -> bool:
    if signal.safety:  # leaves the state of waiting by a person only
        return seen.y == 0 and signal.state is not SignalState.OPEN
    if seen.basis is Basis.TEST and seen.p is not None:
        return seen.p > QUIET_P
    return seen.y == 0 or (seen.basis is Basis.SHARE and seen.y / seen.n < QUIET_SHARE)


def _before(signal: Signal) -> SignalState:
    """Where a signal was before it seemed to be over."""
    if signal.dispatched_at is not None:
        return SignalState.ACTING
    return SignalState.OPEN if signal.acked_at is None else SignalState.ACKED


def _dates(before: tuple[str, ...], seen: Seen) -> tuple[str, ...]:
    if seen.level is not Level.SURGE:
        return before
    end = seen.snapshot.at
    start = end - timedelta(hours=seen.snapshot.hours)
    days = (end.date() - start.date()).days
    window = (iso(start + timedelta(days=day))[:10] for day in range(days + 1))
    return tuple(sorted({*before, *window})[-_SURGED_DATES:])


def _changed(signal: Signal, at: datetime, **values: Any) -> Signal:
    same = all(getattr(signal, name) == value for name, value in values.items())
    return signal if same else moved(signal, values.pop("state", signal.state), at, 0, **values)
