"""What a session does beside the screen: import what lands in the drop folder, look at
counts, read what topics are called.

All of it in a thread: keys never wait for it. Of all sessions that may write one imports
(`domain/incoming.py`); the others see what it does.
"""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from domain.board import Board
from domain.campaign import current_campaign
from domain.errors import StoreError
from domain.feedback import FeedbackItem
from domain.signal import Signal, live_signals
from domain.words import tr
from tui.clearing import Clearing

if TYPE_CHECKING:
    from domain.arrival import Arrival
    from domain.feedback_import import Report
    from domain.incoming import Incoming
    from domain.tagging import Marker
    from tui.app import PromoboardApp

EVERY = 5.0
"""Seconds between looks into the drop folder: one listing when nothing is there."""
SOON = 0.5
"""Seconds before the first work: the first frame comes first."""
_CHECK = timedelta(hours=1)
"""How often signals are held against the counts of the hour, so that quiet ones can end."""


class Background:
    """One session's work that nobody asked for. Who may not write only learns."""

    def __init__(self, app: PromoboardApp) -> None:
        """Do nothing before `work`."""
        self._app = app
        self._stopped = threading.Event()
        self._incoming: Incoming | None = None
        self._checked: datetime | None = None
        self._error = ""
        self._topics: Marker | None = None
        self.clearing = Clearing()
        """What the header says of the gate."""
        self.importing: tuple[str, float] | None = None
        """The file that this session imports at this moment, and how much of it is done."""
        self._called_off = False
        self._round: asyncio.Future[tuple[Arrival, ...]] | None = None

    async def work(self) -> None:
        """Look every few seconds, for ever."""
        await asyncio.sleep(SOON)
        while True:
            await self.learn()
            await self.weigh()
            await asyncio.sleep(EVERY)
            await self.look()

    async def look(self) -> None:
        """Import what has landed and is whole; say what became of each file."""
        if self._app.refused() or not self._app.me:
            return
        try:
            self._round = asyncio.ensure_future(asyncio.to_thread(self._look))
            # Shielded: a thread cannot be cancelled, and `stop` has to wait for it.
            arrivals = await asyncio.shield(self._round)
            self._error = ""
        except StoreError as error:
            if str(error) != self._error:
                self._error = str(error)
                self._app.tell(error)
            return
        for arrival in arrivals:
            self._app.ears.say(told(arrival))

    async def stop(self) -> None:
        """Leave what is not done to others; returns when nothing is written any more."""
        self._stopped.set()
        if self._round is not None:
            await asyncio.wait({self._round})

    async def learn(self) -> None:
        """Read what topics are called, when something is about one and the file has changed."""
        if not self._app.board.tables.get(FeedbackItem.TABLE):
            return
        before, self._topics = self._topics, await asyncio.to_thread(self._marker)
        if self._topics is not before:
            self._app.home.show_board()

    async def weigh(self) -> None:
        """Let the header say how it stands with the gate, once there is a campaign to open."""
        app = self._app
        if not self.clearing.loaded and current_campaign(app.board, app.now()) is not None:
            await asyncio.to_thread(self.clearing.load)
            app.home.show_lines()

    def topics(self, board: Board) -> Marker | None:
        """The lexicon; read at once where complaints rise, else when there is time."""
        if self._topics is None and board.tables.get(Signal.TABLE) and live_signals(board):
            self._topics = self._marker()
        return self._topics

    def concerning(self, signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
        """Those of the rises that this person has to hear of at once."""
        if not signals:
            return ()
        from domain.concern import answers, concerns

        app, session = self._app, self._app.session
        if self._topics is None:
            self._topics = self._marker()
        known = partial(answers, session.folder, session.settings.roles)
        lexicon = self._topics.lexicon
        me = app.board.members.get(app.me)
        mine = me.roles if me else ()
        return tuple(each for each in signals if concerns(each, app.now(), mine, lexicon, known))

    def _marker(self) -> Marker:
        from domain.tagging import marker  # a start without feedback never pays

        return marker(self._app.session.folder, self._app.session.settings.roles)

    def _look(self) -> tuple[Arrival, ...]:
        session, now = self._app.session, self._app.now()
        if self._incoming is None:
            from domain.incoming import Incoming

            self._incoming = Incoming(session.folder, session.salt)
        self._called_off = False
        try:
            arrivals = self._incoming.sweep(
                session.service, now, stopped=self._stopped.is_set, told=self._told
            )
        finally:
            self.importing = None
        self._check(now)
        return arrivals

    def call_off(self) -> bool:
        """Import no more of the file that is being imported; False when there is none."""
        self._called_off = self.importing is not None
        return self._called_off

    def _told(self, name: str, report: Report) -> bool:
        self.importing = name, report.done
        return not self._called_off

    def _check(self, now: datetime) -> None:
        """Once an hour, while there are signals: whether they have become quiet."""
        service = self._app.session.service
        if self._checked is None:
            self._checked = now
        if now - self._checked < _CHECK or not live_signals(service.board):
            return
        from domain.signal_rules import EvaluateSignals

        self._checked = now
        service.execute(EvaluateSignals())


def told(arrival: Arrival) -> str:
    """What became of a file, in one line."""
    report, error, name = arrival.report, arrival.error, arrival.name
    if not arrival.failed and report is not None:
        return tr("Imported {n} from {name}.", n=report.imported, name=name)
    if arrival.command:
        return tr("{name}: say once which column holds the words. Run: {command}",
                  name=name, command=arrival.command)  # fmt: skip
    why = error or (report.errors[0] if report and report.errors else "")
    return tr("{name} could not be imported: {why}", name=name, why=why)
