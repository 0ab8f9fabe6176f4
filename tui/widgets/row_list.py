"""A list of one-line rows, some of them headings: what the full-screen views are made of.

Rows are told by a key that stays, so that the cursor keeps its row while colleagues change
what stands above it. Unlike the board's columns it takes the focus: a view shows one list at
a time, whose own bindings are then the live ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events

from domain.frozen import dataclass
from tui.widgets.card_list import CardList

WHEEL = 3
"""Rows that one notch of the wheel rolls."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row."""

    key: str
    """What it is about; the same as long as it is about the same thing."""
    text: str | Callable[[int], str]
    """What it says, or what it says in a number of cells."""
    look: str = "title"
    """One of `card_list.LOOKS`; what it means stands in the text as well."""
    heading: bool = False
    """Whether the cursor passes it by."""
    detail: Callable[[], str] | None = None
    """All there is to say about it, for the pane beside the list."""


class RowList(CardList, can_focus=True):
    """Rows by key, top first."""

    LINES: ClassVar[int] = 1

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """An empty list."""
        super().__init__(id=id)
        self.active = True
        self._numbers: dict[str, int] = {}
        self._entries: dict[int, Entry] = {}

    @property
    def entry(self) -> Entry | None:
        """The row under the cursor; None when there is none that one can stand on."""
        entry = self._entries[self.cursor] if self.cursor is not None else None
        return None if entry is None or entry.heading else entry

    @property
    def key(self) -> str:
        """The key of the row under the cursor; empty where there is none."""
        return self.entry.key if self.entry else ""

    @property
    def low(self) -> bool:
        """Whether less than a screenful is left below what is in sight."""
        return self._top + 2 * self.seen >= len(self.ids)

    def fill(self, entries: Iterable[Entry]) -> None:
        """Hold these rows from now on; the cursor stays on its row while that is there."""
        number = self._numbers.setdefault
        self._entries = {number(each.key, len(self._numbers)): each for each in entries}
        self.show(tuple(self._entries))
        if self.ids and self.entry is None:
            self._go(self._index)

    def find(self, key: str) -> bool:
        """Put the cursor on the row with `key`; False when it is not here."""
        return key in self._numbers and self.go(self._numbers[key])

    def draw(self, number: int, width: int) -> tuple[tuple[str, str], ...]:
        entry = self._entries[number]
        text = entry.text if isinstance(entry.text, str) else entry.text(width)
        return ((text, "head" if entry.heading else entry.look),)

    def stamp(self, number: int) -> tuple[object, ...]:
        return (self._entries[number],)

    def _go(self, index: int) -> None:
        """To the row at `index`; past headings, onwards, and back at the ends."""
        if not self.ids:
            return
        last = len(self.ids) - 1
        index = min(max(index, 0), max(0, last))
        ahead = range(index, -1, -1) if index < self._index else range(index, last + 1)
        back = range(index, last + 1) if index < self._index else range(index, -1, -1)
        free = (at for way in (ahead, back) for at in way if not self._heading(at))
        super()._go(next(free, index))

    def _heading(self, at: int) -> bool:
        return self._entries[self.ids[at]].heading

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.roll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.roll(-WHEEL)
