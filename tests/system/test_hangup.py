"""A dropped line: a real process in a real PTY that is closed under it, or that gets a signal.

No ghost is left: the process ends within a second, has kept what was typed, and uses no
processor to find out.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

import pytest

LIMIT = 1.5
"""Seconds: the promise is one; the rest is for a machine that does other things, too."""


class Line:
    """promoboard at the end of a line that can be cut."""

    def __init__(self, home: Path, *, ignore_hup: bool = False) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environ = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        self.output = b""
        self.process = Popen(
            [sys.executable, "-m", "tui"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            start_new_session=True,
            preexec_fn=lambda: _take_terminal(ignore_hup),
        )
        os.close(slave)

    def read_until(self, words: bytes, seconds: float = 20.0) -> None:
        """Read what it writes until `words` are among it."""
        end = time.monotonic() + seconds
        while words not in self.output:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            assert ready, self.output[-2000:]
            self.output += os.read(self.master, 1 << 16)

    def type(self, keys: str) -> None:
        """Type these keys."""
        os.write(self.master, keys.encode())

    def cut(self) -> None:
        """The line drops."""
        os.close(self.master)

    def ended(self) -> float:
        """Seconds until the process has ended."""
        began = time.monotonic()
        self.process.wait(10)
        return time.monotonic() - began

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        with suppress(OSError):
            os.close(self.master)


def _take_terminal(ignore_hup: bool) -> None:
    """In the child: make the PTY its controlling terminal, so that closing it hangs up."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    if ignore_hup:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


@pytest.fixture
def lines() -> Iterator[list[Line]]:
    """Lines that are closed in the end."""
    made: list[Line] = []
    yield made
    for line in made:
        line.close()


def drafts(home: Path) -> str:
    """What is kept of what was typed."""
    return "".join(path.read_text() for path in home.glob("**/drafts/*.json"))


def typing(home: Path, lines: list[Line], *, ignore_hup: bool = False) -> Line:
    """A line at whose end somebody is typing a new task's title."""
    line = Line(home, ignore_hup=ignore_hup)
    lines.append(line)
    line.read_until(b"No tasks yet")
    line.type("n")
    line.read_until(b"Title")
    line.type("half a title")
    line.read_until(b"half a title")
    return line


def test_a_dropped_line_ends_the_process_and_keeps_what_was_typed(
    tmp_path: Path, lines: list[Line]
) -> None:
    line = typing(tmp_path, lines)

    line.cut()

    assert line.ended() < LIMIT
    assert "half a title" in drafts(tmp_path)


def test_a_closed_terminal_is_noticed_without_a_signal(tmp_path: Path, lines: list[Line]) -> None:
    line = typing(tmp_path, lines, ignore_hup=True)

    line.cut()

    assert line.ended() < LIMIT
    assert "half a title" in drafts(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_the_process_and_keeps_what_was_typed(
    tmp_path: Path, lines: list[Line], number: signal.Signals
) -> None:
    line = typing(tmp_path, lines)

    line.process.send_signal(number)

    assert line.ended() < LIMIT
    assert line.process.returncode == 128 + number
    assert "half a title" in drafts(tmp_path)


def test_a_terminal_that_nobody_reads_does_not_keep_the_process(
    tmp_path: Path, lines: list[Line]
) -> None:
    line = typing(tmp_path, lines)
    line.type("\x1b")
    for _ in range(200):  # repaints, until the terminal and the writer's queue are full
        with suppress(BlockingIOError):
            os.set_blocking(line.master, False)
            line.type("?\x1b")
    os.set_blocking(line.master, True)

    line.process.send_signal(signal.SIGHUP)

    assert line.ended() < LIMIT
