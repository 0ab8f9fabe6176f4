"""All there is to say about a row of a view, where there is no room beside the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from domain.board import Board
from tui.screens.detail import Detail


class TextDetail(Detail):
    """Plain text that scrolls, and follows the board."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", show=False),
    ]

    def __init__(self, title: str, text: Callable[[], str]) -> None:
        """Show what `text` says now, and says again when the board has changed."""
        super().__init__(title)
        self._text, self._shown = text, Static(id="facts")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="scroll", classes="scrolls"):
            yield self._shown

    def on_mount(self) -> None:
        self._shown.update(Content(self._text()))

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        self._shown.update(Content(self._text()))
