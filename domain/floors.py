"""穿底价: which promotions together sell a product below its floor price, and in which cart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.frozen import dataclass
from domain.pricing import CartLine, Price, combinations, payable
from domain.terms import Coupon, Repeat, Rule, SpendSave, Terms

if TYPE_CHECKING:
    from domain.stock import Stock

_OTHER = ""
"""The SKU of whatever else is put into the cart to reach a threshold."""
_TIMES = 10
"""Pieces that are tried in any case, and steps of what repeats."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A product, and the least that one piece may be sold for."""

    sku: str
    price: int
    """List price in fen."""
    floor: int
    """In fen."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A product that can be had below its floor price."""

    sku: str
    floor: int
    price: int
    """What one piece costs at worst, in fen, rounded down."""
    mechanics: tuple[int, ...]
    """The promotions that cause it, together."""
    quantity: int
    """Pieces in the cart."""
    total: int
    """List price of the cart in fen: more than that of the pieces where others top it up."""


def floors_in(stock: Iterable[Stock]) -> Iterator[Floor]:
    """The products of which somebody has said list and floor price, each pair once."""
    kept = (each for each in stock if not each.retired and each.price and each.floor)
    found = {(each.sku, each.price, each.floor): None for each in kept}
    for sku, price, floor in found:
        assert price is not None
        assert floor is not None
        yield Floor(sku, price, floor)


def breaches(terms: Mapping[int, Terms], floors: Iterable[Floor]) -> tuple[Breach, ...]:
    """The products that some promotions together sell below their floors, each at its worst.

    Carts in which a threshold is just reached are looked at: with the product alone, and
    topped up with others. Those are taken to be covered by every promotion that covers more
    than this product.

    Args:
        terms: All promotions by the number of their mechanic.
        floors: The products; a list price of 0 is left out.
    """
    found = []
    for floor in floors:
        if floor.price > 0:
            worst = min(_cases(terms, floor), key=lambda case: (case.price, case.total))
            if worst.price < floor.floor:
                found.append(worst)
    return tuple(found)


def _cases(terms: Mapping[int, Terms], floor: Floor) -> Iterator[Breach]:
    """What a piece costs in every cart and combination that could be the worst."""
    mine = {number: each for number, each in terms.items() if each.covers(floor.sku)}
    for numbers in combinations(mine) or ((),):
        chosen = {number: _reaching(mine[number]) for number in numbers}
        for quantity, total in _carts(floor.price, chosen.values()):
            cart = [CartLine(floor.sku, floor.price, quantity)]
            rest = total - floor.price * quantity
            price = payable([*cart, CartLine(_OTHER, rest)] if rest else cart, chosen)
            yield _case(floor, quantity, price)


def _case(floor: Floor, quantity: int, price: Price) -> Breach:
    paid = floor.price * quantity - price.shares[0]
    causes = tuple(line.mechanic for line in price.lines if line.off)
    return Breach(floor.sku, floor.floor, paid // quantity, causes, quantity, price.total)


def _reaching(terms: Terms) -> Terms:
    """The terms as they hold for the product and, if for any other, for whatever tops up."""
    return terms if len(terms.scope) == 1 else replace(terms, scope=())


def _carts(price: int, terms: Collection[Terms]) -> Iterator[tuple[int, int]]:
    """Pieces and list total of the carts that could be the worst."""
    alone = (each.rule for each in terms if each.scope)
    pieces = (-(-total // price) for rule in alone for total in _totals(rule, price))
    for quantity in {*range(1, _TIMES + 1), *pieces}:
        least = price * quantity
        yield quantity, least
        for each in terms:
            if not each.scope:
                yield from ((quantity, total) for total in _totals(each.rule, least))


def _totals(rule: Rule, least: int) -> Iterable[int]:
    """The list totals, from `least` on, at which the rule takes off more."""
    match rule:
        case SpendSave(threshold=threshold, repeat=Repeat.EACH):
            first = -(-least // threshold)
            return (times * threshold for times in range(first, first + _TIMES))
        case SpendSave(threshold=threshold) | Coupon(threshold=threshold) if threshold > least:
            return (threshold,)
        case _:
            return ()
