"""The start: one frame, nothing that was typed is lost, dialogs work afterwards.

A real process in a real PTY; the frames are counted by the marks of synchronised output.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.pty import Launch, Session
from domain import clock
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store
from domain.task_write import AddTask
from domain.team import AddMember
from domain.workspace import init

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    """A workspace with forty tasks, opened by its only member."""
    folder = tmp_path / "team"
    init(folder)
    service = BoardService(Store(folder), TeamSettings(), clock.now, Actor(0))
    service.execute(AddMember("李华", ("ops",), (folder.stat().st_uid,)))
    service.actor = Actor(1)
    for number in range(1, 41):
        service.execute(AddTask(title=f"任务 {number}", owner_role="ops"))
    service.close()
    environ = {
        "HOME": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
    return Launch((sys.executable, "-m", "tui", "-w", str(folder)), environ, ROOT)


def test_a_start_is_one_frame(launch: Launch) -> None:
    with Session(launch) as session:
        session.shown("T-22")
        session.settle()

        # Not `frames()`: a start may be over before the terminal says that it knows frames.
        assert b"".join(chunk.data for chunk in session.output).count(b"T-22 ") == 1


def test_keys_typed_while_it_starts_are_not_lost(launch: Launch) -> None:
    with Session(launch) as session:
        session.read(20)  # the first bytes: Textual has the terminal, nothing is painted yet
        session.press(b"jjj", quiet=0.01)
        session.shown(">T-4 ")


def test_a_dialog_opens_and_closes_after_the_start(launch: Launch) -> None:
    with Session(launch) as session:
        session.shown("T-22")
        session.settle()
        session.press(b"?")
        session.shown("Move around")
        session.press(b"\x1b", quiet=0.4)
        session.press(b"j")

        session.shown(">T-2 ")
        assert not any("Move around" in line for line in session.display())


def test_a_chinese_sentence_arrives_whole(launch: Launch) -> None:
    with Session(launch) as session:
        session.shown("T-22")
        session.settle()
        session.press(b"/")

        session.press("任务有很大差别".encode())

        session.shown("任务有很大差别")


def test_what_is_typed_right_behind_a_key_goes_where_the_key_leads(launch: Launch) -> None:
    with Session(launch) as session:
        session.shown("T-22")
        session.settle()

        session.press("n面料到货\t\t\t10-20\x13".encode())

        session.shown("T-41 P2 面料到货")


def test_enter_takes_the_whole_line_that_came_with_it(launch: Launch) -> None:
    with Session(launch) as session:
        session.shown("T-22")
        session.settle()

        session.press("c面料何时到货\r\r".encode())  # a comment; then the card with it

        session.shown("Comments")
        session.shown("面料何时到货")
