"""What was said of one product up to an instant, read from the counts that `buckets.py` keeps."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

from domain.buckets import DAY, complained
from domain.docs import Doc
from domain.frozen import dataclass
from domain.history import DAYS, HOURS
from domain.record import iso

BASELINE = 14 * DAY
GUARD = DAY
"""Between baseline and window: the beginning of a rise is not what it is compared with."""

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


class Shelf(Protocol):
    """Where the counts are: a board's tables, or a `buckets.Ledger` on them."""

    def get(self, table: str, uid: str) -> Doc | None:
        """The document with this uid; None when there is none."""

    def exact(self, day: str) -> bool:
        """Whether there are hours of this day of a product: `2027-06-17 TEE-A`."""


@dataclasses.dataclass(slots=True)
class Window:
    """What was said between two instants."""

    n: int = 0
    """Items."""
    buyers: defaultdict[str, set[str]] = dataclasses.field(default_factory=lambda: defaultdict(set))
    """By topic: marks of the buyers who complained."""
    first: dict[str, str] = dataclasses.field(default_factory=dict)
    """By topic: the minute of the first complaint, `2027-06-17T12:05`."""
    skus: set[str] = dataclasses.field(default_factory=set)
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
        self._hours: dict[str, Doc | None] = {}
        self._spoken: dict[str, bool] = {}
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
        return tuple(part.date for part in _parts(end - BASELINE, end))

    def days(self, count: int) -> tuple[Day, ...]:
        """The last days, today the last, for a small plot."""
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        start = midnight - (count - 1) * DAY - _MINUTE
        return tuple(self._days(start, self._now))[-count:]

    def _window(self, start: datetime, end: datetime) -> Window:
        window = Window()
        for part in _parts(start, end):
            self._add(window, part)
        return window

    def _days(self, start: datetime, end: datetime) -> Iterator[Day]:
        """The days from `start` to `end`; one that is numbers only counts as a whole."""
        for part in _parts(start, end):
            window = Window()
            self._add(window, part)
            folded = self._shelf.get(DAYS, f"{part.date} {self._sku}") or {}
            complaints = Counter({topic: len(who) for topic, who in window.buyers.items()})
            complaints.update(folded.get("topics", {}))
            yield Day(part.date, window.n + folded.get("n", 0), complaints)

    def _add(self, window: Window, part: _Part) -> None:
        """Count what was said on a part of a day."""
        spoken = self._spoken.get(part.date)
        if spoken is None:
            spoken = self._shelf.exact(f"{part.date} {self._sku}")
            self._spoken[part.date] = spoken
        for hour in part.hours if spoken else ():
            doc = self._hour(hour)
            if doc is None:
                continue
            window.skus.update(doc.get("skus", ()))
            for minute, count in doc.get("n", {}).items():
                if part.after < f"{hour}:{minute}" <= part.until:
                    window.n += count
            for topic, minute, who in complained(doc):
                at = f"{hour}:{minute}"
                if part.after < at <= part.until:
                    window.buyers[topic].add(who)
                    window.first[topic] = min(window.first.get(topic, at), at)

    def _hour(self, hour: str) -> Doc | None:
        if hour not in self._hours:
            self._hours[hour] = self._shelf.get(HOURS, f"{hour} {self._sku}")
        return self._hours[hour]


class _Part(NamedTuple):
    """A day, or what of it lies between two instants."""

    date: str
    after: str
    """The minute before its first one, `2027-06-17T12:05`."""
    until: str
    """Its last minute."""
    hours: tuple[str, ...]
    """`2027-06-17T12` .."""


@lru_cache(64)
def _parts(start: datetime, end: datetime) -> tuple[_Part, ...]:
    """The days after the minute `start` up to the minute `end`: the same for all products."""
    parts = []
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while midnight <= end:
        since, until = max(start, midnight - _MINUTE), min(end, midnight + DAY - _MINUTE)
        date = iso(midnight)[:10]
        hours = range((since + _MINUTE - midnight) // _HOUR, (until - midnight) // _HOUR + 1)
        names = tuple(f"{date}T{hour:02}" for hour in hours)
        parts.append(_Part(date, iso(since)[:16], iso(until)[:16], names))
        midnight += DAY
    return tuple(parts)
