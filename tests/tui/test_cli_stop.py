"""Waiting that can be ended. Real pipes and signals, to this process; nobody waits."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tui.cli.stop import Stop, arriving


@pytest.fixture
def stop() -> Iterator[Stop]:
    with Stop() as stop:
        yield stop


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Where one reads, and where one writes."""
    ends = os.pipe()
    yield ends
    os.close(ends[0])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_every_wait_and_kills_nobody(stop: Stop, number: signal.Signals) -> None:
    before = stop.asked()
    os.kill(os.getpid(), number)

    assert not stop.wait(3600)
    assert (before, stop.asked()) == (False, True)


def test_afterwards_the_signals_mean_what_they_meant() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    with Stop():
        assert signal.getsignal(signal.SIGINT) is not before[1]

    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before
    assert signal.set_wakeup_fd(-1) == -1


def test_whole_lines_arrive_and_a_sign_when_it_is_time(stop: Stop, pipe: tuple[int, int]) -> None:
    reads, writes = pipe
    blocks = arriving(reads, stop, every=0)

    os.write(writes, b"one\ntw")
    assert [next(blocks), next(blocks)] == [b"one\n", b""]
    assert next(blocks) == b""
    os.write(writes, b"o\nthree")
    assert [next(blocks), next(blocks)] == [b"two\n", b""]
    os.close(writes)

    assert [*blocks] == [b"three"]


def test_a_line_that_is_cut_short_by_the_wish_to_end_is_left_out(
    stop: Stop, pipe: tuple[int, int]
) -> None:
    reads, writes = pipe
    blocks = arriving(reads, stop, every=3600)
    os.write(writes, b"one\ntw")
    assert next(blocks) == b"one\n"

    os.kill(os.getpid(), signal.SIGTERM)

    assert [*blocks] == []
    os.close(writes)
