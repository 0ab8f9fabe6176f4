"""What is said aloud: what lands on this person, what rises, what the clock says.

A toast, a bell where the person wants one, and a notice on the desktop where the terminal
has them (`tui/driver.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.notifications import Notification, Notify

from domain.board import Board
from domain.signal import Signal, explained
from domain.store import Line
from domain.team import Member
from domain.unread import TABLE, unread
from domain.words import ntr
from tui.alarms import Alarms
from tui.driver import Terminal
from tui.widgets.banner import level_of, product_of, urgent

if TYPE_CHECKING:
    from tui.app import PromoboardApp

_SECONDS = 8
"""How long a notice stands."""
_STANDS = timedelta(seconds=_SECONDS)
_FEW = 3
"""Rises that are told one by one; more at once are told as a number."""


class Ears:
    """What one session hears."""

    def __init__(self, app: PromoboardApp) -> None:
        """Speak through `app`."""
        self._app = app
        self._alarms = Alarms()
        self.alerts: dict[int, str] = {}
        """What landed on this person and was not looked at yet, by the task's number."""
        board = app.session.service.board
        self.rules: tuple[int, ...] = ()
        """The mechanics that wait for this person to acknowledge them."""
        self._read: tuple[object, object] = (self, self)
        self.reads(board)
        self._signals = board.tables.get(Signal.TABLE)
        self._risen: list[tuple[datetime, Signal]] = []
        """What was told of late, and when."""
        self._many: Notification | None = None
        """The notice of many at once that stands there."""
        self._loud = {each.id: (each.raised_at, each.safety) for each in urgent(board, app.now())}

    def hear(self, line: Line, board: Board) -> None:
        """A colleague did something: say so when it lands on this person."""
        if not self._app.session.personal.notify:
            return
        from domain.announce import announcements
        from domain.notice import notices

        for notice in notices(board, line, self._app.me):
            self.alerts[notice.task] = str(notice)
            self.say(str(notice))
        for text in announcements(board, line, self._app.me):
            self.call(text)

    def reads(self, board: Board) -> None:
        """Know which rules wait to be read."""
        rules, members = board.tables.get(TABLE), board.tables.get(Member.TABLE)
        if self._read[0] is not rules or self._read[1] is not members:
            self._read = rules, members
            self.rules = unread(board, board.members.get(self._app.me))

    def rises(self, board: Board) -> None:
        """Say which complaints rise that did not before, whoever found it out, we included.

        Only to those whom it concerns: the others see that there is one.
        """
        if (docs := board.tables.get(Signal.TABLE)) is self._signals:
            return
        self._signals = docs
        loud = {each.id: (each.raised_at, each.safety) for each in urgent(board, self._app.now())}
        new = [key for key, raised in loud.items() if self._loud.get(key) != raised]
        self._loud |= loud
        if not new or not self._app.session.personal.notify:
            return
        mine = self._app.background.concerning(tuple(board.signals[key] for key in new))
        self._risen = [each for each in self._risen if self._app.now() - each[0] < _STANDS]
        self._risen += [(self._app.now(), signal) for signal in mine]
        if mine and len(self._risen) > _FEW:
            self._call_many([signal for _, signal in self._risen])
        else:
            for signal in mine:
                self.call(self._words(board, signal))

    def _words(self, board: Board, signal: Signal) -> str:
        topics = self._app.background.topics(board)
        name = topics.name(signal.topic) if topics else signal.topic
        why = explained(signal.last, name, product_of(signal), ", ")
        return f"!! {level_of(signal)} {signal.number} {why}"

    def _call_many(self, signals: Sequence[Signal]) -> None:
        """One notice for all that rise at once, in place of the last such: an import of a month
        would pile them up over the board."""
        if self._many is not None and self._many in self._app._notifications:
            self._app._unnotify(self._many, refresh=False)
            call = self.show
        else:
            call = self.call
        worst = sorted(signals, key=lambda each: (not each.safety, each.id))[:_FEW]
        named = ", ".join(signal.number for signal in worst)
        n = len(signals)
        text = ntr("{n} rise of complaints just now: {named} ..",
                   "{n} rises of complaints just now: {named} ..", n, named=named)  # fmt: skip
        self._many = call(f"!! {text}")

    def tick(self, board: Board, before: datetime, now: datetime) -> None:
        """Say what the time after `before`, up to `now`, brings."""
        for text in self._alarms.between(board, before, now):
            self.say(text)

    def show(self, text: str) -> Notification:
        """Show a notice."""
        notice = Notification(text, markup=False, timeout=_SECONDS)
        self._app.post_message(Notify(notice))
        return notice

    def say(self, text: str) -> Notification:
        """Show a notice, and ring where the person wants it."""
        if self._app.session.personal.bell:
            self._app.bell()
        return self.show(text)

    def call(self, text: str) -> Notification:
        """The same for what cannot wait: on the desktop, too, where the terminal can."""
        notice = self.say(text)
        driver = self._app._driver
        if isinstance(driver, Terminal):
            driver.notify_desktop(text)
        return notice
