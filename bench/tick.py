"""The countdown: what its tick costs a screen that nobody touches."""

from __future__ import annotations

from contextlib import ExitStack

from bench import subjects
from bench.lineup import Figures, Taken, prepare, say
from bench.pty import Launch, Session
from bench.subjects import Subject
from bench.table import Row, compared
from bench.work import Plan

WINDOW = 20.0
"""Seconds that a round listens."""


def rows(rounds: int | None) -> list[Row]:
    """Three rounds of 20 seconds, unless told otherwise."""
    ticking = subjects.promoboard(Plan(ticking=True))
    still = subjects.promoboard(Plan())
    lineup = (ticking, still, subjects.hello(), subjects.dooit(1000))
    taken = Taken()
    ready = prepare(lineup, taken)
    for number in range(rounds or 3):
        for name, figures in _window(ready).items():
            taken.figures.setdefault(name, []).append(figures)
            say(f"round {number + 1} {name}: {figures['bytes']:.0f} B/s, {figures['cpu']:.2f} %")
    above = [
        tick - none
        for tick, none in zip(
            taken.of(ticking.name, "cpu"), taken.of(still.name, "cpu"), strict=False
        )
    ]
    written = taken.of(ticking.name, "bytes")
    return [
        compared("tick", "a ticking countdown writes", written, "B/s", target=100),
        compared("tick", "CPU above no tick", above, "% of a core", target=0.2),
        *(_reported(taken, subject) for subject in lineup),
    ]


def _window(ready: list[tuple[Subject, Launch]]) -> dict[str, Figures]:
    """Listen to all of them at the same time; bytes a second and % of a core of each."""
    with ExitStack() as stack:
        live: dict[str, Session] = {}
        for subject, launch in ready:
            session = live[subject.name] = stack.enter_context(Session(launch))
            session.shown(subject.shows)
            session.settle()
        for session in live.values():
            session.listen(1)  # what came while the others started
        before = {name: (s.now(), s.written(), s.cpu()) for name, s in live.items()}
        began = max(session.now() for session in live.values())
        while max(session.now() for session in live.values()) < began + WINDOW:
            for session in live.values():
                session.read(0.2)
        figures: dict[str, Figures] = {}
        for name, session in live.items():
            session.listen(0.01)
            at, written, cpu = before[name]
            seconds = session.now() - at
            figures[name] = {
                "bytes": (session.written() - written) / seconds,
                "cpu": (session.cpu() - cpu) / seconds * 100,
            }
        return figures


def _reported(taken: Taken, subject: Subject) -> Row:
    cpu = taken.median(subject.name, "cpu")
    note = taken.missing.get(subject.name, "").partition("\n")[0]
    if cpu is not None:
        note = f"{cpu:.2f} % of a core"
    written = taken.of(subject.name, "bytes")
    return compared("tick", f"{subject.name}: idle", written, "B/s", note=note)
