"""A long past: what 100,000 settled feedback items cost a board that shows none of them."""

from __future__ import annotations

from bench import subjects
from bench.lineup import interleaved
from bench.start import start
from bench.table import Row, compared
from bench.work import Plan

SETTLED = 100_000


def rows(rounds: int | None) -> list[Row]:
    """Seven rounds, unless told otherwise."""
    young, old = subjects.promoboard(Plan()), subjects.promoboard(Plan(settled=SETTLED))
    taken = interleaved((young, old), rounds or 7, start)
    note = taken.missing.get(old.name, "").partition("\n")[0]
    return [
        compared(
            "history", what, taken.of(old.name, figure), unit, against=young.name,
            base=taken.of(young.name, figure), target=1.15, note=note,
        )
        for what, figure, unit in (("first paint", "paint", "s"), ("PSS", "pss", "MB"))
    ]  # fmt: skip
