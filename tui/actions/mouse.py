"""What the mouse does: click chooses, a second click opens, the wheel rolls, a drag moves.

A drag begins after two cells, so that a shaky click moves nothing; Esc calls it off.
"""

from __future__ import annotations

from textual import events
from textual.errors import NoWidget

from domain.words import tr
from tui.actions.base import Acting
from tui.widgets.card_list import CardList
from tui.widgets.lane import Lane

THRESHOLD = 2
"""Cells between pressing and moving that make it a drag."""
WHEEL = 3
"""Cards that one notch of the wheel rolls."""


class MouseActions(Acting):
    """The mouse on the board."""

    _pressed: tuple[int, int, int] | None = None
    """The card that the button went down on, and where (screen x, y)."""
    _dragging = False

    def _list_at(self, event: events.MouseEvent) -> CardList | None:
        """The list under the mouse."""
        try:
            widget, _ = self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            return None
        return widget if isinstance(widget, CardList) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        column = self._list_at(event)
        if column is None or event.button != 1:
            return
        self.activate(self.columns.index(column))
        number = column.number_at(event.screen_y - column.region.y)
        if number is not None:
            column.go(number)
            self._pressed = (number, event.screen_x, event.screen_y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None or self._dragging:
            return
        number, x, y = self._pressed
        if max(abs(event.screen_x - x), abs(event.screen_y - y)) >= THRESHOLD:
            self._dragging = True
            if isinstance(self.column, Lane):
                task = self.app.board.tasks.get(number)
                text = tr("{number}: let go over a lane; Esc keeps it here.",
                          number=task.number if task else "")  # fmt: skip
                self.app.notify(text, markup=False, timeout=3)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        pressed, dragging = self._pressed, self._dragging
        self.drop_drag()
        target = self._list_at(event)
        if not dragging or pressed is None or not isinstance(target, Lane):
            return
        task = self.app.board.tasks.get(pressed[0])
        if isinstance(self.column, Lane) and task is not None and target.state is not task.state:
            self.move_to(task, target.state)

    def on_click(self, event: events.Click) -> None:
        if event.chain == 2 and self._list_at(event) is self.column:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._roll(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._roll(event, -WHEEL)

    def _roll(self, event: events.MouseEvent, cards: int) -> None:
        column = self._list_at(event)
        if column is not None:
            column.roll(cards)

    def drop_drag(self) -> bool:
        """Let go without moving anything; False when nothing was held."""
        held, self._pressed, self._dragging = self._dragging, None, False
        return held
