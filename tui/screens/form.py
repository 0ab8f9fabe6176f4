"""The one mechanism of all forms: fields as data, errors in place, drafts, conflicts.

Esc keeps the draft, the next opening starts from it, and it goes when the command is durable.
Where a colleague wrote the same field, both values are shown; saving again overwrites knowingly.
"""

from __future__ import annotations

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
            submit: Sends the command; the form stays while the answer is an error. None: the
                form is dismissed with the command, and sends nothing.
            who: Who wrote the values last, for where a draft contradicts them.
        """
        super().__init__(title)
        self.rows = Rows(fields, values, Draft(state, key), who)
        self._submit, self.saving = submit, False
        self.notice, self.error = Line("* ", id="notice"), Line("! ", id="error")
        self._restored = bool(self.rows.draft)
        self.notice.say(tr("This is what you typed last time.") if self._restored else "")

    def command(self, values: dict[str, Any]) -> Command | None:
        """What the values of all fields ask for; None: there is nothing to do."""
        raise NotImplementedError

    async def settle(self, command: Command) -> Command | None:
        """Ask what has to be asked before `command` is sent; None: not after all."""
        return command

    def keep(self) -> None:
        self.rows.keep()

    def follow(self, old: Mapping[str, Any], new: Mapping[str, Any], who: str) -> None:
        """Take over what `who` changed on the board from `old` to `new`, and say which fields."""
        self.rows.meet(new, who)
        labels = [self.rows[name].field.label for name in old if old[name] != new[name]]
        if labels:
            fields = ", ".join(labels)
            self.notice.say(tr("{who} changed meanwhile: {fields}.", who=who, fields=fields))

    def body(self) -> ComposeResult:
        yield self.notice
        yield self.rows
        yield self.error

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last one."""
        if event.input is list(self.rows.by_name.values())[-1].editor:
            self.action_save()
        else:
            self.focus_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.rows.here()
        clash = row is not None and row.conflict is not None
        return {"theirs": clash, "afresh": self._restored}.get(action, True)

    def action_theirs(self) -> None:
        if (row := self.rows.here()) is not None:
            row.take_theirs()
            self.refresh_bindings()

    def action_afresh(self) -> None:
        self.rows.afresh()
        self._restored = False
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
            self.error.say(tr("A colleague was faster. Save again to keep yours."))
            return
        self.saving = True
        self.run_worker(self._send(self.command(values)))

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
        name = self.BLAMES.get(type(error), "")
        if isinstance(error, FieldConflictError):
            name = error.edit.field
            self.rows[name].meet(error.theirs, error.who)
            self.rows.untold()
        elif name:
            self.rows[name].say(error)
        if name:
            self.rows[name].editor.focus()
        if not name or self.rows[name].conflict is not None:
            self.error.say(str(error))
