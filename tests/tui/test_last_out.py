"""Who leaves last writes the checkpoint; nobody else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from domain.clock import now
from domain.record import iso
from domain.task_write import AddTask
from domain.workspace import init
from tui.run import last_out
from tui.session import Options, Session, found_team, open_session


def enter(folder: Path) -> Session:
    session = open_session(Options(workspace=str(folder)), clock=now)
    if not session.member_id:
        session.adopt(found_team(session.service, session.account).id)
    member = session.acting()
    session.presence.enter(member.id, member.name, member.roles, iso(now()))
    return session


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new board, and a home of one's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    init(tmp_path / "board")
    return tmp_path / "board"


def stock(folder: Path) -> int:
    with TinyDB(folder / "board.json") as db:
        return len(db.table("tasks"))


def test_the_last_one_out_leaves_a_file_that_stock_tinydb_reads(workspace: Path) -> None:
    first, second = enter(workspace), enter(workspace)
    first.service.execute(AddTask(title="主图", owner_role="content"))

    last_out(first)
    first.close()
    assert stock(workspace) == 0

    last_out(second)
    second.close()
    assert stock(workspace) == 1
