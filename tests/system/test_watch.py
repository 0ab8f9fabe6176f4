"""`promoboard feedback watch` and streams, as real processes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from domain.store import Store
from tests.system.dropping import drop
from tests.system.filing import ROOT, held

Process = subprocess.Popen[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "team"


@pytest.fixture
def environ(tmp_path: Path, folder: Path) -> dict[str, str]:
    """What the command line needs: a home, and a team whose first member we are."""
    environ = {
        **os.environ,
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PROMOBOARD_WORKSPACE": str(folder),
    }
    subprocess.run([*PROMOBOARD, "init", str(folder)], env=environ, cwd=ROOT, check=True)
    return environ


PROMOBOARD = (sys.executable, "-m", "tui")


def promoboard(environ: dict[str, str], *words: str, **options: Any) -> Process:
    return subprocess.Popen(
        [*PROMOBOARD, "--lang", "en", *words],
        env=environ, cwd=ROOT, text=True, stdout=subprocess.PIPE, **options,
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_watch_imports_what_lands_until_it_is_told_to_end(
    folder: Path, environ: dict[str, str], number: signal.Signals
) -> None:
    with promoboard(environ, "feedback", "watch", "--interval", "0.2", "--json") as watch:
        drop(folder, "a.csv", 3)
        assert answer_json(watch)["imported"] == 3
        drop(folder, "b.csv", 4)
        assert answer_json(watch)["duplicates"] == 3
        watch.send_signal(number)

        assert watch.wait() == 0
    assert len(held(Store(folder, readonly=True), "feedback")) == 4


def answer_json(process: Process) -> Any:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def test_watch_once_takes_what_is_there_and_ends(folder: Path, environ: dict[str, str]) -> None:
    with promoboard(environ, "feedback", "watch", "--once") as nothing:
        assert nothing.communicate()[0] == ""
        assert nothing.returncode == 0
    drop(folder, "a.csv", 3)
    (folder / "incoming" / "b.csv").write_text("编号\n1\n", encoding="utf-8")
    with promoboard(environ, "feedback", "watch", "--once") as watch:
        said = watch.communicate()[0].splitlines()

    assert watch.returncode == 4
    assert said[0] == "a.csv: Rows 3 | imported 3 | duplicates 0 | errors 0 | utf-8"
    assert said[1].startswith("b.csv: not imported. No column holds the customers' words.")


def test_rows_of_a_stream_are_on_the_board_while_it_goes_on(
    folder: Path, environ: dict[str, str]
) -> None:
    terminal, stderr = pty.openpty()  # for somebody who watches, it counts
    with promoboard(
        environ, "feedback", "import", "-", "--json", stdin=subprocess.PIPE, stderr=stderr
    ) as stream:
        assert stream.stdin is not None
        for n, text in enumerate(('{"text": "起球"}\n{"text": "掉', '色"}\n{"text": "太薄'), 1):
            stream.stdin.write(text)
            stream.stdin.flush()
            assert os.read(terminal, 100).startswith(f"\r{n}".encode())
            assert len(held(Store(folder, readonly=True), "feedback")) == n
        stream.send_signal(signal.SIGTERM)

        assert answer_json(stream)["imported"] == 2
        assert stream.wait() == 0
    os.close(terminal)
    os.close(stderr)
