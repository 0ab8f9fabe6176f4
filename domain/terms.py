"""The terms of a promotion: one typed rule, what it may be combined with, where and when it holds.

Money is integer fen, ratios are fractions. The price that comes out of the terms is in
`domain/pricing.py`; the words for them are in `domain/terms_words.py`.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.limits import Ge, Gt, Le, Lt, MaxLen, MinLen
from domain.words import N

MOST = 10**11
"""Fen: a billion yuan. Beyond it is a slip of the finger."""

Amount = Annotated[int, Gt(0), Le(MOST)]
"""Money in fen."""
Threshold = Annotated[int, Ge(0), Le(MOST)]
"""List price in fen that the goods in scope have to reach; 0: any."""


class Kind(StrEnum):
    """The kinds of promotions; also the names of the fields of `Terms` that hold their rules."""

    SPEND_SAVE = "spend_save"
    DISCOUNT = "discount"
    GIFT = "gift"
    COUPON = "coupon"
    PRESALE = "presale"
    FREE_SHIPPING = "free_shipping"
    PRICE_PROTECTION = "price_protection"


KIND_NAMES = {
    Kind.SPEND_SAVE: N("Spend-and-save"),
    Kind.DISCOUNT: N("Discount"),
    Kind.GIFT: N("Gift"),
    Kind.COUPON: N("Coupon"),
    Kind.PRESALE: N("Presale deposit"),
    Kind.FREE_SHIPPING: N("Free shipping"),
    Kind.PRICE_PROTECTION: N("Price protection"),
}


class TermsError(DomainError):
    """Terms that nobody can mean."""

    message = N("A promotion has exactly one rule.")


class Repeat(StrEnum):
    """How often 满减 takes money off."""

    EACH = "each"
    """每满: for every time that the threshold is reached."""
    ONCE = "once"
    """单次: once per order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendSave:
    """满减: `off` once the list price reaches `threshold`."""

    KIND: ClassVar[Kind] = Kind.SPEND_SAVE

    threshold: Amount
    off: Amount
    repeat: Repeat = Repeat.ONCE
    cap: Amount | None = None
    """The most that is taken off one order; None: no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """折扣: `rate` of the price is paid."""

    KIND: ClassVar[Kind] = Kind.DISCOUNT

    rate: Annotated[float, Gt(0), Lt(1)]
    """0.9 for 9折, which is 10 % off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """赠品: something for nothing. Changes no price."""

    KIND: ClassVar[Kind] = Kind.GIFT

    gift: Annotated[str, MinLen(1), MaxLen(64)]
    """What is given: a SKU."""
    quantity: Annotated[int, Ge(1), Le(1000)] = 1
    """Pieces per order."""
    threshold: Threshold = 0
    limit: Annotated[int, Ge(1)] | None = None
    """Pieces there are in all; None: as many as it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """优惠券: `off` once per order, when the list price reaches `threshold`."""

    KIND: ClassVar[Kind] = Kind.COUPON

    off: Amount
    threshold: Threshold = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Presale:
    """预售定金: `deposit` paid ahead for each piece counts as `counts_as` of its price."""

    KIND: ClassVar[Kind] = Kind.PRESALE

    deposit: Amount
    counts_as: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeShipping:
    """包邮. Changes no price of goods."""

    KIND: ClassVar[Kind] = Kind.FREE_SHIPPING

    threshold: Threshold = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceProtection:
    """价保: the difference is paid back when the price falls within `days`. Changes no price."""

    KIND: ClassVar[Kind] = Kind.PRICE_PROTECTION

    days: Annotated[int, Ge(1), Le(365)]


Rule = SpendSave | Discount | Gift | Coupon | Presale | FreeShipping | PriceProtection

RULES: dict[Kind, type[Rule]] = {
    rule.KIND: rule
    for rule in (SpendSave, Discount, Gift, Coupon, Presale, FreeShipping, PriceProtection)
}
"""The type of the rule of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Everything that a customer is promised. Of the fields before `stackable`, one is set."""

    spend_save: SpendSave | None = None
    discount: Discount | None = None
    gift: Gift | None = None
    coupon: Coupon | None = None
    presale: Presale | None = None
    free_shipping: FreeShipping | None = None
    price_protection: PriceProtection | None = None
    stackable: tuple[Kind, ...] | None = None
    """The kinds it may be combined with, if they agree; empty: none; None: not decided yet."""
    scope: Annotated[tuple[str, ...], MaxLen(1000)] = ()
    """The SKUs it holds for; empty: all."""
    valid_from: datetime | None = None
    """None: from the opening of the campaign."""
    valid_to: datetime | None = None
    """The first instant at which it no longer holds; None: to the end of the campaign."""
    text: Annotated[str, MaxLen(2000)] = ""
    """The wording that is published, where there is one."""

    def __post_init__(self) -> None:
        if sum(getattr(self, kind) is not None for kind in Kind) != 1:
            raise TermsError

    @property
    def rule(self) -> Rule:
        """The one rule."""
        rules: tuple[Rule | None, ...] = tuple(getattr(self, kind) for kind in Kind)
        return next(rule for rule in rules if rule is not None)

    @property
    def kind(self) -> Kind:
        """The kind of the rule."""
        return self.rule.KIND

    def covers(self, sku: str) -> bool:
        """Whether it holds for the SKU; case does not matter."""
        return not self.scope or sku.casefold() in (each.casefold() for each in self.scope)


def terms_of(rule: Rule, **values: Any) -> Terms:
    """Terms with this rule, and `values` for the fields that all kinds have."""
    values[rule.KIND.value] = rule
    return Terms(**values)


def parameters(rule: Rule) -> dict[str, Any]:
    """What a rule says, by name."""
    return {field.name: getattr(rule, field.name) for field in fields(rule)}


def sound(terms: Terms) -> Terms:
    """The terms, when somebody can mean them.

    Raises:
        TermsError: They take off more than is paid, or end before they begin.
    """
    match terms.rule:
        case SpendSave(off=off, threshold=threshold, cap=cap):
            _require_positive(off, threshold)
            if off > threshold:
                raise TermsError(_MORE_THAN_SPENT)
            if cap is not None and cap < off:
                raise TermsError(N("The limit is less than what is taken off once."))
        case Discount(rate=rate) if not 0 < rate < 1:
            raise TermsError(N("A discount is a part of the price: 0.9 takes 10 percent off."))
        case Coupon(off=off, threshold=threshold):
            _require_positive(off)
            if 0 < threshold < off:
                raise TermsError(_MORE_THAN_SPENT)
        case Presale(deposit=deposit, counts_as=counts_as):
            _require_positive(deposit)
            if counts_as < deposit:
                raise TermsError(N("A deposit counts as at least what was paid."))
        case _:
            pass
    if terms.valid_from and terms.valid_to and terms.valid_to <= terms.valid_from:
        raise TermsError(N("A promotion has to end after it begins."))
    return terms


_MORE_THAN_SPENT = N("A promotion cannot take off more than one has to spend.")


def _require_positive(*amounts: int) -> None:
    if min(amounts) <= 0:
        raise TermsError(N("An amount of money has to be more than nothing."))
