"""The answers that service reads out, made from terms. No catalogue is involved: English only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.campaign_rules import AddCampaign
from domain.faq import examples, faq
from domain.mechanic_rules import AddMechanic, PublishMechanic
from domain.money import MoneyError, parse_money, yuan
from domain.terms import (
    Coupon,
    Discount,
    FreeShipping,
    Gift,
    Kind,
    Presale,
    PriceProtection,
    Repeat,
    Rule,
    SpendSave,
    Terms,
    terms_of,
)
from domain.terms_words import rule_words, scope_words, stacking_words
from tests.domain.desk import NOON, Desk

SAVE = SpendSave(threshold=29900, off=5000)
EACH = SpendSave(threshold=29900, off=5000, repeat=Repeat.EACH)


def answers(desk: Desk, terms: Terms, **values: object) -> dict[str, str]:
    """Questions and answers about a new draft."""
    desk.do(AddMechanic(name="x", terms=terms, **values))  # type: ignore[arg-type]
    mechanic = desk.board.mechanics[max(desk.board.mechanics)]
    return {each.question: each.answer for each in faq(desk.board, mechanic)}


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (SAVE, ["298 -> 298", "299 -> 249", "598 -> 548"]),
        (EACH, ["298 -> 298", "299 -> 249", "598 -> 498"]),
        (SpendSave(threshold=100, off=50), ["1 -> 0.50", "2 -> 1.50"]),
        (Discount(rate=0.85), ["100 -> 85"]),
        (Coupon(off=2000, threshold=19900), ["198 -> 198", "199 -> 179"]),
        (Coupon(off=9000), ["180 -> 90"]),
        (Presale(deposit=5000, counts_as=10000), ["200 -> 150"]),
        (Gift(gift="SOCK-B", threshold=19900), []),
        (FreeShipping(), []),
        (PriceProtection(days=15), []),
    ],
)
def test_examples_show_how_the_rule_works(rule: Rule, shown: list[str]) -> None:
    assert [str(each) for each in examples(terms_of(rule))] == shown


def test_examples_hold_for_a_product_in_scope() -> None:
    assert [str(each) for each in examples(terms_of(SAVE, scope=("TEE-A",)))][1] == "299 -> 249"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (SAVE, "Spend ¥299, save ¥50"),
        (EACH, "Save ¥50 for every ¥299"),
        (replace(EACH, cap=15000), "Save ¥50 for every ¥299, ¥150 at most"),
        (Discount(rate=0.9), "10 percent off"),
        (Discount(rate=0.855), "14.5 percent off"),
        (Coupon(off=2050), "Coupon: ¥20.50 off"),
        (Coupon(off=2000, threshold=19900), "Coupon: ¥20 off ¥199"),
        (Presale(deposit=5000, counts_as=10000), "Deposit of ¥50 counts as ¥100"),
        (Gift(gift="SOCK-B"), "1 x SOCK-B free"),
        (Gift(gift="SOCK-B", quantity=2, threshold=19900), "2 x SOCK-B free from ¥199"),
        (FreeShipping(), "Free shipping"),
        (FreeShipping(threshold=9900), "Free shipping from ¥99"),
        (PriceProtection(days=15), "Price protected for 15 days"),
    ],
)
def test_a_rule_is_said_in_one_line(rule: Rule, words: str) -> None:
    assert rule_words(rule) == words


def test_whether_it_can_be_combined_is_always_answered(desk: Desk) -> None:
    question = "Can Spend-and-save be combined with other offers?"

    assert answers(desk, terms_of(SAVE))[question] == ("That is not decided yet: ask Operations.")
    assert answers(desk, terms_of(SAVE, stackable=()))[question] == "No, with no other offer."
    assert answers(desk, terms_of(SAVE, stackable=(Kind.COUPON, Kind.DISCOUNT)))[question] == (
        "Yes, with these: Discount, Coupon."
    )


def test_partners_that_agree_are_named(desk: Desk) -> None:
    opens = NOON + timedelta(days=1)
    desk.do(
        AddCampaign(
            name="618",
            d_day=date(2027, 6, 2),
            starts_at=opens,
            ends_at=opens + timedelta(days=2),
            zone="Asia/Shanghai",
        )
    )
    for name, stackable in (("店铺券", (Kind.SPEND_SAVE,)), ("独享券", ())):
        terms = terms_of(Coupon(off=1000), stackable=stackable)
        desk.do(AddMechanic(name=name, terms=terms, campaign=1))
        desk.do(PublishMechanic(max(desk.board.mechanics), 1))

    found = answers(desk, terms_of(SAVE, stackable=(Kind.COUPON,)), campaign=1)

    assert found["Can Spend-and-save be combined with other offers?"] == (
        "Yes, with these: Coupon. In this campaign: M-1 店铺券."
    )
    assert found["When does it hold?"] == "From 2027-06-02 12:00 to 2027-06-04 12:00."


def test_customers_learn_whether_it_is_taken_off_twice(desk: Desk) -> None:
    question = "Is it taken off several times when I buy more?"

    assert answers(desk, terms_of(SAVE))[question] == "No, once per order: ¥598 costs ¥548."
    assert answers(desk, terms_of(EACH))[question] == "Yes: ¥598 costs ¥498."


def test_the_threshold_is_explained_where_there_is_one(desk: Desk) -> None:
    question = "Which price counts for the threshold?"

    assert question in answers(desk, terms_of(SAVE))
    assert question not in answers(desk, terms_of(Coupon(off=100)))
    assert question not in answers(desk, terms_of(Discount(rate=0.5)))


@pytest.mark.parametrize(
    ("rule", "question", "answer"),
    [
        (Gift(gift="SOCK-B", quantity=2), "How many gifts do I get?", "2 per order."),
        (
            Gift(gift="SOCK-B", limit=500),
            "How many gifts do I get?",
            "1 per order, while 500 last.",
        ),
        (
            Presale(deposit=5000, counts_as=10000),
            "What does the deposit count for?",
            "¥50 paid now takes ¥100 off the price of each piece.",
        ),
        (
            PriceProtection(days=15),
            "What if the price falls after I bought?",
            "Within 15 days we pay back the difference.",
        ),
    ],
)
def test_what_is_asked_about_one_kind_only(
    desk: Desk, rule: Rule, question: str, answer: str
) -> None:
    assert answers(desk, terms_of(rule))[question] == answer


def test_the_published_wording_follows_the_rule(desk: Desk) -> None:
    found = answers(desk, terms_of(SAVE, text="跨店可用", scope=("TEE-A", "SOCK-B")))

    assert found["What is the offer?"] == "Spend ¥299, save ¥50\n跨店可用"
    assert found["Which products does it hold for?"] == "TEE-A, SOCK-B"


@pytest.mark.parametrize(
    ("start", "end", "answer"),
    [
        (None, None, "Until further notice."),
        (NOON, None, "From 2027-06-01 12:00."),
        (None, NOON, "Until 2027-06-01 12:00."),
        (NOON, NOON + timedelta(hours=12), "From 2027-06-01 12:00 to 2027-06-01 24:00."),
    ],
)
def test_the_time_is_said_in_the_zone_of_the_team(
    desk: Desk, start: object, end: object, answer: str
) -> None:
    terms = terms_of(SAVE, valid_from=start, valid_to=end)

    assert answers(desk, terms)["When does it hold?"] == answer


def test_stacking_and_scope_in_a_few_words() -> None:
    assert stacking_words(terms_of(SAVE)) == "not decided"
    assert stacking_words(terms_of(SAVE, stackable=())) == "nothing"
    assert stacking_words(terms_of(SAVE, stackable=tuple(Kind))) == "everything"
    assert stacking_words(terms_of(SAVE, stackable=(Kind.GIFT,))) == "Gift"
    assert scope_words(terms_of(SAVE)) == "all products"


# Money


@pytest.mark.parametrize(
    "text", ["29900", "299.00", "299.0", "299元", "¥299", "￥299.00元", "２９９元", "299 yuan"]
)
def test_money_is_understood_in_fen_and_in_yuan(text: str) -> None:
    assert parse_money(text.replace(" ", "")) == 29900


def test_a_form_may_ask_for_yuan() -> None:
    assert parse_money("299", plain=100) == 29900
    assert parse_money("1,299.5", plain=100) == 129950
    assert (parse_money("1.5万"), parse_money("¥2亿元")) == (1_500_000, 20_000_000_000)


@pytest.mark.parametrize("text", ["", "abc", "-5", "1.234", "1e3", "99999999999"])
def test_what_is_no_money_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        parse_money(text)


def test_money_is_said_in_yuan() -> None:
    assert [yuan(fen) for fen in (29900, 5, 29950, 0, -1205)] == [
        "299",
        "0.05",
        "299.50",
        "0",
        "-12.05",
    ]
