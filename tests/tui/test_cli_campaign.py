"""The contract of `promoboard campaign ...`. No screen and no second process are involved."""

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


def test_a_template_and_a_year_make_a_campaign(shell: Shell) -> None:
    campaign = shell.json("campaign", "add", "--template", "618", "--year", "2028")

    assert campaign["id"] == "C-1"
    assert campaign["d_day"] == "2028-06-18"
    assert campaign["starts_at"] == "2028-06-17T12:00:00Z"
    assert campaign["zone"] == "Asia/Shanghai"
    assert campaign["phases"][0]["key"] == "warmup"
    assert "备货量确认" in [each["title"] for each in campaign["milestones"]]


def test_without_a_year_it_is_the_next_one(shell: Shell) -> None:
    assert shell.json("campaign", "add", "--template", "618")["d_day"] == "2027-06-18"
    shell.later(days=30)
    assert shell.json("campaign", "add", "--template", "618")["d_day"] == "2028-06-18"


def test_a_template_goes_by_its_name_as_well(shell: Shell) -> None:
    campaign = shell.json("campaign", "add", "--template", "双11")

    assert (campaign["template"], campaign["d_day"]) == ("1111", "2027-11-11")


def test_what_is_given_goes_before_the_template(shell: Shell) -> None:
    campaign = shell.json(
        *("campaign", "add", "夏季大促", "--template", "618", "--d-day", "2027-06-19"),
        *("--starts", "2027-06-18 10:00", "--ends", "2027-06-20", "--platform", "天猫,京东"),
        *("--zone", "Asia/Tokyo"),
    )

    assert (campaign["name"], campaign["d_day"]) == ("夏季大促", "2027-06-19")
    assert campaign["starts_at"] == "2027-06-18T01:00:00Z"
    assert campaign["ends_at"] == "2027-06-20T15:00:00Z"
    assert campaign["platforms"] == ["天猫", "京东"]


def test_a_campaign_can_be_planned_by_hand(shell: Shell) -> None:
    campaign = shell.json(
        "campaign", "add", "--name", "店庆", "--starts", "2027-09-01 20:00", "--ends", "2027-09-03"
    )

    assert campaign["d_day"] == "2027-09-02"
    assert shell.run("campaign", "add", "店庆") == 2
    assert "--starts" in shell.err


def test_an_unknown_template_or_zone_is_named(shell: Shell) -> None:
    assert "no campaign template 619" in shell.refused("campaign", "add", "--template", "619")
    assert "Atlantis" in shell.refused("campaign", "add", "--template", "618", "--zone", "Atlantis")


def test_moving_d_day_takes_everything_along_and_says_so(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618")
    shell.do("task", "add", "one", "--role", "ops", "--campaign", "1", "--due", "D-5")

    said = shell.do("campaign", "edit", "C-1", "--d-day", "2027-06-20")

    assert "1 due date moves along" in said
    assert shell.json("campaign", "show", "1")["starts_at"] == "2027-06-19T12:00:00Z"


def test_a_campaign_that_is_called_off_is_listed_with_all(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618")

    assert shell.json("campaign", "edit", "1", "--cancel")["status"] == "cancelled"
    assert shell.json("campaign", "list") == []
    assert [each["id"] for each in shell.json("campaign", "list", "--all")] == ["C-1"]
    assert shell.json("campaign", "edit", "1", "--resume")["status"] == "planned"


def test_milestones_are_added_changed_and_ticked_off_by_number_or_title(shell: Shell) -> None:
    shell.do("campaign", "add", "x", "--starts", "2027-06-17 20:00", "--ends", "2027-06-20")

    shell.do(
        *("campaign", "milestone", "add", "C-1", "直播排练", "--at", "D-3 18:00"),
        *("--role", "内容", "--gate", "--note", "bring lights"),
    )
    shell.do("campaign", "milestone", "add", "C-1", "早会", "--at", "D-4 09:00")
    listed = shell.json("campaign", "show", "1")["milestones"]
    assert [(each["n"], each["title"]) for each in listed] == [(1, "早会"), (2, "直播排练")]
    assert listed[1]["at"] == "2027-06-15T10:00:00Z"
    assert (listed[1]["owner_role"], listed[1]["gate"]) == ("content", True)

    done = shell.json("campaign", "milestone", "done", "1", "直播排练")["milestones"][1]
    assert (done["done_at"], done["done_by"]) == ("2027-06-01T04:00:00Z", "U-1")
    undone = shell.json("campaign", "milestone", "done", "1", "2", "--undo")["milestones"][1]
    assert undone["done_at"] is None
    edited = shell.json("campaign", "milestone", "edit", "1", "2", "--at", "D-2", "--title", "彩排")
    assert [each["title"] for each in edited["milestones"]] == ["早会", "彩排"]
    kept = shell.json("campaign", "milestone", "edit", "1", "早会", "--cancel")["milestones"]
    assert [each["title"] for each in kept] == ["彩排"]
    assert shell.run("campaign", "milestone", "done", "1", "9") == 2


def test_people_see_phases_and_milestones(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618")

    shown = shell.do("campaign", "show", "1", "--lang", "zh-CN")
    assert "蓄水期" in shown
    assert "备货量确认" in shown
    assert "2027-06-17 20:00" in shown
    assert "C-1" in shell.do("campaign", "list")
    assert "618" in shell.do("campaign", "templates")


def test_a_team_has_templates_of_its_own(shell: Shell) -> None:
    (shell.folder / "calendar.toml").write_text(
        '[[templates]]\nkey = "birthday"\nzh = "店庆"\nen = "Birthday"\n'
        'falls = { month = 9, day = 1 }\nopens = { day = -1, time = "20:00" }\n'
        'ends = { day = 1, time = "24:00" }\n',
        encoding="utf-8",
    )

    assert shell.json("campaign", "add", "--template", "birthday")["d_day"] == "2027-09-01"
    assert shell.json("campaign", "templates")[0] == {
        "key": "birthday",
        "zh": "店庆",
        "en": "Birthday",
        "next": "2027-09-01",
    }


def test_goals_and_each_roles_line_are_set_shown_and_taken_back(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618")
    assert "No goal is agreed" in shell.do("campaign", "goals", "C-1")

    found = shell.json(
        *("campaign", "goals", "C-1", "--gmv", "500万", "--roi", "2.5", "--return-rate", "8%"),
        *("--service", "30 秒内回", "--role", "推广", "拉新 2 万人"),
        *("--role", "cs", "好评率", "--role", "客服", "好评率 98%"),
    )

    assert found["goals"] == {
        "gmv": 500_000_000,
        "roi_min": 2.5,
        "return_rate_max": 0.08,
        "service": "30 秒内回",
        "roles": [
            {"role": "promo", "text": "拉新 2 万人"},
            {"role": "cs", "text": "好评率 98%"},
        ],
    }
    assert shell.json("campaign", "show", "C-1")["goals"] == found["goals"]
    assert shell.json("campaign", "plan", "C-1")["goals"] == found["goals"]
    for command in ("show", "plan", "goals"):
        assert "拉新 2 万人" in shell.do("campaign", command, "C-1")
    assert "¥5,000,000" in shell.do("campaign", "goals", "C-1", "--return-rate", "0.08")
    left = shell.json("campaign", "goals", "C-1", "--gmv", "-", "--role", "cs", "-")["goals"]
    assert (left["gmv"], [each["role"] for each in left["roles"]]) == (None, ["promo"])
    assert shell.run("campaign", "goals", "C-1", "--roi", "much") == 2
    assert "cannot be a goal" in shell.refused("campaign", "goals", "C-1", "--return-rate", "8")
