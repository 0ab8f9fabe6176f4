"""`promoboard team ...`: the members, their roles and accounts."""

from __future__ import annotations

import pwd
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from domain.edit import Edit
from domain.errors import UsageError
from domain.identity import Stranger
from domain.team import AddMember, EditMember, Member
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act, made, require_writable
from tui.cli.objects import member_object
from tui.cli.parser import Parser
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


class UnknownAccountError(UsageError):
    """The server has no such account."""

    message = N("There is no account {login} on this server.")


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with members."""
    command = parser.add_commands()
    command("add", N("let somebody join the team"), _add)
    command("list", N("list the members"), _list)
    command("edit", N("change a member"), _edit)


def _add(parser: Parser) -> None:
    parser.does("team:add")
    option = parser.add_argument
    option("name", help=tr("what colleagues call them"))
    option(
        "--role",
        metavar="ROLES",
        action="append",
        required=True,
        help=tr("one role or several, such as ops,promo; the main one first"),
    )
    option(
        "--account",
        metavar="LOGIN",
        action="append",
        default=[],
        help=tr("the account that they log in with; can be repeated"),
    )
    parser.add_json()


def _list(parser: Parser) -> None:
    parser.does("team:list_")
    parser.add_json()


def _edit(parser: Parser) -> None:
    parser.does("team:edit")
    option = parser.add_argument
    option("who", metavar="MEMBER", help=tr("a name, U-3, or me"))
    option("--name", help=tr("another name"))
    option("--role", metavar="ROLES", action="append", help=tr("all of their roles"))
    option(
        "--account",
        metavar="LOGIN",
        action="append",
        help=tr("all of their accounts; none: without one"),
    )
    for name, active, sentence in (
        ("--leave", "store_false", tr("they have left the team")),
        ("--return", "store_true", tr("they are back")),
    ):
        option(name, dest="active", action=active, default=None, help=sentence)
    option("--heir", metavar="MEMBER", help=tr("who takes over their open tasks"))
    option("--release", action="store_true", help=tr("their open tasks become nobody's"))
    parser.add_json()


def add(session: Session, given: Namespace) -> int:
    """Let somebody join: a colleague, or, where nobody has this account yet, oneself."""
    command = AddMember(given.name, _roles(session, given.role), _accounts(given.account))
    if isinstance(session.who, Stranger):
        require_writable(session)
        if not command.accounts:
            command = AddMember(command.name, command.roles, (session.account.uid,), command.uid)
        line = session.service.execute(command)
    else:
        line = act(session, command)
    return _told(session, given, made(line, Member.TABLE), tr("added"))


def list_(session: Session, given: Namespace) -> int:
    """Print the members."""
    board = session.service.board
    members = [*board.members.values()]
    if given.json:
        say_json([member_object(member) for member in members])
        return 0
    work = [task.assignee for task in board.tasks.values() if task.open]
    if members:
        say_rows(_row(session, member, work.count(member.id)) for member in members)
    return 0


def edit(session: Session, given: Namespace) -> int:
    """Change a member; what somebody leaves behind that nobody takes over is listed."""
    member = values.member(session, given.who)
    heir = None if given.heir is None else values.member(session, given.heir).id
    after: dict[str, Any] = {
        "name": given.name,
        "roles": None if given.role is None else _roles(session, given.role),
        "accounts": None if given.account is None else _accounts(given.account),
        "active": given.active,
    }
    edits = tuple(
        Edit(name, getattr(member, name), value)
        for name, value in after.items()
        if value is not None
    )
    act(session, EditMember(member.id, edits, heir, given.release))
    return _told(session, given, member.id, tr("changed"))


def _told(session: Session, given: Namespace, number: int, what: str) -> int:
    board = session.service.board
    member = board.members[number]
    if given.json:
        say_json(member_object(member))
        return 0
    say(f"{member.number} {member.name}: {what}")
    work = (task for task in board.tasks.values() if task.open and task.assignee == number)
    left = [] if member.active else [*work]
    if left:
        say(tr("Still assigned to {name}; --heir or --release passes it on:", name=member.name))
        say_rows((task.number, task.title) for task in left)
    return 0


def _row(session: Session, member: Member, tasks: int) -> tuple[str, ...]:
    roles = ", ".join(session.settings.name(role) for role in member.roles)
    accounts = ", ".join(map(_login, member.accounts))
    note = "" if member.active else tr("left")
    return member.number, member.name, roles, accounts, tr("{n} open", n=tasks), note


def _roles(session: Session, texts: Sequence[str]) -> tuple[str, ...]:
    if [text.strip().casefold() for text in texts] == ["all"]:
        return tuple(role.key for role in session.settings.roles)
    return values.roles(session.settings, texts)


def _accounts(logins: Sequence[str]) -> tuple[int, ...]:
    """The uids of these accounts, named by login or by uid."""
    found = []
    for login in (word for text in logins for word in values.listed(text)):
        if values.emptied(login) is None:
            continue
        try:
            found.append(pwd.getpwnam(login).pw_uid)
        except KeyError:
            if not login.isdecimal():
                raise UnknownAccountError(login=login) from None
            found.append(int(login))
    return tuple(found)


def _login(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
