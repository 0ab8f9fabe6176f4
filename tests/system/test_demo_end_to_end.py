"""`promoboard demo` as a newcomer meets it: a real process in a real PTY, and its colleagues'."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bench.pty import GoneError, Launch, Session
from tests.system.filing import ROOT

SECONDS = 30.0
"""For whatever should come within a few: the machine may do other things, too."""
COLLEAGUES = ("Xiaowang", "Zhoumin", "Laochen")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Session]:
    """The demo, started by a shell that says how it ended."""
    environ = {
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }
    command = f"'{sys.executable}' -m tui demo --lang en; echo ended with $?"
    with Session(Launch(("/bin/sh", "-c", command), environ, ROOT)) as session:
        session.shown("To opening", SECONDS)
        yield session


def wait_for(demo: Session, found: Callable[[list[str]], bool]) -> None:
    """Read on until the screen is as `found` wants it."""
    end = demo.now() + SECONDS
    while not found(demo.display()):
        assert demo.now() < end, demo.display()
        demo.read(end - demo.now())


def processes(tmp_path: Path) -> list[int]:
    """The processes that work on the demo's folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(tmp_path).encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def ended(pid: int) -> bool:
    """Wait until the process is gone."""
    with suppress(ProcessLookupError):
        poll = select.poll()
        poll.register(os.pidfd_open(pid), select.POLLIN)
        return bool(poll.poll(SECONDS * 1000))
    return True


def leftovers(tmp_path: Path) -> list[Path]:
    return [*tmp_path.glob("promoboard-demo-*")]


def test_a_newcomer_sees_colleagues_at_work_and_leaves_nothing_behind(
    demo: Session, tmp_path: Path
) -> None:
    demo.shown("Online: ", SECONDS)
    demo.press(b"\x1b")

    def somebody_did_something(screen: list[str]) -> bool:
        return any(f"< {name}" in line for line in screen for name in COLLEAGUES)

    wait_for(demo, somebody_did_something)
    assert len(leftovers(tmp_path)) == 1
    assert len(processes(tmp_path)) == 1
    with suppress(GoneError):
        demo.press(b"q")
        demo.shown("ended with 0", SECONDS)

    assert any("ended with 0" in line for line in demo.display())
    assert leftovers(tmp_path) == processes(tmp_path) == []
    assert not [*(tmp_path / "home").glob("**/*.json")]


def test_a_killed_demo_takes_its_colleagues_and_its_folder_along(
    demo: Session, tmp_path: Path
) -> None:
    demo.shown("Online: ", SECONDS)
    (colleagues,) = processes(tmp_path)
    (program,) = map(int, Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split())

    os.kill(program, signal.SIGKILL)

    assert ended(colleagues)
    assert leftovers(tmp_path) == []


def test_a_dropped_line_ends_all_of_it(demo: Session, tmp_path: Path) -> None:
    demo.shown("Online: ", SECONDS)
    (colleagues,) = processes(tmp_path)

    demo.close()

    assert ended(colleagues)
    assert leftovers(tmp_path) == []
