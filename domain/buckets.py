"""How many spoke of a product, and how many complained of what: counts, kept as items come.

A signal must cost what is new, not all of history, and what has gone to the archive still
counts. So the counts are stored, in documents that follow from the feedback:

* `hours`: one for each product and hour, of the last days. Items by minute, and complaints by
  topic as minute and mark of the buyer, so that a window is exact and a buyer counts once.
* `days`: one for each product and day before that. Numbers only.

The product `*` is the whole store. Whatever changes an item (an import, a correction, a
duplicate found, an undo) takes the item's old voice out and puts the new one in: `follow`.
Documents, not records: nobody edits them, and they are read by uid, `2027-06-17T12 TEE-A`.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from domain.docs import Doc, Docs
from domain.feedback import FeedbackItem, Polarity
from domain.history import DAYS, HOURS
from domain.record import iso
from domain.signal import STORE

DAY = timedelta(days=1)
EXACT = 4 * DAY
"""How far back counts are exact to the minute: the longest window and its guard."""
REACH = 20 * DAY
"""How far back anything is counted: the longest window, its guard and its baseline."""

_FOLDED_AT_ONCE = 16
"""Days of products that one commit folds at most, so that no commit takes long."""
_LOOKED_AT = 64
_FIRST = "first"

Tables = Mapping[str, Docs]
Changes = dict[tuple[str, str], Doc | None]


class Voice(NamedTuple):
    """What an item counts for."""

    sku: str
    at: str
    """When the customer spoke, but not after the team heard it. As documents have it."""
    who: str
    """A mark of the buyer: 8 hexadecimal digits. Without buyer and order, of the item."""
    complaints: tuple[str, ...]
    """Keys of the topics that it complains of."""


def voice(doc: Doc | None) -> Voice | None:
    """What the feedback in `doc` counts for; None: nothing, as default reviews and duplicates."""
    if doc is None or doc.get("is_default") or doc.get("duplicate_of") is not None:
        return None
    received = doc["created_at"]
    who = doc.get("buyer_key") or doc.get("order_key") or doc["uid"]
    complaints = tuple(
        mark["topic"]
        for mark in doc.get("topics", ())
        if mark.get("polarity", Polarity.COMPLAINT) == Polarity.COMPLAINT
    )
    return Voice(
        doc.get("sku", ""),
        min(doc.get("event_at") or received, received),
        f"{zlib.crc32(who.encode()):08x}",
        complaints,
    )


def follow(tables: Tables, changed: Mapping[tuple[str, str], Doc | None], now: datetime) -> Ledger:
    """The counts after a change of feedback.

    Args:
        tables: The board's, before the change.
        changed: The documents that the change puts or takes away; those of other kinds are
            passed over.
        now: When.

    Returns:
        With the counts that differ in `changes`, and the products whose items changed in
        `touched`.
    """
    ledger = Ledger(tables, now)
    items = tables.get(FeedbackItem.TABLE, Docs())
    for (table, key), doc in changed.items():
        if table == FeedbackItem.TABLE:
            before, after = voice(items.get(key)), voice(doc)
            if before != after:
                ledger.count(before, -1)
                ledger.count(after, 1)
    if ledger.touched:
        ledger.fold()
    return ledger


class Ledger:
    """The counts of a board, as they are and as they become."""

    def __init__(self, tables: Tables, now: datetime) -> None:
        """Nothing has changed yet."""
        self.changes: Changes = {}
        """The documents that differ, as a commit takes them."""
        self.touched: dict[str, None] = {}
        """The products whose counts changed, with `*`; an ordered set."""
        self._tables = {table: tables.get(table, Docs()) for table in (HOURS, DAYS)}
        self._keys: dict[tuple[str, str], str] = {}
        self._made = Counter[str]()
        self._exact = iso(now - EXACT)[:10]
        self._oldest = iso(now - REACH)[:10]

    def get(self, table: str, uid: str) -> Doc | None:
        """The document as it becomes; None when there is none."""
        key = self._keys.get((table, uid)) or self._tables[table].find("uid", uid)
        if key is None:
            return None
        if (table, key) in self.changes:
            return self.changes[table, key]
        return self._tables[table].get(key)

    def exact(self, day: str) -> bool:
        """Whether there are hours of this day of a product: `2027-06-17 TEE-A`.

        The first of them says so in `day`, so that nobody need look for 24 of them.
        """
        key = self._keys.get((_FIRST, day)) or self._tables[HOURS].find("day", day)
        return key is not None and self.changes.get((HOURS, key), _FIRST) is not None

    def count(self, voice: Voice | None, sign: int) -> None:
        """Let a voice count (1), or no longer (-1)."""
        if voice is None or voice.at[:10] < self._oldest:
            return
        for sku in (voice.sku, STORE) if voice.sku else (STORE,):
            self.touched[sku] = None
            hour = f"{voice.at[:13]} {sku}"
            folded = voice.at[:10] < self._exact and self.get(HOURS, hour) is None
            if folded:
                day = self._edited(DAYS, f"{voice.at[:10]} {sku}")
                day["n"] = max(0, day.get("n", 0) + sign)
                topics = day.setdefault("topics", {})
                for topic in voice.complaints:
                    topics[topic] = max(0, topics.get(topic, 0) + sign)
            else:
                self._count_hour(self._edited(HOURS, hour), voice, sku, sign)

    def fold(self) -> None:
        """Make hours that need not be exact any more part of their days: some, the oldest first."""
        hours = self._tables[HOURS]
        old = dict.fromkeys(
            (uid[:10], uid[14:])
            for doc in islice(hours.values(), _LOOKED_AT)
            if (uid := doc["uid"])[:10] < self._exact
        )
        for day, sku in islice(old, _FOLDED_AT_ONCE):
            n, complaints = self._taken(day, sku)
            if day < self._oldest:
                continue
            doc = self._edited(DAYS, f"{day} {sku}")
            doc["n"] = doc.get("n", 0) + n
            topics = doc.setdefault("topics", {})
            for topic, count in complaints.items():
                topics[topic] = topics.get(topic, 0) + count

    def _taken(self, day: str, sku: str) -> tuple[int, Counter[str]]:
        """Take the hours of a day away: their items, and the distinct complaints."""
        n, buyers = 0, set[tuple[str, str]]()
        for hour in range(24) if self.exact(f"{day} {sku}") else ():
            uid = f"{day}T{hour:02} {sku}"
            doc = self.get(HOURS, uid)
            if doc is not None:
                n += sum(doc.get("n", {}).values())
                buyers |= {(topic, who) for topic, _, who in complained(doc)}
                self.changes[HOURS, self._key(HOURS, uid)] = None
        return n, Counter(topic for topic, _ in buyers)

    def _count_hour(self, doc: Doc, voice: Voice, sku: str, sign: int) -> None:
        minute = voice.at[14:16]
        items = doc.setdefault("n", {})
        items[minute] = items.get(minute, 0) + sign
        if items[minute] <= 0:
            del items[minute]
        entry = minute + voice.who
        for topic in voice.complaints:
            entries = doc.setdefault("topics", {}).setdefault(topic, [])
            if sign > 0:
                entries.append(entry)
            elif entry in entries:
                entries.remove(entry)
        if sku == STORE and voice.sku and sign > 0 and voice.sku not in doc.get("skus", ()):
            doc.setdefault("skus", []).append(voice.sku)

    def _edited(self, table: str, uid: str) -> Doc:
        """The document, free to be changed; a new one when there is none."""
        at = table, self._key(table, uid)
        doc = self.changes.get(at)
        if doc is None:
            before = None if at in self.changes else self._tables[table].get(at[1])
            self.changes[at] = doc = _copy(before) if before else {"uid": uid}
            day = f"{uid[:10]} {uid[14:]}"
            if before is None and table == HOURS and not self.exact(day):
                doc["day"] = day
                self._keys[_FIRST, day] = at[1]
        return doc

    def _key(self, table: str, uid: str) -> str:
        """The number of the document; a new one when there is none."""
        key = self._keys.get((table, uid)) or self._tables[table].find("uid", uid)
        if key is None:
            self._made[table] += 1
            key = str(self._tables[table].max_id + self._made[table])
            self._keys[table, uid] = key
        return key


def complained(doc: Doc) -> Iterator[tuple[str, str, str]]:
    """The complaints of an hour: topic, minute, mark of the buyer."""
    for topic, entries in doc.get("topics", {}).items():
        for entry in entries:
            yield topic, entry[:2], entry[2:]


def _copy(doc: Doc) -> Doc:
    """A copy that shares nothing that `Ledger` changes."""
    copied = {**doc, "topics": {}}
    for topic, value in doc.get("topics", {}).items():
        copied["topics"][topic] = [*value] if isinstance(value, list) else value
    if isinstance(doc.get("n"), dict):
        copied["n"] = {**doc["n"]}
    if "skus" in doc:
        copied["skus"] = [*doc["skus"]]
    return copied
