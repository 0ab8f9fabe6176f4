"""What follows from a change: counts, signals, and the clock of the loop.

The service asks after each rule, and puts what follows into the same commit. So whoever adds,
imports, corrects, links or undoes need not think of it, and no count can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain import buckets
from domain.board import documents
from domain.buckets import Changes, Tables
from domain.detect import Alarm, alarmed, evaluate
from domain.docs import Doc, Docs
from domain.feedback import FeedbackItem, Severity
from domain.frozen import dataclass
from domain.record import touched
from domain.signal import STORE, Signal, live_signals
from domain.task import State, Task

if TYPE_CHECKING:
    from domain.board import Board

ALARMING = timedelta(days=7)
"""A matter of safety that was said longer ago raises nothing when it arrives."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What a commit has to hold, too."""

    signals: tuple[Signal, ...] = ()
    counts: Changes = field(default_factory=dict)


def follow(board: Board, docs: Changes, at: datetime, *, conclude: bool = True) -> Followed:
    """What follows from a change.

    Args:
        board: Before the change.
        docs: The change, by table and number.
        at: When.
        conclude: Whether to look for rises; more of the same comes at once otherwise. What is
            a matter of safety does not wait.
    """
    ledger = buckets.follow(board.tables, docs, at)
    after = board.evolve(docs)
    signals: dict[int, Signal] = {}

    def take(found: tuple[Signal, ...]) -> None:
        nonlocal after
        signals.update((signal.id, signal) for signal in found)
        after = after.evolve(documents(found))

    take(alarmed(after, ledger, at, _alarms(board.tables, docs, at)))
    if ledger.touched and conclude:
        take(evaluate(after, ledger, at, (sku for sku in ledger.touched if sku != STORE)))
    take(_begun(after, docs, at))
    return Followed(tuple(signals.values()), ledger.changes)


def _alarms(
    tables: Tables, docs: Mapping[tuple[str, str], Doc | None], at: datetime
) -> Iterator[Alarm]:
    """What customers say of safety or law, that was not known before."""
    items = tables.get(FeedbackItem.TABLE, Docs())
    for (table, key), doc in docs.items():
        voice = buckets.voice(doc) if table == FeedbackItem.TABLE else None
        if doc is None or voice is None:
            continue
        known = buckets.voice(items.get(key))
        said = datetime.fromisoformat(voice.at)
        for mark in doc.get("topics", ()):
            topic, new = mark["topic"], known is None or mark["topic"] not in known.complaints
            safety = mark.get("severity") == Severity.S1 and topic in voice.complaints
            if safety and new and at - said <= ALARMING:
                yield Alarm(voice.sku, topic, said)


def _begun(board: Board, docs: Changes, at: datetime) -> tuple[Signal, ...]:
    """The signals for which work begins with this change."""
    idle = (State.TODO, State.CANCELLED)
    begun = {
        int(key)
        for (table, key), doc in docs.items()
        if table == Task.TABLE and doc is not None and doc.get("state", State.TODO) not in idle
    }
    return tuple(
        touched(signal, at, 0, first_action_at=at)
        for signal in (live_signals(board) if begun else ())
        if signal.first_action_at is None and not begun.isdisjoint(signal.tasks)
    )
