"""Is a rise of complaints more than chance? The Gamma-Poisson predictive test.

With Jeffreys' prior Ga(1/2, 0) on the rate of complaints per feedback item, `Y` complaints
among `N` items of a baseline predict, for a window of `n` items, a negative binomial number
of complaints. The p-value is the chance of seeing as many as were seen, or more. Volume is
part of the test: ten times the sales at the same rate raise nothing.

Source: A. Riebler, "Empirischer Vergleich von statistischen Methoden zur Ausbruchserkennung
bei Surveillance Daten", BSc thesis, LMU Munich, 2004; `algo.bayes` in M. Höhle's R package
surveillance (Computational Statistics 22, 2007).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from math import exp, inf, lgamma, log, log1p, nan

from domain.frozen import dataclass

ALPHA = 0.001
"""How rarely chance alone may look like a surge in one check."""
_WATCH = 10
"""A rise is worth watching at this multiple of alpha."""
_SURGE_ITEMS, _WATCH_ITEMS = 5, 3
_SURGE_RATIO = 2.0
_NEGLIGIBLE = 1e-17
"""A further term of the tail below this share of what is summed changes no digit."""


class Level(StrEnum):
    """What a window looks like."""

    NONE = "none"
    WATCH = "watch"
    SURGE = "surge"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the test says of one window."""

    p: float
    """The chance of `y` complaints or more if nothing changed, 0 to 1."""
    expected: float
    """Complaints that the baseline predicts for the window."""
    ratio: float
    """`y` per expected complaint; infinite where none are expected."""
    level: Level


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scanned series: the window that ends with it."""

    time: str
    y: float
    n: float
    baseline_y: float
    baseline_n: float
    p: float
    """Not a number where the baseline is empty; so is `expected`."""
    expected: float
    alarm: bool


def p_value(y: int, n: float, baseline_y: float, baseline_n: float) -> float:
    """P(X >= y) for X ~ NegBin(r = Y + 1/2, p0 = N / (N + n)), to about 14 digits.

    Args:
        y: Complaints in the window.
        n: Items in the window (exposure), at least 0.
        baseline_y: Complaints in the baseline, Y.
        baseline_n: Items in the baseline, N, more than 0.

    Raises:
        ValueError: A count is negative, or the baseline is empty.
    """
    if min(y, n, baseline_y) < 0 or baseline_n <= 0:
        raise ValueError("counts are not negative, and a baseline holds something")
    if y == 0:
        return 1.0
    if n == 0:
        return 0.0
    r = baseline_y + 0.5
    log_stay = log(baseline_n) - log(baseline_n + n)  # ln p0
    log_go = -log1p(baseline_n / n)  # ln (1 - p0)
    go = exp(log_go)

    def term(k: int) -> float:
        return exp(lgamma(k + r) - lgamma(r) - lgamma(k + 1) + r * log_stay + k * log_go)

    if y <= r * n / baseline_n:  # below the mean the short side is the lower one
        return max(0.0, 1.0 - sum(map(term, range(y))))
    total = part = term(y)
    k = y
    while part > total * _NEGLIGIBLE:
        part *= (k + r) / (k + 1) * go
        total += part
        k += 1
    return min(1.0, total)


def judge(y: int, n: float, baseline_y: float, baseline_n: float, alpha: float = ALPHA) -> Outcome:
    """The p-value, the expected number and the level of one window.

    A surge needs p <= alpha, five complaints and twice what is expected; a watch p <= 10
    alpha and three complaints. Whether there is enough volume at all is the caller's to say.

    Raises:
        ValueError: As for `p_value`.
    """
    p = p_value(y, n, baseline_y, baseline_n)
    expected = (baseline_y + 0.5) * n / baseline_n
    ratio = y / expected if expected else (inf if y else 0.0)
    level = Level.NONE
    if p <= alpha and y >= _SURGE_ITEMS and ratio >= _SURGE_RATIO:
        level = Level.SURGE
    elif p <= alpha * _WATCH and y >= _WATCH_ITEMS:
        level = Level.WATCH
    return Outcome(p, expected, ratio, level)


def scan(
    rows: Sequence[tuple[str, int, float]], window: int, baseline: int, guard: int, alpha: float
) -> Iterator[Step]:
    """The bare test, without gates, at every step of a series that has a whole past.

    Args:
        rows: (time, count, exposure) per step, in the order of time.
        window: Steps in the window that ends with the step.
        baseline: Steps in the baseline.
        guard: Steps between baseline and window that count for neither.
        alpha: An alarm is p <= alpha.
    """
    counts, exposures = _sums([row[1] for row in rows]), _sums([row[2] for row in rows])
    for end in range(window + guard + baseline, len(rows) + 1):
        start, until = end - window, end - window - guard
        since = until - baseline
        y, n = counts[end] - counts[start], exposures[end] - exposures[start]
        past_y, past_n = counts[until] - counts[since], exposures[until] - exposures[since]
        p = p_value(int(y), n, past_y, past_n) if past_n > 0 else nan
        expected = (past_y + 0.5) * n / past_n if past_n > 0 else nan
        yield Step(rows[end - 1][0], y, n, past_y, past_n, p, expected, p <= alpha)


def _sums(values: Sequence[float]) -> list[float]:
    """Running sums, beginning with 0."""
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
