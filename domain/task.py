"""A task: cross-role work with one owner role and a part for every role that contributes.

States and their legal moves (`domain/task_moves.py` enforces them)::

    todo <-> doing -> review -> done        review -> doing  sent back, with a reason
    todo, doing -> blocked -> where it was  done -> doing    reopened
    any open -> cancelled -> todo

What a card shows beyond its fields (who is waited for, at risk, overdue) is derived here.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from domain.due import Due, due_at
from domain.frozen import dataclass
from domain.limits import MaxLen, MinLen
from domain.record import Record
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class State(StrEnum):
    """Where a task stands; the lanes of the board."""

    TODO = "todo"
    DOING = "doing"
    BLOCKED = "blocked"
    REVIEW = "review"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN = (State.TODO, State.DOING, State.BLOCKED, State.REVIEW)
"""States in which there is still something to do."""

STATE_NAMES = {
    State.TODO: N("To do"),
    State.DOING: N("Doing"),
    State.BLOCKED: N("Blocked"),
    State.REVIEW: N("In review"),
    State.DONE: N("Done"),
    State.CANCELLED: N("Cancelled"),
}


class Priority(StrEnum):
    """How much it matters; P0 is dropped for by everybody."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class Outcome(StrEnum):
    """What was found by work that others wait for, such as an inspection of a batch."""

    PASSED = "passed"
    FAILED = "failed"


OUTCOME_NAMES = {Outcome.PASSED: N("Passed"), Outcome.FAILED: N("Failed")}


class PartState(StrEnum):
    """How far one role's contribution is."""

    OPEN = "open"
    DONE = "done"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one role contributes."""

    role: str
    state: PartState = PartState.OPEN
    by: int | None = None
    """The member who last changed the state."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Why nothing moves."""

    reason: Annotated[str, MinLen(1), MaxLen(500)]
    was: State
    """Where the task returns to."""
    since: datetime
    waiting_on: str | None = None
    """The role that is waited for, where it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """An offer to another role to take the task over. The giver owns it until then."""

    to_role: str
    by: int
    offered_at: datetime
    note: str = ""
    to_member: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the checklist. Binds nobody."""

    uid: str
    text: str
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said about the task."""

    uid: str
    by: int
    at: datetime
    text: str
    mentions: tuple[int, ...] = ()
    """Members named with `@name`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The run of a playbook that made the task."""

    playbook: str
    """Its key."""
    step: str
    """The key of the step."""
    run: int
    signal: int | None = None
    """The signal that it answers."""
    decides: bool = False
    """Whether the task ends with a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """One piece of work on the board."""

    TABLE: ClassVar[str] = "tasks"
    PREFIX: ClassVar[str] = "T"

    title: Annotated[str, MinLen(1), MaxLen(200)]
    owner_role: str
    """The one role that answers for it."""
    parts: tuple[Part, ...]
    """One per contributing role, the owner's first."""
    state: State = State.TODO
    state_since: datetime
    priority: Priority = Priority.P2
    assignee: int | None = None
    acceptor_role: str | None = None
    """The role that accepts the work; None: any role."""
    due: Due | None = None
    campaign: int | None = None
    sku: Annotated[str, MaxLen(64)] = ""
    depends_on: tuple[int, ...] = ()
    description: Annotated[str, MaxLen(4000)] = ""
    acceptance: Annotated[str, MaxLen(1000)] = ""
    checklist: tuple[Check, ...] = ()
    links: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    block: Block | None = None
    handoff: Handoff | None = None
    sent_back: str = ""
    """Why it was last sent back; empty once it is in review again."""
    rank: Annotated[str, MaxLen(400)] | None = None
    """Where it was put by hand (`domain/lanes.py`); None: by due date and priority."""
    feedback: tuple[int, ...] = ()
    """The customers' words that it answers."""
    origin: Origin | None = None
    """None: somebody thought of it."""
    outcome: Outcome | None = None
    """What was found, where the task ends with a finding; None: not said yet."""

    @property
    def undecided(self) -> bool:
        """Whether it has to be said what was found before the task can be done."""
        return self.origin is not None and self.origin.decides and self.outcome is None

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.state in OPEN

    def part(self, role: str) -> Part | None:
        """That role's part; None when it contributes nothing."""
        return next((part for part in self.parts if part.role == role), None)

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts that are not done."""
        return tuple(part for part in self.parts if part.state is not PartState.DONE)


@dataclass(frozen=True, slots=True)
class Wait:
    """What a task is held up by: a role, since when, and the task where it is one."""

    role: str
    since: datetime
    task: int | None = None


def due_of(board: Board, task: Task) -> datetime | None:
    """When the task is due; None without a date, or when its campaign is gone."""
    if task.due is None:
        return None
    campaign = None if task.campaign is None else board.campaigns.get(task.campaign)
    return due_at(task.due, campaign)


def open_dependencies(board: Board, task: Task) -> tuple[Task, ...]:
    """The tasks that have to be done first and are not. Archived ones count as done."""
    found = (board.tasks.get(number) for number in task.depends_on)
    return tuple(each for each in found if each is not None and each.open)


def waiting_on(board: Board, task: Task) -> Wait | None:
    """The role that an open task waits for, and since when; None when it is nobody.

    In this order: the role named when it was blocked; an offered handoff; the first open
    dependency's owner; for a task in review, the role that accepts it.
    """
    if not task.open:
        return None
    if task.block is not None and task.block.waiting_on is not None:
        return Wait(task.block.waiting_on, task.block.since)
    if task.handoff is not None:
        return Wait(task.handoff.to_role, task.handoff.offered_at)
    if task.state is not State.REVIEW:
        for other in open_dependencies(board, task):
            return Wait(other.owner_role, other.state_since, other.id)
        return None
    if task.acceptor_role is not None:
        return Wait(task.acceptor_role, task.state_since)
    return None


def offered_to(board: Board, task: Task, member: int) -> bool:
    """Whether this member may answer the task's offer."""
    who = board.members.get(member)
    return task.handoff is not None and who is not None and task.handoff.to_role in who.roles


def overdue(board: Board, task: Task, now: datetime) -> bool:
    """Whether an open task's due instant has passed."""
    due = due_of(board, task)
    return task.open and due is not None and due < now


def at_risk(board: Board, task: Task, now: datetime) -> bool:
    """Whether something upstream of an open task is late, or is due after the task itself."""
    if not task.open or not task.depends_on:
        return False
    mine = due_of(board, task)
    seen: set[int] = set()
    upstream = list(open_dependencies(board, task))
    while upstream:
        other = upstream.pop()
        if other.id in seen:
            continue
        seen.add(other.id)
        theirs = due_of(board, other)
        if theirs is not None and (theirs < now or (mine is not None and theirs > mine)):
            return True
        upstream.extend(open_dependencies(board, other))
    return False


def blocks(board: Board, number: int) -> tuple[int, ...]:
    """The numbers of the open tasks that wait for this one."""
    key = number
    return tuple(
        int(other)
        for other, doc in board.tasks.docs.items()
        if key in doc.get("depends_on", ()) and doc.get("state", "todo") in OPEN
    )
