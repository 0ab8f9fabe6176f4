"""What the app tells the dialogs that are open: the board has changed, the line has dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from domain.board import Board


@runtime_checkable
class Dialog(Protocol):
    """As far as the app knows one. `tui/screens/dialog.py` is loaded with the first of them."""

    def show(self, board: Board) -> None:
        """Follow a newer board."""

    def keep(self) -> None:
        """Keep what is typed for the next time."""


@runtime_checkable
class Ticking(Protocol):
    """A screen that shows the time: `tui/screens/view.py`."""

    def tick(self, *, minute: bool) -> None:
        """A second has passed; `minute`: also a minute."""


def tick_all(screens: Iterable[Screen[Any]], *, minute: bool) -> None:
    """Time has passed."""
    for screen in screens:
        if isinstance(screen, Ticking):
            screen.tick(minute=minute)


def show_all(screens: Iterable[Screen[Any]], board: Board) -> None:
    """The board is this one now."""
    for screen in screens:
        if isinstance(screen, Dialog):
            screen.show(board)


def keep_all(screens: Iterable[Screen[Any]]) -> None:
    """Keep what is typed anywhere."""
    for screen in screens:
        if isinstance(screen, Dialog):
            screen.keep()
