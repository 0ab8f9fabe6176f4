"""Colleagues, readers and outsiders, each in a process of another account. Needs root.

The interpreter may lie where only root can read it. So a child starts as root, loads what
it needs, and then becomes the other account for good.
"""

from __future__ import annotations

import grp
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import domain
from domain.presence import Presence
from domain.store import Store
from domain.workspace import init

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED: who may read and write. Run the tests as root."
)

ROOT = Path(domain.__file__).parent.parent
NOW = "2027-06-10T01:00:00Z"
CHILD = """
import json, os, sys
from datetime import UTC, datetime
from pathlib import Path
import domain.settings_check, domain.store.compaction
from domain.errors import PromoboardError
from domain.personal import PersonalState
from domain.presence import Presence
from domain.settings_file import load_team
from domain.store import Store
from domain.workspace import init, writable

uid, gid, group = map(int, sys.argv[1:4])
folder, code = Path(sys.argv[4]), sys.argv[5]
os.umask(0o077)
os.setgroups([group] if group else [])
os.setgid(gid)
os.setuid(uid)

def put(store, key, title):
    with store.transaction() as tx:
        tx.commit({("tasks", key): {"title": title}}, {"at": "2027-06-10T01:00:00Z"}, {})

try:
    exec(code)
except PromoboardError as error:
    print(json.dumps(f"{type(error).__name__}: {error}"))
"""

WANG, LI, OUTSIDER = 61001, 61002, 61003
"""Accounts of no name here, with groups of their own."""


@pytest.fixture(scope="module")
def group() -> grp.struct_group:
    return next(each for each in grp.getgrall() if each.gr_gid)


@pytest.fixture
def folder(group):
    """Where a workspace can be, in a place that every account can reach."""
    base = Path(tempfile.mkdtemp(prefix="promoboard-"))
    base.chmod(0o755)
    yield base / "board"
    shutil.rmtree(base)


def run(uid: int, group: int, folder: Path, code: str) -> Any:
    """What `code` prints as JSON, run by the account, a member of `group` (0: of none)."""
    child = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, (uid, uid, group, folder)), code],
        env={"PYTHONPATH": str(ROOT), "HOME": "/nonexistent", "PYTHONUTF8": "1"},
        cwd="/", capture_output=True, text=True,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    return json.loads(child.stdout or "null")


def assert_all_is_the_teams(folder: Path, gid: int, mode_dir: int, mode_file: int) -> None:
    for path in (folder, *folder.rglob("*")):
        now = path.stat()
        expected = mode_dir if path.is_dir() else mode_file
        assert (oct(stat.S_IMODE(now.st_mode)), now.st_gid) == (oct(expected), gid), path


@pytest.mark.parametrize("readers", [False, True])
def test_colleagues_write_one_board_whatever_their_umask(folder, group, readers):
    init(folder, group=group.gr_name, readers=readers)

    run(WANG, group.gr_gid, folder, "put(Store(folder), '1', 'by wang')")
    run(LI, group.gr_gid, folder, "put(Store(folder), '2', 'by li')")
    run(WANG, group.gr_gid, folder, "Store(folder).compact(datetime.now(UTC))")
    run(LI, group.gr_gid, folder, "put(Store(folder), '3', 'after it'); "
        "Presence(folder).enter(2, 'li', (), '')")  # fmt: skip

    assert sorted(Store(folder, readonly=True).tables["tasks"]) == ["1", "2", "3"]
    assert_all_is_the_teams(
        folder, group.gr_gid, *((0o2775, 0o664) if readers else (0o2770, 0o660))
    )


def test_a_member_of_the_group_can_make_a_workspace_for_it(folder, group):
    folder.parent.chmod(0o777)

    run(WANG, group.gr_gid, folder, f"init(folder, group={group.gr_name!r})")
    run(LI, group.gr_gid, folder, "put(Store(folder), '1', 'by li')")

    assert folder.stat().st_uid == WANG
    assert_all_is_the_teams(folder, group.gr_gid, 0o2770, 0o660)


def test_others_cannot_and_are_told_why(folder, group):
    folder.parent.chmod(0o777)
    code = f"init(folder, group={group.gr_name!r})"

    assert run(WANG, 0, folder, code) == (
        f"NotInGroupError: You are not in the group {group.gr_name}. Ask an administrator to add "
        "you; if that was done already, log in again."
    )
    assert not folder.exists()

    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    assert run(WANG, group.gr_gid, folder, code) == (
        f"NotOwnerError: {folder} belongs to root, who alone can make a workspace of it."
    )


def test_an_outsider_may_not_look_and_is_told_whom_to_ask(folder, group):
    init(folder, group=group.gr_name)

    assert run(OUTSIDER, 0, folder, "print(json.dumps(writable(folder)))") == (
        f"NoAccessError: You may not look into {folder}. "
        f"Ask an administrator to add you to the group {group.gr_name}."
    )

    folder.parent.chmod(0o700)
    assert run(OUTSIDER, 0, folder, "print(json.dumps(writable(folder)))") == (
        f"NoAccessError: You may not look into {folder}. Ask an administrator for access."
    )


def test_who_may_write_is_asked_of_the_files_and_not_of_the_name(folder, group):
    init(folder, group=group.gr_name, readers=True)
    code = "print(json.dumps(writable(folder)))"

    assert run(WANG, group.gr_gid, folder, code) is True
    assert run(OUTSIDER, 0, folder, code) is False


def test_a_reader_sees_the_board_and_the_team_and_changes_nothing(folder, group):
    init(folder, group=group.gr_name, readers=True)
    run(WANG, group.gr_gid, folder, "put(Store(folder), '1', 'by wang')")
    online = Presence(folder)
    online.enter(1, "小王", ("cs",), NOW)

    seen = run(OUTSIDER, 0, folder, """
reader = Presence(folder)
reader.enter(9, "outsider", (), "")
store = Store(folder, readonly=True)
print(json.dumps([len(store.tables["tasks"]), [each.name for each in reader.others()]]))
""")  # fmt: skip

    assert seen == [1, ["小王"]]
    assert online.others() == ()
    assert len([*(folder / "presence").iterdir()]) == 1
    online.leave()
    assert run(OUTSIDER, 0, folder, "put(Store(folder), '2', 'x')").startswith("ReadOnlyError")


def test_a_reader_leaves_the_sweeping_to_others(folder, group):
    init(folder, group=group.gr_name, readers=True)
    run(WANG, group.gr_gid, folder, "Presence(folder).enter(1, 'wang', (), '')")

    code = "print(json.dumps([each.name for each in Presence(folder).others()]))"

    assert run(OUTSIDER, 0, folder, code) == []
    assert len([*(folder / "presence").iterdir()]) == 1
    assert run(LI, group.gr_gid, folder, code) == []
    assert [*(folder / "presence").iterdir()] == []


def test_a_reader_has_the_teams_settings(folder, group):
    init(folder, group=group.gr_name, readers=True)
    (folder / "promoboard.toml").write_text("done_days = 3")

    assert run(OUTSIDER, 0, folder, "print(load_team(folder).done_days)") == 3


def test_an_account_without_a_home_keeps_drafts_while_it_runs(folder, group):
    init(folder, group=group.gr_name)

    kept = run(WANG, group.gr_gid, folder, """
state = PersonalState(folder, 1)
state.save_draft("task-new", {"title": "x"})
print(json.dumps([state.draft("task-new"), state.unwritable]))
""")  # fmt: skip

    assert kept == [{"title": "x"}, True]
    assert not Path("/nonexistent").exists()
