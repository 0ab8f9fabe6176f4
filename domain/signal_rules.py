"""What people do with signals, and the look at the counts that nobody has to ask for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from domain.buckets import Ledger
from domain.command import Change, Command, rule
from domain.detect import evaluate
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import touched
from domain.signal import Signal, SignalOverError, SignalState, dispatched, moved
from domain.signal_course import open_tasks, quiet_enough
from domain.task_moves import ReasonRequiredError
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class UnfinishedSignalError(DomainError):
    """Its tasks are not done."""

    message = N("{number} cannot be closed yet: {tasks} has to be done first.")


class NotQuietError(DomainError):
    """The rate is not back."""

    message = N("{number} cannot be closed yet: complaints have not been back to usual for 7 days.")


@dataclass(frozen=True, slots=True)
class EvaluateSignals(Command):
    """Look at the counts as they are now. By any session, at most once an hour."""

    NAME = "signal.evaluate"
    OWN: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AckSignal(Command):
    """Take it on: colleagues need not be told any more."""

    NAME = "signal.ack"

    id: int


@dataclass(frozen=True, slots=True)
class DispatchSignal(Command):
    """Work was given out for it: these tasks, besides those that it has."""

    NAME = "signal.dispatch"

    id: int
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DismissSignal(Command):
    """It is a false alarm."""

    NAME = "signal.dismiss"

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class CloseSignal(Command):
    """The work is done and the rate is back."""

    NAME = "signal.close"

    id: int


@rule(EvaluateSignals)
def evaluate_signals(board: Board, command: EvaluateSignals, at: datetime, by: int) -> Change:
    """What is new or changed; nothing when another session has just looked."""
    return Change(evaluate(board, Ledger(board.tables, at), at))


@rule(AckSignal)
def ack_signal(board: Board, command: AckSignal, at: datetime, by: int) -> Change:
    """Acknowledged; nothing changes where somebody has taken it on before."""
    signal = _live(board, command.id)
    if signal.state is not SignalState.OPEN:
        return Change()
    return Change((moved(signal, SignalState.ACKED, at, by, acked_at=at, acked_by=by),))


@rule(DispatchSignal)
def dispatch_signal(board: Board, command: DispatchSignal, at: datetime, by: int) -> Change:
    """Acting, with the tasks."""
    signal = _live(board, command.id)
    tasks = tuple(board.tasks.require(number).id for number in command.tasks)
    changed = dispatched(signal, tasks, at, by)
    return Change() if changed is signal else Change((changed,))


@rule(DismissSignal)
def dismiss_signal(board: Board, command: DismissSignal, at: datetime, by: int) -> Change:
    """Dismissed, with the reason; a second reason replaces the first."""
    signal = board.table(Signal).require(command.id)
    reason = clean(command.reason, limit=500, lines=1)
    if not reason:
        raise ReasonRequiredError(number=signal.number)
    if signal.state is SignalState.DISMISSED:
        same = signal.reason == reason
        return Change() if same else Change((touched(signal, at, by, reason=reason),))
    if not signal.live:
        raise SignalOverError(signal)
    return Change((moved(signal, SignalState.DISMISSED, at, by, reason=reason, closed_at=at),))


@rule(CloseSignal)
def close_signal(board: Board, command: CloseSignal, at: datetime, by: int) -> Change:
    """Closed, where the loop is: otherwise the sentence says what is missing."""
    signal = board.table(Signal).require(command.id)
    if signal.state is SignalState.CLOSED:
        return Change()
    if not signal.live:
        raise SignalOverError(signal)
    if waits := open_tasks(board, signal):
        tasks = ", ".join(f"T-{number}" for number in waits)
        raise UnfinishedSignalError(number=signal.number, tasks=tasks)
    if not quiet_enough(signal, at):
        raise NotQuietError(number=signal.number)
    return Change((moved(signal, SignalState.CLOSED, at, by, closed_at=at),))


def _live(board: Board, number: int) -> Signal:
    signal = board.table(Signal).require(number)
    if not signal.live:
        raise SignalOverError(signal)
    return signal
