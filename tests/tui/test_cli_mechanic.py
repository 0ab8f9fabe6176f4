"""The contract of `promoboard mechanic`, `touchpoint` and `campaign gate`.

No screen and no second process are involved.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.shell import Shell, login, new_shell

SAVE = ("--kind", "spend_save", "--threshold", "29900", "--off", "5000")


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """618 of 2027 is planned; the founder has all roles."""
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    return shell


def draft(shell: Shell, *words: str) -> str:
    """One more offer of the campaign; its number."""
    given = ("mechanic", "add", "满299减50", *(words or SAVE), "--campaign", "C-1")
    return str(shell.json(*given)["id"])


def published(shell: Shell, *words: str, stackable: str = "all") -> str:
    number = draft(shell, *words)
    shell.do("mechanic", "publish", number, "--stackable", stackable)
    return number


def ad(shell: Shell) -> None:
    shell.do("touchpoint", "add", "信息流 03", "--kind", "creative", "--campaign", "C-1")


# Offers


def test_add_prints_the_whole_offer_as_json(shell: Shell) -> None:
    offer = shell.json(
        *("mechanic", "add", "满299减50", *SAVE, "--repeat", "each", "--cap", "150元"),
        *("--campaign", "C-1", "--stackable", "coupon,包邮", "--sku", "TEE-A,SOCK-B"),
        *("--text", "跨店可用"),
    )

    assert {key: offer[key] for key in ("id", "name", "campaign", "state", "revision", "kind")} == {
        "id": "M-1",
        "name": "满299减50",
        "campaign": "C-1",
        "state": "draft",
        "revision": 0,
        "kind": "spend_save",
    }
    assert offer["rule"] == {"threshold": 29900, "off": 5000, "repeat": "each", "cap": 15000}
    assert offer["stackable"] == ["coupon", "free_shipping"]
    assert offer["scope"] == ["TEE-A", "SOCK-B"]
    assert offer["required_roles"] == ["promo", "content", "cs", "supply"]
    assert (offer["starts_at"], offer["valid_from"]) == ("2027-06-17T12:00:00Z", None)
    assert offer["examples"][1:] == [
        {"total": 29900, "payable": 24900},
        {"total": 59800, "payable": 49800},
    ]


@pytest.mark.parametrize(
    ("words", "rule", "name"),
    [
        (("折扣", "--rate", "9折"), {"rate": 0.9}, "10 percent off"),
        (
            ("gift", "--gift", "SOCK-B", "--threshold", "199元"),
            {"gift": "SOCK-B", "quantity": 1, "threshold": 19900, "limit": None},
            "1 x SOCK-B free from ¥199",
        ),
        (("coupon", "--off", "2000"), {"off": 2000, "threshold": 0}, "Coupon: ¥20 off"),
        (
            ("presale", "--deposit", "5000", "--counts-as", "10000"),
            {"deposit": 5000, "counts_as": 10000},
            "Deposit of ¥50 counts as ¥100",
        ),
        (("free-shipping",), {"threshold": 0}, "Free shipping"),
        (("价保", "--days", "15"), {"days": 15}, "Price protected for 15 days"),
    ],
)
def test_every_kind_is_made_from_its_own_options_and_named_by_what_it_says(
    shell: Shell, words: tuple[str, ...], rule: dict[str, object], name: str
) -> None:
    offer = shell.json("mechanic", "add", "--kind", *words)

    assert (offer["rule"], offer["name"]) == (rule, name)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--kind", "spend_save", "--off", "1"), "Spend-and-save needs --threshold."),
        (("--kind", "discount", "--rate", "9"), "9 is no discount."),
        (("--kind", "coupon", "--off", "1", "--days", "3"), "Coupon has no --days;"),
        (("--kind", "coupon", "--off", "abc"), "abc is no amount of money."),
        (("--kind", "coupon", "--off", "1", "--stackable", "magic"), "There is no kind magic."),
        (("--kind", "price_protection", "--days", "x"), "x is no number."),
    ],
)
def test_what_cannot_be_meant_is_misuse(
    shell: Shell, words: tuple[str, ...], sentence: str
) -> None:
    assert shell.run("mechanic", "add", *words) == 2
    assert sentence in shell.err


def test_an_offer_is_refused_until_it_is_decided_what_it_can_be_combined_with(
    shell: Shell,
) -> None:
    number = draft(shell)

    assert "Say first what M-1 can be combined with" in shell.refused("mechanic", "publish", number)
    offer = shell.json("mechanic", "publish", number, "--stackable", "none")

    assert (offer["state"], offer["revision"], offer["stackable"]) == ("published", 1, [])
    assert offer["unacknowledged"] == ["promo", "content", "cs", "supply"]


def test_publishing_is_the_right_of_operations(shell: Shell) -> None:
    shell.do("team", "edit", "me", "--role", "content")
    number = draft(shell)

    assert "Only Operations can publish" in shell.refused(
        "mechanic", "publish", number, "--stackable", "all"
    )


def test_publishing_twice_makes_one_revision(shell: Shell) -> None:
    number = published(shell)

    assert shell.json("mechanic", "publish", number)["revision"] == 1


def test_a_change_while_it_is_live_needs_a_reason_and_is_the_next_revision(shell: Shell) -> None:
    number = published(shell)
    shell.do("mechanic", "ack", number)
    shell.later(days=17)

    assert "Say why" in shell.refused("mechanic", "publish", number, "--off", "30元")
    offer = shell.json("mechanic", "publish", number, "--off", "30元", "--reason", "margin")

    assert (offer["revision"], offer["rule"]["off"], offer["acks"]) == (2, 3000, [])
    assert [(each["n"], each["rule"]["off"], each["reason"]) for each in offer["revisions"]] == [
        (1, 5000, ""),
        (2, 3000, "margin"),
    ]


def test_ack_is_for_all_of_ones_roles_or_for_one(shell: Shell) -> None:
    number = published(shell)

    one = shell.json("mechanic", "ack", number, "--role", "客服")
    assert [ack["role"] for ack in one["acks"]] == ["cs"]
    assert shell.json("mechanic", "ack", number)["unacknowledged"] == []
    assert one["acks"][0]["by"] == "U-1"


def test_ack_of_a_revision_that_is_not_the_current_one_is_refused(shell: Shell) -> None:
    number = published(shell)

    assert "is at revision 1" in shell.refused("mechanic", "ack", number, "--rev", "2")


def test_a_draft_can_be_edited_and_a_published_offer_only_published_anew(shell: Shell) -> None:
    number = draft(shell)
    shell.do("mechanic", "edit", number, "--off", "4000", "--name", "满299减40")
    shell.do("mechanic", "publish", number, "--stackable", "none")

    offer = shell.json("mechanic", "edit", number, "--require", "客服,promo")

    assert (offer["name"], offer["rule"]["off"]) == ("满299减40", 4000)
    assert offer["required_roles"] == ["cs", "promo"]
    assert "new revision" in shell.refused("mechanic", "edit", number, "--off", "5000")


def test_list_leaves_withdrawn_offers_out(shell: Shell) -> None:
    published(shell)
    draft(shell)
    shell.do("mechanic", "add", *SAVE)
    shell.do("mechanic", "withdraw", "M-1", "--reason", "platform rules")

    assert [each["id"] for each in shell.json("mechanic", "list")] == ["M-2", "M-3"]
    assert [each["id"] for each in shell.json("mechanic", "list", "--campaign", "1")] == ["M-2"]
    everything = shell.json("mechanic", "list", "--all")
    assert [each["state"] for each in everything] == ["withdrawn", "draft", "draft"]
    assert everything[0]["withdrawn_reason"] == "platform rules"


def test_an_empty_list_is_an_empty_array_and_a_hint(shell: Shell) -> None:
    assert shell.json("mechanic", "list") == []
    assert "mechanic add" in shell.do("mechanic", "list")


def test_people_read_who_has_not_read_it_and_what_is_stale(shell: Shell) -> None:
    published(shell, stackable="coupon")
    ad(shell)

    row = shell.do("mechanic", "list")
    text = shell.do("mechanic", "show", "M-1")

    assert "Published r1" in row
    assert "not read by Promotion, Content" in row
    assert "stale: P-1 信息流 03" in row
    assert "Examples: 298 -> 298, 299 -> 249, 598 -> 548" in text
    assert "Can be combined with: Coupon" in text


def test_the_faq_answers_whether_it_can_be_combined(shell: Shell) -> None:
    draft(shell, *SAVE, "--stackable", "coupon")

    found = {each["question"]: each["answer"] for each in shell.json("mechanic", "faq", "M-1")}

    assert found["Can Spend-and-save be combined with other offers?"] == "Yes, with these: Coupon."
    assert found["What do I pay?"] == ("¥298 costs ¥298; ¥299 costs ¥249; ¥598 costs ¥548")
    assert "  Yes, with these: Coupon.\n" in shell.do("mechanic", "faq", "M-1")


# Prices


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
