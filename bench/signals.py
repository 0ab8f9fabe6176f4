"""Signals: how surely a planted rise is found, and how often chance alone raises one.

Seeded simulations, Poisson. The power is that of the whole detector on its counts, looked at
every six hours; false alarms are those of the verdict on a window, with equal exposure, beside
the exact calculation for the same thresholds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from math import exp, lgamma, log, sqrt
from random import Random

from bench.lineup import say
from bench.table import Row
from domain.board import Board
from domain.buckets import Ledger, Voice
from domain.detect import evaluate
from domain.record import iso
from domain.surge import Level, judge

RUNS = 1000
CHECKS = 200_000
SERIES, DAYS = 300, 60
"""Steady series that are looked at every hour, and for how long."""

_START = datetime(2027, 6, 1, 4, tzinfo=UTC)
_ITEMS = 60
"""Feedback items a day besides the complaints: enough for a verdict at any hour."""
_ERRORS = 3
"""Standard errors of the simulation that the calculated rate may be away."""
_PLANTED = ((2, 5), (5, 5), (10, 3))
"""Complaints a day before a rise, and how many times as many then."""
_STEADY = {
    24: {0.5: 1.3e-4, 1: 5.0e-4, 2: 5.3e-4, 5: 6.2e-4, 10: 7.1e-4, 20: 1.3e-4},
    72: {0.5: 4e-4, 1: 6e-4, 2: 7e-4, 5: 7e-4, 10: 4e-5},
}
"""False surges in one check, calculated exactly: by hours of the window, complaints a day."""
_DIGITS = 0.05
"""How far such a number may be off for its two digits."""


def rows(rounds: int | None) -> list[Row]:
    """Seeds 1 to 1,000 (times `rounds`), and as many checks."""
    times = rounds or 1
    return [*_power(RUNS * times), *_alarms(CHECKS * times), *_hourly(SERIES * times)]


def _power(runs: int) -> Iterator[Row]:
    for rate, factor in _PLANTED:
        hours = [_found(rate, factor, seed) for seed in range(1, runs + 1)]
        found = [each for each in hours if each is not None]
        share = len(found) / runs * 100
        say(f"{rate} a day, x{factor}: {share:.1f} % of {runs}")
        yield Row(
            "signals",
            f"x{factor} at {rate} a day is found in 72 h",
            share,
            "%",
            target=95 if factor >= 5 else None,
            at_least=True,
            note=f"{runs} runs, half of them after {sorted(found)[len(found) // 2]} h",
        )


def _found(rate: float, factor: float, seed: int) -> int | None:
    """Hours from the beginning of a rise to its signal; None when 72 were not enough."""
    random = Random(seed)
    ledger = Ledger({}, _START)
    for day in range(-19, 0):
        _speak(ledger, random, day, rate)
    for day in range(3):
        _speak(ledger, random, day, rate * factor)
    board = Board()
    for hours in range(6, 73, 6):
        found = evaluate(board, ledger, _START + timedelta(hours=hours), ("TEE-A",))
        if any(signal.level is Level.SURGE for signal in found):
            return hours
    return None


def _speak(ledger: Ledger, random: Random, day: int, rate: float) -> None:
    """A day's complaints and other items, each of a buyer of its own."""
    for mean, topics in ((rate, ("pilling",)), (_ITEMS, ())):
        for _ in range(_poisson(mean)(random)):
            at = _START + timedelta(days=day, minutes=random.randrange(1440))
            ledger.count(Voice("TEE-A", iso(at), f"{random.getrandbits(32):08x}", topics), 1)


def _alarms(checks: int) -> Iterator[Row]:
    for hours, table in _STEADY.items():
        for rate, expected in table.items():
            random = Random(rate * hours)
            window, past = _poisson(rate * hours / 24), _poisson(rate * 14)
            false = sum(_surges(window(random), past(random), hours) for _ in range(checks))
            error = sqrt(expected * (1 - expected) / checks)
            say(f"{rate} a day, {hours} h: {false} of {checks}")
            yield Row(
                "signals",
                f"false surges in a {hours} h check, {rate:g} a day",
                false / checks * 1e4,
                "in 10,000",
                target=(expected * (1 + _DIGITS) + _ERRORS * error) * 1e4,
                note=f"calculated {expected * 1e4:g}, "
                f"standard error {error * 1e4:.2f}, {checks:,} series",
            )


def _hourly(series: int) -> Iterator[Row]:
    """Episodes of a rolling window that is looked at every hour, a day apart at least."""
    for rate in (1, 10):
        random, hourly, episodes = Random(rate), _poisson(rate / 24), 0
        for _ in range(series):
            counts = [hourly(random) for _ in range(24 * (DAYS + 16))]
            sums = [0, *accumulate(counts)]
            silent = 0
            for end in range(24 * 16, len(counts) + 1):
                y, past = sums[end] - sums[end - 24], sums[end - 48] - sums[end - 384]
                if end >= silent and _surges(y, past, 24):
                    episodes += 1
                    silent = end + 24
        say(f"{rate} a day, hourly: {episodes} episodes")
        yield Row(
            "signals",
            f"false surges a day, looked at hourly, {rate} a day",
            episodes / series / DAYS * 100,
            "% of series",
            note=f"{series} series of {DAYS} days; a small simulation had 0.22 to 0.35",
        )


@cache
def _surges(y: int, past: int, hours: int) -> bool:
    return judge(y, hours / 24, past, 14).level is Level.SURGE


@cache
def _poisson(mean: float) -> Callable[[Random], int]:
    """Draws Poisson numbers with this mean."""
    most = int(mean + 12 * sqrt(mean) + 12)
    masses = (exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(most))
    bounds = [*accumulate(masses)]
    return lambda random: bisect_left(bounds, random.random())
