"""Who are you? Asked of a stranger once, and of a shared account once a session."""

from __future__ import annotations

from typing import Any

from domain.board import Board
from domain.command import Command, new_uid
from domain.edit import Edit
from domain.identity import Account
from domain.team import AddMember, EditMember, EmptyNameError, RolelessError, departed, left_with
from domain.words import tr
from tui.screens import pick
from tui.screens.draft import Drafts
from tui.screens.field import Field, Kind, text
from tui.screens.form import Form
from tui.screens.menu import Menu
from tui.screens.option import Option

NEW = "new"


class WhoAreYou(Menu[int | Command]):
    """Dismisses with the number of one of the account's members; for a stranger, a command.

    That is `AddMember` for somebody new, or `EditMember` for a member who had no account
    yet; both give them the account. None: they did not say.
    """

    def __init__(self, board: Board, account: Account, *, state: Drafts) -> None:
        """Ask who uses `account`; `state` keeps what a newcomer has typed."""
        active = [member for member in board.members.values() if member.active]
        mine = [member for member in active if account.uid in member.accounts]
        others = mine or [member for member in active if not member.accounts]
        options = [
            Option(str(member.id), member.name, ", ".join(map(board.settings.name, member.roles)))
            for member in others
        ]
        if mine:
            why = tr("Several people use the account {login}.", login=account.login)
        elif (gone := left_with(board, account.uid)) is not None:
            why = str(departed(board, gone))
        else:
            why = tr("Nobody of the team uses the account {login} yet.", login=account.login)
        if not mine:
            options.append(Option(NEW, tr("I am new here")))
        super().__init__(tr("Who are you?"), why, options)
        self._known, self._board, self._account, self._state = bool(mine), board, account, state

    def chosen(self, key: str) -> None:
        if key == NEW:
            form = _Newcomer(self._board, self._account, state=self._state)
            self.app.push_screen(form, self._joined)
        elif self._known:
            self.dismiss(int(key))
        else:
            accounts = Edit("accounts", (), (self._account.uid,))
            self.dismiss(EditMember(int(key), (accounts,)))

    def _joined(self, command: Command | None) -> None:
        if command is not None:
            self.dismiss(command)


class _Newcomer(Form):
    """Name and roles of somebody new."""

    def __init__(self, board: Board, account: Account, *, state: Drafts) -> None:
        self._account, self._uid = account, new_uid()
        fields = (
            Field(name="name", label=tr("Name"), read=self._read_name),
            Field(
                name="roles",
                label=tr("Roles"),
                kind=Kind.MANY,
                read=self._read_roles,
                write=tuple,
                options=lambda: pick.roles(board),
                name_of=board.settings.name,
            ),
        )
        super().__init__(
            tr("New here"), "member-me", fields, {"name": "", "roles": ()}, state=state
        )

    def command(self, values: dict[str, Any]) -> Command:
        return AddMember(**values, accounts=(self._account.uid,), uid=self._uid)

    def _read_name(self, raw: str) -> str:
        if name := text(40)(raw):
            return name
        raise EmptyNameError

    def _read_roles(self, raw: tuple[str, ...]) -> tuple[str, ...]:
        if raw:
            return raw
        raise RolelessError(name=self.rows["name"].raw)
