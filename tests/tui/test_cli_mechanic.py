"""The contract of `promoboard mechanic`. No screen and no second process are involved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.offers import SAVE, ad, draft, planned, published
from tests.tui.shell import Shell, new_shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return planned(new_shell(tmp_path, monkeypatch, capsys))


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
