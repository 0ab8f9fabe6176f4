"""Members, accounts, and who acts. No screen and no second account are involved: a stranger is
somebody whose member lost the account, a shared account one with two members.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.shell import Shell, login, new_shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("team", "edit", "U-1", "--name", "李华")
    return shell


@pytest.fixture
def shared(shell: Shell) -> Shell:
    """The account belongs to 李华 and 小王."""
    shell.do("team", "add", "小王", "--role", "cs", "--account", login())
    return shell


@pytest.fixture
def stranger(shell: Shell) -> Shell:
    """The account belongs to nobody."""
    shell.do("team", "edit", "me", "--account", "none")
    return shell


def test_a_colleague_is_added_with_roles_and_account(shell: Shell) -> None:
    member = shell.json("team", "add", "周敏", "--role", "内容,promo", "--account", "4000000001")

    assert member == {
        "id": "U-2",
        "name": "周敏",
        "roles": ["content", "promo"],
        "accounts": [4000000001],
        "active": True,
    }
    assert shell.run("team", "add", "x", "--role", "ops", "--account", "no-such-login") == 2
    assert "no-such-login" in shell.err


def test_a_name_is_taken_once(shell: Shell) -> None:
    assert "called 李华 is here already" in shell.refused("team", "add", "李华", "--role", "ops")


def test_all_stands_for_all_roles(shell: Shell) -> None:
    assert len(shell.json("team", "add", "x", "--role", "all")["roles"]) == 5


def test_the_list_says_who_does_what(shell: Shell) -> None:
    shell.do("team", "add", "周敏", "--role", "content")
    shell.do("task", "add", "one", "--role", "content", "--assignee", "周敏")

    assert (
        f"U-1  李华  Operations, Promotion, Content, Customer service, Supply chain  {login()}"
        in (shell.do("team", "list"))
    )
    assert "U-2  周敏  Content" in shell.out
    assert "1 open" in shell.out


def test_open_work_of_somebody_who_leaves_is_listed_then_passed_on(shell: Shell) -> None:
    shell.do("team", "add", "周敏", "--role", "content")
    shell.do("task", "add", "one", "--role", "content", "--assignee", "U-2")

    left = shell.do("team", "edit", "周敏", "--leave")
    assert "--heir" in left
    assert "T-1  one" in left
    assert "has left the team" in shell.refused(
        "task", "add", "two", "--role", "content", "--assignee", "周敏"
    )
    shell.do("team", "edit", "周敏", "--heir", "me")
    assert shell.json("task", "show", "1")["assignee"] == "U-1"
    assert shell.json("team", "edit", "周敏", "--return")["active"] is True


def test_a_shared_account_has_to_say_who_acts(shared: Shell) -> None:
    assert f"The account {login()} is shared by 李华, 小王: say who you are with --as NAME." in (
        shared.refused("task", "add", "one", "--role", "cs")
    )
    assert shared.json("task", "list") == []

    task = shared.json("task", "add", "one", "--role", "cs", "--as", "小王")

    assert task["created_by"] == "U-2"
    assert shared.json("log", "--limit", "1")[0]["via"] == login()
    assert f"小王 (via {login()})" in shared.do("log", "--limit", "1")


def test_nobody_is_taken_for_somebody_elses_account(shared: Shell) -> None:
    shared.do("team", "add", "老陈", "--role", "supply", "--as", "U-1")

    assert "It is used by: 李华, 小王" in shared.refused(
        "task", "add", "one", "--role", "cs", "--as", "老陈"
    )


def test_a_stranger_looks_and_is_told_how_to_join(stranger: Shell) -> None:
    assert stranger.json("team", "list")[0]["accounts"] == []
    assert stranger.json("status")["counts"]["inbox"] == 0
    assert "promoboard team add NAME" in stranger.refused("task", "add", "one", "--role", "ops")
    assert "team add" in stranger.refused("undo")


def test_who_has_left_is_told_by_whom_and_how_to_come_back(shell: Shell) -> None:
    shell.do("team", "add", "小王", "--role", "cs")
    shell.do("team", "edit", "me", "--leave")

    said = shell.refused("task", "add", "one", "--role", "ops")

    assert "You, 李华, left the team on 2027-06-01: nothing was changed." in said
    assert "team edit U-1 --return" in said


def test_a_stranger_can_join_by_themselves(stranger: Shell) -> None:
    member = stranger.json("team", "add", "小王", "--role", "cs")

    assert member["accounts"] == [os.getuid()]
    assert stranger.json("task", "add", "one", "--role", "cs")["created_by"] == "U-2"
    assert [line["by"] for line in stranger.json("log", "--by", "小王")] == ["U-2", "U-2"]
