"""The contract of `promoboard campaign plan`, `matrix` and `move`.

No screen and no second process are involved.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.shell import Shell, new_shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """618 of 2027, with work for three roles; it is D-17, in the warm-up.

    T-1 of content is two days late, T-2 of promotion waits for it, T-3 of customer service is
    done, and T-4 has no day.
    """
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    add = ("task", "add", "--campaign", "C-1")
    shell.do(*add, "主图", "--role", "content", "--due", "D-19 18:00")
    shell.do(
        *(*add, "投放计划", "--role", "promo", "--due", "D-5", "--depends", "T-1"),
        *("--priority", "P1"),
    )
    shell.do(*add, "话术", "--role", "cs", "--due", "D-16")
    shell.do(*add, "随手记", "--role", "cs", "--due", "none")
    for state in ("doing", "review", "done"):
        shell.do("task", "move", "T-3", state)
    return shell


def test_the_matrix_counts_tasks_by_phase_and_role(shell: Shell) -> None:
    matrix = shell.json("campaign", "matrix", "C-1")

    assert (matrix["campaign"], matrix["today"]) == ("C-1", "warmup")
    assert [each["phase"] for each in matrix["phases"]] == [
        *("warmup", "bridge", "burst", "sale", "fulfilment", "review"),
        None,
    ]
    assert matrix["phases"][0] == {
        "phase": "warmup",
        "zh": "蓄水期",
        "en": "Warm-up",
        "from": "2027-05-19",
        "to": "2027-06-03",
        "today": True,
        "days": 16,
        "working_days": 12,
        "special": [],
        "unannounced": [2027],
    }
    cells = {(each["role"], each["phase"]): each for each in matrix["cells"]}
    assert len(cells) == 5 * 7
    assert cells["content", "warmup"] == {
        "role": "content",
        "phase": "warmup",
        "done": 0,
        "total": 1,
        "worst": "late",
        "tasks": ["T-1"],
    }
    assert cells["promo", "burst"]["worst"] == "at_risk"
    assert (cells["cs", "warmup"]["done"], cells["cs", "warmup"]["worst"]) == (1, "done")
    assert cells["cs", None]["tasks"] == ["T-4"]
    assert cells["ops", "sale"]["worst"] is None


def test_the_matrix_is_an_aligned_table_for_people(shell: Shell) -> None:
    lines = shell.do("campaign", "matrix", "C-1").splitlines()

    head, content = lines[1], next(line for line in lines if line.startswith("Content"))
    assert head.split("  ")[0] == ""
    assert head.index("> Warm-up") == content.index("0/1 Late")
    customers = next(line for line in lines if line.startswith("Customer"))
    assert head.index("no phase") == customers.index("0/1 To do")


def test_the_plan_says_how_ready_it_is_and_why(shell: Shell) -> None:
    plan = shell.json("campaign", "plan", "C-1")

    roles = {each["role"]: each for each in plan["roles"]}
    assert roles["cs"]["tasks"] == {"done": 1, "total": 2}
    assert roles["cs"]["done"] == 1
    assert roles["cs"]["share"] == 1 / roles["cs"]["total"]
    assert roles["content"]["missing"][0] == {
        "id": "T-1",
        "title": "主图",
        "role": "content",
        "state": "late",
    }
    assert sum(each["total"] for each in plan["roles"]) == plan["readiness"]["total"]
    assert sum(each["total"] for each in plan["phases"]) == plan["readiness"]["total"]
    assert plan["critical"] == [
        {
            "id": "T-1",
            "title": "主图",
            "role": "content",
            "due_at": "2027-05-30T10:00:00Z",
            "cause": "late",
            "held_by": "content",
            "since": "2027-06-01T04:00:00Z",
            "makes_late": [
                {
                    "id": "T-2",
                    "title": "投放计划",
                    "role": "promo",
                    "due_at": "2027-06-13T16:00:00Z",
                }
            ],
            "opening": True,
        }
    ]
    assert plan["milestones"] == shell.json("campaign", "show", "C-1")["milestones"]


@pytest.mark.parametrize("command", ["plan", "matrix", "gate"])
def test_json_is_the_same_in_every_language(shell: Shell, command: str) -> None:
    said = [
        shell.json("--lang", language, "campaign", command, "C-1") for language in ("zh-CN", "en")
    ]

    assert said[0] == said[1]


def test_the_plan_tells_people_what_is_late_and_who_holds_it(shell: Shell) -> None:
    said = shell.do("campaign", "plan", "C-1")

    assert "tasks 0/1, milestones 0/1" in said
    assert "missing: T-1 (Late)" in said
    assert "主图 | late | held by Content | holds up the opening" in said
    assert "  > T-2" in said
    assert "Stock target confirmed" in said
    shell.do("task", "move", "T-1", "cancelled")
    assert "nothing is late" in shell.do("campaign", "plan", "C-1")


def test_a_dry_run_says_what_would_move_and_moves_nothing(shell: Shell) -> None:
    words = ("campaign", "move", "C-1", "--d-day", "2027-06-20")

    found = shell.json(*words, "--dry-run")

    assert found["d_day"] == {"before": "2027-06-18", "after": "2027-06-20"}
    assert found["starts_at"] == {"before": "2027-06-17T12:00:00Z", "after": "2027-06-19T12:00:00Z"}
    assert [each["id"] for each in found["tasks"]] == ["T-1", "T-2"]
    assert found["tasks"][1] == {
        "id": "T-2",
        "title": "投放计划",
        "owner_role": "promo",
        "before": "2027-06-13T16:00:00Z",
        "after": "2027-06-15T16:00:00Z",
    }
    assert found["milestones"]
    assert shell.json("campaign", "show", "C-1")["d_day"] == "2027-06-18"
    assert shell.run("--read-only", *words, "--dry-run") == 0

    assert shell.json(*words) == {**found, "dry_run": False}
    assert shell.json("campaign", "show", "C-1")["d_day"] == "2027-06-20"
    assert shell.json("task", "show", "T-2")["due_at"] == "2027-06-15T16:00:00Z"


def test_a_move_is_one_commit(shell: Shell) -> None:
    before = shell.json("campaign", "show", "C-1")
    seq = shell.json("log")[0]["seq"]

    said = shell.do("campaign", "move", "C-1", "--d-day", "2027-06-10")

    assert said.splitlines()[0].endswith("2027-06-18 -> 2027-06-10")
    assert "2 due dates moved along" in said
    assert shell.json("log")[0]["seq"] == seq + 1
    shell.do("undo")
    after = shell.json("campaign", "show", "C-1")
    assert (after["d_day"], after["milestones"]) == (before["d_day"], before["milestones"])


def test_what_is_late_by_the_move_is_marked(shell: Shell) -> None:
    said = shell.do("campaign", "move", "C-1", "--d-day", "2027-06-05", "--dry-run")

    assert "Promotion | 投放计划 | late by then" in said
    assert "nothing was written" in said


def test_a_move_that_cannot_be_is_refused_before_anything_is_said(shell: Shell) -> None:
    assert shell.run("campaign", "move", "C-1", "--d-day", "soon") == 2
    assert "no C-9" in shell.refused("campaign", "move", "C-9", "--d-day", "2027-06-20")
    assert shell.run("--read-only", "campaign", "move", "C-1", "--d-day", "2027-06-20") == 3
    assert json.loads(shell.do("campaign", "show", "C-1", "--json"))["d_day"] == "2027-06-18"


def test_rest_days_and_make_up_days_are_marked(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--d-day", "2026-06-18")

    shown = shell.do("campaign", "show", "C-2")
    assert "2026-06-16  2026-06-20  working days 3/5    Sale" in shown
    assert "06-19..06-21 Dragon Boat Festival" in shown
    assert "Wave 2 opens | weekend | usual date" in shown
    assert "3/5" in shell.do("campaign", "matrix", "C-2").splitlines()[-2]
    phases = {each["key"]: each for each in shell.json("campaign", "show", "C-2")["phases"]}
    assert phases["sale"]["special"][0] == {
        "day": "2026-06-19",
        "kind": "holiday",
        "zh": "端午",
        "en": "Dragon Boat Festival",
    }
    moved = shell.do("campaign", "move", "C-1", "--d-day", "2027-06-19", "--dry-run")
    assert "Creatives and product pages live | weekend" not in moved
    assert "Check before opening" in moved
    assert "2027: holidays and make-up days are not announced yet" in shell.do(
        "campaign", "show", "C-1"
    )
