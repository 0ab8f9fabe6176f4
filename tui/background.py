"""What a session does beside the screen: import what lands in the drop folder, look at counts.

All of it in a thread: keys never wait for it. Of all sessions that may write one imports
(`domain/incoming.py`); the others see what it does.
"""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.errors import StoreError
from domain.words import tr

if TYPE_CHECKING:
    from domain.incoming import Arrival, Incoming
    from tui.app import PromoboardApp

EVERY = 5.0
"""Seconds between looks into the drop folder: one listing when nothing is there."""
_CHECK = timedelta(hours=1)
"""How often signals are held against the counts of the hour, so that quiet ones can end."""


class Background:
    """One session's work that nobody asked for. Only for sessions that may write."""

    def __init__(self, app: PromoboardApp) -> None:
        """Do nothing before `work`."""
        self._app = app
        self._stopped = threading.Event()
        self._incoming: Incoming | None = None
        self._checked: datetime | None = None
        self._error = ""
        self._round: asyncio.Future[tuple[Arrival, ...]] | None = None

    async def work(self) -> None:
        """Look every few seconds, for ever."""
        while True:
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

    def _look(self) -> tuple[Arrival, ...]:
        session, now = self._app.session, self._app.now()
        if self._incoming is None:
            from domain.incoming import Incoming

            self._incoming = Incoming(session.folder, session.salt)
        arrivals = self._incoming.sweep(session.service, now, stopped=self._stopped.is_set)
        self._check(now)
        return arrivals

    def _check(self, now: datetime) -> None:
        """Once an hour, while there are signals: whether they have become quiet."""
        service = self._app.session.service
        if self._checked is None:
            self._checked = now
        if now - self._checked < _CHECK or not service.board.tables.get("signals"):
            return
        from domain.signal_rules import EvaluateSignals

        self._checked = now
        service.execute(EvaluateSignals())


def told(arrival: Arrival) -> str:
    """What became of a file, in one line."""
    report, error, name = arrival.report, arrival.error, arrival.name
    if not arrival.failed and report is not None:
        return tr("Imported {n} from {name}.", n=report.imported, name=name)
    why = error or (report.errors[0] if report and report.errors else "")
    return tr("{name} could not be imported: {why}", name=name, why=why)
