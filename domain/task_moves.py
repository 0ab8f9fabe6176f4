"""How a task moves: the legal moves, what each needs, and what it changes on the way.

Moving to review says that the owner's own part is done; sending back or reopening opens it
again. Work-in-progress limits are shown, never enforced.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import touched
from domain.task import (
    OPEN,
    STATE_NAMES,
    Block,
    Part,
    PartState,
    State,
    Task,
    open_dependencies,
)
from domain.team import require_roles
from domain.text import clean
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board


class IllegalMoveError(DomainError):
    """There is no way from the one state to the other."""

    message = N("{number} is in {state}: it cannot go to {to} from there.")

    def __init__(self, task: Task, to: State) -> None:
        """Refuse to take `task` to `to`."""
        super().__init__(number=task.number, state=task.state, to=to)

    def __str__(self) -> str:
        names = {key: tr(STATE_NAMES[self.values[key]]) for key in ("state", "to")}
        return tr(self.text, **{**self.values, **names})


class ReasonRequiredError(DomainError):
    """This move is only understood by others with a reason."""

    message = N("Say why: {number} needs a reason for that.")


class DependencyOpenError(DomainError):
    """Something else has to be done first."""

    message = N("{number} depends on {others}, not done yet. Give a reason to go on all the same.")


class PartOpenError(DomainError):
    """A role has not contributed its part yet."""

    message = N("{number} cannot be accepted: the part of {roles} is not done.")


class OutcomeRequiredError(DomainError):
    """Others wait for what was found."""

    message = N(
        "Others wait for what {number} finds: say first whether it passed or failed "
        "(`promoboard task outcome`)."
    )


class NotAcceptorError(DomainError):
    """Another role accepts this work."""

    message = N("{role} accepts {number}. Give a reason to accept it in their place.")


LEGAL: dict[State, tuple[State, ...]] = {
    State.TODO: (State.DOING, State.BLOCKED, State.CANCELLED),
    State.DOING: (State.TODO, State.REVIEW, State.BLOCKED, State.CANCELLED),
    State.BLOCKED: (State.CANCELLED,),
    State.REVIEW: (State.DONE, State.DOING, State.CANCELLED),
    State.DONE: (State.DOING,),
    State.CANCELLED: (State.TODO,),
}
"""Where a task may go from each state; from blocked also to where it was."""

_WALK = (State.TODO, State.DOING, State.REVIEW, State.DONE)


@dataclass(frozen=True, slots=True)
class MoveTask(Command):
    """Take a task to another state; done already when it is there."""

    NAME = "task.move"

    id: int
    to: State
    reason: str = ""
    waiting_on: str | None = None
    """With `to` blocked: the role that is waited for."""


def step(task: Task, direction: int) -> State | None:
    """Where `>` (1) or `<` (-1) takes a task; None at either end.

    Both unblock, and bring a cancelled task back. What is done goes back to doing.
    """
    if task.block is not None:
        return task.block.was
    if task.state is State.CANCELLED:
        return State.TODO
    if task.state is State.DONE:
        return State.DOING if direction < 0 else None
    at = _WALK.index(task.state) + direction
    return _WALK[at] if 0 <= at < len(_WALK) else None


def needs_reason(board: Board, task: Task, to: State, by: int) -> DomainError | None:
    """The refusal that a reason would turn into consent; None when none is needed.

    Screens ask with this before they send the command.
    """
    if to is State.BLOCKED or (task.state is State.REVIEW and to is State.DOING):
        return ReasonRequiredError(number=task.number)
    if to in (State.DOING, State.DONE) and task.state in (State.TODO, State.REVIEW):
        others = open_dependencies(board, task)
        if others:
            return DependencyOpenError(
                number=task.number, others=", ".join(other.number for other in others)
            )
    member = board.members.get(by)
    if to is State.DONE and task.acceptor_role is not None and member is not None:
        if task.acceptor_role in member.roles:
            return None
        return NotAcceptorError(number=task.number, role=board.settings.name(task.acceptor_role))
    return None


def with_part(task: Task, role: str, state: PartState, at: datetime, by: int) -> tuple[Part, ...]:
    """The parts of `task` with the one of `role` in `state`."""
    return tuple(
        replace(part, state=state, by=by, at=at)
        if part.role == role and part.state is not state
        else part
        for part in task.parts
    )


@rule(MoveTask)
def move_task(board: Board, command: MoveTask, at: datetime, by: int) -> Change:
    """Move the task, or say what is in the way."""
    task = board.tasks.require(command.id)
    to = command.to
    if task.state is to:
        return Change()
    back = task.block.was if task.block is not None else None
    if to not in LEGAL[task.state] and to is not back:
        raise IllegalMoveError(task, to)
    reason = clean(command.reason, limit=500, lines=1)
    refusal = needs_reason(board, task, to, by) if task.block is None else None
    if refusal is not None and not reason:
        raise refusal
    if to is State.DONE and (left := task.open_parts):
        roles = ", ".join(board.settings.name(part.role) for part in left)
        raise PartOpenError(number=task.number, roles=roles)
    if to is State.DONE and task.undecided:
        raise OutcomeRequiredError(number=task.number)
    return Change((touched(task, at, by, **_moved(board, task, command, reason, at, by)),))


def _moved(
    board: Board, task: Task, command: MoveTask, reason: str, at: datetime, by: int
) -> dict[str, Any]:
    to = command.to
    values: dict[str, Any] = {"state": to, "state_since": at, "rank": None, "block": None}
    if to is State.BLOCKED:
        if command.waiting_on is not None:
            require_roles(board, (command.waiting_on,))
        values["block"] = Block(
            reason=reason, was=task.state, since=at, waiting_on=command.waiting_on
        )
    if to not in OPEN:
        values["handoff"] = None
    if to is State.REVIEW:
        values["sent_back"] = ""
        values["parts"] = with_part(task, task.owner_role, PartState.DONE, at, by)
    if to is State.DOING and task.state in (State.REVIEW, State.DONE):
        values["sent_back"] = reason
        values["parts"] = with_part(task, task.owner_role, PartState.OPEN, at, by)
    return values
