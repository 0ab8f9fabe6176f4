"""Undo and redo, which say what they did: its card may be in a lane that is not on the screen."""

from __future__ import annotations

from textual.notifications import Notification, Notify

from domain.history import Redo, Undo
from domain.store import Line
from tui.actions.base import Acting


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
        """Say what was taken back, or done again."""
        from tui.activity import entries

        found = entries(self.app.board, line) if line is not None else ()
        if not found:
            return
        if self._told is not None:  # a held key would pile them up over the board
            self.app.call_later(self.app._unnotify, self._told)
        more = f" (+{len(found) - 1})" if len(found) > 1 else ""
        self._told = Notification(f"{found[0]}{more}", markup=False)
        self.app.post_message(Notify(self._told))
