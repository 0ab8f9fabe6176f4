"""Since you were away: a few lines on return, gone at any key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from domain.words import tr
from tui.screens.dialog import Dialog


class Digest(Dialog[None]):
    """Dismisses at any key. Esc and Enter are keys as well."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Show `lines`, translated; what people wrote in them is shown literally."""
        super().__init__(tr("Since you were away"))
        self._lines = lines

    def body(self) -> ComposeResult:
        yield Static(Content("\n".join(self._lines)), id="lines")
        yield Static(Content(tr("Any key goes on.")), id="any")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)
