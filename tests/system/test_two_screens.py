"""Two people, two processes, two terminals, one board: each sees what the other does."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.pty import Launch, Session
from domain import clock
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store
from domain.task_write import AddTask
from domain.team import AddMember
from domain.workspace import init

MOUSE = b"\x1b[?1000h"
"""Asks a terminal to tell of clicks: not with `--no-mouse`, so that it can select text itself."""
ROOT = Path(__file__).parent.parent.parent


def test_a_card_that_one_moves_is_seen_and_marked_on_the_other_screen(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    service = BoardService(Store(folder), TeamSettings(), clock.now, Actor(0))
    account = (folder.stat().st_uid,)
    service.execute(AddMember("李华", ("ops",), account))
    service.execute(AddMember("周敏", ("content",), account))
    service.actor = Actor(1)
    service.execute(AddTask(title="主图与详情页", owner_role="content"))
    service.close()

    def launch(name: str, *options: str) -> Launch:
        environ = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TERM": "xterm-256color",
                   "LANG": "C.UTF-8"}  # fmt: skip
        argv = (sys.executable, "-m", "tui", "-w", str(folder), "--as", name, *options)
        return Launch(argv, environ, ROOT)

    with Session(launch("李华")) as one, Session(launch("周敏", "--no-mouse")) as other:
        one.shown(">T-1 ")
        other.shown(">T-1 ")
        other.shown("李华")  # who is online
        other.press(b">", quiet=0.01)

        one.shown("< 周敏", timeout=5)
        other.shown("Doing 1/6", timeout=5)
        one.press(b"l")
        one.press(b">", quiet=0.01)

        other.shown("In review 1", timeout=5)
        asked = [b"".join(chunk.data for chunk in each.output) for each in (one, other)]

    assert [MOUSE in each for each in asked] == [True, False]
