"""Files in: rows of whatever platforms export become feedback items, each with its duplicate key.

A row that cannot be taken is reported and the rest goes on. What names a person is hashed
with the workspace's salt (orders, buyers) or masked (numbers and addresses in the text).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import Any, BinaryIO

from domain.errors import PromoboardError, StoreError
from domain.feedback import TEXT_LIMIT, Channel, FeedbackItem
from domain.intake_columns import NoTextColumnError, columns
from domain.intake_file import BadRowError, Row, Sheet
from domain.intake_values import (
    anonymous,
    channel_of,
    identity,
    instant,
    is_default,
    rating_of,
    result_of,
)
from domain.record import iso
from domain.text import clean, mask, normalise
from domain.words import N, ntr


class UnreadableFileError(StoreError):
    """The disk said no."""

    message = N("{file} cannot be read: {why}")


class NoTextError(BadRowError):
    """Nobody said anything."""

    message = N("There are no words in this row.")


class CellCountError(BadRowError):
    """More cells than columns: which is which?"""

    message = N("There are {cells} cells in this row, and {columns} columns.")


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that was not taken, and why. `str()` is the sentence in the language spoken now."""

    row: int
    """1 is the first row of data."""
    error: PromoboardError

    @property
    def why(self) -> str:
        """The sentence in English, for JSON."""
        return self.error.text.format(**self.error.values)

    def __str__(self) -> str:
        return str(self.error)


DAMAGED = (
    N("{n} number was destroyed by a spreadsheet (such as 1.0E+11) and is not used."),
    N("{n} numbers were destroyed by a spreadsheet (such as 1.0E+11) and are not used."),
)
UNREADABLE = (
    N("{n} character could not be read in this encoding."),
    N("{n} characters could not be read in this encoding."),
)
UNKNOWN_CHANNEL = (
    N("{n} row has a channel that nobody knows; it was taken for a review."),
    N("{n} rows have a channel that nobody knows; they were taken for reviews."),
)


class Reading:
    """A file being read: iterate over it, once, for its items; the counts grow meanwhile."""

    def __init__(
        self,
        sheet: Sheet,
        name: str,
        zone: tzinfo,
        salt: str,
        chosen: Mapping[str, str] | None,
        now: datetime,
    ) -> None:
        """Read the header of `sheet`; the arguments are those of `read_feedback`."""
        self.name = clean(Path(name).name, limit=120, lines=1)
        self.encoding, self.delimiter = sheet.encoding, sheet.delimiter
        self.rows = 0
        """Rows of data read so far."""
        self.errors: list[RowError] = []
        self._sheet, self._zone, self._salt = sheet, zone, salt
        self._now, self._rows, self._ordinals = now, sheet.rows(), Counter[bytes]()
        self._flaws = Counter[tuple[str, str]]()
        self._columns = lru_cache(256)(lambda names: columns(names, chosen))
        first = next(self._rows, None) if self.delimiter else None
        names = first if isinstance(first, list) else []
        self.header = tuple(clean(name, limit=100, lines=1) for name in names)
        """The names of a table's columns; empty for JSON lines, where every line has its own."""
        self.columns: dict[str, int] = {} if first is None else self._columns(self.header)
        """For each field the place of its column in `header`."""

    @property
    def done(self) -> float:
        """The share of the file that was read, 0 to 1."""
        return self._sheet.done

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was taken, but not as it stands: sentences in the language spoken now."""
        flaws = self._flaws + Counter({UNREADABLE: self._sheet.unreadable})
        return tuple(ntr(*forms, n) for forms, n in flaws.items())

    def __iter__(self) -> Iterator[FeedbackItem]:
        for row in self._rows:
            self.rows += 1
            try:
                yield self._item(self._fields(row))
            except BadRowError as error:
                self.errors.append(RowError(self.rows, error))

    def _fields(self, row: Row) -> dict[str, str]:
        if isinstance(row, BadRowError):
            raise row
        if isinstance(row, dict):
            return self._object(row)
        if len(row) > len(self.header) and any(cell.strip() for cell in row[len(self.header) :]):
            last = len(self.header) - 1
            if self.columns["text"] != last:
                raise CellCountError(cells=len(row), columns=len(self.header))
            row = [*row[:last], self.delimiter.join(row[last:])]
        return {name: row[at] for name, at in self.columns.items() if at < len(row)}

    def _object(self, row: dict[str, Any]) -> dict[str, str]:
        names = tuple(row)
        try:
            found = self._columns(names)
        except NoTextColumnError as error:
            raise BadRowError(error.text, **error.values) from error
        values = {field: row[names[at]] for field, at in found.items()}
        return {field: str(value) for field, value in values.items() if value is not None}

    def _item(self, fields: Mapping[str, str]) -> FeedbackItem:
        get = fields.get
        text = _words(get("text", ""), TEXT_LIMIT)
        if not text:
            raise NoTextError
        append = _words(get("append_text", ""), TEXT_LIMIT)
        event_at = instant(get("event_at", ""), self._zone)
        rating, result = rating_of(get("rating", ""))
        sku = self._identity(get("sku", ""))
        platform = clean(get("platform", ""), limit=40, lines=1)
        order, buyer = self._identity(get("order_key", "")), self._identity(get("buyer_key", ""))
        order = order and secret(order, self._salt)
        buyer = "" if anonymous(buyer) else buyer and secret(buyer, self._salt)
        said = (sku, normalise(f"{text} {append}"), iso(event_at) if event_at else "")
        return FeedbackItem(
            id=0,
            uid=self._key(normalise(platform), order or buyer, said),
            created_at=self._now,
            created_by=0,
            updated_at=self._now,
            updated_by=0,
            text=text,
            append_text=append,
            title=_words(get("title", ""), 200, lines=1),
            platform=platform,
            channel=self._channel(get("channel", "")),
            sku=sku,
            group=clean(get("group", ""), limit=40, lines=1),
            order_key=order,
            buyer_key=buyer,
            rating=rating,
            result=result or result_of(get("result", "")),
            event_at=event_at,
            is_default=is_default(text),
            source=f"{self.name}:{self.rows}",
        )

    def _identity(self, value: str) -> str:
        number, destroyed = identity(value)
        self._flaws[DAMAGED] += destroyed
        return number

    def _channel(self, value: str) -> Channel:
        channel = channel_of(value)
        if channel is None and value.strip():
            self._flaws[UNKNOWN_CHANNEL] += 1
        return channel or Channel.REVIEW

    def _key(self, platform: str, who: str, said: tuple[str, ...]) -> str:
        """32 hexadecimal digits that the same words have in every export of them.

        With an order or a buyer: platform, who, product, words, time. Without: product, words,
        time, and how often these stood further up in the file, so that a longer export of the
        same data overlaps, and two strangers who both say 好评 are two.
        """
        parts = ("known", platform, who, *said)
        if not who:
            triple = _digest(*said)
            parts = ("unknown", *said, str(self._ordinals[triple]))
            self._ordinals[triple] += 1
        return _digest(*parts).hex()


def read_feedback(
    file: Path | BinaryIO,
    *,
    zone: tzinfo,
    salt: str,
    now: datetime,
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """Begin to read a file of feedback: CSV, TSV, with semicolons, or JSON lines.

    Args:
        file: Where it is, or an open binary stream (standard input).
        zone: The workspace's: times in the file are wall-clock times there.
        salt: The workspace's secret, for the hashes of orders and buyers.
        now: Until the items are imported, when they came.
        columns: Columns that a person named, by field, before any alias.

    Raises:
        IntakeError: It is no such file, or no column holds the text.
        UnreadableFileError: The disk said no.
    """
    name = str(file) if isinstance(file, Path) else "-"
    try:
        data = file.read_bytes() if isinstance(file, Path) else file.read()
    except OSError as error:
        raise UnreadableFileError(file=name, why=error.strerror or str(error)) from error
    return Reading(Sheet(data), name, zone, salt, columns, now)


def secret(value: str, salt: str) -> str:
    """What is stored in place of an order's number or a buyer's name: 16 hexadecimal digits."""
    key = blake2b(salt.encode(), digest_size=32).digest()
    return blake2b(normalise(value).encode(), key=key, digest_size=8).hexdigest()


def _words(value: str, limit: int, lines: int | None = None) -> str:
    if "&" in value:
        value = unescape(value)
    masked = mask(clean(value, limit=limit, lines=lines))
    return masked if len(masked) <= limit else clean(masked, limit=limit, lines=lines)


def _digest(*parts: str) -> bytes:
    return blake2b("\x1f".join(parts).encode(), digest_size=16).digest()
