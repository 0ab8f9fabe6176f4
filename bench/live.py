"""Twenty full sessions, screens and all, that follow a colleague: how late, at which cost.

The followers of `bench/store.py` look at the same board without a screen: what a screen adds is
the difference.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from bench import subjects
from bench.fill import fill
from bench.lineup import say
from bench.pty import Launch, Session
from bench.store import PER_SECOND, WINDOW
from bench.table import Row, compared
from bench.work import MARK, Plan
from domain import clock
from domain.edit import Edit
from domain.lanes import lanes
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store
from domain.task import State
from domain.task_write import EditTask

SESSIONS = 20
_SIGN = re.compile(rb"~(\d{5})")
"""What the card that changes is called: the number of the commit."""


@dataclass(frozen=True)
class Round:
    """What one round measured."""

    late: list[float]
    """For each session and each commit: ms from the begin of the commit to the bytes."""
    cpu: float
    """% of one core, of all sessions."""
    still: float
    """The same while nobody does anything."""
    written: float
    """Bytes a second, of each session."""


def rows(rounds: int | None) -> list[Row]:
    """Two rounds, unless told otherwise."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        plan, board = Plan(), Path(folder) / "board"
        fill(plan, board)
        found = subjects.promoboard(plan).launch()
        launch = replace(found, argv=(found.argv[0], "-w", str(board)))
        for number in range(rounds or 2):
            taken.append(_round(launch, board, number * 1000))
            say(f"round {number + 1}: {SESSIONS} sessions {taken[-1].cpu:.1f} % of a core")
    what = f"{SESSIONS} full sessions, {PER_SECOND} commits a second"
    return [
        compared("live", f"{what}: seen after, median",
                 [median(each.late) for each in taken], "ms"),
        compared("live", f"{what}: seen after, p95",
                 [quantiles(each.late, n=20)[-1] for each in taken], "ms"),
        compared("live", f"{what}: CPU of all", [each.cpu for each in taken], "% of a core",
                 note=f"{median(each.still for each in taken):.1f} % while nobody does anything"),
        compared("live", f"{what}: written by each", [each.written for each in taken], "B/s"),
    ]  # fmt: skip


def _round(launch: Launch, board: Path, last: int) -> Round:
    """Commits are numbered from after `last` on: what the round before wrote is still there."""
    with ExitStack() as stack:
        sessions = [stack.enter_context(Session(launch)) for _ in range(SESSIONS)]
        for session in sessions:
            session.shown(MARK)
            session.settle()
        service = BoardService(Store(board), TeamSettings(), clock.now, Actor(1))
        stack.callback(service.close)
        first = lanes(service.board, clock.now())[State.TODO][0]
        still = _watched(sessions, WINDOW / 2, [])
        commits: list[tuple[float, int]] = []
        before = [session.written() for session in sessions]

        def commit() -> None:
            number = last + len(commits) + 1
            title = service.board.tasks[first].title
            commits.append((time.perf_counter(), number))
            service.execute(EditTask(first, (Edit("title", title, f"~{number:05}"),)))

        cpu = _watched(sessions, WINDOW, [commit] * int(WINDOW * PER_SECOND))
        _watched(sessions, 1, [])
        written = [each.written() - was for each, was in zip(sessions, before, strict=True)]
        late = [ms for session in sessions for ms in _late(session, commits)]
        return Round(late, cpu, still, median(written) / WINDOW)


def _watched(sessions: list[Session], seconds: float, work: Sequence[Callable[[], None]]) -> float:
    """Read what all of them write for so long, while `work` is done in even steps; their CPU."""
    began, before = time.perf_counter(), [session.cpu() for session in sessions]
    done = 0
    while (now := time.perf_counter() - began) < seconds:
        if done < len(work) and now >= done * seconds / len(work):
            work[done]()
            done += 1
        for session in sessions:
            session.read(0)
        time.sleep(0.001)
    after = [session.cpu() for session in sessions]
    return sum(b - a for a, b in zip(before, after, strict=True)) / seconds * 100


def _late(session: Session, commits: list[tuple[float, int]]) -> list[float]:
    """When each commit, or one after it, was on the terminal: ms after it began."""
    seen = [
        (chunk.at + session.began, int(number))
        for chunk in session.output
        for number in _SIGN.findall(chunk.data)
    ]
    return [
        (next(at for at, shown in seen if shown >= number) - began) * 1000
        for began, number in commits
    ]
