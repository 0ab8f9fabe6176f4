"""Importing what lands in the drop folder, without a screen: for a service, or for cron."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import timedelta

import orjson

from domain.arrival import Arrival
from domain.incoming import SETTLE, Incoming
from domain.words import tr
from tui.cli.act import require_writable
from tui.cli.feedback_import import PARTLY, summary
from tui.cli.show import say
from tui.cli.stop import Stop
from tui.session import Session

_LEAST, _MOST = 0.1, 3600.0
"""Seconds from one look to the next."""


def watch(session: Session, given: Namespace) -> int:
    """Import what lands, for ever or as much as is there; a line for each file."""
    require_writable(session)
    session.acting()
    # Whoever runs this is who imports: what it may not read, nobody else is waited for.
    incoming = Incoming(session.folder, session.salt, patience=timedelta())
    pause = SETTLE.total_seconds() if given.once else min(max(_LEAST, given.interval), _MOST)
    looks, partly = 0, False
    with Stop() as stop:
        while not stop.asked():
            session.service.refresh()
            for arrival in incoming.sweep(session.service, session.clock(), stopped=stop.asked):
                partly |= arrival.failed or bool(arrival.report and arrival.report.errors)
                _tell(arrival, json=given.json)
            looks += 1
            if given.once and (looks == 2 or not incoming.waiting):
                break
            stop.wait(pause)
    return PARTLY if partly and given.once else 0


def _tell(arrival: Arrival, *, json: bool) -> None:
    if json:  # one object a line, also where a person looks on
        sys.stdout.buffer.write(orjson.dumps(arrival.plain(), option=orjson.OPT_APPEND_NEWLINE))
    elif arrival.error is not None:
        say(tr("{file}: not imported. {why}", file=arrival.name, why=arrival.error))
        if arrival.command:
            say(tr("At a terminal this asks which column is which: {command}",
                   command=arrival.command))  # fmt: skip
    elif arrival.report is not None:
        say(f"{arrival.name}: {summary(arrival.report)}")
    sys.stdout.flush()
