"""From a file that lands to work for every role: two people, two processes, two terminals."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from bench.pty import Launch, Session
from domain import clock
from domain.feedback import FeedbackItem, Severity, TopicMark
from domain.feedback_write import ImportFeedback
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.signal import SignalState
from domain.store import Store
from domain.team import AddMember
from domain.workspace import init
from tests.system.filing import ROOT

SECONDS = 30.0
"""For whatever should come within a few: the machine may do other things, too."""
PILLING = TopicMark(topic="pilling", severity=Severity.S3)


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


def today(now: datetime) -> str:
    """What the platform exports in the evening: 11 of 420 complain."""
    rows = ["订单号,商品编码,评价时间,评分,评价内容"]
    for n in range(420):
        at = (now - timedelta(minutes=3 * n + 5)).astimezone(clock.zone_named("Asia/Shanghai"))
        said = f"1,洗了一次就起球 {n}" if n < 11 else f"5,很好看 {n}"
        rows.append(f"{10**15 + n},TEE-A,{at:%Y-%m-%d %H:%M:%S},{said}")
    return "\n".join(rows) + "\n"


def test_a_file_that_lands_becomes_work_for_every_role(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    service = BoardService(Store(folder), TeamSettings(), clock.now, Actor(0))
    account = (folder.stat().st_uid,)
    service.execute(AddMember("李华", ("ops",), account))
    service.execute(AddMember("周敏", ("content",), account))
    service.actor = Actor(1)
    service.execute(usual(clock.now()))

    def launch(name: str) -> Launch:
        environ = {"HOME": str(tmp_path / name), "PATH": "/usr/bin:/bin",
                   "TERM": "xterm-256color", "LANG": "C.UTF-8"}  # fmt: skip
        argv = (sys.executable, "-m", "tui", "-w", str(folder), "--as", name)
        return Launch(argv, environ, ROOT)

    with Session(launch("李华")) as one, Session(launch("周敏")) as other:
        for session in (one, other):
            session.shown("To do 0", SECONDS)
        (folder / "incoming" / "reviews.csv").write_text(today(clock.now()), encoding="utf-8")

        one.shown("!! Surge Pilling | TEE-A | 24h 11/420", SECONDS)
        other.shown("!! Surge Pilling | TEE-A | 24h 11/420", SECONDS)
        one.press(b"2", quiet=0.01)
        one.press(b"p", quiet=0.01)
        one.shown("Surge of quality complaints", SECONDS)
        one.press(b"\r", quiet=0.01)

        one.shown("To do 8", SECONDS)
        other.shown("To do 8", SECONDS)
        other.shown("T-8", SECONDS)

    service.refresh()
    signal = service.board.signals[1]
    tasks = service.board.tasks
    service.close()
    assert (signal.state, signal.tasks) == (SignalState.ACTING, tuple(range(1, 9)))
    assert (folder / "incoming" / "done" / "reviews.csv").exists()
    assert any(task.depends_on for task in tasks.values())
