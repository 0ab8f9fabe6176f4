"""A task changes hands: offered to another role, then accepted or declined with a reason.

The giver stays the owner until then, so that nothing is ever nobody's. And each role says
how far its own part is.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.command import Change, Command, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import touched
from domain.task import Handoff, Part, PartState, State, Task, offered_to
from domain.task_moves import IllegalMoveError, ReasonRequiredError, with_part
from domain.team import require_active, require_roles
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class HandoffPendingError(DomainError):
    """Only one offer at a time."""

    message = N("{number} is offered to {role} already: they answer first, or you withdraw it.")


class NoHandoffError(DomainError):
    """There is nothing to answer."""

    message = N("{number} is not offered to anybody (any more).")


class NotYourRoleError(DomainError):
    """Only the role that is asked can answer."""

    message = N("{number} is offered to {role}: only they can answer.")


class SameRoleError(DomainError):
    """A role cannot hand over to itself."""

    message = N("{role} owns {number} already.")


class NoPartError(DomainError):
    """The role contributes nothing to this task."""

    message = N("{role} has no part in {number}.")


@dataclass(frozen=True, slots=True)
class OfferHandoff(Command):
    """Ask another role, or one member of it, to take the task over."""

    NAME = "task.handoff"

    id: int
    to_role: str
    note: str = ""
    to_member: int | None = None


@dataclass(frozen=True, slots=True)
class AcceptHandoff(Command):
    """Take over what is offered to a role of mine."""

    NAME = "task.accept"

    id: int


@dataclass(frozen=True, slots=True)
class DeclineHandoff(Command):
    """Give back what is offered to a role of mine, with a reason."""

    NAME = "task.decline"

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawHandoff(Command):
    """Take an offer of one's own back."""

    NAME = "task.withdraw"

    id: int


@dataclass(frozen=True, slots=True)
class SetPart(Command):
    """Say how far one role's part is."""

    NAME = "task.part"

    id: int
    role: str
    state: PartState


@rule(OfferHandoff)
def offer_handoff(board: Board, command: OfferHandoff, at: datetime, by: int) -> Change:
    """Record the offer; the owner stays."""
    task = board.tasks.require(command.id)
    require_roles(board, (command.to_role,))
    role = board.settings.name(command.to_role)
    if not task.open:
        raise IllegalMoveError(task, State.DOING)
    if task.owner_role == command.to_role:
        raise SameRoleError(role=role, number=task.number)
    if command.to_member is not None:
        require_active(board, command.to_member)
    pending = task.handoff
    if pending is not None:
        if (pending.to_role, pending.to_member) == (command.to_role, command.to_member):
            return Change()
        raise HandoffPendingError(number=task.number, role=board.settings.name(pending.to_role))
    offer = Handoff(
        to_role=command.to_role,
        by=by,
        offered_at=at,
        note=clean(command.note, limit=500, lines=1),
        to_member=command.to_member,
    )
    return Change((touched(task, at, by, handoff=offer),))


def _offer(board: Board, number: int, by: int) -> tuple[Task, Handoff]:
    task = board.tasks.require(number)
    if task.handoff is None:
        raise NoHandoffError(number=task.number)
    if not offered_to(board, task, by):
        role = board.settings.name(task.handoff.to_role)
        raise NotYourRoleError(number=task.number, role=role)
    return task, task.handoff


@rule(AcceptHandoff)
def accept_handoff(board: Board, command: AcceptHandoff, at: datetime, by: int) -> Change:
    """The role becomes the owner and its part comes first; the giver's part stays."""
    task, offer = _offer(board, command.id, by)
    mine = task.part(offer.to_role) or Part(role=offer.to_role)
    parts = (mine, *(part for part in task.parts if part.role != offer.to_role))
    return Change(
        (touched(task, at, by, owner_role=offer.to_role, assignee=by, parts=parts, handoff=None),)
    )


@rule(DeclineHandoff)
def decline_handoff(board: Board, command: DeclineHandoff, at: datetime, by: int) -> Change:
    """The offer is gone; the reason stands on the task as sent back."""
    task, _ = _offer(board, command.id, by)
    reason = clean(command.reason, limit=500, lines=1)
    if not reason:
        raise ReasonRequiredError(number=task.number)
    return Change((touched(task, at, by, handoff=None, sent_back=reason),))


@rule(WithdrawHandoff)
def withdraw_handoff(board: Board, command: WithdrawHandoff, at: datetime, by: int) -> Change:
    """The offer is gone; done already when there is none."""
    task = board.tasks.require(command.id)
    return Change((touched(task, at, by, handoff=None),)) if task.handoff else Change()


@rule(SetPart)
def set_part(board: Board, command: SetPart, at: datetime, by: int) -> Change:
    """Note how far the role's part is; who said so and when stay on it."""
    task = board.tasks.require(command.id)
    part = task.part(command.role)
    if part is None:
        role = board.settings.name(command.role)
        raise NoPartError(number=task.number, role=role)
    if part.state is command.state:
        return Change()
    parts = with_part(task, command.role, command.state, at, by)
    return Change((touched(task, at, by, parts=parts),))
