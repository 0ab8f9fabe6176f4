"""How a task comes to be and is edited: every field is checked in one place, for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, new_uid, rule
from domain.due import Due
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.feedback import linked
from domain.frozen import dataclass
from domain.record import touched
from domain.task import Check, Origin, Part, Priority, Task
from domain.team import require_active, require_roles
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class TitleRequiredError(DomainError):
    """A card without a title helps nobody."""

    message = N("A task needs a title.")


class DependencyCycleError(DomainError):
    """A task cannot wait for itself, not even through others."""

    message = N("{number} cannot depend on {other}: {other} waits for {number} already.")


class RelativeDueError(DomainError):
    """D-5 of what?"""

    message = N("A due date such as D-5 needs a campaign.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask(Command):
    """New work for one role, with the roles that contribute."""

    NAME = "task.add"

    title: str
    owner_role: str
    with_roles: tuple[str, ...] = ()
    priority: Priority = Priority.P2
    due: Due | None = None
    campaign: int | None = None
    assignee: int | None = None
    acceptor_role: str | None = None
    """None: the first role of whoever asks for it, unless that is the owner."""
    depends_on: tuple[int, ...] = ()
    sku: str = ""
    description: str = ""
    acceptance: str = ""
    checklist: tuple[Check, ...] = ()
    links: tuple[str, ...] = ()
    feedback: tuple[int, ...] = ()
    """The customers' words it comes from; they link back to it."""
    origin: Origin | None = None
    """The run of a playbook that it belongs to."""
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class EditTask(Command):
    """Change fields of a task. `with_roles` is edited as a field, too."""

    NAME = "task.edit"

    id: int
    edits: tuple[Edit, ...]


def with_roles(task: Task) -> tuple[str, ...]:
    """The roles that contribute besides the owner."""
    return tuple(part.role for part in task.parts if part.role != task.owner_role)


def _line(limit: int) -> Callable[[Board, int, str], str]:
    return lambda board, number, text: clean(text, limit=limit, lines=1)


def _block(limit: int) -> Callable[[Board, int, str], str]:
    return lambda board, number, text: clean(text, limit=limit)


def _title(board: Board, number: int, text: str) -> str:
    title = clean(text, limit=200, lines=1)
    if not title:
        raise TitleRequiredError
    return title


def _role(board: Board, number: int, role: str | None) -> str | None:
    if role is not None:
        require_roles(board, (role,))
    return role


def _member(board: Board, number: int, member: int | None) -> int | None:
    return None if member is None else require_active(board, member).id


def _campaign(board: Board, number: int, campaign: int | None) -> int | None:
    return None if campaign is None else board.campaigns.require(campaign).id


def _depends_on(board: Board, number: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """Known, and acyclic: no way leads from a dependency back to the task."""
    for other in wanted:
        todo, seen = [board.tasks.require(other).id], set[int]()
        while todo:
            at = todo.pop()
            if at == number:
                raise DependencyCycleError(number=f"T-{number}", other=f"T-{other}")
            if at not in seen and (task := board.tasks.get(at)) is not None:
                seen.add(at)
                todo.extend(task.depends_on)
    return tuple(dict.fromkeys(wanted))


def _checklist(board: Board, number: int, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    cleaned = ((check, clean(check.text, limit=200, lines=1)) for check in checks[:100])
    return tuple(
        Check(uid=check.uid, text=text, done=check.done) for check, text in cleaned if text
    )


def _links(board: Board, number: int, links: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (clean(link, limit=500, lines=1) for link in links[:20])))


_CHECKS: dict[str, Callable[[Any, int, Any], Any]] = {
    "title": _title,
    "owner_role": _role,
    "acceptor_role": _role,
    "assignee": _member,
    "campaign": _campaign,
    "depends_on": _depends_on,
    "sku": _line(64),
    "description": _block(4000),
    "acceptance": _block(1000),
    "checklist": _checklist,
    "links": _links,
}
"""What makes the value of a field fit to be stored; a field without one is stored as it is."""

EDITABLE = (*_CHECKS, "priority", "due", "rank", "with_roles")
"""The fields that `EditTask` takes; its parts, state and handoff have commands of their own."""


def _checked(board: Board, number: int, name: str, value: Any) -> Any:
    check = _CHECKS.get(name)
    return value if check is None else check(board, number, value)


def _require_campaign(due: Due | None, campaign: int | None) -> None:
    if due is not None and due.anchor is not None and campaign is None:
        raise RelativeDueError


def _parts(owner: str, others: tuple[str, ...], old: tuple[Part, ...] = ()) -> tuple[Part, ...]:
    """A part for the owner and each of the others, as far as it was where it was there."""
    known = {part.role: part for part in old}
    roles = dict.fromkeys((owner, *others))
    return tuple(known.get(role) or Part(role=role) for role in roles)


@rule(AddTask)
def add_task(board: Board, command: AddTask, at: datetime, by: int) -> Change:
    """A new task in To do; done already when its uid is known."""
    if board.tasks.by_uid(command.uid):
        return Change()
    number = board.next_id(Task)
    require_roles(board, (command.owner_role, *command.with_roles))
    _require_campaign(command.due, command.campaign)
    acceptor, asker = command.acceptor_role, board.members.get(by)
    if acceptor is None and asker is not None and asker.roles[0] != command.owner_role:
        acceptor = asker.roles[0]
    values = {name: getattr(command, name) for name in _CHECKS if name != "acceptor_role"}
    task = Task(
        id=number,
        uid=command.uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        state_since=at,
        priority=command.priority,
        due=command.due,
        parts=_parts(command.owner_role, command.with_roles),
        acceptor_role=_checked(board, number, "acceptor_role", acceptor),
        feedback=command.feedback,
        origin=command.origin,
        **{name: _checked(board, number, name, value) for name, value in values.items()},
    )
    items = (board.feedback.require(item) for item in command.feedback)
    return Change((task, *(linked(item, task.id, at, by) for item in items)))


@rule(EditTask)
def edit_task(board: Board, command: EditTask, at: datetime, by: int) -> Change:
    """Change what differs; fields that a colleague changed meanwhile are merged or refused."""
    task = board.tasks.require(command.id)
    plain = tuple(edit for edit in command.edits if edit.field != "with_roles")
    edits = tuple(
        Edit(edit.field, edit.before, _checked(board, task.id, edit.field, edit.after))
        for edit in plain
    )
    values = merge(board, task, edits)
    owner = values.get("owner_role", task.owner_role)
    others = next((e.after for e in command.edits if e.field == "with_roles"), with_roles(task))
    require_roles(board, others)
    parts = _parts(owner, tuple(role for role in others if role != owner), task.parts)
    if parts != task.parts:
        values["parts"] = parts
    _require_campaign(values.get("due", task.due), values.get("campaign", task.campaign))
    return Change((touched(task, at, by, **values),)) if values else Change()
