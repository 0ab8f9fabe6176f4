"""A command in a PTY of its own: what it writes, when, and what an emulator then shows.

Bytes are counted exactly as the command wrote them. The emulator is slow, so it is fed only
while the command is silent: what is measured is the command, not pyte.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

COLUMNS, ROWS = 160, 48
QUIET = 0.3
"""Seconds without output after which a program counts as settled; below any 1 s tick."""

FRAME, FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"

_QUERY = re.compile(
    rb"\x1b\[\?(?P<mode>\d+)\$p|\x1b\[(?P<ask>[56])n|\x1b\[0?(?P<device>c)|\x1b\](?P<colour>1[01]);\?"
)
_ANSWERS = {"5": b"\x1b[0n", "6": b"\x1b[1;1R", "10": b"cccc/cccc/cccc", "11": b"0000/0000/0000"}


@dataclass(frozen=True)
class Launch:
    """How to start a program: all it gets is in here."""

    argv: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path


@dataclass(frozen=True)
class Chunk:
    """What one read brought."""

    at: float
    """Seconds since the program was started."""
    data: bytes


@dataclass(frozen=True)
class Press:
    """What one key press cost."""

    written: int
    first: float | None
    """Milliseconds to the first byte of output; None if there was none."""
    last: float | None
    """Milliseconds to the last byte before the quiet window."""


class GoneError(Exception):
    """The program ended, or never showed what was waited for; says what was on screen."""


class Session:
    """A program that runs in a 160x48 PTY. A context manager: leaving it hangs up and reaps."""

    def __init__(self, launch: Launch) -> None:
        """Start it. The clock runs from just before the fork."""
        self.output: list[Chunk] = []
        self._fed = 0
        self._tail = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._poll = select.poll()
        self._poll.register(self._master, select.POLLIN)
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            launch.argv,
            env=launch.env,
            cwd=launch.cwd,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    def read(self, timeout: float) -> bool:
        """Take what one read brings within `timeout` seconds; False if nothing came."""
        if not self._poll.poll(timeout * 1000):
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # EIO: the last one who had the other end open is gone
            raise GoneError(self._said()) from None
        self.output.append(Chunk(self.now(), data))
        self._answer(data)
        return True

    def settle(self, quiet: float = QUIET, timeout: float = 60.0) -> float:
        """Read until `quiet` seconds pass without output; the second of the last byte."""
        end = self.now() + timeout
        while self.now() < end and self.read(quiet):
            pass
        return self.output[-1].at if self.output else 0.0

    def listen(self, seconds: float) -> int:
        """Read for `seconds`; how many bytes came."""
        before, end = len(self.output), self.now() + seconds
        while (left := end - self.now()) > 0:
            self.read(left)
        return _size(self.output[before:])

    def shown(self, text: str, timeout: float = 60.0) -> float:
        """The second of the first output, not yet looked at, after which `text` is shown.

        Args:
            text: What to look for within one line of the screen.
            timeout: Seconds from now after which it is `GoneError`.
        """
        end = self.now() + timeout
        while self.now() < end:
            busy = self.read(QUIET)
            if busy and self.now() - self.output[self._fed].at < 2:  # let it finish its frame
                continue
            while self._fed < len(self.output):
                self._feed(self._fed + 1)
                if any(text in line for line in self._rows()):
                    return self.output[self._fed - 1].at
        raise GoneError(f"no {text!r} after {timeout:.0f} s; {self._said()}")

    def press(self, keys: bytes, quiet: float = 0.1, timeout: float = 3.0) -> Press:
        """Type `keys` and read until `quiet` seconds pass without output.

        Args:
            keys: As the terminal sends them, in one write.
            quiet: Seconds of silence that end the answer.
            timeout: Seconds to wait for its first byte.
        """
        while self.read(0):
            pass
        before, at = len(self.output), self.now()
        os.write(self._master, keys)
        if self.read(timeout):
            self.settle(quiet, timeout)
        answer = self.output[before:]
        if not answer:
            return Press(0, None, None)
        return Press(_size(answer), (answer[0].at - at) * 1000, (answer[-1].at - at) * 1000)

    def written(self) -> int:
        """How many bytes it has written so far."""
        return _size(self.output)

    def frames(self) -> list[int]:
        """The size of each frame that it marked as one synchronised update."""
        parts = b"".join(chunk.data for chunk in self.output).split(FRAME)[1:]
        return [len(part.partition(FRAME_END)[0]) for part in parts]

    def display(self) -> list[str]:
        """The screen's lines as the emulator shows them now."""
        self._feed(len(self.output))
        return self._rows()

    def cpu(self) -> float:
        """Seconds of processor time that it has used, all threads, to the nanosecond."""
        # The process's own CPU clock, as clock_getcpuclockid(3) makes its number from the pid.
        return time.clock_gettime((~self.pid << 3) | 2)

    def pss(self) -> float:
        """Its proportional share of memory now, in MB (2**20 bytes)."""
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        raise GoneError(self._said())

    def close(self) -> None:
        """Hang up, as a dropped line does; kill what has not ended three seconds later."""
        if self._process.returncode is not None:
            return
        os.close(self._master)
        try:
            self._process.wait(3)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()

    def _rows(self) -> list[str]:
        """The screen's lines. pyte's own fails where half a wide character is covered."""
        buffer = self._screen.buffer
        return ["".join(buffer[y][x].data for x in range(COLUMNS)) for y in range(ROWS)]

    def _feed(self, upto: int) -> None:
        for chunk in self.output[self._fed : upto]:
            self._stream.feed(chunk.data)
        self._fed = max(self._fed, upto)

    def _answer(self, data: bytes) -> None:
        """Answer as a terminal does that has synchronised output and no in-band resize."""
        text = self._tail + data
        asked = list(_QUERY.finditer(text))
        for found in asked:
            if mode := found["mode"]:
                known = b"2" if mode == b"2026" else b"0"
                answer = b"\x1b[?" + mode + b";" + known + b"$y"
            elif ask := found["ask"]:
                answer = _ANSWERS[ask.decode()]
            elif found["device"]:
                answer = b"\x1b[?62;22c"
            else:
                number = found["colour"]
                answer = b"\x1b]" + number + b";rgb:" + _ANSWERS[number.decode()] + b"\x1b\\"
            os.write(self._master, answer)
        self._tail = text[asked[-1].end() if asked else 0 :][-16:]

    def _said(self) -> str:
        lines = [line.rstrip() for line in self.display()]
        return "on screen:\n" + "\n".join(line for line in lines if line)


def _take_terminal() -> None:
    """In the child: make the PTY its controlling terminal, so that closing it hangs up."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _size(chunks: list[Chunk]) -> int:
    return sum(len(chunk.data) for chunk in chunks)
