"""The one mechanism of all forms: fields as data, errors in place, drafts, conflicts.

Esc keeps the draft, and the next opening starts from it and says so; it goes when the
command is durable. Where a colleague wrote the same field meanwhile, both values are
shown, and saving again overwrites knowingly.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from domain.command import Command
from domain.edit import FieldConflictError
from domain.errors import PromoboardError
from domain.words import N, tr
from tui.screens.dialog import Dialog, Line
from tui.screens.draft import Draft, Drafts
from tui.screens.field import Field
from tui.screens.rows import Rows

Submit = Callable[[Command], Awaitable[PromoboardError | None]]
"""Sends a command; the answer is why not, or None once it is durable."""

SAVE_KEYS = "f2,ctrl+s,ctrl+enter"


class Form(Dialog[Command]):
    """Dismisses with the command, durable already where there is `submit`; else with None."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {}
    """Which field a rule's error is shown at; others stand at the foot."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(SAVE_KEYS, "save", N("Save"), id="form.save", priority=True),
        Binding("down", "app.focus_next", N("Next field"), show=False, id="form.next"),
        Binding("up", "app.focus_previous", N("Field before"), show=False, id="form.before"),
        Binding("f6", "theirs", N("Take theirs"), id="form.theirs"),
        Binding("f8", "afresh", N("Drop the draft"), id="form.afresh"),
    ]

    def __init__(
        self,
        title: str,
        key: str,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        *,
        state: Drafts,
        submit: Submit | None = None,
        who: str = "",
    ) -> None:
        """Show the form.

        Args:
            title: What is filled in, translated.
            key: Under which the draft is kept; a file name.
            fields: From top to bottom.
            values: What stands on the board; for something new, what is proposed.
            state: Where drafts are kept.
            submit: Sends the command; the form stays while the answer is an error. None:
                the form is dismissed with the command, and sends nothing.
            who: Who wrote the values last, for where a draft contradicts them.
        """
        super().__init__(title)
        self.rows = Rows(fields, values, Draft(state, key), who)
        self._submit, self.saving = submit, False
        self.notice, self.error = Line("* ", id="notice"), Line("! ", id="error")

    @abstractmethod
    def command(self, values: dict[str, Any]) -> Command | None:
        """The command that the values of all fields ask for; None: there is nothing to do.

        Raises:
            PromoboardError: They do not fit each other.
        """

    async def settle(self, command: Command) -> Command | None:
        """Ask what has to be asked before `command` is sent; None: not after all."""
        return command

    def keep(self) -> None:
        self.rows.keep()

    def body(self) -> ComposeResult:
        yield self.notice
        yield self.rows
        yield self.error

    def on_mount(self) -> None:
        self.notice.say(tr("This is what you typed last time.") if self.rows.draft else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last one."""
        if event.input is list(self.rows.by_name.values())[-1].editor:
            self.action_save()
        else:
            self.focus_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "theirs":
            row = self.rows.here()
            return row is not None and row.conflict is not None
        return bool(self.rows.draft) if action == "afresh" else True

    def action_theirs(self) -> None:
        if (row := self.rows.here()) is not None:
            row.take_theirs()
            self.refresh_bindings()

    def action_afresh(self) -> None:
        self.rows.afresh()
        self.notice.say("")

    def action_leave(self) -> None:
        if not self.saving:
            self.dismiss(None)

    def action_save(self) -> None:
        self.error.say("")
        if self.saving or (values := self.rows.read()) is None:
            return
        if (row := self.rows.untold()) is not None:
            row.editor.focus()
            self.error.say(tr("A colleague was faster: save again to keep yours."))
            return
        try:
            command = self.command(values)
        except PromoboardError as error:
            self._blame(error)
            return
        self.saving = True
        self.run_worker(self._send(command))

    async def _send(self, command: Command | None) -> None:
        settled = None if command is None else await self.settle(command)
        error = await self._submit(settled) if settled and self._submit else None
        self.saving = False
        self.refresh_bindings()
        if error is not None:
            self._blame(error)
        elif settled is not None or command is None:
            self.rows.forget()
            self.dismiss(settled)

    def _blame(self, error: PromoboardError) -> None:
        if isinstance(error, FieldConflictError) and error.edit.field in self.rows.by_name:
            row = self.rows[error.edit.field]
            row.meet(error.theirs, error.who)
            self.rows.untold()
            row.editor.focus()
        elif (name := self.BLAMES.get(type(error))) is not None:
            self.rows[name].say(error)
            self.rows[name].editor.focus()
            return
        self.error.say(str(error))
