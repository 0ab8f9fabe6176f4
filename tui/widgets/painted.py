"""Widgets that paint whole lines by themselves, without borders, padding or opacity; and what
holds them.

Textual keeps every line of every widget three times over, styled, filtered and cut: two
megabytes a session, and the slower half of the first frame. What has no more than a style a
line needs none of that.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from domain.text import cells


class Row(NamedTuple):
    """One line as it is drawn."""

    text: str = ""
    look: str = "meta"
    gutter: str = " "
    edge: str = ""
    """The look of the gutter, where it is not the line's."""


class Painted(Widget):
    """`render_line` gives a line as wide as the widget, styled, in its final form."""

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = [self.painted(y) for y in crop.line_range]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def painted(self, y: int) -> Strip:
        """Line `y` as the terminal gets it: without colours where there are to be none."""
        strip, background = self.render_line(y), self.background_colors[1]
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return strip


class Columns(Horizontal, can_focus=False):
    """Lists side by side, which leave nothing of it to be seen: it needs no lines of its own."""

    BLANK = True


def survivor(before: tuple[int, ...], index: int, after: tuple[int, ...]) -> int | None:
    """The card at `index`, or the nearest one after it, else before it, that is still there."""
    if index < len(before) and before[index] in after:
        return before[index]
    left = set(after)
    following = (number for number in before[index:] if number in left)
    preceding = (number for number in reversed(before[:index]) if number in left)
    return next(following, None) or next(preceding, None)


def extent(old: Row, new: Row) -> int:
    """How many cells of a line have to be sent, from the left."""
    if old._replace(gutter=new.gutter, edge=new.edge) == new:
        return 1
    return 1 + max(cells(old.text.rstrip()), cells(new.text.rstrip()))
