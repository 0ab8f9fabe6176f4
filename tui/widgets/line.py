"""One line of text that sends to the terminal only the cells that changed.

A countdown that ticks once a second for a whole day should cost a few bytes each time, in
every session of the team.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from domain.text import cells, pad
from tui.widgets.painted import Painted


def changed(before: str, after: str) -> tuple[int, int] | None:
    """The first and the last cell (exclusive) in which two lines differ; None when they do not.

    Whole characters: a wide one is never halved. Where the widths differ, all after the
    first difference counts as changed.
    """
    if before == after:
        return None
    start = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        start += 1
    left = cells(after[:start])
    width = cells(after)
    if cells(before) != width:
        return left, max(width, cells(before))
    same = 0
    for old, new in zip(reversed(before[start:]), reversed(after[start:]), strict=False):
        if old != new:
            break
        same += 1
    return left, width - cells(after[len(after) - same :])


class Line(Painted, can_focus=False):
    """One line. Its width is the layout's; what does not fit is cut."""

    ALLOW_SELECT = False

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        """Show `text`, literally."""
        super().__init__(id=id)
        self._text = text
        self._held: str | None = None

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show(self, text: str) -> None:
        """Say `text` from now on."""
        if self._held is not None and self.size:
            self._held = text
            return
        span = changed(self._text, text)
        self._text = text
        if span is not None:
            self.refresh(Region(span[0], 0, span[1] - span[0], 1))

    def hold(self, held: bool) -> None:
        """Once painted, stay as it is, until it is no longer held: see `tui/boot.py`."""
        later, self._held = self._held, "" if held else None
        if later:
            self.show(later)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip([Segment(pad(self._text, width), self.visual_style.rich_style)], width)
