"""The bare statistic, for whoever wants to check it: no workspace, no gates on volume."""

from __future__ import annotations

import csv
import io
import sys
from argparse import Namespace
from math import inf, isfinite
from pathlib import Path
from typing import Any

from domain import surge
from domain.clock import Clock
from domain.errors import StoreError, UsageError
from domain.words import N, tr
from tui.cli.show import say, say_json, say_rows


class NumberRangeError(UsageError):
    """A number that means nothing here."""

    message = N("{option} has to be {least} or more.")


class AlphaError(UsageError):
    """Not a probability."""

    message = N("--alpha has to lie between 0 and 1.")


class EmptyBaselineError(UsageError):
    """Nothing to compare with."""

    message = N("--N has to be more than 0: without a baseline nothing can be said.")


class SeriesError(UsageError):
    """The file is no series of counts."""

    no_column = N("{file} has no column {column}: time, count and, if wanted, exposure.")
    bad_value = N("Row {row} of {file}: {column} has to be a number, 0 or more, not {value}.")


class SeriesFileError(StoreError):
    """The disk said no."""

    message = N("{file} cannot be read: {why}")


def test(given: Namespace, clock: Clock) -> int:
    """Print the p-value, the expected number and the level of one window."""
    _require_alpha(given.alpha)
    for option in ("y", "n", "Y", "N"):
        _require(f"--{option}", getattr(given, option), 0)
    if given.N == 0:
        raise EmptyBaselineError
    outcome = surge.judge(given.y, given.n, given.Y, given.N, given.alpha)
    if given.json:
        say_json({"p": outcome.p, "expected": outcome.expected, "level": outcome.level})
    else:
        say(
            tr(
                "p={p} | expected {expected} | {level}",
                p=f"{outcome.p:.6g}",
                expected=f"{outcome.expected:.6g}",
                level=outcome.level,
            )
        )
    return 0


def scan(given: Namespace, clock: Clock) -> int:
    """Print the test of every step that has a whole past."""
    _require_alpha(given.alpha)
    for option, least in (("window", 1), ("baseline", 1), ("guard", 0)):
        _require(f"--{option}", getattr(given, option), least)
    rows = _series(given.csv)
    steps = surge.scan(rows, given.window, given.baseline, given.guard, given.alpha)
    found = [_step(step) for step in steps]
    if given.json:
        say_json(found)
    elif found:
        say_rows([(*found[0],), *(tuple(map(_cell, row.values())) for row in found)])
    else:
        say(tr("The series is too short: no step has a whole past."))
    return 0


def _require(option: str, value: float, least: int) -> None:
    if not least <= value < inf:
        raise NumberRangeError(option=option, least=least)


def _require_alpha(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise AlphaError


def _series(file: str) -> list[tuple[str, int, float]]:
    """Time, count and exposure of each row; without such a column the exposure is 1.

    Raises:
        SeriesError: It is no series.
        SeriesFileError: The disk said no.
    """
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).expanduser().read_bytes()
    except OSError as error:
        raise SeriesFileError(file=file, why=error.strerror or error) from error
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""))
    names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
    for column in ("time", "count"):
        if column not in names:
            raise SeriesError(SeriesError.no_column, file=file, column=column)
    rows = []
    for row, cells in enumerate(reader, 1):
        values = {column: (cells[name] or "").strip() for column, name in names.items()}
        count = _number(file, row, "count", values["count"])
        if count != int(count):
            count = _bad(file, row, "count", values["count"])
        exposure = 1.0
        if "exposure" in values:
            exposure = _number(file, row, "exposure", values["exposure"])
        rows.append((values["time"], int(count), exposure))
    return rows


def _number(file: str, row: int, column: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        return _bad(file, row, column, value)
    return number if isfinite(number) and number >= 0 else _bad(file, row, column, value)


def _bad(file: str, row: int, column: str, value: str) -> float:
    raise SeriesError(
        SeriesError.bad_value, file=file, row=row, column=column, value=value[:40] or "-"
    )


def _step(step: surge.Step) -> dict[str, Any]:
    return {
        "time": step.time,
        "y": _whole(step.y),
        "n": _whole(step.n),
        "Y": _whole(step.baseline_y),
        "N": _whole(step.baseline_n),
        "expected": step.expected,
        "p": step.p,
        "alarm": step.alarm,
    }


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return tr("alarm") if value else "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
