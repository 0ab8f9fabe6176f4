"""When a task is due, as people type it on the command line. No screen is involved."""

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


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2027-06-10", "2027-06-10T16:00:00Z"),
        ("明天18:00", "2027-06-02T10:00:00Z"),
        ("+4h", "2027-06-01T08:00:00Z"),
        ("tomorrow 6pm", "2027-06-02T10:00:00Z"),
    ],
)
def test_a_due_date_is_what_people_say(shell: Shell, typed: str, at: str) -> None:
    assert shell.json("task", "add", "x", "--role", "ops", "--due", typed)["due_at"] == at


def test_a_due_date_that_is_none_is_misuse(shell: Shell) -> None:
    assert shell.run("task", "add", "x", "--role", "ops", "--due", "soonish") == 2
    assert shell.run("task", "add", "x", "--role", "ops", "--due", "D-5") == 2


def test_a_relative_due_date_follows_its_campaign(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    task = shell.json("task", "add", "x", "--role", "ops", "--campaign", "1", "--due", "D-5 18:00")
    assert task["due_at"] == "2027-06-13T10:00:00Z"

    shell.do("campaign", "edit", "C-1", "--d-day", "2027-06-20")

    assert shell.json("task", "show", "1")["due_at"] == "2027-06-15T10:00:00Z"
