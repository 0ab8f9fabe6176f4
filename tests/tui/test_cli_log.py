"""`log`, `undo`, `redo`, `status`, `compact`, `doctor`. No screen, no second process."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.tui.shell import Shell, new_shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("team", "edit", "me", "--name", "李华")
    return shell


def test_the_log_says_from_what_to_what(shell: Shell) -> None:
    shell.do("task", "add", "主图", "--role", "content")
    shell.later(minutes=5)
    shell.do("task", "move", "1", "doing")

    move, add, *_ = shell.json("log")

    assert (move["by"], move["at"], move["command"]) == ("U-1", "2027-06-01T04:05:00Z", "task.move")
    assert move["changes"][0]["id"] == "T-1"
    assert move["changes"][0]["fields"]["state"] == ["todo", "doing"]
    assert add["changes"][0]["created"] is True
    assert add["changes"][0]["fields"]["title"] == [None, "主图"]
    assert shell.do("log", "--limit", "1") == (
        "2027-06-01 12:05  李华  moved  T-1 主图: state: To do -> Doing\n"
    )
    assert "状态：待办 -> 进行中" in shell.do("log", "--limit", "1", "--lang", "zh-CN")


def test_every_kind_of_field_is_said_in_words(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618")
    shell.do("task", "add", "one", "--role", "ops", "--check", "cut", "--check", "sew")
    shell.do("task", "add", "two", "--role", "ops")
    shell.do(
        *("task", "edit", "1", "--role", "promo", "--due", "D-5 18:00", "--campaign", "1"),
        *("--assignee", "me", "--depends", "2", "--with", "cs", "--link", "https://x.cn"),
        *("--priority", "P0", "--acceptor", "supply"),
    )
    said = shell.do("log", "--limit", "1")
    for words in (
        "owner role: Operations -> Promotion",
        "due: - -> D-5 18:00",
        "campaign: - -> C-1",
        "assignee: - -> 李华",
        "depends on: - -> T-2",
        "parts: Operations- -> Promotion- Customer service-",
        "links: - -> https://x.cn",
        "priority: P2 -> P0",
        "acceptor: - -> Supply chain",
    ):
        assert words in said
    shell.do("task", "check", "1", "1")
    assert "checklist: [ ] cut -> [x] cut" in shell.do("log", "--limit", "1")
    shell.do("task", "comment", "1", "hello")
    assert "comments: hello" in shell.do("log", "--limit", "1")
    shell.do("task", "comment", "1", "done")
    assert "comments: done" in shell.do("log", "--limit", "1")
    assert "评论：done" in shell.do("log", "--limit", "1", "--lang", "zh-CN")
    shell.do("undo")
    assert "comments: done -> -" in shell.do("log", "--limit", "1")
    shell.do("task", "handoff", "1", "cs")
    assert "handoff: - -> Customer service" in shell.do("log", "--limit", "1")
    shell.do("task", "move", "1", "blocked", "--reason", "no fabric")
    assert "blocked: - -> no fabric" in shell.do("log", "--limit", "1")
    shell.do("task", "edit", "1", "--due", "2027-06-10")
    assert "due: D-5 18:00 -> 2027-06-10 24:00" in shell.do("log", "--limit", "1")
    shell.do("campaign", "edit", "1", "--d-day", "2027-06-20", "--cancel")
    assert "opens: 2027-06-17 20:00 -> 2027-06-19 20:00" in shell.do("log", "--limit", "1")
    assert "cancelled: no -> yes" in shell.out


def test_a_corrected_topic_is_called_by_its_name(shell: Shell) -> None:
    shell.do("feedback", "add", "是正品吗，感觉像假货")
    shell.do("feedback", "topics", "F-1", "--set", "pilling:praise")
    said = shell.do("log", "--limit", "1", "--lang", "zh-CN")
    assert "话题：假货 投诉 -> 起球 好评" in said
    assert "Counterfeit Complaint -> Pilling Praise" in shell.do("log", "--limit", "1")


def test_the_log_can_be_narrowed(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    shell.do("team", "add", "周敏", "--role", "content")
    shell.later(days=1)
    shell.do("task", "move", "1", "doing")

    assert len(shell.json("log")) == 5
    assert [line["command"] for line in shell.json("log", "--task", "1")] == [
        "task.move",
        "task.add",
    ]
    assert shell.json("log", "--by", "周敏") == []
    assert len(shell.json("log", "--by", "me")) == 5
    assert len(shell.json("log", "--since", "3h")) == 1
    assert len(shell.json("log", "--since", "2027-06-02")) == 1
    assert len(shell.json("log", "--since", "yesterday")) == 5
    assert len(shell.json("log", "--limit", "2")) == 2
    assert len(shell.json("log", "--limit", "0")) == 5
    assert "Nothing was changed" in shell.do("log", "--by", "周敏")


def test_the_log_survives_a_compaction(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    before = shell.json("log")

    shell.do("compact")

    assert shell.json("log") == before


def test_undo_and_redo_say_what_they_did(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")
    shell.do("task", "move", "1", "doing")

    assert "T-1 one: state: Doing -> To do" in shell.do("undo")
    assert shell.json("task", "show", "1")["state"] == "todo"
    assert "T-1 one: state: To do -> Doing" in shell.do("redo")
    assert shell.json("undo")["command"] == "undo"
    assert "T-1 one: removed" in shell.do("undo")
    assert shell.json("task", "list") == []
    assert "T-1 one: created" in shell.do("redo")
    assert "state" in shell.do("redo")
    assert "nothing of yours to redo" in shell.refused("redo")


def test_status_has_campaigns_and_counts(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618")
    shell.do("task", "add", "late", "--role", "ops", "--due", "+1h")
    shell.do("task", "add", "other", "--role", "cs")
    shell.do("task", "handoff", "2", "ops")
    shell.do("feedback", "add", "起球")
    shell.later(hours=2)

    status = shell.json("status")

    (campaign,) = status["campaigns"]
    assert campaign["id"] == "C-1"
    assert campaign["phase"] == "warmup"
    assert (campaign["phase_day"], campaign["phase_days"]) == (14, 16)
    assert campaign["starts_at"] == "2027-06-17T12:00:00Z"
    assert campaign["starts_in_s"] == 16 * 86400 + 6 * 3600
    assert campaign["next_milestone"]["title"] == "活动机制定稿"
    assert status["counts"]["tasks"]["todo"] == 2
    assert (status["counts"]["overdue"], status["counts"]["handoffs"]) == (1, 1)
    assert status["counts"]["feedback"]["new"] == status["counts"]["inbox"] == 1


def test_status_for_people_says_the_same(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--year", "2027")

    said = shell.do("status", "--lang", "zh-CN")

    assert "蓄水期" in said
    assert "16天08时" in said
    assert "待办 0" in said
    assert "To do 0" in shell.do("status")


def test_status_for_tmux_is_one_short_line_that_tmux_does_not_read_as_a_format(
    shell: Shell,
) -> None:
    shell.do("campaign", "add", "#(rm) 618", "--template", "618")

    line = shell.do("status", "--format", "tmux")

    assert line.count("\n") == 1
    assert line.startswith("##(rm) 618 | Warm-up")
    assert len(line) < 80


def test_an_empty_board_says_what_to_do_next(shell: Shell) -> None:
    assert "campaign add --template 618" in shell.do("status")


def test_after_compact_stock_tinydb_reads_everything(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    shell.do("compact")

    with TinyDB(shell.folder / "board.json", access_mode="r") as db:
        assert [task["title"] for task in db.table("tasks")] == ["one"]


def test_doctor_finds_wrong_modes_and_settings(shell: Shell) -> None:
    assert "All is well" in shell.do("doctor")

    (shell.folder / "board.json").chmod(0o600)

    assert shell.run("doctor") == 3
    assert "board.json has the mode 600" in shell.out


def test_doctor_says_that_the_disk_has_no_room_and_leaves_nothing_there(shell: Shell) -> None:
    before = sorted(shell.folder.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))  # as little as a full disk has
    try:
        code = shell.run("doctor")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert code == 3
    assert shell.out.startswith(f"There is no room left to write {shell.folder}: nothing")
    assert sorted(shell.folder.iterdir()) == before
