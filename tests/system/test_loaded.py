"""What a start loads: a fresh process, for whatever other tests loaded stays loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import tui

NEVER = {"annotated_types", "argparse", "pydantic", "tinydb", "tomllib"}
RULES = {
    f"domain.{name}"
    for name in (
        "campaign_rules",
        "detect",
        "edit",
        "feedback_moves",
        "feedback_write",
        "filter",
        "follow",
        "handoff",
        "mechanic",
        "notice",
        "playbook_rules",
        "signal_rules",
        "talk",
        "task_moves",
        "task_write",
        "touchpoint",
    )
}
"""What can be done, and what is seldom looked at."""

LIST = """
import sys
from tui.__main__ import main
main(["task", "list"])
print("loaded", *sys.modules)
"""

BOARD = """
import asyncio, sys
from domain.clock import now
from tui.run import prepare
from tui.session import Options, open_session

async def show():
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        print("loaded", *sys.modules)

prepare({})
session = open_session(Options(), clock=now)
from tui.app import PromoboardApp
app = PromoboardApp(session)
asyncio.run(show())
session.close()
"""


def loaded(code: str, home: Path) -> set[str]:
    """The modules that `code` says it has loaded, in a workspace that has only its founder."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(tui.__file__).parent.parent),
        "PROMOBOARD_WORKSPACE": str(home / "team"),
    }

    def run(*words: str) -> str:
        argv = (sys.executable, *words)
        return subprocess.run(argv, env=environ, stdout=PIPE, text=True, check=True).stdout

    run("-m", "tui", "init", str(home / "team"))
    return set(run("-c", code).splitlines()[-1].split()[1:])


def test_a_list_loads_nothing_that_changes_the_board(tmp_path: Path) -> None:
    assert loaded(LIST, tmp_path) & (NEVER | RULES | {"shutil", "textual"}) == {"argparse"}


def test_the_first_frame_loads_nothing_that_changes_the_board(tmp_path: Path) -> None:
    modules = loaded(BOARD, tmp_path)

    assert "textual" in modules
    assert not modules & (NEVER | RULES)
