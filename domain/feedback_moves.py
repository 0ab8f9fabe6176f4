"""How the team deals with customers' words: sort, link, ignore, resolve, and come back to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, rule
from domain.errors import DomainError
from domain.feedback import (
    FEEDBACK_STATE_NAMES,
    Claim,
    FeedbackItem,
    FeedbackState,
    Severity,
    linked,
    moved,
    worst,
)
from domain.frozen import dataclass
from domain.record import touched
from domain.task_moves import ReasonRequiredError
from domain.text import clean
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board

CLAIM_LASTS = timedelta(minutes=10)
"""How long colleagues see that somebody is dealing with an item."""


class ClosedFeedbackError(DomainError):
    """Only open items can be sorted, snoozed or claimed."""

    message = N("{number} is in {state}: reopen it first.")

    def __init__(self, item: FeedbackItem) -> None:
        """Refuse to work on `item`."""
        super().__init__(number=item.number, state=item.state)

    def __str__(self) -> str:
        state = tr(FEEDBACK_STATE_NAMES[self.values["state"]])
        return tr(self.text, **{**self.values, "state": state})


class DuplicateLoopError(DomainError):
    """Two items cannot each be a copy of the other, not even through others."""

    message = N("{number} cannot be a duplicate of {other}: {other} is one of {number}.")


class SelfDuplicateError(DomainError):
    """Nothing is a copy of itself."""

    message = N("{number} cannot be a duplicate of itself.")


class PastSnoozeError(DomainError):
    """Sleeping until yesterday."""

    message = N("{number} can only be snoozed until a moment to come.")


class ClaimedError(DomainError):
    """A colleague is dealing with it at the moment."""

    message = N("{who} is dealing with {number} at the moment.")


@dataclass(frozen=True, slots=True)
class TriageFeedback(Command):
    """Say that it was read and how bad it is. None: the severity stays as it is."""

    NAME = "feedback.triage"

    id: int
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class IgnoreFeedback(Command):
    """Nothing will be done about it."""

    NAME = "feedback.ignore"

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ResolveFeedback(Command):
    """What the customer said is dealt with."""

    NAME = "feedback.resolve"

    id: int


@dataclass(frozen=True, slots=True)
class ReopenFeedback(Command):
    """It was not: back to its task, to where its severity puts it, or to the new ones."""

    NAME = "feedback.reopen"

    id: int


@dataclass(frozen=True, slots=True)
class LinkTask(Command):
    """Have a task answer it, in place of any other. None: no task does."""

    NAME = "feedback.link"

    id: int
    task: int | None


@dataclass(frozen=True, slots=True)
class MarkDuplicate(Command):
    """It says what another item says, which stands for both. None: it speaks for itself again."""

    NAME = "feedback.duplicate"

    id: int
    of: int | None


@dataclass(frozen=True, slots=True)
class SnoozeFeedback(Command):
    """Out of sight until a moment. None: back in sight."""

    NAME = "feedback.snooze"

    id: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ClaimFeedback(Command):
    """Tell colleagues that one is dealing with it, for `CLAIM_LASTS`; or, not held, no longer."""

    NAME = "feedback.claim"

    id: int
    held: bool = True


@rule(TriageFeedback)
def triage_feedback(board: Board, command: TriageFeedback, at: datetime, by: int) -> Change:
    """A new item becomes triaged; an open one takes the severity."""
    item = board.feedback.require(command.id)
    severity = command.severity or item.severity
    if item.state is FeedbackState.NEW:
        return Change((moved(item, FeedbackState.TRIAGED, at, by, severity=severity),))
    if not item.open:
        raise ClosedFeedbackError(item)
    return _set(item, at, by, severity=severity)


@rule(IgnoreFeedback)
def ignore_feedback(board: Board, command: IgnoreFeedback, at: datetime, by: int) -> Change:
    """Ignored, with the reason; a second reason replaces the first."""
    item = board.feedback.require(command.id)
    reason = clean(command.reason, limit=500, lines=1)
    if not reason:
        raise ReasonRequiredError(number=item.number)
    if item.state is FeedbackState.IGNORED:
        return _set(item, at, by, ignored_reason=reason)
    return Change((moved(item, FeedbackState.IGNORED, at, by, ignored_reason=reason),))


@rule(ResolveFeedback)
def resolve_feedback(board: Board, command: ResolveFeedback, at: datetime, by: int) -> Change:
    """Resolved; nothing changes when it is."""
    item = board.feedback.require(command.id)
    if item.state is FeedbackState.RESOLVED:
        return Change()
    return Change((moved(item, FeedbackState.RESOLVED, at, by),))


@rule(ReopenFeedback)
def reopen_feedback(board: Board, command: ReopenFeedback, at: datetime, by: int) -> Change:
    """Open again, and nobody's duplicate; nothing changes when it is open."""
    item = board.feedback.require(command.id)
    return Change() if item.open else Change((_reopened(item, at, by),))


@rule(LinkTask)
def link_task(board: Board, command: LinkTask, at: datetime, by: int) -> Change:
    """The item, the task that answered it and the one that will all know of it."""
    item = board.feedback.require(command.id)
    if item.task == command.task:
        return Change()
    changed: list[Any] = []
    if command.task is None:
        changed.append(moved(item, FeedbackState.TRIAGED, at, by, task=None))
    else:
        task = board.tasks.require(command.task)
        if item.state is FeedbackState.LINKED:
            changed.append(touched(item, at, by, task=task.id))
        else:
            changed.append(linked(item, task.id, at, by))
        if item.id not in task.feedback:
            changed.append(touched(task, at, by, feedback=(*task.feedback, item.id)))
    former = None if item.task is None else board.tasks.get(item.task)
    if former is not None:
        kept = tuple(number for number in former.feedback if number != item.id)
        changed.append(touched(former, at, by, feedback=kept))
    return Change(tuple(changed))


@rule(MarkDuplicate)
def mark_duplicate(board: Board, command: MarkDuplicate, at: datetime, by: int) -> Change:
    """Ignored, with the original in place of a reason; or open again."""
    item = board.feedback.require(command.id)
    if item.duplicate_of == command.of:
        return Change()
    if command.of is None:
        return Change((_reopened(item, at, by),))
    original = board.feedback.require(command.of)
    if original.id == item.id:
        raise SelfDuplicateError(number=item.number)
    above: FeedbackItem | None = original
    while above is not None and above.duplicate_of is not None:
        if above.duplicate_of == item.id:
            raise DuplicateLoopError(number=item.number, other=original.number)
        above = board.feedback.get(above.duplicate_of)
    if item.state is FeedbackState.IGNORED:
        return _set(item, at, by, duplicate_of=original.id, ignored_reason="")
    return Change((moved(item, FeedbackState.IGNORED, at, by, duplicate_of=original.id),))


@rule(SnoozeFeedback)
def snooze_feedback(board: Board, command: SnoozeFeedback, at: datetime, by: int) -> Change:
    """Snoozed until a moment to come, or awake."""
    item = board.feedback.require(command.id)
    if command.until is not None:
        if not item.open:
            raise ClosedFeedbackError(item)
        if command.until <= at:
            raise PastSnoozeError(number=item.number)
    return _set(item, at, by, snoozed_until=command.until)


@rule(ClaimFeedback)
def claim_feedback(board: Board, command: ClaimFeedback, at: datetime, by: int) -> Change:
    """Claimed afresh once half of the time is over; only one's own claim can be given up."""
    item = board.feedback.require(command.id)
    holder = item.claimant(at)
    if not command.held:
        return _set(item, at, by, claim=None) if holder == by else Change()
    if not item.open:
        raise ClosedFeedbackError(item)
    if holder is not None and holder != by:
        colleague = board.members.get(holder)
        raise ClaimedError(number=item.number, who=colleague.name if colleague else "?")
    if item.claim is not None and holder == by and item.claim.until - at > CLAIM_LASTS / 2:
        return Change()
    return _set(item, at, by, claim=Claim(member=by, until=at + CLAIM_LASTS))


def _set(item: FeedbackItem, at: datetime, by: int, **values: Any) -> Change:
    if all(getattr(item, name) == value for name, value in values.items()):
        return Change()
    return Change((touched(item, at, by, **values),))


def _reopened(item: FeedbackItem, at: datetime, by: int) -> FeedbackItem:
    if item.task is not None:
        state = FeedbackState.LINKED
    elif item.severity != worst(item.topics) or item.state is FeedbackState.RESOLVED:
        state = FeedbackState.TRIAGED
    else:
        state = FeedbackState.NEW
    return touched(item, at, by, state=state, duplicate_of=None, ignored_reason="")
