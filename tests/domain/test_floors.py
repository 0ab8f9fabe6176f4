"""What promotions together can do to a floor price. No board and no mechanic is involved."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.floors import Breach, Floor, breaches
from domain.pricing import CartLine, payable
from domain.terms import Coupon, Discount, Gift, Repeat, SpendSave, Terms, terms_of
from tests.domain.prices import open_terms, spend

# Floor prices


def test_stacking_below_the_floor_is_shown_with_what_causes_it() -> None:
    terms = {
        1: spend(29900, 5000),
        2: open_terms(Coupon(off=3000, threshold=19900)),
        3: open_terms(Gift(gift="SOCK-B")),
    }

    assert breaches(terms, [Floor("TEE-A", 29900, 22000)]) == (
        Breach("TEE-A", 22000, 21900, (1, 2), quantity=1, total=29900),
    )
    assert breaches(terms, [Floor("TEE-A", 29900, 21900)]) == ()


def test_promotions_that_exclude_each_other_do_not_add_up() -> None:
    terms = {
        1: terms_of(SpendSave(threshold=29900, off=5000), stackable=()),
        2: terms_of(Coupon(off=3000), stackable=()),
    }

    assert breaches(terms, [Floor("TEE-A", 29900, 24900)]) == ()


def test_two_pieces_can_be_below_the_floor_where_one_is_not() -> None:
    terms = {1: open_terms(SpendSave(threshold=29900, off=5000), scope=("TEE-A",))}

    (breach,) = breaches(terms, [Floor("TEE-A", 15000, 13000)])

    assert (breach.price, breach.quantity, breach.total) == (12500, 2, 30000)


def test_a_cart_can_be_topped_up_with_others_to_just_the_threshold() -> None:
    both = replace(spend(29900, 5000), scope=("SOCK-B", "TEE-A"))

    (breach,) = breaches({1: both}, [Floor("TEE-A", 20000, 17000)])

    assert (breach.price, breach.quantity, breach.total) == (16655, 1, 29900)


def test_of_two_that_repeat_the_step_is_found_at_which_both_take_off_most() -> None:
    terms = {1: spend(20000, 1000, Repeat.EACH), 2: spend(30000, 1000, Repeat.EACH)}

    (breach,) = breaches(terms, [Floor("TEE-A", 70000, 70000)])

    assert (breach.quantity, breach.total) == (1, 120000)


def test_a_list_price_below_the_floor_needs_no_promotion() -> None:
    (breach,) = breaches({}, [Floor("TEE-A", 1000, 1100)])

    assert (breach.price, breach.mechanics) == (1000, ())


yuan = st.integers(1, 40).map(lambda n: n * 100)
plain_rules = st.one_of(
    st.builds(spend, yuan, st.just(100), st.sampled_from(Repeat), st.sampled_from([None, 300])),
    st.builds(lambda n: open_terms(Discount(rate=n / 10)), st.integers(1, 9)),
    st.builds(lambda off, least: open_terms(Coupon(off=off, threshold=least)), yuan, yuan),
)
plain = st.builds(
    lambda terms, scope: replace(terms, scope=scope), plain_rules, st.sampled_from([(), ("A",)])
)


@settings(max_examples=60)
@given(yuan, st.lists(plain, max_size=3).map(lambda found: dict(enumerate(found, 1))))
def test_no_small_cart_is_worse_than_the_worst_that_is_found(
    price: int, terms: dict[int, Terms]
) -> None:
    found = breaches(terms, [Floor("A", price, price)])
    worst = found[0].price if found else price
    for breach in found:
        rest = CartLine("B", breach.total - price * breach.quantity)
        shares = payable([CartLine("A", price, breach.quantity), rest], terms).shares
        assert (price * breach.quantity - shares[0]) // breach.quantity == worst

    for quantity in range(1, 4):
        for total in range(price * quantity, 8100, 100):
            cart = [CartLine("A", price, quantity), CartLine("B", total - price * quantity)]
            paid = price * quantity - payable(cart, terms).shares[0]
            assert paid // quantity >= worst - 1  # a fen of rounding
