"""Sessions as real processes at one drop folder: one imports, the next one goes on for the dead."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.workspace import init
from tests.system.dropping import drop
from tests.system.filing import ended, start

SESSION = """
import json, os, sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo
import domain.check, domain.feedback_import, domain.intake, domain.mapping, pydantic
from domain.incoming import PATIENCE, Incoming
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.workspace import init
from domain.store import Store

folder, member, uid, group = Path(sys.argv[1]), *map(int, sys.argv[2:])
ZoneInfo(TeamSettings().zone)
if uid:
    domain.check._adapter(domain.feedback_import.FeedbackItem)
    os.umask(0o077)
    os.setgroups([group])
    os.setgid(uid)
    os.setuid(uid)
now = datetime.fromisoformat("2027-06-17T12:00:00Z")
service = BoardService(Store(folder), TeamSettings(), lambda: now, Actor(member))
incoming = Incoming(folder, "salt")

def hang():
    print("importing", flush=True)
    input()

for line in sys.stdin:
    now += timedelta(seconds=int(line.split()[0]))
    stopped = hang if "hang" in line else bool
    done = [each.plain() for each in incoming.sweep(service, now, stopped=stopped)]
    service.refresh()
    print(json.dumps([done, len(service.board.feedback)]), flush=True)
"""
DIES = """
import itertools, os, shutil, sys
from datetime import timedelta
from pathlib import Path
import domain.check, domain.feedback_import, domain.intake, domain.mapping
from domain.incoming import SETTLE, Incoming
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store
from tests.system.crashing import dies_at
from tests.system.filing import NOW

def swept(folder):
    service = BoardService(Store(folder), TeamSettings(), lambda: NOW, Actor(1))
    incoming = Incoming(folder, "salt")
    incoming.sweep(service, NOW)
    incoming.sweep(service, NOW + SETTLE)
    service.refresh()
    return len(service.board.feedback)

base = Path(sys.argv[1])
domain.check._adapter(domain.feedback_import.FeedbackItem)
for step in itertools.count(1):
    folder = base / str(step)
    shutil.copytree(base / "template", folder)
    code = os.waitstatus_to_exitcode(os.waitpid(dies_at(step, swept, folder), 0)[1])
    assert code in (0, 9), code
    assert swept(folder) == 2, step
    left = sorted(str(path.relative_to(folder)) for path in (folder / "incoming").rglob("*"))
    assert left == [
        "incoming/.lock", "incoming/done", "incoming/done/a.csv", "incoming/done/a.csv.report.json"
    ], (step, left)
    shutil.rmtree(folder)
    if code == 0:
        break
print(step)
"""
Process = subprocess.Popen[str]
Sit = Callable[..., Process]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A workspace in a place that every account can reach."""
    base = Path(tempfile.mkdtemp(prefix="promoboard-"))
    base.chmod(0o755)
    init(base / "team")
    yield base / "team"
    shutil.rmtree(base)


@pytest.fixture
def sit(folder: Path) -> Iterator[Sit]:
    """Start a session of a member, perhaps with an account and a group."""
    started: list[Process] = []

    def sit(member: int = 1, uid: int = 0, group: int = 0) -> Process:
        started.append(start(SESSION, folder, member, uid, group, stdin=subprocess.PIPE))
        return started[-1]

    yield sit
    for process in started:
        process.kill()
        process.communicate()


def ask(process: Process, line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def answer(process: Process) -> Any:
    """What became of the files at this look, and how many items the session sees."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.communicate()[1]
    return json.loads(line) if line.startswith("[") else line.strip()


def look(process: Process, after: int = 3) -> Any:
    ask(process, str(after))
    return answer(process)


def test_of_two_sessions_one_imports_and_both_see_it(folder: Path, sit: Sit) -> None:
    both = [sit(1), sit(2)]
    done = []
    for turn in range(1, 6):
        drop(folder, f"{turn}.csv", turn * 400)
        assert [look(session)[0] for session in both] == [[], []]

        for session in both:
            ask(session, "3")
        done += [arrival for session in both for arrival in answer(session)[0]]

        assert [look(session)[1] for session in both] == [turn * 400] * 2
        assert [arrival["imported"] for arrival in done] == [400] * turn


def test_when_the_importer_is_killed_the_other_finishes(folder: Path, sit: Sit) -> None:
    first, second = sit(1), sit(2)
    drop(folder, "a.csv", 9000)
    for session in (first, second):
        look(session)
    ask(first, "3 hang")
    assert answer(first) == "importing"

    done, seen = look(second)
    assert done == []
    assert 0 < seen < 9000

    first.send_signal(signal.SIGKILL)
    first.wait()
    (report,), seen = look(second)

    assert seen == report["imported"] + report["duplicates"] == 9000
    assert (report["by"], report["duplicates"]) == ("U-2", 9000 - report["imported"])
    assert (folder / "incoming" / "done" / "a.csv").exists()


def test_dying_at_any_step_leaves_nothing_stuck_and_doubles_nothing(tmp_path: Path) -> None:
    init(tmp_path / "template")
    drop(tmp_path / "template", "a.csv", 2)

    (steps,) = ended([start(DIES, tmp_path)])

    assert int(steps) > 30


def test_a_half_written_file_waits_for_its_writer(folder: Path, sit: Sit) -> None:
    session = sit()
    path = folder / "incoming" / "a.csv"
    with path.open("w", encoding="utf-8") as writer:
        writer.write("订单号,评价内容\n1,起")
        writer.flush()
        assert look(session) == [[], 0]
        writer.write("球\n")
        writer.flush()
        assert look(session) == [[], 0]

    (report,), seen = look(session)
    assert (report["imported"], seen) == (1, 1)


ROOT_ONLY = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED: files of other accounts. Run the tests as root."
)
WANG, LI, TEAM = 61001, 61002, 61009
"""Accounts and a group of no name here."""


@ROOT_ONLY
def test_a_file_of_another_account_becomes_the_teams(folder: Path, sit: Sit) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    os.chown(folder, -1, TEAM)
    init(folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, -1, TEAM)
    path = drop(folder, "a.csv", 3)
    os.chown(path, WANG, WANG)
    path.chmod(0o644)
    session = sit(2, LI, TEAM)

    look(session)
    (report,), _ = look(session)

    assert report["imported"] == 3
    for each in (folder / "incoming").rglob("*"):
        now = each.stat()
        mode = 0o42770 if each.is_dir() else 0o100660
        assert (now.st_uid, now.st_gid, oct(now.st_mode)) == (LI, TEAM, oct(mode)), each


@ROOT_ONLY
def test_a_file_that_one_may_not_read_is_left_to_another_for_a_while(
    folder: Path, sit: Sit
) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, -1, TEAM)
    wang, li = sit(1, WANG, TEAM), sit(2, LI, TEAM)
    for name in ("a.csv", "b.csv"):
        path = drop(folder, name, 3)
        os.chown(path, WANG, TEAM)
        path.chmod(0o600)

    assert [look(li), look(li), look(wang)] == [[[], 0]] * 3
    path.chmod(0o000)
    (report,), _ = look(wang)
    assert (report["file"], report["imported"]) == ("a.csv", 3)

    assert look(li, 590)[0] == []
    ((report,), _) = look(li, 10)
    assert report["error"] == "b.csv cannot be read: Permission denied"
    assert (folder / "incoming" / "failed" / "b.csv").exists()
