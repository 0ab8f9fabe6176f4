"""备货: how much of a product a campaign needs, how much there will be, and where more comes from.

Stored is what people know: the historical peak, what lies in the warehouse, what is on the
way, what can be made. Target, what is available by D-day, cover and risks are derived, from
the day on which one asks. Pieces are whole, days are local days.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple

from domain.clock import local_day, zone_named
from domain.frozen import dataclass
from domain.limits import Ge, Gt, Le, MaxLen, MinLen
from domain.record import Record
from domain.text import normalise
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

FACTOR = 1.5
"""备货系数: pieces to have for each one of the historical peak."""
MONTH = 30
"""Days in which a monthly capacity is made."""
SLOW_COVER, SLOW_SOLD = 60, 0.3
"""Days of cover above which, and share of what was there below which, a product is slow."""
SLOW_AFTER, NEW_DAYS = 7, 14
"""Days after D-day from which slowness is judged, and days for which a product is too new."""
MOST = 1_000_000_000
"""Pieces, in any field."""
MOST_DAYS = 400
"""Days of lead time."""

Pieces = Annotated[int, Ge(0), Le(MOST)]
Price = Annotated[int, Ge(1), Le(MOST)]


class Basis(StrEnum):
    """What the historical peak was counted over: it is never guessed."""

    DAY = "day"
    WINDOW = "window"


BASIS_NAMES = {Basis.DAY: N("best single day"), Basis.WINDOW: N("whole promotion")}


class Risk(StrEnum):
    """What can go wrong with the stock of a product."""

    SOLD_OUT = "sold_out"
    STOCK_OUT = "stock_out"
    SLOW_MOVER = "slow_mover"


RISK_NAMES = {
    Risk.SOLD_OUT: N("Sold out"),
    Risk.STOCK_OUT: N("Stock-out"),
    Risk.SLOW_MOVER: N("Slow mover"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Pieces on their way."""

    qty: Annotated[int, Ge(1), Le(MOST)]
    eta: date
    """The local day from which on they can be sold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """紧急调货: somebody who can send pieces at once."""

    name: Annotated[str, MinLen(1), MaxLen(80)]
    qty: Annotated[int, Ge(1), Le(MOST)]
    hours: Annotated[int, Ge(0), Le(24 * MOST_DAYS)]
    """From asking until they can be sold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(Record):
    """The stock of one product for one campaign, or for none. There is one of each pair."""

    TABLE: ClassVar[str] = "stock"
    PREFIX: ClassVar[str] = "K"

    sku: Annotated[str, MinLen(1), MaxLen(64)]
    campaign: int | None = None
    peak: Pieces | None = None
    """Pieces sold at the historical peak, or as somebody forecasts it; None: not said yet."""
    basis: Basis | None = None
    """Given wherever `peak` is."""
    factor: Annotated[float, Gt(0), Le(100)] = FACTOR
    on_hand: Pieces = 0
    """Pieces that can be sold now."""
    in_transit: tuple[Arrival, ...] = ()
    """By the day of arrival."""
    capacity: Pieces = 0
    """Pieces that can be made in a month of 30 days."""
    lead_days: Annotated[int, Ge(0), Le(MOST_DAYS)] = 0
    """Days from ordering until the first piece is made."""
    daily: Annotated[float, Ge(0), Le(MOST)] | None = None
    """Pieces sold a day, on average; None: not known."""
    sold: Pieces | None = None
    """Pieces sold of this stock so far; None: not known."""
    on_sale_since: date | None = None
    """None: for so long that it is not new."""
    sources: tuple[Source, ...] = ()
    price: Price | None = None
    """List price of a piece, in fen; None: not known."""
    floor: Price | None = None
    """底价: the least that a piece may be sold for, in fen; None: nobody has said."""
    retired: bool = False
    """It is no longer planned for."""


class Cover(NamedTuple):
    """How long stock lasts."""

    days: float
    """`math.inf` where nothing sells."""

    @property
    def unlimited(self) -> bool:
        """Whether it never runs out at this rate."""
        return math.isinf(self.days)


class StockPlan(NamedTuple):
    """What follows from a stock on one day."""

    stock: Stock
    by: date
    """D-day of the campaign; without one, the day on which it was asked for."""
    target: int | None
    """Pieces to have by then; None as long as no peak was said."""
    available: int
    """Pieces that there will be."""
    gap: int | None
    """Pieces that are missing; None without a target."""
    cover: Cover | None
    """None where nobody knows what sells a day."""
    risks: tuple[Risk, ...]

    @property
    def enough(self) -> bool:
        """Whether there is a target, and it is reached."""
        return self.gap == 0


def stock_uid(sku: str, campaign: int | None) -> str:
    """The identity of the stock of a product for a campaign, however the SKU is typed."""
    from hashlib import blake2b  # loads OpenSSL

    return blake2b(f"{campaign or 0}|{normalise(sku)}".encode(), digest_size=16).hexdigest()


def stock_of(board: Board, campaign: int) -> tuple[Stock, ...]:
    """What is planned for a campaign, by SKU."""
    found = (each for each in board.stock.values() if each.campaign == campaign)
    return tuple(sorted((each for each in found if not each.retired), key=lambda each: each.sku))


def target_of(stock: Stock) -> int | None:
    """备货量: factor x peak, rounded up; None without a peak. The factor is taken as written."""
    return None if stock.peak is None else math.ceil(Fraction(str(stock.factor)) * stock.peak)


def available_by(stock: Stock, day: date, today: date) -> int:
    """Pieces by `day`: on hand, arriving until then, and made in what the lead time leaves.

    What is ordered today is made from `lead_days` on; a started piece does not count.
    """
    arriving = sum(arrival.qty for arrival in stock.in_transit if arrival.eta <= day)
    making = max(0, (day - today).days - stock.lead_days)
    return stock.on_hand + arriving + stock.capacity * making // MONTH


def cover_of(stock: Stock) -> Cover | None:
    """库存可售天数 of what is on hand; None where nobody knows what sells a day."""
    if stock.on_hand == 0:
        return Cover(0.0)
    if stock.daily is None:
        return None
    return Cover(stock.on_hand / stock.daily if stock.daily else math.inf)


def sell_through(stock: Stock) -> float | None:
    """The share that is sold of what there was, 0 to 1; None where nobody knows."""
    if stock.sold is None or not stock.sold + stock.on_hand:
        return None
    return stock.sold / (stock.sold + stock.on_hand)


def risks_of(stock: Stock, today: date, d_day: date | None) -> tuple[Risk, ...]:
    """What is wrong with the stock today.

    Sold out: nothing is on hand. Stock-out: it lasts shorter than an order takes. Slow mover:
    from D+7 on, when it lasts longer than 60 days and less than 30 % is sold; never a product
    that is on sale for less than 14 days, nor one of which nobody knows what was sold.
    """
    cover = cover_of(stock)
    if stock.on_hand == 0:
        return (Risk.SOLD_OUT,)
    if cover is None:
        return ()
    if cover.days < stock.lead_days:
        return (Risk.STOCK_OUT,)
    since, share = stock.on_sale_since, sell_through(stock)
    new = since is not None and (today - since).days < NEW_DAYS
    early = d_day is not None and today < d_day + timedelta(days=SLOW_AFTER)
    unsold = share is not None and share < SLOW_SOLD
    slow = cover.days > SLOW_COVER and unsold and not new and not early
    return (Risk.SLOW_MOVER,) if slow else ()


def plan_of(board: Board, stock: Stock, now: datetime) -> StockPlan:
    """Target, availability, cover and risks of a stock as they are now."""
    campaign = None if stock.campaign is None else board.campaigns.get(stock.campaign)
    today = local_day(now, zone_named(board.settings.zone) if campaign is None else campaign.tz)
    by = today if campaign is None else campaign.d_day
    target, available = target_of(stock), available_by(stock, by, today)
    return StockPlan(
        stock=stock,
        by=by,
        target=target,
        available=available,
        gap=None if target is None else max(0, target - available),
        cover=cover_of(stock),
        risks=risks_of(stock, today, None if campaign is None else campaign.d_day),
    )
