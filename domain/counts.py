"""What was said of one product up to an instant, read from the counts that `buckets.py` keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.buckets import DAY, complained
from domain.docs import Doc
from domain.history import DAYS, HOURS
from domain.record import iso

BASELINE = 14 * DAY
GUARD = DAY
"""Between baseline and window: the beginning of a rise is not what it is compared with."""


class Shelf(Protocol):
    """Where the counts are: a board's tables, or a `buckets.Ledger` on them."""

    def get(self, table: str, uid: str) -> Doc | None:
        """The document with this uid; None when there is none."""


@dataclass(slots=True)
class Window:
    """What was said between two instants."""

    n: int = 0
    """Items."""
    buyers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By topic: marks of the buyers who complained."""
    first: dict[str, str] = field(default_factory=dict)
    """By topic: the minute of the first complaint, `2027-06-17T12:05`."""
    skus: set[str] = field(default_factory=set)
    """Of the whole store: the products that something was said about."""

    def y(self, topic: str) -> int:
        """Distinct buyers who complained of the topic."""
        return len(self.buyers.get(topic, ()))


@dataclass(frozen=True, slots=True)
class Day:
    """What was said on a day (UTC), or on the part of it that counts."""

    date: str
    n: int
    complaints: Counter[str]
    """By topic: distinct buyers."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a window is compared with."""

    y: int
    n: int
    days: int
    """Full days."""


class Counts:
    """What was said of one product, up to `now`. Reads each document once."""

    def __init__(self, shelf: Shelf, sku: str, now: datetime) -> None:
        """Nothing is read yet."""
        self._shelf, self._sku, self._now = shelf, sku, now
        self._read: dict[str, Doc | None] = {}
        self._windows: dict[int, Window] = {}
        self._pasts: dict[int, tuple[Day, ...]] = {}

    def window(self, hours: int) -> Window:
        """What was said in the last hours: after the minute so long ago, up to now."""
        window = self._windows.get(hours)
        if window is None:
            window = self._window(self._now - timedelta(hours=hours), self._now)
            self._windows[hours] = window
        return window

    def baseline(self, hours: int, topic: str, without: Container[str] = ()) -> Baseline:
        """What a window of so many hours is compared with.

        Args:
            hours: The window's length.
            topic: The topic.
            without: Dates that do not count, for a surge was on.
        """
        end = self._now - timedelta(hours=hours) - GUARD
        days = self._pasts.get(hours)
        if days is None:
            days = self._pasts[hours] = tuple(self._days(end - BASELINE, end))
        kept = [day for day in days if day.date not in without]
        first = next((day.date for day in days if day.n), None)
        if first is None:
            return Baseline(0, 0, 0)
        since = max(datetime.fromisoformat(f"{first}T00:00:00Z"), end - BASELINE)
        return Baseline(
            sum(day.complaints[topic] for day in kept),
            sum(day.n for day in kept),
            (end - since) // DAY - (len(days) - len(kept)),
        )

    def dates(self, hours: int) -> tuple[str, ...]:
        """The dates of a window's baseline."""
        end = self._now - timedelta(hours=hours) - GUARD
        return tuple(_dates(end - BASELINE, end))

    def days(self, count: int) -> tuple[Day, ...]:
        """The last days, today the last, for a small plot."""
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        start = midnight - (count - 1) * DAY - timedelta(minutes=1)
        return tuple(self._days(start, self._now))[-count:]

    def _window(self, start: datetime, end: datetime) -> Window:
        window = Window()
        after, until = iso(start)[:16], iso(end)[:16]
        for hour in _hours(start, end):
            doc = self._get(HOURS, hour)
            if doc is None:
                continue
            window.skus.update(doc.get("skus", ()))
            whole = after < f"{hour}:00" and f"{hour}:59" <= until
            for minute, count in doc.get("n", {}).items():
                if whole or after < f"{hour}:{minute}" <= until:
                    window.n += count
            for topic, minute, who in complained(doc):
                at = f"{hour}:{minute}"
                if whole or after < at <= until:
                    window.buyers[topic].add(who)
                    window.first[topic] = min(window.first.get(topic, at), at)
        return window

    def _days(self, start: datetime, end: datetime) -> Iterator[Day]:
        """The days from `start` to `end`; one that is numbers only counts as a whole."""
        for date in _dates(start, end):
            midnight = datetime.fromisoformat(f"{date}T00:00:00Z")
            window = self._window(
                max(start, midnight - timedelta(minutes=1)),
                min(end, midnight + DAY - timedelta(minutes=1)),
            )
            folded = self._get(DAYS, date) or {}
            complaints = Counter({topic: len(who) for topic, who in window.buyers.items()})
            complaints.update(folded.get("topics", {}))
            yield Day(date, window.n + folded.get("n", 0), complaints)

    def _get(self, table: str, at: str) -> Doc | None:
        if at not in self._read:
            self._read[at] = self._shelf.get(table, f"{at} {self._sku}")
        return self._read[at]


def _hours(start: datetime, end: datetime) -> Iterator[str]:
    at = start.replace(minute=0, second=0, microsecond=0)
    while at <= end:
        yield iso(at)[:13]
        at += timedelta(hours=1)


def _dates(start: datetime, end: datetime) -> Iterator[str]:
    at = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while at <= end:
        yield iso(at)[:10]
        at += DAY
