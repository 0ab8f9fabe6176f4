"""Undo and redo, which say what they did, and go to the card that it was done to."""

from __future__ import annotations

from textual.notifications import Notification, Notify

from domain.feedback import FeedbackItem
from domain.history import Redo, Undo, told
from domain.signal import Signal
from domain.store import Line
from domain.task import Task
from tui.actions.base import Acting
from tui.widgets.inbox import SIGNALS

_WORDS = {FeedbackItem.TABLE: 0, Signal.TABLE: SIGNALS}
"""By table: what is added to the numbers of what the inbox shows."""

_TRIED = 50
"""Cards of a bulk that are looked for, one after the other."""


class UndoActions(Acting):
    """The keys that take back, and do again."""

    _told: Notification | None = None

    def action_undo(self) -> None:
        if self.may_change():
            self.app.issue(Undo(), done=self.tell_undone)

    def action_redo(self) -> None:
        if self.may_change():
            self.app.issue(Redo(), done=self.tell_undone)

    def tell_undone(self, line: Line | None) -> None:
        """Say what was taken back, or done again, and put the cursor on it where it is shown."""
        from tui.activity import entries

        if line is not None and self.app.screen is self:
            self._return_to(line)
        found = entries(self.app.board, line) if line is not None else ()
        if not found:
            return
        if self._told is not None:  # a held key would pile them up over the board
            self.app.call_later(self.app._unnotify, self._told)
        more = f" (+{len(found) - 1})" if len(found) > 1 else ""
        self._told = Notification(f"{found[0]}{more}", markup=False)
        self.app.post_message(Notify(self._told))

    def _return_to(self, line: Line) -> None:
        """To the first card of `line` that is shown; one in the list at hand goes before."""
        left = [(table, int(key)) for table, key, doc, _ in told(line) if doc is not None]
        tasks = [number for table, number in left if table == Task.TABLE]
        words = [_WORDS[table] + number for table, number in left if table in _WORDS]
        for column in sorted(self.columns, key=lambda each: each is not self.column):
            if any(map(column.go, (words if column is self.inbox else tasks)[:_TRIED])):
                self.activate(self.columns.index(column))
                self.looked_at()
                return
