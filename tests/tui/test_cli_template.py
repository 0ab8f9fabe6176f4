"""The contract of `campaign template`, and of a campaign that is planned with its tasks."""

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


def test_a_campaign_comes_with_the_tasks_of_its_time_line_and_one_undo_takes_all_back(
    shell: Shell,
) -> None:
    assert "added with 10 tasks" in shell.do("campaign", "add", "--template", "618", "--tasks")
    tasks = shell.json("task", "list")
    assert {each["campaign"] for each in tasks} == {"C-1"}
    due = {each["title"]: each["due_at"] for each in tasks}
    assert due["Settle the stock: 1.5 times the peak, and an emergency source"] == (
        "2027-06-03T10:00:00Z"
    )

    shell.do("undo")
    assert (shell.json("campaign", "list"), shell.json("task", "list")) == ([], [])


def test_a_finished_campaign_is_kept_and_the_next_is_made_of_it(shell: Shell) -> None:
    shell.do("campaign", "add", "店庆 2027", "--template", "618", "--tasks")
    shell.do("campaign", "goals", "C-1", "--gmv", "500万", "--role", "cs", "98%")
    shell.later(days=60)

    kept = shell.json("campaign", "template", "save", "C-1", "anniversary", "--en", "Anniversary")
    assert kept == {
        "key": "anniversary",
        "zh": "店庆",
        "en": "Anniversary",
        "phases": 6,
        "milestones": 12,
        "tasks": 10,
        "goals": ["gmv", "cs"],
    }
    assert "anniversary  店庆" in shell.do("campaign", "templates")
    said = shell.do("campaign", "add", "--template", "anniversary", "--tasks")
    assert "C-2 Anniversary 2028: added with 10 tasks" in said
    assert "To be agreed on: GMV, Customer service" in said
    assert shell.json("campaign", "show", "C-2")["d_day"] == "2028-06-18"
    assert "has anniversary already" in shell.refused(
        "campaign", "template", "save", "C-1", "anniversary"
    )


def test_a_mistake_in_the_teams_file_is_named_by_its_line(shell: Shell) -> None:
    assert shell.json("campaign", "template", "check") == {"ok": True, "mistakes": []}
    shell.do("campaign", "add", "--template", "618")
    shell.do("campaign", "template", "save", "C-1", "own")
    file = shell.folder / "calendar.toml"
    file.write_text(file.read_text("utf-8").replace('"20:00"', '"25:00"', 1), encoding="utf-8")

    assert shell.run("campaign", "template", "check") == 1
    assert "calendar.toml cannot be used: line 1, own: A due date is" in shell.out
    assert shell.run("campaign", "add", "--template", "own") == 3
    assert "line 1, own" in shell.err
