"""Files in: rows of whatever platforms export become feedback items, each with its duplicate key.

A row that cannot be taken is reported and the rest goes on. What names a person is hashed
with the workspace's salt (orders, buyers) or masked (numbers and addresses in the text).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import StoreError
from domain.feedback import TEXT_LIMIT, Channel, FeedbackItem
from domain.intake_columns import NoTextColumnError, among, check_chosen, columns
from domain.intake_file import BadRowError, Row, Sheet, opened
from domain.intake_flaws import (
    DAMAGED,
    UNKNOWN_CHANNEL,
    UNREADABLE,
    CellCountError,
    Flaw,
    NoTextError,
    RowError,
)
from domain.intake_head import head_of
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
from domain.words import N

if TYPE_CHECKING:
    from domain.intake_xlsx import Workbook

Recall = Callable[[Sequence[str]], Mapping[str, str] | None]
"""Says which column holds which field, for a header that somebody has explained before."""


class UnreadableFileError(StoreError):
    """The disk said no."""

    message = N("{file} cannot be read: {why}")


class Reading:
    """A file being read: iterate over it, once, for its items; the counts grow meanwhile."""

    def __init__(
        self,
        sheet: Sheet | Workbook,
        name: str,
        zone: tzinfo,
        salt: str,
        chosen: Mapping[str, str] | None,
        recall: Recall,
        now: datetime,
    ) -> None:
        """Read the header of `sheet`; the arguments are those of `read_feedback`."""
        self.name = clean(name, limit=120, lines=1)
        self.delimiter = sheet.delimiter
        self.rows = 0
        """Rows of data read so far."""
        self.errors: list[RowError] = []
        self._sheet, self._zone, self._salt = sheet, zone, salt
        self._now, self._rows, self._ordinals = now, sheet.rows(), Counter[bytes]()
        self._flaws = Counter[tuple[str, str]]()
        first = next((row for row in self._rows if row is not None), None)
        self.header = tuple(clean(name, limit=100, lines=1) for name in _names(first))
        """The names of a table's columns, or of what the first line of JSON has."""
        self._chosen = chosen or recall(self.header) or {}
        self._columns = lru_cache(256)(self._present)
        self.columns: dict[str, int] = {}
        """For each field the place of its column in `header`; empty for JSON lines."""
        if self.delimiter and first is not None:
            self.columns = columns(self.header, self._chosen)
        elif first is not None:
            check_chosen(self.header, self._chosen)
            self._rows = chain(head_of(chain((first,), self._rows), self._columns), self._rows)

    @property
    def encoding(self) -> str:
        """What the text is written in, as far as it was read."""
        return self._sheet.encoding

    @property
    def done(self) -> float:
        """How much of what has arrived was read, 0 to 1."""
        return self._sheet.done

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """What was taken, but not as it stands."""
        flaws = self._flaws + Counter({UNREADABLE: self._sheet.unreadable})
        return tuple(Flaw(forms, n) for forms, n in flaws.items())

    def __iter__(self) -> Iterator[FeedbackItem]:
        return chain.from_iterable(self.portions(1))

    def portions(self, size: int) -> Iterator[tuple[FeedbackItem, ...]]:
        """The items, `size` at a time; fewer where a stream pauses, and at the end."""
        portion: list[FeedbackItem] = []
        for row in self._rows:
            if row is not None:
                self.rows += 1
                try:
                    portion.append(self._item(self._fields(row)))
                except BadRowError as error:
                    self.errors.append(RowError(self.rows, error))
            if len(portion) == size or (row is None and portion):
                yield tuple(portion)
                portion.clear()
        if portion:
            yield tuple(portion)

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

    def _present(self, names: tuple[str, ...]) -> dict[str, int]:
        """The columns of one line of JSON, which may lack what the first line has."""
        return columns(names, among(names, self._chosen))

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
    file: Path | Iterable[bytes],
    *,
    zone: tzinfo,
    salt: str,
    now: datetime,
    columns: Mapping[str, str] | None = None,
    recall: Recall = lambda header: None,
    name: str = "-",
) -> Reading:
    """Begin to read a file of feedback: CSV, TSV, with semicolons, or JSON lines.

    Args:
        file: Where it is, or its bytes in blocks. Of a stream, an empty block is a pause, and
            the blocks are waited for as the items are asked for.
        zone: The workspace's: times in the file are wall-clock times there.
        salt: The workspace's secret, for the hashes of orders and buyers.
        now: Until the items are imported, when they came.
        columns: Columns that a person named, by field, before any alias.
        recall: The columns that somebody named for a file with this header, where `columns`
            names none.
        name: What the file is called, when it is given as bytes.

    Raises:
        IntakeError: It is no such file, or no column holds the text.
        UnreadableFileError: The disk said no.
    """
    if isinstance(file, Path):
        name, file = file.name, (_bytes(file),)
    return Reading(opened(file), name, zone, salt, columns, recall, now)


def first_row(file: Path) -> list[str]:
    """What the first row below the header of a table has, or the first line of JSON.

    Raises:
        IntakeError: It is no such file.
        UnreadableFileError: The disk said no.
    """
    rows = (row for row in opened((_bytes(file),)).rows() if isinstance(row, list | dict))
    first = next(rows, [])
    if isinstance(first, dict):
        return ["" if value is None else str(value) for value in first.values()]
    return [*map(str, next(rows, []))]


def secret(value: str, salt: str) -> str:
    """What is stored in place of an order's number or a buyer's name: 16 hexadecimal digits."""
    key = blake2b(salt.encode(), digest_size=32).digest()
    return blake2b(normalise(value).encode(), key=key, digest_size=8).hexdigest()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFileError(file=str(file), why=error.strerror or str(error)) from error


def _words(value: str, limit: int, lines: int | None = None) -> str:
    if "&" in value:
        value = unescape(value)
    masked = mask(clean(value, limit=limit, lines=lines))
    return masked if len(masked) <= limit else clean(masked, limit=limit, lines=lines)


def _names(row: Row | None) -> Iterable[str]:
    return () if row is None or isinstance(row, BadRowError) else row


def _digest(*parts: str) -> bytes:
    return blake2b("\x1f".join(parts).encode(), digest_size=16).digest()
