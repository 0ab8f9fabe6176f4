"""The contract of `promoboard task ...`. No screen and no second process are involved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.shell import Shell, new_shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    return shell


def test_add_prints_the_whole_task_as_json(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    shell.do("task", "add", "面料到货", "--role", "supply")

    task = shell.json(
        *("task", "add", "主图与详情页", "--role", "content", "--with", "promo,supply"),
        *("--due", "2027-06-10", "--priority", "P1", "--depends", "T-1", "--sku", "TEE-A"),
        *("--campaign", "C-1"),
    )

    assert {key: task[key] for key in ("id", "title", "state", "owner_role", "priority")} == {
        "id": "T-2",
        "title": "主图与详情页",
        "state": "todo",
        "owner_role": "content",
        "priority": "P1",
    }
    assert task["parts"] == [
        {"role": role, "state": "open", "by": None, "at": None}
        for role in ("content", "promo", "supply")
    ]
    assert task["due_at"] == "2027-06-10T16:00:00Z"
    assert (task["depends_on"], task["sku"], task["campaign"]) == (["T-1"], "TEE-A", "C-1")


def test_list_is_an_array_and_show_an_object(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    shell.do("task", "add", "two", "--role", "ops", "--priority", "P0")

    assert [task["id"] for task in shell.json("task", "list")] == ["T-2", "T-1"]
    assert shell.json("task", "show", "T-1")["title"] == "one"


def test_an_empty_list_is_an_empty_array(shell: Shell) -> None:
    assert shell.json("task", "list") == []


@pytest.mark.parametrize("number", ["T-1", "t1", "T1", "1", "#1", "Ｔ－１", "t-1"])
def test_a_number_is_understood_however_it_is_written(shell: Shell, number: str) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    assert shell.json("task", "show", number)["id"] == "T-1"


def test_a_number_that_is_none_is_misuse(shell: Shell) -> None:
    assert shell.run("task", "show", "C-1") == 2
    assert shell.err == "promoboard: C-1 is no number: write T-1.\n"


def test_move_walks_to_the_end_and_asks_for_reasons_where_rules_do(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    assert "cannot go to Done" in shell.refused("task", "move", "T-1", "done")
    for state in ("doing", "review", "done"):
        assert shell.json("task", "move", "T-1", state)["state"] == state
    assert shell.json("task", "move", "T-1", "doing", "--reason", "again")["state"] == "doing"
    assert "Say why" in shell.refused("task", "move", "T-1", "blocked")
    blocked = shell.json(
        "task", "move", "T-1", "blocked", "--reason", "no fabric", "--waiting-on", "供应链"
    )
    assert blocked["block"]["waiting_on"] == "supply"
    assert blocked["waiting_on"]["role"] == "supply"


def test_moving_to_where_it_is_changes_nothing_and_succeeds(shell: Shell) -> None:
    task = shell.json("task", "add", "one", "--role", "ops")

    assert shell.json("task", "move", "T-1", "todo")["rev"] == task["rev"]
