"""The board: one immutable value that holds all live work, and the questions to it.

A board is compared by identity. Its tables share structure with the tables of the boards
before and after it (`domain/docs.py`); records are decoded when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from domain.campaign import Campaign
from domain.command import Change
from domain.docs import Docs
from domain.errors import DomainError
from domain.feedback import FeedbackItem
from domain.record import Record, decode, encode
from domain.settings import TeamSettings
from domain.task import Task
from domain.team import Member
from domain.words import N

if TYPE_CHECKING:
    from domain.mechanic import Mechanic
    from domain.signal import Signal
    from domain.stock import Stock
    from domain.touchpoint import Touchpoint

R = TypeVar("R", bound=Record)


class UnknownRecordError(DomainError):
    """The number names nothing on this board."""

    message = N("There is no {number} on this board.")

    def __init__(self, kind: type[Record], number: int) -> None:
        """Miss the record of `kind` with this number."""
        super().__init__(number=f"{kind.PREFIX}-{number}")
        self.table, self.id = kind.TABLE, number


class Table(Mapping[int, R], Generic[R]):
    """The records of one kind by number; decoded at the first look, then kept."""

    __slots__ = ("_cache", "docs", "kind")

    def __init__(self, kind: type[R], docs: Docs, cache: dict[int, tuple[Any, R]]) -> None:
        """Look at `docs` as records of `kind`; `cache` is shared with other versions."""
        self.kind, self.docs, self._cache = kind, docs, cache

    def __getitem__(self, number: int) -> R:
        doc = self.docs[str(number)]
        hit = self._cache.get(number)
        if hit is not None and hit[0] is doc:
            return hit[1]
        record = decode(self.kind, number, doc)
        self._cache[number] = (doc, record)
        return record

    def __contains__(self, number: object) -> bool:
        return str(number) in self.docs

    def __iter__(self) -> Iterator[int]:
        return map(int, self.docs)

    def __len__(self) -> int:
        return len(self.docs)

    def require(self, number: int) -> R:
        """The record with this number.

        Raises:
            UnknownRecordError: There is none.
        """
        try:
            return self[number]
        except KeyError:
            raise UnknownRecordError(self.kind, number) from None

    def by_uid(self, uid: str) -> R | None:
        """The record that a client made under this uid; None when there is none."""
        return self.by("uid", uid)

    def by(self, name: str, value: str) -> R | None:
        """The record whose unique, never changing field `name` is `value`."""
        key = self.docs.find(name, value)
        return None if key is None else self[int(key)]


@dataclass(frozen=True, eq=False)
class Board:
    """Everything that is live, at one moment."""

    tables: Mapping[str, Docs] = field(default_factory=dict)
    settings: TeamSettings = field(default_factory=TeamSettings)
    seq: int = 0
    """The number of the last commit in it."""
    archived_keys: Container[str] = frozenset()
    """Duplicate keys of feedback that has moved to the archive."""
    tentative: bool = False
    """A preview: what it creates gets a negative number, for the real one comes later."""
    caches: dict[str, dict[int, tuple[Any, Any]]] = field(default_factory=dict)
    """Decoded records, shared by all versions of a board."""

    @cached_property
    def tasks(self) -> Table[Task]:
        """All live tasks."""
        return self.table(Task)

    @cached_property
    def members(self) -> Table[Member]:
        """All members, also the departed ones."""
        return self.table(Member)

    @cached_property
    def campaigns(self) -> Table[Campaign]:
        """All campaigns."""
        return self.table(Campaign)

    @cached_property
    def feedback(self) -> Table[FeedbackItem]:
        """All live feedback."""
        return self.table(FeedbackItem)

    @cached_property
    def mechanics(self) -> Table[Mechanic]:
        """All mechanics, also the withdrawn ones."""
        from domain.mechanic import Mechanic  # twelve dataclasses that a first frame does not need

        return self.table(Mechanic)

    @cached_property
    def touchpoints(self) -> Table[Touchpoint]:
        """All touchpoints, also those out of use."""
        from domain.touchpoint import Touchpoint

        return self.table(Touchpoint)

    @cached_property
    def signals(self) -> Table[Signal]:
        """All signals, also those that are over."""
        from domain.signal import Signal

        return self.table(Signal)

    @cached_property
    def stock(self) -> Table[Stock]:
        """The stock of all products, also of those that are no longer planned for."""
        from domain.stock import Stock

        return self.table(Stock)

    def table(self, kind: type[R]) -> Table[R]:
        """The table of records of `kind`; empty when nothing of the kind was ever stored."""
        docs = self.tables.get(kind.TABLE)
        cache = self.caches.setdefault(kind.TABLE, {})
        return Table(kind, _NOTHING if docs is None else docs, cache)

    def next_id(self, kind: type[Record], ahead: int = 0) -> int:
        """The number for a new record of `kind`; `ahead` more of them are made before it."""
        docs = self.tables.get(kind.TABLE, _NOTHING)
        if self.tentative:
            return -(len(docs) + 1 + ahead)  # a preview never takes anything away
        return docs.max_id + 1 + ahead

    def after(self, change: Change) -> Board:
        """The board that `change` leads to."""
        return self.evolve(documents(change.puts)) if change else self

    def evolve(self, changes: Mapping[tuple[str, str], Any], seq: int | None = None) -> Board:
        """The board with these documents put, or taken away where the document is None."""
        by_table: dict[str, dict[str, Any]] = {}
        for (table, key), doc in changes.items():
            by_table.setdefault(table, {})[key] = doc
        tables = dict(self.tables)
        for table, docs in by_table.items():
            tables[table] = tables.get(table, _NOTHING).evolve(docs)
        return replace(self, tables=tables, seq=self.seq if seq is None else seq)


_NOTHING = Docs()


def documents(records: Iterable[Record]) -> dict[tuple[str, str], Any]:
    """Records as the store takes them: by table and key."""
    return {(record.TABLE, str(record.id)): encode(record) for record in records}
