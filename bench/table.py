"""One measured line of the bench and what it must reach; the table and the JSON of a run."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One line of the table. The verdict is about the ratio, if `against` something."""

    group: str
    """The row group: `start`, `keys`, ... as `python -m bench GROUP` names it."""
    what: str
    value: float | None
    """What was measured, the median of the rounds; None when it could not be (see `note`)."""
    unit: str = ""
    """`s`, `ms`, `B`, `MB`, `%`, `/s`; empty for a bare number."""
    against: str = ""
    """The other side's name and size, `dooit 1,000`; empty for an absolute target."""
    base: float | None = None
    """The other side's value, in `unit`."""
    ratio: float | None = None
    """`value` to `base`: the median of the rounds' own ratios (both sides interleaved)."""
    target: float | None = None
    """The bound; None for a figure that is only reported."""
    at_least: bool = False
    """Whether `target` is the least that passes, not the most."""
    note: str = ""
    span: tuple[float, float] | None = None
    """The least and the greatest of the rounds that `value` is the median of."""

    @property
    def verdict(self) -> str:
        """`ok`, `miss`, `-` (nothing to reach) or `?` (not measured)."""
        measured = self.ratio if self.against else self.value
        if self.target is None:
            return "-"
        if measured is None:
            return "?"
        passes = measured >= self.target if self.at_least else measured <= self.target
        return "ok" if passes else "miss"


def compared(
    group: str,
    what: str,
    ours: Sequence[float],
    unit: str = "",
    *,
    against: str = "",
    base: Sequence[float] = (),
    target: float | None = None,
    at_least: bool = False,
    note: str = "",
) -> Row:
    """A row from the values of interleaved rounds.

    Args:
        group: The row group.
        what: What was measured.
        ours: One value a round; empty when it could not be measured.
        unit: Of both sides' values.
        against: The other side's name, when the target is a ratio to it.
        base: The other side's values, in the same rounds. A side that is too slow for every
            round may have fewer: then the ratio is that of the medians.
        target: The bound, on the ratio if `against`, else on the median of `ours`.
        at_least: Whether `target` is a lower bound.
        note: Whatever a reader of the figure must know.
    """
    ratio = None
    if ours and base:
        paired = [a / b for a, b in zip(ours, base, strict=False)]
        ratio = median(paired) if len(ours) == len(base) else median(ours) / median(base)
    return Row(
        group, what, median(ours) if ours else None, unit, against,
        median(base) if base else None, ratio, target, at_least, note,
        (min(ours), max(ours)) if ours else None,
    )  # fmt: skip


def show(rows: Sequence[Row]) -> str:
    """The table as text, one line a row."""
    head = ("what", "value", "against", "ratio", "target", "")
    lines = [head]
    notes = ["", *(row.note for row in rows)]
    for row in rows:
        base = f"{row.against} {_number(row.base, row.unit)}" if row.against else ""
        sign = ">=" if row.at_least else "<="
        target = f"{sign} {row.target:g}" if row.target is not None else ""
        lines.append(
            (f"{row.group}: {row.what}", _number(row.value, row.unit), base,
             _number(row.ratio), target, row.verdict)
        )  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = []
    for line, note in zip(lines, notes, strict=True):
        cells = [
            cell.ljust(width) if at in (0, 2, 5) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        text.append("  ".join([*cells, note]).rstrip())
    return "\n".join(text)


def keep(rows: Sequence[Row], groups: Sequence[str], rounds: int | None) -> Path:
    """Write the run as JSON, named by UTC time, and return where."""
    RESULTS.mkdir(exist_ok=True)
    at = datetime.now(UTC)
    run = {
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "groups": list(groups),
        "rounds": rounds,
        "machine": {
            "cpus": os.cpu_count(),
            "kernel": platform.release(),
            "python": platform.python_version(),
            "load": os.getloadavg()[0],
        },
        "rows": [{**asdict(row), "verdict": row.verdict} for row in rows],
    }
    path = RESULTS / f"{at:%Y%m%dT%H%M%SZ}.json"
    fresh = path.with_suffix(".json.tmp")
    fresh.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return fresh.rename(path)


def _number(value: float | None, unit: str = "") -> str:
    if value is None:
        return ""
    size = abs(value)
    whole = size >= 1000 or value == int(value)
    digits = 0 if whole else 1 if size >= 100 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f} {unit}".rstrip()
