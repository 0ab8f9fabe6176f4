"""The loop from a customer's word to closed: two people, two processes, two terminals.

Days pass by a clock that runs ahead of the machine's: an entry of this test's own hands it to
`main`, which is where the program is told the time (`ENTRY`). The program has no door for that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bench.pty import Launch, Session
from domain import clock
from domain.feedback import FeedbackItem, Severity, TopicMark
from domain.feedback_write import ImportFeedback
from domain.outcome import SetOutcome
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.signal import Signal, SignalState
from domain.store import Store
from domain.task import Outcome, State
from domain.task_moves import MoveTask
from domain.team import AddMember
from domain.workspace import init
from tests.system.filing import ROOT

SECONDS = 30.0
"""For whatever should come within a few: the machine may do other things, too."""
PILLING = TopicMark(topic="pilling", severity=Severity.S3)
ENTRY = """
import sys
from datetime import timedelta
from pathlib import Path

from domain import clock
from tui.__main__ import main

ahead = Path(sys.argv[1])
sys.exit(main(sys.argv[2:], clock=lambda: clock.now() + timedelta(seconds=int(ahead.read_text()))))
"""
"""Runs promoboard so many seconds ahead of the machine's clock as a file says at the moment."""


class Office:
    """A workspace, those who sit there, and what time it is for all of them."""

    def __init__(self, tmp_path: Path) -> None:
        """Two people on one account; two weeks in which one of 500 complained."""
        self.folder, self._tmp, self._ahead = tmp_path / "team", tmp_path, tmp_path / "ahead"
        self.pass_time(timedelta())
        init(self.folder)
        self.service = BoardService(Store(self.folder), TeamSettings(), self.now, Actor(0))
        account = (self.folder.stat().st_uid,)
        self.service.execute(AddMember("李华", ("ops",), account))
        self.service.execute(AddMember("周敏", ("content",), account))
        self.service.actor = Actor(1)
        self.service.execute(usual(self.now()))

    def now(self) -> datetime:
        return clock.now() + timedelta(seconds=int(self._ahead.read_text()))

    def pass_time(self, span: timedelta) -> None:
        """From now on it is so much later, everywhere at once."""
        before = int(self._ahead.read_text()) if self._ahead.exists() else 0
        later = self._ahead.with_suffix(".new")
        later.write_text(str(before + int(span.total_seconds())))
        later.replace(self._ahead)

    def sit(self, name: str) -> Session:
        """Somebody opens the board in a terminal of their own."""
        return Session(Launch((*self._program(), "--as", name), self._environ(name), ROOT))

    def do(self, *words: str) -> str:
        """What a command of 李华's prints."""
        return subprocess.run(
            (*self._program(), "--as", "李华", *words),
            env=self._environ("李华"),
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def hear(self, *, complaints: int) -> None:
        """Somebody imports what customers said in the last day."""
        file = self._tmp / "day.csv"
        file.write_text(today(self.now(), complaints), encoding="utf-8")
        self.do("feedback", "import", str(file))

    def signal(self) -> Signal:
        self.service.refresh()
        return self.service.board.signals[1]

    def finish(self) -> None:
        """All tasks are done, one after another, by a colleague."""
        self.service.refresh()
        for number in sorted(self.service.board.tasks):
            task = self.service.board.tasks[number]
            if task.undecided:
                self.service.execute(SetOutcome(number, Outcome.PASSED))
            for state in (State.DOING, State.REVIEW, State.DONE):
                self.service.execute(MoveTask(number, state, "done"))

    def _program(self) -> tuple[str, ...]:
        return sys.executable, "-c", ENTRY, str(self._ahead), "-w", str(self.folder)

    def _environ(self, name: str) -> dict[str, str]:
        return {"HOME": str(self._tmp / name), "PATH": os.defpath, "TERM": "xterm-256color",
                "LANG": "C.UTF-8"}  # fmt: skip


def usual(now: datetime) -> ImportFeedback:
    """Two weeks in which one of 500 complained."""
    return ImportFeedback(
        tuple(
            FeedbackItem(
                id=0,
                uid=f"usual-{n}",
                created_at=now,
                created_by=0,
                updated_at=now,
                updated_by=0,
                text="不错",
                rating=5,
                sku="TEE-A",
                event_at=(now - timedelta(days=2, minutes=4 * n)).replace(second=0),
                topics=(PILLING,) if n % 500 == 7 else (),
                topics_by=1,
            )
            for n in range(5000)
        ),
        unfinished=True,
    )


def today(now: datetime, complaints: int) -> str:
    """What the platform exports in the evening: some of 420 complain."""
    rows = ["订单号,商品编码,评价时间,评分,评价内容"]
    for n in range(420):
        at = (now - timedelta(minutes=3 * n + 5)).astimezone(clock.zone_named("Asia/Shanghai"))
        said = f"1,洗了一次就起球 {n}" if n < complaints else f"5,很好看 {n}"
        rows.append(f"{10**15 + n},TEE-A,{at:%Y-%m-%d %H:%M:%S},{said}")
    return "\n".join(rows) + "\n"


def test_a_file_that_lands_becomes_work_until_the_loop_is_closed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    incoming = office.folder / "incoming"
    alarm = "!! Surge Pilling | TEE-A | 24h 11/420"
    with office.sit("李华") as one, office.sit("周敏") as other:
        for session in (one, other):
            session.shown("To do 0", SECONDS)
        (incoming / "reviews.csv").write_text(today(office.now(), 11), encoding="utf-8")

        one.shown(alarm, SECONDS)
        other.shown(alarm, SECONDS)
        one.press(b"2", quiet=0.01)
        one.press(b"p", quiet=0.01)
        one.shown("Surge of quality complaints", SECONDS)
        one.press(b"\r", quiet=0.01)

        one.shown("S-1 Surge Pilling TEE-A", SECONDS)
        other.shown("To do 8", SECONDS)
        other.shown("T-8", SECONDS)
        assert (office.signal().state, office.signal().tasks) == (
            SignalState.ACTING,
            tuple(range(1, 9)),
        )
        assert any(task.depends_on for task in office.service.board.tasks.values())

        one.press(b"1", quiet=0.01)
        one.press(b">", quiet=0.01)
        other.shown("Doing 1", SECONDS)
        assert office.signal().first_action_at is not None

        # Two days later nobody complains, nor hours after that; the last look is a session's own.
        office.finish()
        other.shown("Done 8", SECONDS)
        office.pass_time(timedelta(days=2))
        office.hear(complaints=0)
        one.press(b"2", quiet=0.01)
        office.pass_time(timedelta(hours=7))
        office.hear(complaints=0)
        one.shown("Watching", SECONDS)
        office.pass_time(timedelta(days=7))
        one.shown(" Review", SECONDS)  # the cursor has gone on to a customer's words
        assert office.signal().state is SignalState.CLOSED
        (month,) = json.loads(office.do("signal", "stats", "--json"))
        assert (month["signals"], month["closed"]) == (1, 1)

        # It rises again: the same signal is open again, and everybody is called again.
        office.pass_time(timedelta(days=1))
        office.hear(complaints=11)
        one.shown(alarm, SECONDS)
        other.shown(alarm, SECONDS)
        assert (office.signal().state, office.signal().reopened) == (SignalState.OPEN, 1)

    office.service.close()
    assert (incoming / "done" / "reviews.csv").exists()
