"""What customers ask about an offer, answered from its terms alone: nobody has to remember it.

A change of the terms changes the answers, so service never reads from an old sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.clock import zone_named
from domain.due_words import wall_clock
from domain.frozen import dataclass
from domain.mechanic import Mechanic, MechanicState, mechanics_of, window
from domain.money import yuan
from domain.pricing import CartLine, combinable, payable
from domain.terms import (
    KIND_NAMES,
    Coupon,
    Discount,
    FreeShipping,
    Gift,
    Presale,
    PriceProtection,
    Repeat,
    SpendSave,
    Terms,
)
from domain.terms_words import kind_names, rule_words, scope_words
from domain.words import tr

if TYPE_CHECKING:
    from domain.board import Board

_SAMPLE = 10000
"""The list price of an example where the terms suggest none, in fen."""


class Example(NamedTuple):
    """A list price and what is paid for it, in fen."""

    total: int
    payable: int

    def __str__(self) -> str:
        return f"{yuan(self.total)} -> {yuan(self.payable)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that customers ask, and what to say."""

    question: str
    answer: str


def examples(terms: Terms) -> tuple[Example, ...]:
    """What one piece costs at prices that show how the rule works; none where no price changes.

    Of a threshold: one yuan short of it, at it, and at twice it.
    """
    match terms.rule:
        case SpendSave(threshold=threshold):
            totals = [threshold - 100, threshold, 2 * threshold]
        case Coupon(threshold=threshold, off=off) if threshold:
            totals = [threshold - 100, threshold]
        case Coupon(off=off):
            totals = [max(_SAMPLE, 2 * off)]
        case Presale(counts_as=counts_as):
            totals = [max(_SAMPLE, 2 * counts_as)]
        case Discount():
            totals = [_SAMPLE]
        case _:
            totals = []
    sku = terms.scope[0] if terms.scope else ""
    return tuple(
        Example(total, payable([CartLine(sku, total)], {0: terms}).payable)
        for total in totals
        if total > 0
    )


def faq(board: Board, mechanic: Mechanic) -> tuple[Answer, ...]:
    """The questions about the current terms, with their answers in the language spoken now."""
    return tuple(Answer(*pair) for pair in _answers(board, mechanic))


def _answers(board: Board, mechanic: Mechanic) -> Iterator[tuple[str, str]]:
    terms = mechanic.terms
    kind = tr(KIND_NAMES[terms.kind])
    yield tr("What is the offer?"), f"{rule_words(terms.rule)}\n{terms.text}".strip()
    shown = examples(terms)
    if shown:
        paid = (
            tr("¥{total} costs ¥{payable}", total=yuan(each.total), payable=yuan(each.payable))
            for each in shown
        )
        yield tr("What do I pay?"), "; ".join(paid)
    yield from _about_rule(terms)
    yield tr("Can {kind} be combined with other offers?", kind=kind), _stacking(board, mechanic)
    yield tr("Which products does it hold for?"), scope_words(terms)
    yield tr("When does it hold?"), _time(board, mechanic)


def _about_rule(terms: Terms) -> Iterator[tuple[str, str]]:
    """What is asked about one kind only."""
    match terms.rule:
        case SpendSave(repeat=repeat):
            total, paid = examples(terms)[-1]
            words = {"total": yuan(total), "payable": yuan(paid)}
            yield (
                tr("Is it taken off several times when I buy more?"),
                tr("No, once per order: ¥{total} costs ¥{payable}.", **words)
                if repeat is Repeat.ONCE
                else tr("Yes: ¥{total} costs ¥{payable}.", **words),
            )
        case Gift(quantity=quantity, limit=limit):
            yield (
                tr("How many gifts do I get?"),
                tr("{quantity} per order.", quantity=quantity)
                if limit is None
                else tr("{quantity} per order, while {n} last.", quantity=quantity, n=limit),
            )
        case Presale(deposit=deposit, counts_as=counts_as):
            yield (
                tr("What does the deposit count for?"),
                tr(
                    "¥{deposit} paid now takes ¥{counts_as} off the price of each piece.",
                    deposit=yuan(deposit),
                    counts_as=yuan(counts_as),
                ),
            )
        case PriceProtection(days=days):
            yield (
                tr("What if the price falls after I bought?"),
                tr("Within {days} days we pay back the difference.", days=days),
            )
        case _:
            pass
    if isinstance(terms.rule, SpendSave | Coupon | FreeShipping | Gift) and terms.rule.threshold:
        yield (
            tr("Which price counts for the threshold?"),
            tr("The list price, before any other offer."),
        )


def _stacking(board: Board, mechanic: Mechanic) -> str:
    """`Yes, with coupons: M-2 店铺券`; says so where nobody has decided it."""
    terms = mechanic.terms
    if terms.stackable is None:
        return tr("That is not decided yet: ask {role}.", role=board.settings.name("ops"))
    if not terms.stackable:
        return tr("No, with no other offer.")
    answer = tr("Yes, with these: {kinds}.", kinds=kind_names(terms.stackable))
    others = mechanics_of(board, mechanic.campaign) if mechanic.campaign is not None else ()
    partners = [
        f"{each.number} {each.name}"
        for each in others
        if each.id != mechanic.id
        and each.state is MechanicState.PUBLISHED
        and combinable(terms, each.terms)
    ]
    if partners:
        return tr("{answer} In this campaign: {names}.", answer=answer, names=", ".join(partners))
    return answer


def _time(board: Board, mechanic: Mechanic) -> str:
    campaign = None if mechanic.campaign is None else board.campaigns.get(mechanic.campaign)
    zone = zone_named(board.settings.zone) if campaign is None else campaign.tz

    def said(at: datetime) -> str:
        return "{} {}".format(*wall_clock(at, zone))

    start, end = window(board, mechanic)
    if start and end:
        return tr("From {start} to {end}.", start=said(start), end=said(end))
    if start:
        return tr("From {start}.", start=said(start))
    return tr("Until {end}.", end=said(end)) if end else tr("Until further notice.")
