"""Sessions as real processes: who is killed is gone at the next look, without any waiting."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import domain
from domain.presence import Presence
from domain.workspace import init

ROOT = Path(domain.__file__).parent.parent
SESSION = """
import subprocess, sys
from pathlib import Path
from domain.presence import Presence

presence = Presence(Path(sys.argv[1]))
presence.enter(int(sys.argv[2]), "小王", ("cs",), "2027-06-10T01:00:00Z")
print("in", flush=True)
for line in sys.stdin:
    match line.split():
        case ["editor"]:
            subprocess.Popen([sys.executable, "-c", "input()"])
        case [number]:
            presence.editing(number)
    print("done", flush=True)
"""
CROWD = """
import sys
from pathlib import Path
from domain.presence import Presence

watcher = Presence(Path(sys.argv[1]))
missed = 0
for _ in range(150):
    session = Presence(Path(sys.argv[1]))
    session.enter(int(sys.argv[2]), "x", (), "")
    missed += int(sys.argv[2]) not in [seen.member for seen in watcher.others()]
    session.leave()
print(missed)
"""


@pytest.fixture
def workspace(tmp_path):
    init(tmp_path / "board")
    return tmp_path / "board"


@pytest.fixture
def start(workspace):
    """Start a session of a member in a process; it has entered when this returns."""
    started = []

    def start(member: int, code: str = SESSION) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(workspace), str(member)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        if code is SESSION:
            assert process.stdout is not None
            assert process.stdout.readline() == "in\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def mine(workspace):
    presence = Presence(workspace)
    yield presence
    presence.leave()


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "done\n"


def kill(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.send_signal(signal.SIGKILL)
    for process in processes:
        process.wait()


def test_a_killed_session_is_gone_at_the_next_look(start, mine, workspace):
    first, _ = start(1), start(2)
    tell(first, "T-12")
    assert {seen.member: seen.form for seen in mine.others()} == {1: "T-12", 2: None}

    kill(first)

    assert [seen.member for seen in mine.others()] == [2]
    assert len([*(workspace / "presence").iterdir()]) == 1


def test_a_session_that_nobody_had_looked_at_is_swept_as_well(start, workspace, mine):
    kill(start(1))
    assert len([*(workspace / "presence").iterdir()]) == 1

    assert mine.others() == ()
    assert [*(workspace / "presence").iterdir()] == []


def test_an_editor_that_outlives_the_session_does_not_keep_it_online(start, mine):
    process = start(1)
    tell(process, "editor")

    kill(process)

    assert mine.others() == ()


def test_a_stopped_session_is_still_online(start, mine):
    process = start(1)
    process.send_signal(signal.SIGSTOP)

    assert [seen.member for seen in mine.others()] == [1]


def test_twenty_killed_at_once_are_swept_by_two_at_once(start, mine, workspace):
    crowd = [start(number) for number in range(20)]
    second = Presence(workspace)
    assert len(mine.others()) == len(second.others()) == 20

    kill(*crowd)

    assert mine.others() == second.others() == ()
    assert [*(workspace / "presence").iterdir()] == []


def test_nobody_who_enters_is_swept_by_those_who_look(start):
    crowd = [start(number, CROWD) for number in range(4)]

    assert [process.communicate()[0].strip() for process in crowd] == ["0"] * 4
