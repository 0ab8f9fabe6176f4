"""Terms in words: what is promised, what it can be combined with, where it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.money import yuan
from domain.terms import (
    KIND_NAMES,
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
)
from domain.words import tr

if TYPE_CHECKING:
    from domain.floors import Breach


def rule_words(rule: Rule) -> str:
    """What is promised, in one line: `Spend ¥299, save ¥50`."""
    match rule:
        case SpendSave():
            return _spend_save(rule)
        case Discount(rate=rate):
            # 9折 says what is left in tenths, "10% off" what is taken in hundredths
            return tr(
                "{percent} percent off", percent=_plain(100 - rate * 100), tenths=_plain(rate * 10)
            )
        case Gift():
            return _gift(rule)
        case Coupon(off=off, threshold=0):
            return tr("Coupon: ¥{off} off", off=yuan(off))
        case Coupon(off=off, threshold=threshold):
            return tr("Coupon: ¥{off} off ¥{threshold}", off=yuan(off), threshold=yuan(threshold))
        case Presale(deposit=deposit, counts_as=counts_as):
            return tr(
                "Deposit of ¥{deposit} counts as ¥{counts_as}",
                deposit=yuan(deposit),
                counts_as=yuan(counts_as),
            )
        case FreeShipping(threshold=0):
            return tr("Free shipping")
        case FreeShipping(threshold=threshold):
            return tr("Free shipping from ¥{threshold}", threshold=yuan(threshold))
        case PriceProtection(days=days):
            return tr("Price protected for {days} days", days=days)


def _spend_save(rule: SpendSave) -> str:
    values = {"threshold": yuan(rule.threshold), "off": yuan(rule.off)}
    if rule.repeat is Repeat.ONCE:
        return tr("Spend ¥{threshold}, save ¥{off}", **values)
    if rule.cap is None:
        return tr("Save ¥{off} for every ¥{threshold}", **values)
    return tr("Save ¥{off} for every ¥{threshold}, ¥{cap} at most", cap=yuan(rule.cap), **values)


def _gift(rule: Gift) -> str:
    values = {"gift": rule.gift, "quantity": rule.quantity}
    if not rule.threshold:
        return tr("{quantity} x {gift} free", **values)
    return tr(
        "{quantity} x {gift} free from ¥{threshold}", threshold=yuan(rule.threshold), **values
    )


def _plain(number: float) -> str:
    """A number without what binary fractions leave behind it: `8.5`, `10`."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def kind_names(kinds: tuple[Kind, ...]) -> str:
    """The names of several kinds, in the order of their list."""
    return ", ".join(tr(KIND_NAMES[kind]) for kind in Kind if kind in kinds)


def stacking_words(terms: Terms) -> str:
    """What it can be combined with, in a few words."""
    if terms.stackable is None:
        return tr("not decided")
    if len(terms.stackable) == len(Kind):
        return tr("everything")
    return kind_names(terms.stackable) or tr("nothing")


def scope_words(terms: Terms) -> str:
    """The products that it holds for."""
    return ", ".join(terms.scope) or tr("all products")


def breach_words(breach: Breach) -> str:
    """Which product can be had below its floor, for how much, and what causes it."""
    mechanics = " + ".join(f"M-{number}" for number in breach.mechanics)
    return tr(
        "{sku}: ¥{price} a piece, below the floor of ¥{floor}, with {mechanics} "
        "({quantity} in a cart of ¥{total})",
        sku=breach.sku,
        price=yuan(breach.price),
        floor=yuan(breach.floor),
        mechanics=mechanics or tr("no mechanic"),
        quantity=breach.quantity,
        total=yuan(breach.total),
    )
