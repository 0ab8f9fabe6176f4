"""What carts cost. No board and no mechanic is involved: terms in, fen out."""

from __future__ import annotations

from itertools import combinations as subsets

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.pricing import CartLine, NotCombinableError, Off, combinable, combinations, payable
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
    TermsError,
    sound,
    terms_of,
)
from tests.domain.desk import NOON
from tests.domain.prices import open_terms, spend


def pays(total: int, *terms: Terms) -> int:
    """What one piece at this list price costs."""
    return payable([CartLine("TEE-A", total)], dict(enumerate(terms, 1))).payable


# Worked examples


@pytest.mark.parametrize(
    ("total", "repeat", "expected"),
    [
        (29900, Repeat.ONCE, 24900),
        (29899, Repeat.ONCE, 29899),
        (29800, Repeat.EACH, 29800),
        (59800, Repeat.EACH, 49800),
        (59800, Repeat.ONCE, 54800),
        (59799, Repeat.EACH, 54799),
    ],
)
def test_299_less_50_is_what_the_team_says_it_is(total: int, repeat: Repeat, expected: int) -> None:
    assert pays(total, spend(29900, 5000, repeat)) == expected


def test_what_repeats_stops_at_its_limit() -> None:
    assert pays(29900 * 5, spend(29900, 5000, Repeat.EACH, cap=12000)) == 29900 * 5 - 12000


def test_thresholds_count_list_prices_and_discounts_come_first() -> None:
    price = payable(
        [CartLine("TEE-A", 30000)],
        {1: spend(29900, 5000), 2: open_terms(Discount(rate=0.9))},
    )

    assert price.payable == 22000
    assert price.lines == (Off(2, 3000), Off(1, 5000))


def test_coupons_come_after_spend_and_save_and_deposits_last() -> None:
    price = payable(
        [CartLine("TEE-A", 30000)],
        {
            1: open_terms(Presale(deposit=5000, counts_as=10000)),
            2: open_terms(Coupon(off=2000, threshold=19900)),
            3: spend(29900, 5000),
            4: open_terms(Discount(rate=0.5)),
        },
    )

    assert [line.mechanic for line in price.lines] == [4, 3, 2, 1]
    assert price.payable == 30000 // 2 - 5000 - 2000 - 5000


@pytest.mark.parametrize(("total", "rate", "expected"), [(5, 0.9, 5), (10, 0.85, 9), (1, 0.5, 1)])
def test_half_a_fen_is_rounded_up(total: int, rate: float, expected: int) -> None:
    assert pays(total, open_terms(Discount(rate=rate))) == expected


def test_a_deposit_counts_once_for_each_piece() -> None:
    terms = {1: open_terms(Presale(deposit=5000, counts_as=10000))}

    assert payable([CartLine("TEE-A", 29900, 2)], terms).payable == 59800 - 2 * 5000


@pytest.mark.parametrize(
    "rule", [Gift(gift="SOCK-B"), FreeShipping(threshold=9900), PriceProtection(days=15)]
)
def test_gifts_shipping_and_price_protection_change_no_price(rule: Rule) -> None:
    price = payable([CartLine("TEE-A", 29900)], {1: open_terms(rule)})

    assert (price.payable, price.lines) == (29900, (Off(1, 0),))


def test_only_products_in_scope_count_and_are_reduced() -> None:
    cart = [CartLine("TEE-A", 20000), CartLine("SOCK-B", 10000)]
    terms = open_terms(SpendSave(threshold=29900, off=5000), scope=("tee-a",))

    assert payable(cart, {1: terms}).payable == 30000
    assert payable([CartLine("TEE-A", 20000, 2), cart[1]], {1: terms}).shares == (5000, 0)


def test_what_rounding_leaves_over_goes_to_the_largest_share() -> None:
    cart = [CartLine("A", 10000), CartLine("B", 10001), CartLine("C", 10000)]

    assert payable(cart, {1: spend(29900, 5000)}).shares == (1667, 1667, 1666)


def test_of_equal_shares_the_first_sku_gets_what_is_left_over() -> None:
    cart = [CartLine("B", 100), CartLine("A", 100)]

    assert payable(cart, {1: open_terms(Coupon(off=1))}).shares == (0, 1)


def test_an_empty_cart_costs_nothing() -> None:
    assert payable([], {1: open_terms(Coupon(off=500))}).payable == 0


# Properties


skus = st.sampled_from(["A", "B", "C"])
carts = st.lists(
    st.builds(CartLine, skus, st.integers(0, 60000), st.integers(1, 4)), min_size=0, max_size=5
)
amounts = st.integers(1, 40000)
rules = st.one_of(
    st.builds(
        lambda threshold, part, repeat, times: SpendSave(
            threshold=threshold,
            off=min(part, threshold),
            repeat=repeat,
            cap=times and min(part, threshold) * times,
        ),
        amounts,
        amounts,
        st.sampled_from(Repeat),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    st.builds(lambda n: Discount(rate=n / 1000), st.integers(1, 999)),
    st.builds(Coupon, off=amounts, threshold=st.integers(0, 60000)),
    st.builds(lambda a, b: Presale(deposit=a, counts_as=a + b), amounts, st.integers(0, 9000)),
    st.builds(Gift, gift=skus),
)
scopes = st.lists(skus, unique=True, max_size=2).map(tuple)
terms_ = st.builds(lambda rule, scope: open_terms(rule, scope=scope), rules, scopes)
many = st.lists(terms_, max_size=5).map(lambda found: dict(enumerate(found, 1)))


@given(carts, many)
def test_nobody_pays_less_than_nothing_or_more_than_the_list_price(
    cart: list[CartLine], terms: dict[int, Terms]
) -> None:
    price = payable(cart, terms)

    assert price.total == sum(line.price * line.quantity for line in cart)
    assert 0 <= price.payable <= price.total


@given(carts, many, st.integers(1, 5))
def test_one_more_promotion_never_makes_a_cart_dearer(
    cart: list[CartLine], terms: dict[int, Terms], further: int
) -> None:
    assume(further in terms)
    without = {number: each for number, each in terms.items() if number != further}

    assert payable(cart, terms).payable <= payable(cart, without).payable


@given(carts, many, st.randoms())
def test_the_order_of_lines_and_promotions_does_not_matter(
    cart: list[CartLine], terms: dict[int, Terms], random: object
) -> None:
    price = payable(cart, terms)
    shuffled = sorted(cart, key=lambda line: random.random())  # type: ignore[attr-defined]
    numbers = sorted(terms, key=lambda number: random.random())  # type: ignore[attr-defined]

    other = payable(shuffled, {number: terms[number] for number in numbers})

    assert (other.payable, other.lines) == (price.payable, price.lines)
    by_line = sorted(zip(cart, price.shares, strict=True), key=repr)
    assert sorted(zip(shuffled, other.shares, strict=True), key=repr) == by_line


@given(carts, many)
def test_every_fen_of_discount_is_on_a_promotion_and_on_a_line(
    cart: list[CartLine], terms: dict[int, Terms]
) -> None:
    price = payable(cart, terms)
    saved = price.total - price.payable

    assert sum(line.off for line in price.lines) == saved == sum(price.shares)
    assert all(line.off >= 0 for line in price.lines)
    for line, share in zip(cart, price.shares, strict=True):
        assert 0 <= share <= line.amount
        if not any(each.covers(line.sku) for each in terms.values()):
            assert share == 0


# What may be combined


def test_both_have_to_agree_to_be_combined() -> None:
    save = terms_of(SpendSave(threshold=29900, off=5000), stackable=(Kind.COUPON,))
    willing = terms_of(Coupon(off=1000), stackable=(Kind.SPEND_SAVE,))
    alone = terms_of(Coupon(off=1000), stackable=())
    undecided = terms_of(Coupon(off=1000))

    assert combinable(save, willing)
    assert not combinable(save, alone)
    assert not combinable(save, undecided)
    with pytest.raises(NotCombinableError, match="M-1 and M-3 cannot be combined"):
        payable([CartLine("A", 100)], {1: save, 3: alone})


def test_promotions_for_different_products_do_not_meet() -> None:
    tee = terms_of(Discount(rate=0.9), stackable=(), scope=("TEE-A",))
    sock = terms_of(Discount(rate=0.5), stackable=(), scope=("SOCK-B",))

    assert combinable(tee, sock)


def test_promotions_that_are_never_on_together_cannot_be_combined() -> None:
    early = open_terms(Discount(rate=0.9), valid_to=NOON)
    late = open_terms(Discount(rate=0.8), valid_from=NOON)

    assert not combinable(early, late)
    assert not combinable(late, early)


def test_combinations_are_the_largest_sets_that_go_together() -> None:
    save, coupon = spend(29900, 5000), open_terms(Coupon(off=1000))
    alone = terms_of(Discount(rate=0.5), stackable=())

    assert combinations({1: save, 2: coupon, 3: alone}) == ((1, 2), (3,))
    assert combinations({}) == ()


@given(st.lists(st.lists(st.sampled_from(Kind), unique=True, max_size=7).map(tuple), max_size=6))
def test_every_set_that_goes_together_is_within_a_combination(
    stackable: list[tuple[Kind, ...]],
) -> None:
    sample = [SpendSave(threshold=2, off=1), Coupon(off=1), Discount(rate=0.5), Gift(gift="A")]
    terms = {
        n: terms_of(sample[n % len(sample)], stackable=kinds) for n, kinds in enumerate(stackable)
    }
    found = [set(each) for each in combinations(terms)]

    for size in range(1, len(terms) + 1):
        for chosen in subsets(terms, size):
            fits = all(combinable(terms[a], terms[b]) for a, b in subsets(chosen, 2))
            assert fits == any(set(chosen) <= each for each in found)
    assert not any(one < other for one in found for other in found)


# Terms that nobody can mean


@pytest.mark.parametrize(
    "rule",
    [
        SpendSave(threshold=5000, off=29900),
        SpendSave(threshold=29900, off=5000, cap=4000),
        Coupon(off=5000, threshold=4000),
        Presale(deposit=5000, counts_as=4000),
    ],
)
def test_terms_that_take_off_more_than_is_paid_are_refused(rule: Rule) -> None:
    with pytest.raises(TermsError):
        sound(terms_of(rule))


def test_a_promotion_has_exactly_one_rule() -> None:
    with pytest.raises(TermsError, match="exactly one rule"):
        Terms()
    with pytest.raises(TermsError, match="exactly one rule"):
        Terms(coupon=Coupon(off=1), discount=Discount(rate=0.5))


def test_a_promotion_ends_after_it_begins() -> None:
    with pytest.raises(TermsError, match="end after it begins"):
        sound(terms_of(Coupon(off=1), valid_from=NOON, valid_to=NOON))
