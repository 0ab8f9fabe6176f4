"""The peers: how each is installed, filled with the work through its own store, and started.

Each has an environment of its own below `bench/.peers/` and, for every number of tasks, a
home of its own; delete that folder to begin anew.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.pty import Launch
from bench.work import ROLES, tasks

PEERS = Path(__file__).parent / ".peers"
_PIP = {
    "kanban-tui": ("kanban-tui==0.21.2", "textual==8.2.8"),
    "dooit": ("dooit==3.3.4", "textual==8.2.8"),
}
_MADE = "2026-11-02 09:00:00"
_SQL = "%Y-%m-%d %H:%M:%S"


class MissingError(Exception):
    """A program that cannot be had here; says why in one sentence."""


def environment(home: Path) -> dict[str, str]:
    """All that a program under test is given: a home of its own and a terminal's names."""
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def filled(name: str, fill: Callable[[Path], None], days: float = math.inf) -> Path:
    """The home called `name`, made by `fill` all or nothing, unless there is one.

    Args:
        name: Of the folder.
        fill: Puts everything into the folder it is given.
        days: How old it may get before it is made anew.
    """
    home = PEERS / "homes" / name
    stamp = home / ".filled"
    if not stamp.exists() or time.time() - stamp.stat().st_mtime > days * 86400:
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(fresh := home.with_suffix(".tmp"), ignore_errors=True)
        fresh.mkdir(parents=True)
        fill(fresh)
        (fresh / ".filled").touch()
        fresh.rename(home)
    return home


def kanban(count: int) -> Launch:
    """kanban-tui with `count` tasks, in turn in its three visible columns."""
    script = _installed("kanban-tui") / "kanban-tui"

    def fill(home: Path) -> None:
        env = environment(home)
        _run((str(script), "board", "create", "promo"), env)
        # Its settings name the database by its whole path; the default follows the home.
        shutil.rmtree(home / ".config")
        with sqlite3.connect(home / ".local/share/kanban_tui/kanban_tui.db") as db:
            db.executemany(
                "INSERT INTO categories (category_id, name, color) VALUES (?, ?, ?)",
                [(at, role, f"#00{at}578") for at, role in enumerate(ROLES)],
            )
            db.executemany(
                "INSERT INTO tasks (title, column, category, description, creation_date, due_date,"
                " position) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (w.title, 1 + w.number % 3, ROLES.index(w.role), w.description, _MADE,
                     w.due.strftime(_SQL), w.number // 3)
                    for w in tasks(count)
                ],
            )  # fmt: skip

    home = filled(f"kanban-tui-{count}", fill)
    return Launch((str(script),), environment(home), home)


def dooit(count: int) -> Launch:
    """dooit with `count` todos in one workspace."""
    scripts = _installed("dooit")

    def fill(home: Path) -> None:
        schema = "from dooit.api import manager; manager.connect()"
        _run((str(scripts / "python"), "-c", schema), environment(home))
        with sqlite3.connect(home / ".local/share/dooit/dooit.db") as db:
            db.execute(
                "INSERT INTO workspace (id, order_index, description, is_root, parent_workspace_id)"
                " VALUES (1, -1, '', 1, NULL), (2, 0, 'promo', 0, 1)"
            )
            db.executemany(
                "INSERT INTO todo (order_index, description, due, effort, urgency, pending,"
                " parent_workspace_id) VALUES (?, ?, ?, 0, ?, 1, 2)",
                [
                    (w.number - 1, w.title, w.due.strftime(_SQL + ".000000"), 4 - w.priority)
                    for w in tasks(count)
                ],
            )

    home = filled(f"dooit-{count}", fill)
    return Launch((str(scripts / "dooit"),), environment(home), home)


def vit(count: int) -> Launch:
    """vit over taskwarrior with `count` pending tasks."""
    if not (shutil.which("vit") and shutil.which("task")):
        _apt("vit", "taskwarrior")

    def fill(home: Path) -> None:
        (home / ".task").mkdir()
        (home / ".taskrc").write_text("data.location=~/.task\nconfirmation=off\n")
        (home / ".vit").mkdir()
        (home / ".vit/config.ini").touch()  # without one it asks at the first start
        rows = [
            {"description": w.title, "status": "pending", "project": w.role,
             "priority": "HHML"[w.priority], "entry": "20261102T010000Z",
             "due": f"{w.due:%Y%m%dT%H%M%SZ}"}
            for w in tasks(count)
        ]  # fmt: skip
        _run(("task", "import", "-"), environment(home), json.dumps(rows))

    home = filled(f"vit-{count}", fill)
    return Launch(("vit",), environment(home), home)


def _installed(name: str) -> Path:
    """The scripts of the virtual environment in which PyPI's `name` is, made on first use."""
    place = PEERS / name
    if not place.exists():
        env = dict(os.environ)
        _run((sys.executable, "-m", "venv", str(place)), env)
        try:
            _run((str(place / "bin/pip"), "install", "-q", *_PIP[name]), env)
        except MissingError:
            shutil.rmtree(place)
            raise
    return place / "bin"


def _apt(*packages: str) -> None:
    """Install Debian packages, where one may."""
    names = " ".join(packages)
    if os.getuid() != 0 or not shutil.which("apt-get"):
        raise MissingError(f"please install the Debian packages {names}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(("apt-get", "update", "-qq"), env)
    _run(("apt-get", "install", "-y", "-qq", *packages), env)


def _run(argv: Sequence[str], env: Mapping[str, str], text: str | None = None) -> None:
    done = subprocess.run(argv, env=env, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise MissingError(f"{' '.join(argv[:3])} failed: {' '.join(said)}")
