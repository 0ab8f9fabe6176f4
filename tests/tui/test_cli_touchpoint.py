"""The contract of `promoboard mechanic price` and `floor`, of `touchpoint`, and of the gate.

No screen and no second process are involved.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.offers import SAVE, ad, draft, planned, published
from tests.tui.shell import Shell, login, new_shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return planned(new_shell(tmp_path, monkeypatch, capsys))


def test_price_is_in_fen_and_says_what_each_offer_takes_off(shell: Shell) -> None:
    draft(shell)

    assert shell.json("mechanic", "price", "M-1", "--cart", "TEE-A=29900x2,SOCK-B=1990x1") == {
        "total": 61790,
        "payable": 56790,
        "lines": [{"mechanic": "M-1", "off": 5000}],
    }


@pytest.mark.parametrize(
    ("cart", "payable"),
    [("A=29900", 24900), ("A=29800x1", 29800), ("A=29900×2", 54800), ("A=¥298.99*1", 29899)],
)
def test_carts_are_read_as_people_write_them(shell: Shell, cart: str, payable: int) -> None:
    draft(shell)

    assert shell.json("mechanic", "price", "M-1", "--cart", cart)["payable"] == payable


def test_several_offers_go_by_the_fixed_order(shell: Shell) -> None:
    published(shell)
    published(shell, "--kind", "discount", "--rate", "0.9")

    assert shell.json("mechanic", "price", "M-1,M-2", "--cart", "TEE-A=30000") == {
        "total": 30000,
        "payable": 22000,
        "lines": [{"mechanic": "M-2", "off": 3000}, {"mechanic": "M-1", "off": 5000}],
    }


def test_offers_that_exclude_each_other_have_no_price_together(shell: Shell) -> None:
    published(shell)
    published(shell, stackable="none")

    assert "M-1 and M-2 cannot be combined" in shell.refused(
        "mechanic", "price", "M-1,M-2", "--cart", "A=1"
    )


@pytest.mark.parametrize("cart", ["A", "A=", "=1", "A=1x0", "A=1x", "A=x2"])
def test_what_is_no_cart_is_misuse(shell: Shell, cart: str) -> None:
    draft(shell)

    assert shell.run("mechanic", "price", "M-1", "--cart", cart) == 2


def test_people_read_prices_in_yuan(shell: Shell) -> None:
    draft(shell)

    rows = shell.do("mechanic", "price", "M-1", "--cart", "TEE-A=29900x1").splitlines()

    assert [row.split() for row in rows] == [
        ["Total", "299"],
        ["M-1", "满299减50", "-50"],
        ["To", "pay", "249"],
    ]


def test_floor_names_the_combination_that_goes_below(shell: Shell) -> None:
    published(shell)
    published(shell, "--kind", "coupon", "--off", "3000", "--threshold", "19900")
    draft(shell, "--kind", "discount", "--rate", "0.1", "--stackable", "all")

    assert shell.json("mechanic", "floor", "TEE-A=29900/22000", "TEE-B=29900/21900") == [
        {
            "sku": "TEE-A",
            "floor": 22000,
            "price": 21900,
            "mechanics": ["M-1", "M-2"],
            "quantity": 1,
            "total": 29900,
        }
    ]
    text = shell.do("mechanic", "floor", "TEE-A=29900/22000")
    assert "¥219 a piece, below the floor of ¥220, with M-1 + M-2" in text
    assert "go below" in shell.do("mechanic", "floor", "TEE-A=29900/100")
    assert shell.run("mechanic", "floor", "TEE-A=29900") == 2
    assert "No floor price is known" in shell.do("mechanic", "floor")
    shell.do("stock", "set", "TEE-A", "--price", "29900", "--floor", "22000")
    assert text == shell.do("mechanic", "floor")


# Touchpoints and the gate


def test_a_touchpoint_says_what_it_has_to_show_and_what_was_seen(shell: Shell) -> None:
    published(shell)
    ad(shell)

    seen = shell.json("touchpoint", "check", "P-1")

    assert (seen["id"], seen["kind"], seen["owner_role"]) == ("P-1", "creative", "promo")
    assert seen["mechanics"] == [
        {
            "mechanic": "M-1",
            "revision": 1,
            "shown": 1,
            "checked_by": "U-1",
            "checked_at": "2027-06-01T04:00:00Z",
            "stale": False,
        }
    ]
    assert shell.json("touchpoint", "list", "--stale") == []
    shell.later(hours=1)
    shell.do("mechanic", "publish", "M-1", "--off", "3000")
    assert [each["stale"] for each in shell.json("touchpoint", "list")] == [True]
    assert "M-1 r1, not r2" in shell.do("touchpoint", "list")


def test_an_old_revision_that_was_seen_is_noted(shell: Shell) -> None:
    published(shell)
    ad(shell)
    shell.do("mechanic", "publish", "M-1", "--off", "3000")

    seen = shell.json("touchpoint", "check", "P-1", "--rev", "1")

    assert (seen["stale"], seen["mechanics"][0]["shown"]) == (True, 1)
    assert "has no revision 3" in shell.refused("touchpoint", "check", "P-1", "--rev", "3")


def test_there_is_nothing_to_see_before_an_offer_is_published(shell: Shell) -> None:
    draft(shell)
    ad(shell)

    assert "nothing to show yet" in shell.refused("touchpoint", "check", "P-1")


def test_a_touchpoint_can_be_changed_and_taken_out_of_use(shell: Shell) -> None:
    published(shell)
    shell.do("touchpoint", "add", "详情页", "--kind", "详情页", "--mechanic", "M-1")

    edited = shell.json("touchpoint", "edit", "P-1", "--sku", "TEE-A", "--role", "运营")
    assert (edited["sku"], edited["owner_role"], edited["kind"]) == ("TEE-A", "ops", "product_page")
    shell.do("touchpoint", "edit", "P-1", "--retire")
    assert shell.json("touchpoint", "list") == []
    assert shell.json("touchpoint", "list", "--all")[0]["retired"] is True
    assert shell.json("touchpoint", "edit", "P-1", "--return")["retired"] is False


def test_the_gate_says_who_holds_what_until_nobody_does(shell: Shell) -> None:
    """The story of 满299减50: the ad still shows the old price."""
    shell.do("team", "edit", "me", "--role", "ops")
    shell.do("team", "add", "小王", "--role", "cs,promo,content,supply", "--account", login())
    me = ("--as", "U-1")
    shell.do("mechanic", "add", "满299减50", *SAVE, "--campaign", "C-1", *me)
    shell.do("mechanic", "publish", "M-1", "--stackable", "none", *me)
    ad_words = ("touchpoint", "add", "信息流 03", "--kind", "creative", "--campaign", "C-1")
    shell.do(*ad_words, *me)
    shell.do("mechanic", "ack", "M-1", "--role", "cs", "--as", "小王")

    gate = shell.json("campaign", "gate", "C-1")
    lines = {line["check"]: line for line in gate["lines"]}
    assert (gate["open"], gate["campaign"]) == (False, "C-1")
    assert [each["role"] for each in lines["acknowledged"]["held"]] == [
        "promo",
        "content",
        "supply",
    ]
    assert lines["shown"]["held"] == [
        {
            "id": "P-1",
            "title": "信息流 03",
            "role": "promo",
            "since": "2027-06-01T04:00:00Z",
            "mechanics": ["M-1"],
            "checks": [],
        }
    ]
    assert "Promotion  P-1  信息流 03 | M-1" in shell.do("campaign", "gate", "C-1")

    shell.do("mechanic", "ack", "M-1", "--as", "小王")
    shell.do("touchpoint", "check", "P-1", "--as", "小王")
    lines = {line["check"]: line for line in shell.json("campaign", "gate", "C-1")["lines"]}
    assert lines["acknowledged"]["open"]
    assert lines["shown"]["open"]


def test_undo_takes_a_publication_back(shell: Shell) -> None:
    published(shell)
    shell.do("undo")

    assert shell.json("mechanic", "show", "M-1")["state"] == "draft"
    assert shell.json("mechanic", "show", "M-1")["rule"]["off"] == 5000
