"""What is said aloud: what lands on this person, what rises, what the clock says.

A toast, a bell where the person wants one, and a notice on the desktop where the terminal
has them (`tui/driver.py`).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.board import Board
from domain.store import Line
from tui.alarms import Alarms
from tui.driver import Terminal

if TYPE_CHECKING:
    from tui.app import PromoboardApp

_SECONDS = 8
"""How long a notice stands."""


class Ears:
    """What one session hears."""

    def __init__(self, app: PromoboardApp) -> None:
        """Speak through `app`."""
        self._app = app
        self._alarms = Alarms()
        self.alerts: dict[int, str] = {}
        """What landed on this person and was not looked at yet, by the task's number."""

    def hear(self, line: Line, board: Board) -> None:
        """A colleague did something: say so when it lands on this person."""
        if not self._app.session.personal.notify:
            return
        from domain.notice import notices

        for notice in notices(board, line, self._app.me):
            self.alerts[notice.task] = str(notice)
            self.say(str(notice))

    def tick(self, board: Board, before: datetime, now: datetime) -> None:
        """Say what the time after `before`, up to `now`, brings."""
        for text in self._alarms.between(board, before, now):
            self.say(text)

    def say(self, text: str) -> None:
        """Show a notice, and ring where the person wants it."""
        self._app.notify(text, markup=False, timeout=_SECONDS)
        if self._app.session.personal.bell:
            self._app.bell()

    def call(self, text: str) -> None:
        """The same for what cannot wait: on the desktop, too, where the terminal can."""
        self.say(text)
        driver = self._app._driver
        if isinstance(driver, Terminal):
            driver.notify_desktop(text)
