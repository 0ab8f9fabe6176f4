"""Do complaints rise? What the counts say of each product and topic, and what becomes of signals.

The Gamma-Poisson test of `domain/surge.py` in two windows (24 and 72 hours), with a guard of
a day and a baseline of 14 days. Pure: counts, signals and an instant in, changed signals out;
the same again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.counts import Counts, Shelf
from domain.signal import STORE, Basis, Signal, SignalState, Snapshot
from domain.signal_course import Seen, again, course, higher, raised, silenced
from domain.surge import Level, judge

if TYPE_CHECKING:
    from domain.board import Board

SUDDEN, SLOW = 24, 72
"""Hours: the window that finds what breaks out, and the one that finds what builds up."""

LEAST_ITEMS = 20
"""Of a window with fewer items nothing is said."""
_LEAST_DAYS, _LEAST_BASELINE = 3, 100
"""A baseline of less says nothing: then `_SHARE` of the items and `_BUYERS` do."""
_SHARE, _BUYERS = 0.1, 5
_CANDIDATE = 3
"""Fewer complaints than this never rise."""
_RISES = 2.0
"""On one of many products a topic rises when it is this multiple of what is expected."""


class Alarm(NamedTuple):
    """Somebody's words that alone are reason enough: a matter of safety or law."""

    sku: str
    topic: str
    at: datetime
    """When they were said."""


def alarmed(
    board: Board, shelf: Shelf, now: datetime, alarms: Iterable[Alarm]
) -> tuple[Signal, ...]:
    """The signals that are new or change because of single items.

    Args:
        board: Where the signals are.
        shelf: Where the counts are, with those items in them.
        now: When.
        alarms: What is new.
    """
    look, found = _Look(board, shelf, now, exact=True), dict[tuple[str, str], Signal]()
    for alarm in alarms:
        key = (alarm.sku or STORE, alarm.topic)
        seen = Seen(look.measured(*key, SUDDEN), alarm.at, alarm=True)
        signal = look.next(*key, seen)
        if signal is not None:
            found.setdefault(key, signal)
    return tuple(found.values())


def evaluate(
    board: Board, shelf: Shelf, now: datetime, skus: Iterable[str] | None = None
) -> tuple[Signal, ...]:
    """The signals that are new or change because of the counts.

    Args:
        board: Where the signals are.
        shelf: Where the counts are.
        now: When.
        skus: The products to look at; None: all that something was said about, or that have
            a live signal. The store as a whole is looked at in any case, and first.
    """
    look = _Look(board, shelf, now, exact=skus is not None)
    if skus is None:
        skus = sorted(look.counts(STORE).window(SLOW).skus | look.live)
    return tuple(each for sku in dict.fromkeys((STORE, *skus)) for each in look.at(sku))


class _Look:
    """One look at the counts. New signals are numbered in the order they are raised in."""

    def __init__(self, board: Board, shelf: Shelf, now: datetime, *, exact: bool) -> None:
        self._board, self._shelf, self._now, self._exact = board, shelf, now, exact
        self._counts: dict[str, Counts] = {}
        self._latest: dict[tuple[str, str], Signal] = {}
        self._surged: dict[tuple[str, str], set[str]] = {}
        for signal in board.table(Signal).values():
            key = (signal.sku, signal.topic)
            known = self._latest.get(key)
            if known is None or (signal.live, signal.id) > (known.live, known.id):
                self._latest[key] = signal
            if signal.state is not SignalState.DISMISSED:
                self._surged.setdefault(key, set()).update(signal.surged)
        self._wide: set[str] = set()
        self._raised = 0

    @property
    def live(self) -> set[str]:
        """The products that have a live signal."""
        return {signal.sku for signal in self._latest.values() if signal.live}

    def counts(self, sku: str) -> Counts:
        """What was said of the product."""
        counts = self._counts.get(sku)
        if counts is None:
            counts = self._counts[sku] = Counts(self._shelf, sku, self._now)
        return counts

    def at(self, sku: str) -> Iterator[Signal]:
        """The signals of a product that are new or change."""
        buyers = self.counts(sku).window(SLOW).buyers
        topics = {topic for topic, who in buyers.items() if len(who) >= _CANDIDATE}
        topics |= {its for (of, its), each in self._latest.items() if of == sku and each.live}
        for topic in sorted(topics):
            signal = self._latest.get((sku, topic))
            seen = self._seen(sku, topic, signal)
            if not self._concerns(sku, topic, seen, live=signal is not None and signal.live):
                continue
            changed = self.next(sku, topic, seen)
            if changed is not None:
                yield changed

    def next(self, sku: str, topic: str, seen: Seen) -> Signal | None:
        """What becomes of the latest signal; a new one where there has to be; None: nothing."""
        signal = self._latest.get((sku, topic))
        changed: Signal | None
        if signal is not None and signal.live:
            changed = course(self._board, signal, seen, exact=self._exact)
            if changed is signal:
                return None
        elif not seen.high or (signal is not None and silenced(signal, seen)):
            return None
        else:
            over = signal if signal and signal.state is SignalState.CLOSED else None
            changed = over and again(over, seen)
            if changed is None:
                number = self._board.next_id(Signal, self._raised)
                changed = raised(number, sku, topic, seen)
                self._raised += 1
        self._latest[sku, topic] = changed
        return changed

    def measured(self, sku: str, topic: str, hours: int) -> Snapshot:
        """What the window of so many hours says of a product and a topic."""
        counts = self.counts(sku)
        window, y = counts.window(hours), counts.window(hours).y(topic)
        past = counts.baseline(hours, topic, self._left_out(sku, topic, hours))
        snapshot = Snapshot(
            at=self._now,
            hours=hours,
            y=y,
            n=window.n,
            baseline_y=past.y,
            baseline_n=past.n,
            days=past.days,
        )
        if window.n < LEAST_ITEMS:
            return replace(snapshot, basis=Basis.FEW)
        if past.days >= _LEAST_DAYS and past.n >= _LEAST_BASELINE:
            found = judge(y, window.n, past.y, past.n)
            return replace(snapshot, level=found.level, p=found.p, expected=found.expected)
        high = hours == SUDDEN and y >= _BUYERS and y / window.n >= _SHARE
        return replace(snapshot, basis=Basis.SHARE, level=Level.SURGE if high else Level.NONE)

    def _seen(self, sku: str, topic: str, signal: Signal | None) -> Seen:
        """The window that says more; the sudden one, where both say the same.

        A signal clears by the window that raised it: the slow one is high for days after.
        """
        sudden, slow = (self.measured(sku, topic, hours) for hours in (SUDDEN, SLOW))
        told = slow if higher(slow.level, sudden.level) else sudden
        if signal is not None and signal.live and sudden.level is Level.NONE:
            if signal.last.hours == SUDDEN:
                told = sudden
            elif slow.level is Level.NONE:
                told = slow
        minute = self.counts(sku).window(told.hours).first.get(topic)
        first = datetime.fromisoformat(minute).replace(tzinfo=UTC) if minute else self._now
        return Seen(told, first)

    def _concerns(self, sku: str, topic: str, seen: Seen, *, live: bool) -> bool:
        """Whether it is this product's business, or the store's: what rises on half of the
        products is one signal and not many."""
        if sku != STORE:
            return live or topic not in self._wide
        if seen.high and self._is_wide(topic, seen.snapshot.hours):
            self._wide.add(topic)
            return True
        return live

    def _is_wide(self, topic: str, hours: int) -> bool:
        store = self.counts(STORE).window(hours)
        said = {sku: self.counts(sku).window(hours).y(topic) for sku in sorted(store.skus)}
        if 2 * sum(said.values()) < store.y(topic):  # of no product at all
            return True
        enough = max(2, -(-len(said) // 2))
        complained = [sku for sku, y in said.items() if y]
        if len(complained) < enough:
            return False
        return sum(_rises(self.measured(sku, topic, hours)) for sku in complained) >= enough

    def _left_out(self, sku: str, topic: str, hours: int) -> frozenset[str]:
        """The dates of earlier surges in a baseline, the newest first, at most half of it."""
        keys = {(sku, topic), (STORE, topic)}
        surged = {date for key in keys for date in self._surged.get(key, ())}
        dates = self.counts(sku).dates(hours) if surged else ()
        return frozenset(sorted(surged.intersection(dates))[-(len(dates) // 2) :])


def _rises(seen: Snapshot) -> bool:
    if not seen.y or not seen.n:
        return False
    if not seen.baseline_n:
        return seen.y / seen.n >= _SHARE
    return seen.y >= _RISES * (seen.baseline_y + 0.5) * seen.n / seen.baseline_n
