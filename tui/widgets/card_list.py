"""A list of cards of one height: thousands of them, of which only those in sight are drawn.

The cursor belongs to a card, not to a place: it stays on its card while colleagues move
others, and goes to the neighbour when its card leaves. What is on the terminal is kept, line
by line; whatever changes, only the lines that look different are sent. At the edge the list
turns a page, for a page in twenty moves costs less than a line in each.

The list takes no focus: moving the focus would repaint the screen (`screens/board.py` has
the keys). It has no scrollbar and no border, which cost as much as the cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import is_
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from domain.text import cells, fit, pad
from tui.widgets.marks import Marks
from tui.widgets.painted import Painted, Row, extent, survivor

HEAD = 1
"""Lines above the first card."""

LOOKS = ("head", "active", "title", "chosen", "meta", "late", "warn", "fresh", "cursor", "marked")
"""Each is the component class `card--NAME` of the screen, for classes of every list's own would
be styled one by one at each start. One look a line: colour changes are what costs."""


class CardList(Marks, Painted, can_focus=False):
    """Cards by number, top first."""

    ALLOW_SELECT = False
    LINES: ClassVar[int] = 2
    """Lines of a card: the same for all, so that a line of the list tells its card."""
    NEWEST_FIRST: ClassVar[bool] = False
    """Whether what comes has to be seen at the top, as long as nobody reads further down."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """An empty list."""
        super().__init__(id=id)
        self.ids: tuple[int, ...] = ()
        self.active = False
        """Whether the keys go here: only then the cursor is shown."""
        self.marked = set()
        self.empty: tuple[str, ...] = ()
        """What stands in place of cards when there are none."""
        self._index = 0
        self._top = 0
        self._visited = False
        self._rows: list[Row] = []
        self._drawn_for = Size(0, 0)
        self._held = False
        self._texts: dict[int, tuple[tuple[object, ...], tuple[tuple[str, str], ...]]] = {}
        self._styles_of: dict[str, Style] = {}
        self._strips: dict[int, tuple[Row, Strip]] = {}

    def title(self) -> str:
        """Its name and count."""
        raise NotImplementedError

    def draw(self, number: int, width: int) -> tuple[tuple[str, str], ...]:
        """Text and look of the `LINES` lines of a card."""
        raise NotImplementedError

    def stamp(self, number: int) -> tuple[object, ...]:
        """What `draw` looks at for this card: while these are the same objects, so is the text."""
        raise NotImplementedError

    @property
    def cursor(self) -> int | None:
        """The number of the card under the cursor; None when there are no cards."""
        return self.ids[self._index] if self.ids else None

    @property
    def visited(self) -> bool:
        """Whether somebody has moved the cursor here, or come here."""
        return self._visited

    @property
    def seen(self) -> int:
        """How many whole cards fit."""
        return max(1, (self.size.height - HEAD) // self.LINES)

    def markable(self) -> tuple[int, ...]:
        return self.ids

    def show(self, ids: tuple[int, ...]) -> None:
        """Hold these cards from now on; the cursor and the view stay where they were."""
        before = self.ids
        if ids != before:
            visited = self._visited or not self.NEWEST_FIRST
            at = survivor(before, self._index, ids) if self._index or visited else None
            top = survivor(before, self._top, ids) if self._top else None
            self.ids = ids
            self._index = 0 if at is None else ids.index(at)
            self._top = 0 if top is None else ids.index(top)
            if visited or self._top:
                self._reveal()
        if self.marked:
            self.keep_marks()
        self.repaint()

    def go(self, number: int) -> bool:
        """Put the cursor on a card; False when it is not here."""
        if number not in self.ids:
            return False
        self._go(self.ids.index(number))
        return True

    def move(self, steps: int) -> None:
        """Take the cursor down, or up where `steps` is negative, as far as there are cards."""
        self._go(self._index + steps)

    def edge(self, direction: int) -> None:
        """To the first card, or to the last."""
        self._go(0 if direction < 0 else len(self.ids) - 1)

    def page(self, direction: int) -> None:
        """One screenful, with one card in common."""
        self._go(self._index + direction * max(1, self.seen - 1))

    def roll(self, cards: int) -> None:
        """Move the view, and with it the cursor when it would leave the view."""
        last = max(0, len(self.ids) - self.seen)
        self._visited = True
        self._top = min(max(self._top + cards, 0), last)
        self._index = min(max(self._index, self._top), self._top + self.seen - 1)
        self.repaint()

    def activate(self, active: bool) -> None:
        """Show the cursor here, or show it no longer."""
        self.active = self._visited = active
        if active:
            self._reveal()
        self.repaint()

    def number_at(self, y: int) -> int | None:
        """The card on line `y` of the list; None where there is none."""
        place = self._top + (y - HEAD) // self.LINES
        return self.ids[place] if y >= HEAD and place < len(self.ids) else None

    def repaint(self) -> None:
        """Draw what is in sight again, and send the lines that look different."""
        if self._held and self._rows:
            return
        before, size = self._rows, self._drawn_for
        self._draw_rows()
        if size != self._drawn_for:
            self.refresh()
            return
        regions = [
            Region(0, y, extent(old, new), 1)
            for y, (old, new) in enumerate(zip(before, self._rows, strict=True))
            if old != new
        ]
        if regions:
            self.refresh(*regions)

    def hold(self, held: bool) -> None:
        """Once painted, stay as it is, until it is no longer held: see `tui/boot.py`."""
        self._held = held
        if not held:
            self.repaint()

    def on_resize(self) -> None:
        if self._drawn_for != self.size:
            self.repaint()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_of.clear()
        self._strips.clear()

    def painted(self, y: int) -> Strip:
        """As `Painted.painted`: a key changes two lines, and Textual asks for all of them."""
        row, known = self._row(y), self._strips.get(y)
        if known is None or known[0] != row:
            known = self._strips[y] = row, super().painted(y)
        return known[1]

    def render_line(self, y: int) -> Strip:
        width, row = self.size.width, self._row(y)
        style = self._style(row.look)
        if row.edge:
            gutter = Segment(row.gutter, self._style(row.edge))
            return Strip([gutter, Segment(pad(row.text, width - 1), style)], width)
        return Strip([Segment(pad(row.gutter + row.text, width), style)], width)

    def _row(self, y: int) -> Row:
        if self._drawn_for != self.size:  # the first layout paints before it tells the size
            self._draw_rows()
        return self._rows[y] if y < len(self._rows) else Row()

    def _style(self, look: str) -> Style:
        style = self._styles_of.get(look)
        if style is None:
            style = self.screen.get_component_rich_style(f"card--{look}")
            self._styles_of[look] = style
        return style

    def _go(self, index: int) -> None:
        self._visited = True
        index = min(max(index, 0), max(0, len(self.ids) - 1))
        if index != self._index:
            self._index = index
            self._reveal()
            self.repaint()

    def _reveal(self) -> None:
        """Turn the page when the cursor is not in sight; the card it came from stays."""
        seen = self.seen
        if self._index < self._top:
            self._top = self._index + min(2, seen) - seen
        elif self._index >= self._top + seen:
            self._top = self._index - (1 if seen > 1 else 0)
        self._top = min(max(self._top, 0), max(0, len(self.ids) - seen))

    def _draw_rows(self) -> None:
        if self._drawn_for != self.size:
            self._drawn_for = self.size
            self._texts.clear()
            self._strips.clear()
            self._reveal()
        self._rows = self._drawn()

    def _drawn(self) -> list[Row]:
        width, height = self.size
        if not width or not height:
            return []
        rows = [Row(self._head(width - 2), "active" if self.active else "head")]
        room = width - 2  # the gutter, and a column of nothing before the next list
        for place in range(self._top, len(self.ids)):
            if len(rows) >= height:
                break
            rows += self._card(self.ids[place], place == self._index, room)
        if not self.ids:
            rows += [Row(), *(Row(fit(line, room)) for line in self.empty)]
        rows += [Row()] * (height - len(rows))
        return rows[:height]

    def _head(self, width: int) -> str:
        """The title; at the right edge how many are marked, and the places in sight if not all."""
        title = fit(self.title(), width)
        last = min(len(self.ids), self._top + self.seen)
        places = f"{self._top + 1}-{last}" if len(self.ids) > self.seen else ""
        marks = self.marks()
        for aside in (f"{marks} {places}".strip(), marks):
            gap = width - cells(title) - cells(aside)
            if aside and gap > 0:
                return f"{title}{' ' * gap}{aside}"
        return fit(f"{marks} {title}", width) if marks else title

    def _card(self, number: int, here: bool, room: int) -> Iterable[Row]:
        here = here and self.active
        marked = self.is_marked(number)
        for at, (text, look) in enumerate(self._text(number, room)):
            gutter, edge = " ", ""
            if here:
                gutter, edge = (">" if at == 0 else " "), "cursor"
                look = "chosen" if at == 0 else look
            if marked:
                gutter, edge = ("*" if at == 0 else gutter), edge or "marked"
            yield Row(text, look, gutter, edge)

    def _text(self, number: int, room: int) -> tuple[tuple[str, str], ...]:
        stamp = self.stamp(number)
        known = self._texts.get(number)
        if known is not None and all(map(is_, known[0], stamp)):
            return known[1]
        texts = self.draw(number, room)
        self._texts[number] = (stamp, texts)
        return texts
