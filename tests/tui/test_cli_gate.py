"""The contract of `promoboard campaign gate` and of exit checks. No screen is involved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.shell import Shell, login, new_shell

OFFER = ("mechanic", "add", "满299减50", "--kind", "spend_save", "--threshold", "29900")


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A sale that opens tomorrow; the founder has all roles."""
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("campaign", "add", "店庆", "--starts", "2027-06-02 20:00", "--ends", "2027-06-05")
    return shell


def shut(shell: Shell) -> None:
    """Publish an offer that nobody has read."""
    shell.do(*OFFER, "--off", "5000", "--campaign", "C-1")
    shell.do("mechanic", "publish", "M-1", "--stackable", "none")


def test_passing_an_open_gate_clears_the_campaign_which_then_goes_live(shell: Shell) -> None:
    gate = shell.json("campaign", "gate", "C-1", "--pass")

    assert (gate["clearance"], gate["open"]) == ("passed", True)
    assert gate["passing"] == {
        "by": "U-1",
        "at": "2027-06-01T04:00:00Z",
        "overridden": False,
        "missing": [],
        "reason": "",
        "revoked_by": None,
        "revoked_at": None,
    }
    assert shell.json("campaign", "show", "C-1")["status"] == "cleared"
    shell.later(days=2)
    (campaign,) = shell.json("status")["campaigns"]
    assert (campaign["status"], campaign["gate"]["clearance"]) == ("live", "passed")


def test_a_shut_gate_is_refused_with_who_holds_it(shell: Shell) -> None:
    shut(shell)

    assert (
        "The gate of C-1 is shut. Held by Promotion: M-1; Content: M-1; "
        "Customer service: M-1; Supply chain: M-1."
    ) in shell.refused("campaign", "gate", "C-1", "--pass")
    assert "Say why" in shell.refused("campaign", "gate", "C-1", "--pass", "--override")


def test_an_override_is_seen_everywhere_until_the_end(shell: Shell) -> None:
    shut(shell)
    words = ("--pass", "--override", "--reason", "老板批准")

    found = shell.json("campaign", "gate", "C-1", *words)

    assert (found["clearance"], found["open"]) == ("overridden", False)
    assert found["override"]["missing"] == ["acknowledged", "trained"]
    shell.later(days=2)
    for command in (
        ("status",),
        ("campaign", "list"),
        ("campaign", "show", "C-1"),
        ("campaign", "plan", "C-1"),
        ("campaign", "gate", "C-1"),
    ):
        assert "老板批准" in shell.do(*command), command
    for given in (shell.json("status")["campaigns"], shell.json("campaign", "list")):
        assert given[0]["gate"]["override"]["reason"] == "老板批准"


def test_a_sale_that_begins_without_a_passing_says_so(shell: Shell) -> None:
    assert "gate 8/8" in shell.do("status")
    shell.later(days=2)

    assert "Opened without the gate" in shell.do("status")
    assert "no gate passed" in shell.do("status", "--format", "tmux")
    (campaign,) = shell.json("status")["campaigns"]
    assert (campaign["status"], campaign["gate"]["clearance"]) == ("live", "unpassed")


def test_a_passing_is_undone_or_taken_back(shell: Shell) -> None:
    shell.do("campaign", "gate", "C-1", "--pass")
    shell.do("undo")
    assert shell.json("campaign", "gate", "C-1")["passes"] == []

    shell.do("campaign", "gate", "C-1", "--pass")
    found = shell.json("campaign", "gate", "C-1", "--revoke")

    assert (found["clearance"], found["passing"]) == ("waiting", None)
    assert found["passes"][0]["revoked_by"] == "U-1"
    assert "gate passed: U -> taken back by U".replace("U", login()) in shell.do("log")


def test_an_offer_says_who_of_customer_service_has_not_read_it(shell: Shell) -> None:
    shut(shell)
    shell.do("team", "add", "小王", "--role", "cs", "--account", login())
    offer = shell.json("mechanic", "ack", "M-1", "--as", "小王")

    assert offer["untrained"] == ["U-1"]
    assert f"Not trained: {login()}" in shell.do("mechanic", "show", "M-1")


def test_only_operations_pass_it(shell: Shell) -> None:
    shell.do("team", "add", "小王", "--role", "cs", "--account", login())

    assert "Only Operations" in shell.refused("campaign", "gate", "C-1", "--pass", "--as", "小王")


@pytest.mark.parametrize("words", [("--override",), ("--reason", "x"), ("--pass", "--revoke")])
def test_options_that_mean_nothing_alone_are_misuse(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell.run("campaign", "gate", "C-1", *words) == 2


def test_exit_checks_are_added_ticked_and_hold_the_milestone(shell: Shell) -> None:
    milestone = ("campaign", "milestone")
    shell.do(
        *(*milestone, "add", "C-1", "详情页", "--at", "D-1 18:00", "--gate", "--role", "content"),
        *("--check", "看过手机", "--check", "价格一致"),
    )

    assert "first tick 看过手机, 价格一致" in shell.refused(*milestone, "done", "C-1", "详情页")
    assert "详情页 | 看过手机 | 价格一致" in shell.do("campaign", "gate", "C-1")
    (found,) = shell.json(*milestone, "check", "C-1", "详情页", "2")["milestones"]
    assert [(each["text"], each["done_by"]) for each in found["checks"]] == [
        ("看过手机", None),
        ("价格一致", "U-1"),
    ]
    assert "详情页: 2/2 checks" in shell.do(*milestone, "check", "C-1", "1", "all")
    assert "milestones: [ ] 详情页 1/2 -> [ ] 详情页 2/2" in shell.do("log")
    shell.do(*milestone, "done", "C-1", "1")
    assert shell.json("campaign", "gate", "C-1")["open"]
    shell.do(*milestone, "edit", "C-1", "1", "--drop-check", "看过手机", "--check", "断网演练")
    assert "no exit check" in shell.refused(*milestone, "edit", "C-1", "1", "--drop-check", "")
    assert not shell.json("campaign", "gate", "C-1")["open"]
    assert "no exit check" in shell.refused(*milestone, "check", "C-1", "1", "9")


def test_a_complaint_of_an_offer_points_at_the_rule_and_where_an_old_one_is_shown(
    shell: Shell,
) -> None:
    shut(shell)
    shell.do("touchpoint", "add", "信息流 03", "--kind", "creative", "--campaign", "C-1")
    shell.do("feedback", "add", "满299没减50，客服不回", "--sku", "TEE-A")
    shell.do("feedback", "add", "很好", "--sku", "TEE-A")

    assert (
        "Which rule: M-1 满299减50 r1 | P-1 信息流 03 may show the old one (Promotion)"
        in shell.do("feedback", "show", "F-1")
    )
    assert shell.json("feedback", "show", "F-1")["mechanics"] == [
        {
            "id": "M-1",
            "name": "满299减50",
            "state": "published",
            "revision": 1,
            "stale_touchpoints": [{"id": "P-1", "name": "信息流 03", "owner_role": "promo"}],
        }
    ]
    assert shell.json("feedback", "show", "F-2")["mechanics"] == []


def test_readiness_is_explained_role_by_role_with_all_that_is_missing(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--tasks")

    _, _, text = shell.do("campaign", "plan", "C-2", "--explain").partition(
        "How readiness is counted"
    )

    assert "Tasks of the campaign and the milestones that a role answers for count alike" in text
    assert "Operations: 0 of 5 = 0%" in text
    assert "> Warm-up: 0 of 8 = 0%" in text
    assert text.count("Train on the rules: can offers be combined?") == 2
