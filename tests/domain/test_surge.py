"""The statistic against published values, computed ones, and its own definition."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.surge import Level, judge, p_value, scan


@pytest.mark.parametrize(
    ("y", "baseline_y", "baseline_n", "n", "p"),
    [(11, 9, 5210, 420, 2.47927e-8), (5, 0, 5210, 420, 5.87168e-7), (4, 2, 14, 1, 1.64181e-4)],
)
def test_p_is_what_was_computed_elsewhere(
    y: int, baseline_y: int, baseline_n: int, n: int, p: float
) -> None:
    assert p_value(y, n, baseline_y, baseline_n) == pytest.approx(p, rel=5e-6)


@pytest.mark.parametrize(
    ("baseline_y", "surge", "watch"),
    [(0, 5, 3), (7, 5, 4), (14, 7, 5), (28, 9, 7), (70, 15, 12), (140, 23, 19), (280, 41, 33)],
)
def test_so_many_items_in_a_day_are_needed(baseline_y: int, surge: int, watch: int) -> None:
    """A baseline of 14 days with equal volume."""
    levels = [judge(y, 1, baseline_y, 14).level for y in range(60)]

    assert levels.index(Level.SURGE) == surge
    assert levels.index(Level.WATCH) == watch


def exact(y: int, n: int, successes: int, baseline_n: int) -> float:
    """P(X >= y) for a whole number r of baseline complaints, in fractions."""
    stay = Fraction(baseline_n, baseline_n + n)
    below = sum(comb(k + successes - 1, k) * (1 - stay) ** k for k in range(y))
    return float(1 - stay**successes * below)


@given(st.integers(0, 30), st.integers(1, 50), st.integers(1, 12), st.integers(1, 300))
def test_p_agrees_with_exact_arithmetic(y: int, n: int, successes: int, baseline_n: int) -> None:
    assert p_value(y, n, successes - 0.5, baseline_n) == pytest.approx(
        exact(y, n, successes, baseline_n), rel=1e-9, abs=1e-300
    )


@given(st.integers(0, 60), st.integers(1, 500), st.integers(0, 200), st.integers(1, 9000))
def test_more_complaints_are_never_more_likely(y: int, n: int, past: int, volume: int) -> None:
    here, more = p_value(y, n, past, volume), p_value(y + 1, n, past, volume)

    assert 0 <= more <= here + 1e-12 <= 1 + 1e-9


def test_growth_of_sales_alone_raises_nothing() -> None:
    for growth in (1, 10, 100):
        assert judge(2 * growth, 100 * growth, 280, 14_000).level is Level.NONE


def test_a_large_baseline_does_not_underflow() -> None:
    assert p_value(1000, 1_400_000, 11_000, 20_000_000) < 1e-12
    assert p_value(700, 1_400_000, 11_000, 20_000_000) > 0.5


def test_nothing_seen_is_no_surprise_and_an_empty_baseline_says_nothing() -> None:
    assert p_value(0, 10, 3, 100) == 1
    assert judge(0, 0, 3, 100).level is Level.NONE
    with pytest.raises(ValueError, match="baseline"):
        p_value(3, 10, 0, 0)


def test_a_scan_has_a_row_for_each_step_with_a_whole_past() -> None:
    rows = [(f"w{week}", 1, 1.0) for week in range(9)] + [("w9", 8, 1.0)]

    steps = list(scan(rows, window=1, baseline=6, guard=1, alpha=0.01))

    assert [step.time for step in steps] == ["w7", "w8", "w9"]
    assert [step.alarm for step in steps] == [False, False, True]
    assert (steps[-1].y, steps[-1].baseline_y, steps[-1].baseline_n) == (8, 6, 6)
    assert steps[-1].p == p_value(8, 1, 6, 6)
