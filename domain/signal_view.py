"""What a person wants to see of a signal: words that tell, a small plot, medians of the loop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from statistics import median
from typing import TYPE_CHECKING

from domain.buckets import Ledger, voice
from domain.clock import local_day
from domain.counts import Counts
from domain.feedback import FeedbackItem
from domain.frozen import dataclass
from domain.record import iso
from domain.signal import STORE, Signal, SignalState
from domain.surge import Level

if TYPE_CHECKING:
    from domain.board import Board

PLOTTED = 18
"""Days: the longest window, its guard and its baseline."""
_TELLING = 60
"""Characters; a longer text tells no more."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the plot."""

    date: str
    """`2027-06-17`, UTC."""
    y: int
    """Complaints of the topic."""
    n: int
    """Items."""


@dataclass(frozen=True, slots=True)
class Month:
    """How fast the loop was closed for the signals that were raised in one month."""

    month: str
    """`2027-06`, in the workspace's zone."""
    signals: int
    surges: int
    dismissed: int
    closed: int
    first_item_to_signal: timedelta | None
    """The median; None where it happened to none of them."""
    signal_to_dispatch: timedelta | None
    dispatch_to_action: timedelta | None
    signal_to_closed: timedelta | None


def series(board: Board, signal: Signal, now: datetime) -> tuple[Point, ...]:
    """Complaints and items of the last days, today the last."""
    days = Counts(Ledger(board.tables, now), signal.sku, now).days(PLOTTED)
    return tuple(Point(day.date, day.complaints[signal.topic], day.n) for day in days)


def samples(board: Board, signal: Signal, most: int = 3) -> tuple[FeedbackItem, ...]:
    """The words that tell most: whole sentences, no two the same, the newest first."""
    since, found = iso(signal.first_item_at)[:16], dict[str, tuple[int, str, int]]()
    for key, doc in board.feedback.docs.items():
        said = voice(doc)
        if said is None or signal.topic not in said.complaints or said.at[:16] < since:
            continue
        if signal.sku not in (STORE, said.sku):
            continue
        rank = (min(len(doc["text"]), _TELLING), said.at, int(key))
        found[doc["text"]] = max(rank, found.get(doc["text"], rank))
    best = sorted(found.values(), reverse=True)[:most]
    return tuple(board.feedback[number] for _, _, number in best)


def months(signals: Iterable[Signal], zone: tzinfo) -> tuple[Month, ...]:
    """The medians of each month, the newest month first."""
    by_month: dict[str, list[Signal]] = defaultdict(list)
    for signal in signals:
        by_month[f"{local_day(signal.raised_at, zone):%Y-%m}"].append(signal)
    return tuple(_month(month, by_month[month]) for month in sorted(by_month, reverse=True))


def _month(month: str, signals: list[Signal]) -> Month:
    real = [signal for signal in signals if signal.state is not SignalState.DISMISSED]
    return Month(
        month=month,
        signals=len(signals),
        surges=sum(signal.level is Level.SURGE for signal in signals),
        dismissed=len(signals) - len(real),
        closed=sum(signal.state is SignalState.CLOSED for signal in real),
        first_item_to_signal=_median((each.first_item_at, each.raised_at) for each in real),
        signal_to_dispatch=_median((each.raised_at, each.dispatched_at) for each in real),
        dispatch_to_action=_median((each.dispatched_at, each.first_action_at) for each in real),
        signal_to_closed=_median((each.raised_at, each.closed_at) for each in real),
    )


def _median(spans: Iterable[tuple[datetime | None, datetime | None]]) -> timedelta | None:
    lengths = [(end - start).total_seconds() for start, end in spans if start and end]
    return timedelta(seconds=round(median(lengths))) if lengths else None
