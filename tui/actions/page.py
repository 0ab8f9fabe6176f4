"""The inbox as a page of its own, on a wide terminal: the list, and beside it all there is about
the line under the cursor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal

from domain.feedback import FeedbackItem
from domain.signal import Signal
from tui.actions.base import Acting
from tui.widgets.inbox import GROUPS, SIGNALS

if TYPE_CHECKING:
    from tui.widgets.page import Page

REST = 0.15
"""Seconds that the cursor has to rest before anything is looked for: a held key asks nothing."""


class PageActions(Acting):
    """The page beside the inbox. It is made when somebody first wants it."""

    beside: Page | None = None
    _told_of: int | None = None
    _wanted: tuple[Any, ...] = ()
    """Which line, and its document, as the page shows them."""
    _found: tuple[tuple[Any, ...], str] = ((), "")
    """What was looked up last, and for which line."""
    _looking = False

    def make_beside(self) -> Page:
        """The page, for whoever puts it on the screen."""
        from tui.widgets.page import Page

        self.beside = Page(id="beside")
        return self.beside

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The page rolls where it is on the screen."""
        return self.alone if action == "roll" else super().check_action(action, parameters)

    def to_page(self) -> None:
        """Let the inbox have the page to itself, where there is room, here and the next time."""
        self.paged = True
        self.fit_columns(self.app.size.width)
        self.looked_at()
        self.remember_view()

    def fit_beside(self) -> None:
        """Show the page where the inbox stands alone, else hide it."""
        if not self.alone:
            if self.beside is not None:
                self.beside.display = False
            return
        if self.beside is None:
            self.query_one("#columns", Horizontal).mount(self.make_beside())
        assert self.beside is not None
        self.beside.display = True
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """Say all there is about the line under the cursor."""
        if self.beside is None or not self.alone or self.inbox.scene is None:
            return
        number = self.inbox.cursor
        text = self._words(number)
        if self._found[0][:1] == self._wanted[:1]:  # of the same line, if older
            text += f"\n{self._found[1]}"
        if self._wanted and self._found[0] != self._wanted and not self._looking:
            self._looking = True
            self.run_worker(self._look_up(), group="beside", description="beside")
        self.beside.say(text, keep=number == self._told_of)
        self._told_of = number

    def action_roll(self, direction: int) -> None:
        """Roll the page by half of what is in sight."""
        if self.beside is not None and self.alone:
            self.beside.roll(direction * max(1, self.beside.size.height // 2))

    def _words(self, number: int | None) -> str:
        """What the board knows; what else may be looked for stands in `_wanted` afterwards."""
        from tui.screens import inbox_text

        self._wanted, scene = (), self.scene
        if number is None:
            return "\n".join(self.inbox.empty)
        if number >= GROUPS:
            group = self.inbox.group(number)
            return inbox_text.group_words(scene, *group) if group is not None else ""
        table, key = FeedbackItem.TABLE, number
        if number >= SIGNALS:
            table, key = Signal.TABLE, number - SIGNALS
        self._wanted = number, scene.board.tables[table][str(key)], scene.minute
        if table == Signal.TABLE:
            return inbox_text.signal_words(scene, scene.board.signals[key])
        return inbox_text.item_words(scene, scene.board.feedback[key])

    async def _look_up(self) -> None:
        """Look for what the line asks for at which the cursor rests; one at a time."""
        try:
            while self.alone and self._wanted and self._found[0] != self._wanted:
                wanted = self._wanted
                await asyncio.sleep(REST)
                if wanted == self._wanted:
                    words = await asyncio.to_thread(self._more, wanted[0])
                    self._found = wanted, words
        finally:
            self._looking = False
        self.follow_cursor()

    def _more(self, number: int) -> str:
        from tui.screens import inbox_text
        from tui.screens.signal_text import ASCII, BLOCKS

        scene, session = self.scene, self.app.session
        if number >= SIGNALS:
            bars = ASCII if session.personal.ascii else BLOCKS
            signal = scene.board.signals.get(number - SIGNALS)
            return inbox_text.signal_more(scene, signal, bars) if signal is not None else ""
        item = scene.board.feedback.get(number)
        return inbox_text.item_more(session.service, scene, item) if item is not None else ""
