"""What the dialogs that show all there is about something have in common: they roll."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.words import N
from tui.screens.dialog import Dialog


class Detail(Dialog[None]):
    """Its `body` has something called `#scroll`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll('down')", N("Down"), show=False, id="detail.down"),
        Binding("k", "scroll('up')", N("Up"), show=False, id="detail.up"),
        Binding("q", "leave", N("Close"), show=False),
    ]

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#scroll"), f"scroll_{where}")(animate=False)
