"""The contract of `promoboard playbook ...` and of outcomes. No screen is involved."""

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


def test_the_shipped_playbooks_are_listed(shell: Shell) -> None:
    listed = shell.json("playbook", "list")

    assert [each["key"] for each in listed][:2] == ["quality", "mismatch"]
    assert listed[0] == {
        "key": "quality",
        "zh": "质量差评激增",
        "en": "Surge of quality complaints",
        "topics": ["quality", "damaged", "colour"],
        "needs_campaign": False,
        "running": [],
        "steps": 8,
    }
    assert "质量差评激增" in shell.do("playbook", "list", "--lang", "zh-CN")


def test_a_playbook_shows_its_steps(shell: Shell) -> None:
    shown = shell.json("playbook", "show", "质量差评激增")

    inspect, page = shown["steps"][3:5]
    assert (inspect["key"], inspect["role"], inspect["decides"]) == ("inspect", "supply", True)
    assert (page["due"], page["depends_on"]) == ("+8h", ["inspect"])
    assert page["if_failed"]["zh"] == "质检不合格：详情页如实说明，或下架"
    assert "D-15 18:00" in shell.do("playbook", "show", "timeline")
    assert "quality, mismatch" in shell.refused("playbook", "show", "panic")


def test_one_command_makes_the_linked_tasks(shell: Shell) -> None:
    run = shell.json("playbook", "run", "quality", "--sku", "TEE-A", "--topic", "起球")

    assert (run["id"], run["playbook"], run["sku"], run["running"]) == (
        "R-1",
        "quality",
        "TEE-A",
        True,
    )
    tasks = {task["origin"]["step"]: task for task in run["tasks"]}
    assert tasks["pause"]["depends_on"] == []
    assert tasks["pause"]["due_at"] == "2027-06-01T04:30:00Z"
    assert tasks["page"]["depends_on"] == ["T-4"]
    assert tasks["page"]["origin"] == {
        "playbook": "quality",
        "step": "page",
        "run": "R-1",
        "signal": None,
        "decides": False,
    }
    assert shell.json("playbook", "list")[0]["running"] == ["R-1"]
    assert "Running: R-1" in shell.do("playbook", "show", "quality")
    assert "running: R-1" in shell.do("playbook", "list")


def test_a_preview_says_the_same_and_makes_nothing(shell: Shell) -> None:
    words = ("playbook", "run", "quality", "--sku", "TEE-A", "--skip", "6=口径已有")
    before = shell.json(*words, "--preview")
    assert shell.json("task", "list") == []
    assert "Nothing was made yet." in shell.do(*words, "--preview")

    made = shell.json(*words)

    assert before["id"] is None
    assert before["skipped"] == {"script": "口径已有"}
    kept = [(step["key"], step["title"], step["due_at"]) for step in before["steps"]]
    tasks = made["tasks"]
    assert kept == [(task["origin"]["step"], task["title"], task["due_at"]) for task in tasks]
    assert made["steps"][5] == {"key": "script", "task": None, "skipped": "口径已有"}
    assert "is running already" in shell.refused(*words, "--preview")


def test_a_second_run_is_refused_and_names_the_tasks(shell: Shell) -> None:
    shell.do("playbook", "run", "soldout", "--sku", "TEE-A")

    assert "T-1, T-2, T-3, T-4, T-5, T-6, T-7" in shell.refused(
        "playbook", "run", "soldout", "--sku", "TEE-A"
    )
    assert len(shell.json("task", "list")) == 7
    shell.do("playbook", "run", "soldout", "--sku", "TEE-B")


def test_what_is_left_out_needs_a_reason(shell: Shell) -> None:
    assert "Say why" in shell.refused("playbook", "run", "quality", "--skip", "script")
    assert "no step 9" in shell.refused("playbook", "run", "quality", "--skip", "9=why")


def test_a_signal_says_product_and_topic_and_is_dispatched(shell: Shell) -> None:
    shell.do("feedback", "add", "穿了全身过敏起红疹", "--sku", "TEE-A")
    shell.later(minutes=7)

    run = shell.json("playbook", "run", "quality", "--signal", "S-1", "--lang", "zh-CN")

    assert (run["signal"], run["sku"]) == ("S-1", "TEE-A")
    titles = [task["title"] for task in run["tasks"]]
    assert titles[0] == "汇总安全健康差评样本与订单批次"
    assert titles[4] == "详情页附检测报告与使用提示"
    assert {task["origin"]["signal"] for task in run["tasks"]} == {"S-1"}
    signal = shell.json("signal", "show", "S-1")
    assert (signal["state"], signal["dispatched_at"]) == ("acting", "2027-06-01T04:07:00Z")
    assert "is running already" in shell.refused("playbook", "run", "quality", "--signal", "1")
    assert "S-2" in shell.refused("playbook", "run", "quality", "--signal", "S-2")


@pytest.mark.parametrize("said", ["起球", "pilling", "Pilling"])
def test_a_topic_is_known_by_key_and_name(shell: Shell, said: str) -> None:
    words = ("playbook", "run", "quality", "--topic", said, "--preview", "--lang", "zh-CN")
    page = shell.json(*words)["steps"][4]
    assert (page["title"], page["acceptance"]) == (
        "详情页强调抗起球工艺，附实测",
        "详情页已更新，并附质检合格凭证",
    )


def test_the_time_line_needs_a_campaign(shell: Shell) -> None:
    assert "campaign" in shell.refused("playbook", "run", "timeline")
    shell.do("campaign", "add", "--template", "618")

    run = shell.json("playbook", "run", "timeline", "--campaign", "C-1")

    dues = {task["origin"]["step"]: task["due_at"] for task in run["tasks"]}
    assert dues["stock"] == "2027-06-03T10:00:00Z"
    assert run["campaign"] == "C-1"
    moved = shell.do("campaign", "edit", "C-1", "--d-day", "2027-06-20")
    assert "10 due dates move along" in moved


def test_undo_takes_back_all_of_a_run_and_redo_makes_it_again(shell: Shell) -> None:
    shell.do("playbook", "run", "launch", "--sku", "TEE-A")

    shell.do("undo")
    assert shell.json("task", "list") == []
    assert shell.json("playbook", "list")[4]["running"] == []

    shell.do("redo")
    assert len(shell.json("task", "list")) == 6
    assert shell.json("playbook", "list")[4]["running"] == ["R-1"]


@pytest.mark.parametrize("said", ["failed", "不合格"])
def test_an_outcome_rewrites_what_waits_for_it(shell: Shell, said: str) -> None:
    shell.do("playbook", "run", "quality", "--topic", "起球", "--lang", "zh-CN")
    for state in ("doing", "review"):
        shell.do("task", "move", "T-4", state, "--reason", "样本已有")
    assert "T-4" in shell.refused("task", "move", "T-4", "done", "--reason", "样本已有")

    assert shell.json("task", "outcome", "T-4", said)["outcome"] == "failed"

    shell.do("task", "move", "T-4", "done", "--reason", "样本已有")
    assert shell.json("task", "show", "T-5")["title"] == "质检不合格：详情页如实说明，或下架"
    assert "Outcome: Failed" in shell.do("task", "show", "T-4")
    assert "outcome: - -> Failed" in shell.do("log", "--task", "T-4")
    assert "no task that passes or fails" in shell.refused("task", "outcome", "T-1", "passed")


def test_a_team_has_playbooks_of_its_own_and_mistakes_are_named(shell: Shell) -> None:
    own = shell.folder / "playbooks.toml"
    text = (
        '[[playbooks]]\nkey = "party"\nzh = "店庆"\n\n'
        '[[playbooks.steps]]\nkey = "cake"\nrole = "ops"\nzh = "订蛋糕"\ndue = "+2h"\n'
    )
    own.write_text(text, encoding="utf-8")
    assert shell.json("playbook", "list")[0]["key"] == "party"
    assert shell.json("playbook", "run", "店庆")["tasks"][0]["title"] == "订蛋糕"

    own.write_text(text.replace("ops", "magic"), encoding="utf-8")
    assert shell.run("playbook", "list") == 3
    assert "playbooks.toml, line 7, party.cake.role: There is no role magic" in shell.err
