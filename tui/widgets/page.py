"""Wrapped text beside a list, of which only the lines that look different are sent.

It follows the cursor of the list: with each key most of a page stays as it was, or is empty.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip

from domain.text import cells, pad
from tui.widgets.painted import Painted

MARGIN = 2
"""Cells that stay empty: one before the text, one after."""
WHEEL = 3
"""Lines that one notch of the wheel rolls."""


class Page(Painted, can_focus=False):
    """Text from people is shown literally. What does not fit can be rolled to."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """An empty page."""
        super().__init__(id=id)
        self._text = ""
        self._top = 0
        self._lines: list[str] = []
        self._drawn_for = Size(0, 0)

    @property
    def text(self) -> str:
        """All that it says."""
        return self._text

    def say(self, text: str, *, keep: bool = False) -> None:
        """Say `text` from now on, from its beginning, or from where it was rolled to (`keep`)."""
        self._text = text
        if not keep:
            self._top = 0
        self._repaint()

    def roll(self, lines: int) -> None:
        """Move the text up, or down where `lines` is negative, as far as there is any."""
        last = max(0, len(self._wrapped()) - self.size.height)
        self._top = min(max(0, self._top + lines), last)
        self._repaint()

    def on_resize(self) -> None:
        if self._drawn_for != self.size:
            self.roll(0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.roll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.roll(-WHEEL)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        text = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(pad(text, width), self.visual_style.rich_style)], width)

    def _wrapped(self) -> list[str]:
        width = self.size.width - MARGIN
        lines = Content(self._text).wrap(width) if width > 0 else ()
        return [f" {line.plain}" for line in lines]

    def _repaint(self) -> None:
        before, size = self._lines, self._drawn_for
        height = self.size.height
        self._drawn_for = self.size
        lines = self._wrapped()[self._top : self._top + height]
        self._lines = [*lines, *[""] * (height - len(lines))]
        if size != self.size:
            self.refresh()
            return
        regions = [
            Region(0, y, max(cells(old), cells(new)), 1)
            for y, (old, new) in enumerate(zip(before, self._lines, strict=True))
            if old != new
        ]
        if regions:
            self.refresh(*regions)
