"""Waiting that ends when somebody wants it to: SIGTERM and Ctrl+C for commands that go on."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from time import monotonic
from types import FrameType
from typing import Any

from domain.intake import UnreadableFileError

_BLOCK = 1 << 16


class Stop:
    """While its block runs, the signals do not kill: they are a wish, met where it is asked.

    For the main thread.
    """

    def __init__(self) -> None:
        self._asked = False
        self._reads = self._wakes = -1
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Stop:
        self._reads, self._wakes = os.pipe()
        os.set_blocking(self._wakes, False)
        # The pipe ends a wait that begins in the moment in which the signal comes.
        self._waked_before = signal.set_wakeup_fd(self._wakes)
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._waked_before)
        os.close(self._reads)
        os.close(self._wakes)

    def asked(self) -> bool:
        """Whether somebody wants it to end."""
        return self._asked

    def wait(self, seconds: float, fd: int | None = None) -> bool:
        """Wait so long, or until somebody wants it to end, or there is something to read.

        Returns:
            Whether there is something to read at `fd`.
        """
        fds = [self._reads] if fd is None else [self._reads, fd]
        ready, _, _ = select.select(fds, [], [], max(0.0, seconds))
        return fd in ready

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True


def arriving(fd: int, stop: Stop, *, every: float = 1.0) -> Iterator[bytes]:
    """The lines that arrive at a descriptor, until it ends or somebody wants it to.

    Some at a time, and an empty block after each `every` seconds: a sign to commit what is
    there. A line that is cut short by the wish to end is left out.

    Raises:
        UnreadableFileError: The system says no.
    """
    due, rest = monotonic() + every, b""
    while not stop.asked():
        if stop.wait(due - monotonic(), fd):
            try:
                block = os.read(fd, _BLOCK)
            except OSError as error:
                raise UnreadableFileError(file="-", why=error.strerror or str(error)) from error
            if not block:
                yield rest
                return
            lines, end, begun = block.rpartition(b"\n")
            if end:
                yield rest + lines + end
                rest = b""
            rest += begun
        if monotonic() >= due:
            yield b""
            due = monotonic() + every
