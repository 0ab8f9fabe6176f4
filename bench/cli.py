"""The command line: a whole process, from its start to its end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from bench import peers, subjects
from bench.lineup import Taken, say
from bench.pty import Launch
from bench.table import Row, compared
from bench.work import Plan

OURS, FLOOR = "promoboard task list 1,000", "python, a one-field pydantic model"
_MODEL = "from pydantic import BaseModel\nclass One(BaseModel):\n    field: int"


def rows(rounds: int | None) -> list[Row]:
    """Fifteen rounds, unless told otherwise."""
    commands: Mapping[str, Callable[[], Launch]] = {
        OURS: lambda: _also(subjects.promoboard(Plan()).launch(), "task", "list"),
        FLOOR: lambda: replace(subjects.hello().launch(), argv=(sys.executable, "-c", _MODEL)),
        "kanban-tui task list 1,000": lambda: _also(peers.kanban(1000), "task", "list"),
        "task next 1,000": lambda: replace(peers.vit(1000), argv=("task", "next")),
    }
    taken = Taken()
    ready: dict[str, Launch] = {}
    for name, prepared in commands.items():
        try:
            launch = prepared()
            _seconds(launch)  # warms the cache, and shows whether it works
        except peers.MissingError as reason:
            taken.missing[name] = str(reason)
            say(f"{name}: {reason}")
        else:
            ready[name] = launch
    for _ in range(rounds or 15):
        for name, launch in ready.items():
            taken.figures.setdefault(name, []).append({"wall": _seconds(launch)})
    walls = {name: taken.of(name, "wall") for name in commands}
    return [
        compared(
            "cli", "task list", walls[OURS], "s", against=FLOOR, base=walls[FLOOR], target=1.5
        ),
        *(
            compared("cli", name, wall, "s", note=taken.missing.get(name, ""))
            for name, wall in walls.items()
        ),
    ]


def _also(launch: Launch, *words: str) -> Launch:
    return replace(launch, argv=(*launch.argv, *words))


def _seconds(launch: Launch) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        launch.argv, env=launch.env, cwd=launch.cwd, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    took = time.perf_counter() - began
    if done.returncode:
        raise peers.MissingError(f"{launch.argv[0]} failed: {done.stderr.strip()[-200:]}")
    return took
