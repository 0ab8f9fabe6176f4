"""What every dialog has in common: a frame, a title, its keys at the foot, Esc leaves.

Dialogs get plain values, never the service; they dismiss with a command, a plain value, or
None when nothing is wanted. What people wrote is shown as `Content`, never read as markup.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from domain.board import Board
from domain.text import fit
from domain.words import N, tr
from tui.screens.key_names import is_alias, key_name
from tui.screens.looking import named

T = TypeVar("T")

GONE = N("{number} is not on the board any more: archived, or its making was undone.")
"""What a dialog says of the record that it shows, when a colleague took it away meanwhile."""

WIDE_FROM = 120
"""Columns of the terminal from which on dialogs are wide."""
WIDE = 100
"""Columns of a wide dialog."""
FRAME = 9
"""Lines around what scrolls: the frame, the title, a notice, an error, the keys."""


class Keys(Static):
    """One line: the keys of the dialog, in the order of their bindings."""

    def on_mount(self) -> None:
        self._say(self.screen)
        self.screen.bindings_updated_signal.subscribe(self, self._say)

    def _say(self, screen: object) -> None:
        bindings = self.screen.active_bindings.values()
        live = (each.binding for each in bindings if each.enabled and each.node is screen)
        live = (each for each in live if each.show and named(self.app, each))
        shown = [binding for binding in live if not is_alias(binding)]
        shown.sort(key=lambda binding: binding.action == "leave")
        said: dict[str, str] = {}
        for binding in shown:
            said.setdefault(tr(binding.description), key_name(binding))
        parts = (part for text, key in said.items() for part in ((key, "bold"), f" {text}   "))
        self.update(Content.assemble(*parts), layout=False)


class Line(Static):
    """A sentence that is there only when there is something to say."""

    def __init__(self, sign: str, *, id: str) -> None:  # noqa: A002  (Textual's name for it)
        """Start every sentence with `sign`, so that it is not told by its colour alone."""
        super().__init__(id=id)
        self._sign = sign
        self.display = False

    def say(self, text: str) -> None:
        """Say `text`, literally; vanish when it is empty."""
        self.update(Content(f"{self._sign}{text}"))
        self.display = bool(text)


class Dialog(ModalScreen[T]):
    """A frame around what `body` composes."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_FROM, "-wide")]  # noqa: RUF012  (Textual's)

    CSS_PATH = "dialogs.tcss"  # read when the first dialog opens, not at start
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N("Close"), id="dialog.close"),
        Binding("f1,?,？", "keys", N("All keys"), show=False, id="dialog.keys"),
        Binding("ctrl+p", "palette", N("All actions"), show=False, id="dialog.palette"),
    ]

    def __init__(self, title: str) -> None:
        """Call the dialog `title`: already translated, and shown literally."""
        super().__init__()
        self._title = title

    @property
    def room(self) -> int:
        """Cells between the frame's sides; as `dialogs.tcss` has it."""
        return (WIDE if self.app.size.width >= WIDE_FROM else min(76, self.app.size.width)) - 4

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content(fit(self._title, self.room)), id="title")
            yield from self.body()
            yield Keys(id="keys")

    def on_resize(self) -> None:
        for part in self.query(".scrolls"):
            part.styles.max_height = max(3, self.size.height - FRAME)

    def body(self) -> ComposeResult:
        """What stands between title and keys; what may be long has the class `scrolls`."""
        yield from ()

    def show(self, board: Board) -> None:
        """Follow a newer board. The app calls it whenever the board has changed."""

    def keep(self) -> None:
        """Keep what is typed. The app calls it when the line drops; harmless at any time."""

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_keys(self) -> None:
        from tui.screens.help import Help, groups_of

        self.app.push_screen(Help(groups_of(self)))

    def action_palette(self) -> None:
        from tui.palette import Palette

        self.app.push_screen(Palette())
