"""A short question with a few answers: arrows and Enter, or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Row

from domain.words import N
from tui.screens.dialog import Dialog
from tui.screens.option import Option

T = TypeVar("T")


class Menu(Dialog[T]):
    """What `options` has, below `why`; `chosen` hears the key of the one that is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N("Choose"), id="menu.take", priority=True),
        Binding("j", "list('cursor_down')", show=False),
        Binding("k", "list('cursor_up')", show=False),
    ]

    def __init__(self, title: str, why: str, options: Sequence[Option]) -> None:
        """Ask; all of it is shown literally."""
        super().__init__(title)
        self._why, self._options = why, options

    def body(self) -> ComposeResult:
        yield Static(Content(self._why), id="why")
        rows = (
            Row(Content.assemble(option.label, (f"  {option.hint}", "dim")), id=option.key)
            for option in self._options
        )
        yield OptionList(*rows, compact=True)

    def chosen(self, key: str) -> None:
        """Do what the answer means."""
        raise NotImplementedError

    def action_list(self, move: str) -> None:
        getattr(self.query_one(OptionList), f"action_{move}")()

    def action_take(self) -> None:
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.chosen(str(event.option_id))
