"""The form of a member: name, roles, accounts, whether they are still here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from domain.board import Board
from domain.command import Command, new_uid
from domain.errors import PromoboardError
from domain.identity import Account
from domain.team import (
    AddMember,
    EditMember,
    EmptyNameError,
    Member,
    NameTakenError,
    RolelessError,
)
from domain.words import ntr, tr
from tui.screens import pick
from tui.screens.accounts import read_accounts, write_accounts
from tui.screens.choose import Choose
from tui.screens.dialog import GONE
from tui.screens.draft import Drafts
from tui.screens.field import Field, Kind, text
from tui.screens.form import Form, Submit
from tui.screens.option import Option

HERE = "here"
LEFT = "left"

NOTHING: Mapping[str, Any] = {"name": "", "roles": (), "accounts": (), "active": True}
"""What the form of somebody new starts from."""


def _values_of(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in NOTHING}


class MemberForm(Form):
    """Dismisses with the saved `AddMember` or `EditMember`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        EmptyNameError: "name",
        NameTakenError: "name",
        RolelessError: "roles",
    }

    def __init__(
        self,
        board: Board,
        member: Member | None = None,
        *,
        state: Drafts,
        submit: Submit,
        account: Account,
    ) -> None:
        """Fill in a new member, or edit `member`.

        Args:
            board: The board.
            member: Who is edited; None for somebody new.
            state: Where the draft is kept.
            submit: Sends the command.
            account: Whose session this is: shown as the example of an account.
        """
        self._board, self._member, self._uid = board, member, new_uid()
        author = None if member is None else board.members.get(member.updated_by)
        super().__init__(
            tr("New member") if member is None else member.name,
            "member-new" if member is None else f"member-{member.number}",
            self._fields(account)[: 3 if member is None else 4],
            NOTHING if member is None else _values_of(member),
            state=state,
            submit=submit,
            who=author.name if author else "",
        )

    def show(self, board: Board) -> None:
        """Follow a newer board, as the form of a task does."""
        self._board, before = board, self._member
        if before is None or self.saving:
            return
        member = board.members.get(before.id)
        if member is None:
            self.notice.say(tr(GONE, number=before.name))
            return
        self._member = member
        author = board.members.get(self._member.updated_by)
        name = author.name if author else "?"
        self.follow(_values_of(before), _values_of(self._member), name)

    def command(self, values: dict[str, Any]) -> Command | None:
        if self._member is None:
            return AddMember(**values, uid=self._uid)
        edits = self.rows.edits(values)
        return EditMember(self._member.id, edits) if edits else None

    async def settle(self, command: Command) -> Command | None:
        """Open work of somebody who leaves goes to whom one says, or to nobody for now."""
        if not isinstance(command, EditMember):
            return command
        if not any(edit.field == "active" and not edit.after for edit in command.edits):
            return command
        tasks = self._board.tasks.values()
        work = [task for task in tasks if task.assignee == command.id and task.open]
        if not work:
            return command
        why = ntr("{n} open task: who takes it over?", "{n} open tasks: who takes them over?",
                  len(work))  # fmt: skip
        heirs = [o for o in pick.members(self._board) if o.key != str(command.id)]
        heir = await self.app.push_screen_wait(Choose(why, heirs))
        if heir is None:
            return None
        return replace(command, heir=int(str(heir)) if heir else None, release=not heir)

    def _fields(self, account: Account) -> tuple[Field, ...]:
        return (
            Field(name="name", label=tr("Name"), read=text(40)),
            Field(
                name="roles",
                label=tr("Roles"),
                kind=Kind.MANY,
                read=tuple,
                write=tuple,
                options=lambda: pick.roles(self._board),
                name_of=self._board.settings.name,
            ),
            Field(
                name="accounts",
                label=tr("Accounts"),
                read=read_accounts,
                write=write_accounts,
                placeholder=tr("Logins on this server, such as {login}", login=account.login),
            ),
            Field(
                name="active",
                label=tr("Is"),
                kind=Kind.CHOICE,
                read=lambda raw: raw == HERE,
                write=lambda active: HERE if active else LEFT,
                options=lambda: [Option(HERE, tr("in the team")), Option(LEFT, tr("gone"))],
            ),
        )
