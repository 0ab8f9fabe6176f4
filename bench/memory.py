"""Memory: the share of each of ten sessions that run at the same time."""

from __future__ import annotations

from contextlib import ExitStack
from statistics import mean

from bench import subjects
from bench.lineup import Figures, interleaved
from bench.pty import Launch, Session
from bench.subjects import Subject
from bench.table import Row, compared
from bench.work import Plan

SESSIONS = 10


def rows(rounds: int | None) -> list[Row]:
    """Two rounds, unless told otherwise."""
    ours, hello, dooit = subjects.promoboard(Plan()), subjects.hello(), subjects.dooit(1000)
    lineup = (ours, hello, dooit, subjects.vit(1000))
    taken = interleaved(lineup, rounds or 2, _ten)
    what, mine = f"PSS each of {SESSIONS}", taken.of(ours.name, "pss")
    bounds = ((hello, 1.6), (dooit, 0.7))
    return [
        *(
            compared("memory", what, mine, "MB", against=other.name,
                     base=taken.of(other.name, "pss"), target=target)
            for other, target in bounds
        ),
        *(
            compared("memory", f"{each.name}: {what}", taken.of(each.name, "pss"), "MB",
                     note=taken.missing.get(each.name, "").partition("\n")[0])
            for each in lineup
        ),
    ]  # fmt: skip


def _ten(subject: Subject, launch: Launch) -> Figures:
    with ExitStack() as stack:
        sessions = [stack.enter_context(Session(launch)) for _ in range(SESSIONS)]
        for session in sessions:
            session.shown(subject.shows)
            session.settle()
        return {"pss": mean(session.pss() for session in sessions)}
