"""The people: members, who hold one or more of the team's roles.

The roles themselves are settings of the workspace (`domain/settings.py`). A member is an
account of the server (a uid, never a name that somebody can set); an account with several
members is a shared one.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from domain.command import Change, Command, new_uid, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.limits import MaxLen, MinLen
from domain.record import Record, touched
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board
    from domain.edit import Edit


class UnknownRoleError(DomainError):
    """The workspace has no such role."""

    message = N("There is no role {role}. The roles here are: {roles}.")


class UnknownMemberError(DomainError):
    """Nobody here has that name or number."""

    message = N("There is no member {name}. See `promoboard team list`.")


class NameTakenError(DomainError):
    """Two members may not look the same."""

    message = N("A member called {name} is here already.")


class RolelessError(DomainError):
    """Everybody has at least one role."""

    message = N("{name} needs at least one role.")


class EmptyNameError(DomainError):
    """A name is what colleagues know one by."""

    message = N("A member needs a name.")


class InactiveMemberError(DomainError):
    """A departed member takes no new work."""

    message = N("{name} has left the team: choose somebody else.")


class DepartedError(DomainError):
    """Who acts was taken out of the team meanwhile."""

    message = N(
        "You are not in the team any more: nothing was changed. "
        "A colleague can take you back, in Team or with `promoboard team edit`."
    )
    left = N(
        "You, {name}, left the team on {day}: nothing was changed. "
        "A colleague can take you back, in Team or with `promoboard team edit {number} --return`."
    )
    taken_out = N(
        "{who} took you, {name}, out of the team on {day}: nothing was changed. "
        "A colleague can take you back, in Team or with `promoboard team edit {number} --return`."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """One person of the team."""

    TABLE: ClassVar[str] = "members"
    PREFIX: ClassVar[str] = "U"

    name: Annotated[str, MinLen(1), MaxLen(40)]
    roles: Annotated[tuple[str, ...], MinLen(1)]
    """Role keys, the main role first."""
    accounts: tuple[int, ...] = ()
    """Uids of the server's accounts that this person logs in with."""
    active: bool = True
    """False once they have left."""


@dataclass(frozen=True, slots=True)
class AddMember(Command):
    """Somebody joins the team."""

    NAME = "team.add"

    name: str
    roles: tuple[str, ...]
    accounts: tuple[int, ...] = ()
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class EditMember(Command):
    """Change a member's name, roles or accounts; `active` is False for one who leaves.

    With `heir`, the open work of somebody who leaves goes to that member in the same step;
    with `release`, it loses its assignee.
    """

    NAME = "team.edit"

    id: int
    edits: tuple[Edit, ...] = ()
    heir: int | None = None
    release: bool = False


def require_roles(board: Board, roles: tuple[str, ...]) -> None:
    """Refuse roles that the workspace does not have.

    Raises:
        UnknownRoleError: Names the first of them, and those there are.
    """
    known = [role.key for role in board.settings.roles]
    for role in roles:
        if role not in known:
            raise UnknownRoleError(role=role, roles=", ".join(known))


def require_active(board: Board, number: int) -> Member:
    """The member with this number, who has to be here still.

    Raises:
        UnknownMemberError: Nobody has the number.
        InactiveMemberError: They have left.
    """
    member = board.members.get(number)
    if member is None:
        raise UnknownMemberError(name=f"U-{number}")
    if not member.active:
        raise InactiveMemberError(name=member.name)
    return member


def departed(board: Board, member: Member) -> DepartedError:
    """What a member is told who has left: by whom and since when, as the record has it."""
    from domain.clock import zone_named
    from domain.due_words import wall_clock  # whoever is in the team never pays

    who = board.members.get(member.updated_by)
    return DepartedError(
        DepartedError.left if who is member else DepartedError.taken_out,
        who="?" if who is None else who.name,
        name=member.name,
        day=wall_clock(member.updated_at, zone_named(board.settings.zone))[0],
        number=member.number,
    )


def left_with(board: Board, uid: int) -> Member | None:
    """The member who left last of those who had the account `uid`; None: nobody did."""
    gone = (each for each in board.members.values() if not each.active and uid in each.accounts)
    return max(gone, key=lambda each: each.updated_at, default=None)


def member_named(board: Board, name: str) -> Member:
    """The member whom people mean by `name`: a name, or a number such as `U-3`.

    Raises:
        UnknownMemberError: Nobody is called that.
    """
    wanted = name.strip().lstrip("@")
    for number in board.members:
        member = board.members[number]
        if wanted.casefold() in (member.name.casefold(), member.number.casefold()):
            return member
    raise UnknownMemberError(name=name)


def _clean_name(board: Board, name: str, mine: int | None) -> str:
    cleaned = clean(name, limit=40, lines=1)
    if not cleaned:
        raise EmptyNameError
    for number in board.members:
        if number != mine and board.members[number].name.casefold() == cleaned.casefold():
            raise NameTakenError(name=cleaned)
    return cleaned


def _clean_roles(board: Board, roles: tuple[str, ...], name: str) -> tuple[str, ...]:
    if not roles:
        raise RolelessError(name=name)
    require_roles(board, roles)
    return tuple(dict.fromkeys(roles))


def _checked(board: Board, member: Member, edit: Edit) -> Any:
    """What the edit wants, fit to be stored."""
    match edit.field:
        case "name":
            return _clean_name(board, edit.after, member.id)
        case "roles":
            return _clean_roles(board, edit.after, member.name)
    return edit.after


@rule(AddMember)
def add_member(board: Board, command: AddMember, at: datetime, by: int) -> Change:
    """Somebody joins; done already when the uid is known."""
    if board.members.by_uid(command.uid):
        return Change()
    name = _clean_name(board, command.name, None)
    roles = _clean_roles(board, command.roles, name)
    number = board.next_id(Member)
    member = Member(
        id=number,
        uid=command.uid,
        created_at=at,
        created_by=by or number,
        updated_at=at,
        updated_by=by or number,
        name=name,
        roles=roles,
        accounts=command.accounts,
    )
    return Change((member,))


@rule(EditMember)
def edit_member(board: Board, command: EditMember, at: datetime, by: int) -> Change:
    """Change what differs; hand over the open work of somebody who leaves."""
    from domain.edit import Edit, merge  # every start loads members, and few edit one

    member = board.members.require(command.id)
    edits = (Edit(e.field, e.before, _checked(board, member, e)) for e in command.edits)
    values = merge(board, member, tuple(edits))
    change = Change((touched(member, at, by, **values),)) if values else Change()
    if command.heir is None and not command.release:
        return change
    heir = None if command.heir is None else require_active(board, command.heir).id
    work = (board.tasks[number] for number in board.tasks)
    moved = (
        touched(task, at, by, assignee=heir)
        for task in work
        if task.assignee == member.id and task.open
    )
    return change + Change(tuple(moved))
