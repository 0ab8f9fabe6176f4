"""The contract of `promoboard task ...`. No screen and no second process are involved."""

from __future__ import annotations

import io
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


def test_list_is_an_array_in_the_order_of_the_board_and_show_an_object(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    shell.do("task", "add", "two", "--role", "ops", "--priority", "P0")

    assert [task["id"] for task in shell.json("task", "list")] == ["T-2", "T-1"]
    assert shell.json("task", "show", "T-1")["title"] == "one"


def test_an_empty_list_is_an_empty_array_and_says_what_to_do(shell: Shell) -> None:
    assert shell.json("task", "list") == []
    assert "promoboard task add" in shell.do("task", "list")


@pytest.mark.parametrize("number", ["T-1", "t1", "T1", "1", "#1", "Ｔ－１", "t-1"])
def test_a_number_is_understood_however_it_is_written(shell: Shell, number: str) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    assert shell.json("task", "show", number)["id"] == "T-1"


def test_a_number_that_is_none_is_misuse(shell: Shell) -> None:
    assert shell.run("task", "show", "C-1") == 2
    assert shell.err == "promoboard: C-1 is no number: write T-1.\n"


def test_a_number_that_names_nothing_is_refused(shell: Shell) -> None:
    assert shell.refused("task", "move", "T-9", "done") == (
        "promoboard: There is no T-9 on this board.\n"
    )


@pytest.mark.parametrize("role", ["supply", "供应链", "supply chain", "供", "SUPPLY"])
def test_a_role_is_known_by_key_and_by_its_names(shell: Shell, role: str) -> None:
    assert shell.json("task", "add", "one", "--role", role)["owner_role"] == "supply"


def test_a_role_that_is_none_is_refused_with_those_there_are(shell: Shell) -> None:
    assert "The roles here are: ops, promo" in shell.refused("task", "add", "x", "--role", "boss")


def test_roles_can_be_listed_in_any_way(shell: Shell) -> None:
    task = shell.json(
        *("task", "add", "x", "--role", "ops", "--with", "推广、内容", "--with", "supply chain")
    )

    assert [part["role"] for part in task["parts"]] == ["ops", "promo", "content", "supply"]


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


def test_starting_before_a_dependency_needs_a_reason(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    shell.do("task", "add", "two", "--role", "ops", "--depends", "1")

    assert "depends on T-1" in shell.refused("task", "move", "T-2", "doing")
    assert shell.do("task", "move", "T-2", "doing", "--reason", "samples are here")


def test_an_edit_that_names_nothing_is_misuse(shell: Shell) -> None:
    shell.do("task", "add", "a", "--role", "cs")
    shell.do("campaign", "add", "--template", "618")

    for words in (("task", "edit", "T-1"), ("team", "edit", "me"), ("campaign", "edit", "C-1")):
        assert shell.run(*words) == 2
        assert "Nothing was changed." in shell.err


def test_a_cycle_of_dependencies_is_refused(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    shell.do("task", "add", "two", "--role", "ops", "--depends", "1")

    assert "cannot depend on T-2" in shell.refused("task", "edit", "1", "--depends", "T-2")


def test_edit_changes_only_what_is_given_and_none_empties_a_field(shell: Shell) -> None:
    shell.do(
        "task", "add", "one", "--role", "ops", "--due", "+4h", "--sku", "A", "--assignee", "me"
    )

    task = shell.json(
        *("task", "edit", "1", "--title", "uno", "--due", "none", "--assignee", "none"),
        *("--with", "cs"),
    )

    assert (task["title"], task["due_at"], task["assignee"], task["sku"]) == (
        "uno",
        None,
        None,
        "A",
    )
    assert [part["role"] for part in task["parts"]] == ["ops", "cs"]


def test_a_description_can_come_from_the_standard_input(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("first\nsecond\n"))

    task = shell.json("task", "add", "one", "--role", "ops", "--description", "-")

    assert task["description"] == "first\nsecond"


def test_a_handoff_is_offered_then_accepted_or_declined(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    offered = shell.json("task", "handoff", "1", "promo", "--note", "pictures are ready")
    assert offered["owner_role"] == "ops"
    assert (offered["handoff"]["to_role"], offered["handoff"]["note"]) == (
        "promo",
        "pictures are ready",
    )
    assert "needs a reason" in shell.refused("task", "decline", "1")
    assert shell.json("task", "decline", "1", "--reason", "too early")["sent_back"] == "too early"
    shell.do("task", "handoff", "1", "promo")
    assert shell.json("task", "withdraw", "1")["handoff"] is None
    shell.do("task", "handoff", "1", "promo")
    assert shell.json("task", "accept", "1")["owner_role"] == "promo"


def test_a_part_is_ones_own_unless_a_role_is_named(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops", "--with", "promo")

    assert shell.run("task", "part", "1", "done") == 2
    assert "--role: ops, promo" in shell.err
    task = shell.json("task", "part", "1", "done", "--role", "推广")
    assert [part["state"] for part in task["parts"]] == ["open", "done"]
    assert task["parts"][1]["by"] == "U-1"


def test_comments_and_checks_stand_on_the_task(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops", "--check", "measure", "--check", "cut")

    shell.do("task", "comment", "1", "please look")
    shell.do("task", "check", "1", "2")
    shell.do("task", "check", "1", "--add", "sew")

    task = shell.json("task", "show", "1")
    assert [(check["text"], check["done"]) for check in task["checklist"]] == [
        ("measure", False),
        ("cut", True),
        ("sew", False),
    ]
    assert [comment["text"] for comment in task["comments"]] == ["please look"]
    assert shell.run("task", "check", "1", "9") == 2
    assert shell.run("task", "check", "1") == 2
    shown = shell.do("task", "show", "1")
    assert "  2 [x] cut\n" in shown
    assert "please look" in shown


def test_the_list_can_be_narrowed(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    shell.do("task", "add", "late", "--role", "ops", "--due", "+1h", "--sku", "TEE-A")
    shell.do("task", "add", "面料到货", "--role", "supply", "--with", "promo", "--campaign", "1")
    shell.do("task", "add", "started", "--role", "cs", "--assignee", "me")
    shell.do("task", "move", "3", "doing")
    shell.do("task", "add", "gone", "--role", "ops")
    shell.do("task", "move", "4", "cancelled")
    shell.later(hours=2)

    def found(*words: str) -> list[str]:
        return [task["id"] for task in shell.json("task", "list", *words)]

    assert found() == ["T-1", "T-2", "T-3", "T-4"]
    assert found("--open") == ["T-1", "T-2", "T-3"]
    assert found("--overdue") == ["T-1"]
    assert found("--role", "推广") == ["T-2"]
    assert found("--state", "doing", "--state", "cancelled") == ["T-3", "T-4"]
    assert found("--sku", "tee-a") == ["T-1"]
    assert found("--campaign", "C-1") == ["T-2"]
    assert found("mldh") == ["T-2"]
    assert found("面料", "@推") == ["T-2"]
    assert found("!overdue", "#tee") == ["T-1"]
    assert found("--mine", "--state", "doing") == ["T-3"]
    assert found("--open", "--overdue", "--role", "supply") == []


def test_people_read_one_aligned_line_a_task(shell: Shell) -> None:
    shell.do(
        "task", "add", "面料到货", "--role", "supply", "--with", "promo", "--due", "2027-06-10"
    )
    shell.do("task", "add", "late", "--role", "ops", "--due", "+1h", "--priority", "p0")
    shell.later(hours=2)

    assert shell.do("task", "list") == (
        "T-2  P0  To do  Operations                today 13:00  late | overdue\n"
        "T-1  P2  To do  Supply chain+Promotion    06-10        面料到货\n"
    )
    assert shell.do("task", "list", "--lang", "zh-CN") == (
        "T-2  P0  待办  运营           今天13:00  late | 逾期\n"
        "T-1  P2  待办  供应链+推广    06-10      面料到货\n"
    )


def test_settled_work_is_found_with_archive(shell: Shell) -> None:
    shell.do("task", "add", "old", "--role", "ops")
    shell.do("task", "move", "1", "cancelled")
    shell.later(days=40)
    shell.do("compact")

    assert shell.json("task", "list") == []
    assert [task["title"] for task in shell.json("task", "list", "--archive")] == ["old"]
    assert "no T-1" in shell.refused("task", "show", "1")
    assert shell.json("task", "show", "1", "--archive")["state"] == "cancelled"
    assert shell.json("task", "move", "1", "cancelled")["state"] == "cancelled"
    assert shell.json("task", "move", "1", "todo")["state"] == "todo"
    assert shell.json("task", "show", "1")["title"] == "old"
