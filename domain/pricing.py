"""What a cart costs under several promotions: exact, the same in whatever order they are given.

Thresholds test list prices. The order is fixed: discounts, then 满减, then coupons, then
presale deposits; within each, the lower number first. Every step takes from what the goods in
scope still cost, in proportion to it. Fractions of a fen are carried along and rounded once, half
up, at the end: so one more promotion never makes a cart dearer, which rounding on the way
would allow where scopes overlap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.terms import Coupon, Discount, Presale, Repeat, Rule, SpendSave, Terms
from domain.words import N


class NotCombinableError(DomainError):
    """No customer gets both."""

    message = N("M-{one} and M-{other} cannot be combined.")


@dataclass(frozen=True, slots=True)
class CartLine:
    """Some pieces of one product."""

    sku: str
    price: int
    """List price of one piece, in fen."""
    quantity: int = 1

    @property
    def amount(self) -> int:
        """List price of all of them, in fen."""
        return self.price * self.quantity


class Off(NamedTuple):
    """What one promotion takes off."""

    mechanic: int
    off: int
    """In fen; 0 where its threshold is not reached, or where it changes no price."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a cart costs, and why. All in fen."""

    total: int
    """By list price."""
    payable: int
    lines: tuple[Off, ...]
    """Each promotion, in the order in which they were applied; they add up to what is saved."""
    shares: tuple[int, ...]
    """What is taken off each line of the cart, in its order; they add up to what is saved."""


def payable(cart: Sequence[CartLine], terms: Mapping[int, Terms]) -> Price:
    """What a cart costs under promotions.

    Args:
        cart: Its lines, in any order.
        terms: Promotions by the number of their mechanic, in any order.

    Raises:
        NotCombinableError: Two of them exclude each other.
    """
    _require_combinable(terms)
    exact = [Fraction(line.amount) for line in cart]
    total = left = sum(line.amount for line in cart)
    lines = []
    for number in sorted(terms, key=lambda each: (_stage(terms[each].rule), each)):
        exact = _after(terms[number], cart, exact)
        now = _half_up(sum(exact, Fraction()))
        lines.append(Off(number, left - now))
        left = now
    return Price(total, left, tuple(lines), _shares(cart, exact, total - left))


def combinable(one: Terms, other: Terms) -> bool:
    """Whether a customer can get both: each allows the other's kind, or no product has both.

    Promotions that are never on at the same time cannot be combined.
    """
    for first, then in ((one, other), (other, one)):
        if first.valid_to and then.valid_from and first.valid_to <= then.valid_from:
            return False
    if one.scope and other.scope and not any(map(other.covers, one.scope)):
        return True
    return other.kind in (one.stackable or ()) and one.kind in (other.stackable or ())


def combinations(terms: Mapping[int, Terms]) -> tuple[tuple[int, ...], ...]:
    """The largest sets of promotions that a customer can get together, each in ascending order.

    Smaller ones are left out: they never lead to a lower price.
    """
    friends = {
        one: {two for two in terms if two != one and combinable(terms[one], terms[two])}
        for one in terms
    }
    found: list[tuple[int, ...]] = []

    def grow(chosen: set[int], open_: set[int], closed: set[int]) -> None:
        """Bron and Kerbosch, with a pivot."""
        if not open_ and not closed:
            found.append(tuple(sorted(chosen)))
            return
        pivot = max(open_ | closed, key=lambda each: len(friends[each] & open_))
        for each in open_ - friends[pivot]:
            grow(chosen | {each}, open_ & friends[each], closed & friends[each])
            open_, closed = open_ - {each}, closed | {each}

    if terms:
        grow(set(), set(terms), set())
    return tuple(sorted(found))


def _require_combinable(terms: Mapping[int, Terms]) -> None:
    numbers = sorted(terms)
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            if not combinable(terms[one], terms[other]):
                raise NotCombinableError(one=one, other=other)


_STAGES = (Discount, SpendSave, Coupon, Presale)


def _stage(rule: Rule) -> int:
    return next((n for n, kind in enumerate(_STAGES) if isinstance(rule, kind)), len(_STAGES))


def _after(terms: Terms, cart: Sequence[CartLine], left: list[Fraction]) -> list[Fraction]:
    """What each line still costs after one promotion; no line ever costs more for it."""
    inside = [terms.covers(line.sku) for line in cart]
    listed = sum(line.amount for line, scoped in zip(cart, inside, strict=True) if scoped)
    match terms.rule:
        case Discount(rate=rate):
            factor = Fraction(repr(rate))  # 9/10, not the binary number next to it
            return [each * factor if in_ else each for each, in_ in zip(left, inside, strict=True)]
        case Presale(deposit=deposit, counts_as=counts_as):
            gain = counts_as - deposit
            return [
                max(Fraction(), each - gain * line.quantity) if in_ else each
                for each, line, in_ in zip(left, cart, inside, strict=True)
            ]
        case SpendSave() as rule:
            return _less(left, inside, _saved(rule, listed))
        case Coupon(threshold=threshold, off=off) if listed >= threshold:
            return _less(left, inside, off)
        case _:
            return left


def _saved(rule: SpendSave, listed: int) -> int:
    times = listed // rule.threshold
    off = rule.off * (min(times, 1) if rule.repeat is Repeat.ONCE else times)
    return off if rule.cap is None else min(off, rule.cap)


def _less(left: list[Fraction], inside: list[bool], off: int) -> list[Fraction]:
    """`off` taken from the lines inside, in proportion; never more than they cost."""
    cost = sum((each for each, in_ in zip(left, inside, strict=True) if in_), Fraction())
    if not cost:
        return left
    factor = 1 - min(Fraction(off), cost) / cost
    return [each * factor if in_ else each for each, in_ in zip(left, inside, strict=True)]


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _shares(cart: Sequence[CartLine], left: list[Fraction], off: int) -> tuple[int, ...]:
    """`off` in whole fen by line; what rounding leaves over goes to the largest shares.

    Lines that are alike in all are told apart by nothing, so their order does not matter.
    """
    exact = [line.amount - each for line, each in zip(cart, left, strict=True)]
    shares = [int(share) for share in exact]
    uneven = [n for n, share in enumerate(exact) if share != shares[n]]
    uneven.sort(key=lambda n: (-exact[n], cart[n].sku, cart[n].price, cart[n].quantity))
    for n in uneven[: off - sum(shares)]:
        shares[n] += 1
    return tuple(shares)
