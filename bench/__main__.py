"""`python -m bench [GROUP ...] [--rounds N]`: measure, print one table, keep it as JSON."""

from __future__ import annotations

import argparse
import gc
from importlib import import_module

from bench.table import Row, keep, show

GROUPS = ("start", "keys", "memory", "tick", "cli", "store", "live", "history", "signals")


def main() -> None:
    """Run the groups that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("group", nargs="*", choices=[*GROUPS, []], help="default: all of them")
    parser.add_argument("--rounds", type=int, help="default: each group's own number")
    asked = parser.parse_args()
    groups: list[str] = asked.group or list(GROUPS)
    gc.disable()  # a collection here would be measured as the program's answer
    modules = [import_module(f"bench.{group}") for group in groups]
    rows: list[Row] = []
    for module in modules:
        rows += module.rows(asked.rounds)
        gc.collect()
    print(show(rows))
    print(f"kept as {keep(rows, groups, asked.rounds).name}")


if __name__ == "__main__":
    main()
