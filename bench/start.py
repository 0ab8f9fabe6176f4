"""Start-up: the time to the first paint, and what is written until the screen is still."""

from __future__ import annotations

from bench import subjects
from bench.lineup import Figures, Taken, interleaved
from bench.pty import Launch, Session
from bench.subjects import Subject
from bench.table import Row, compared
from bench.work import Plan

SLOWEST = 150.0
"""Seconds that a program has for its first paint."""


def start(subject: Subject, launch: Launch) -> Figures:
    """Start it once: seconds to the first paint and to stillness, bytes, frames, MB."""
    with Session(launch) as session:
        paint = session.shown(subject.shows, SLOWEST)
        settled = session.settle()
        return {
            "paint": paint,
            "settled": settled,
            "bytes": session.written(),
            "frames": len(session.frames()),
            "cpu": session.cpu(),
            "pss": session.pss(),
        }


def rows(rounds: int | None) -> list[Row]:
    """Seven rounds, unless told otherwise."""
    few, ours, many = (subjects.promoboard(Plan(tasks=n)) for n in (100, 1000, 10_000))
    hello, dooit, kanban = subjects.hello(), subjects.dooit(1000), subjects.kanban(1000)
    lineup = (hello, few, ours, many, dooit, subjects.vit(1000), subjects.vit(10_000), kanban)
    taken = interleaved(lineup, rounds or 7, start)

    def against(us: Subject, other: Subject, figure: str, unit: str, target: float) -> Row:
        what = {"paint": "first paint", "bytes": "bytes"}[figure]
        return compared(
            "start",
            f"{us.name}: {what}",
            taken.of(us.name, figure),
            unit,
            against=other.name,
            base=taken.of(other.name, figure),
            target=target,
        )

    return [
        against(ours, hello, "paint", "s", 1.8),
        against(ours, dooit, "paint", "s", 0.9),
        against(ours, kanban, "paint", "s", 0.03),
        against(many, few, "paint", "s", 2.0),
        against(ours, hello, "bytes", "B", 1.2),
        *(_reported(taken, subject) for subject in lineup),
    ]


def _reported(taken: Taken, subject: Subject) -> Row:
    name = subject.name
    note = taken.missing.get(name, "").partition("\n")[0]
    if taken.of(name, "paint"):
        settled, written, frames, pss = (
            taken.median(name, figure) or 0 for figure in ("settled", "bytes", "frames", "pss")
        )
        note = f"still at {settled:.2f} s, {written:,.0f} B, {frames:.0f} frames, {pss:.1f} MB"
    return compared("start", f"{name}: first paint", taken.of(name, "paint"), "s", note=note)
