"""Money and discounts: integer fen and fractions where they are kept, yuan and 折 among people."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

from domain.errors import UsageError
from domain.words import N

_YUAN = re.compile(r"(?P<mark>[¥￥])?(?P<whole>\d{1,9})(?:\.(?P<part>\d{1,2}))?(?P<unit>元|yuan)?")
_MANY = re.compile(r"[¥￥]?(?P<number>\d{1,6}(?:\.\d{1,4})?)(?P<unit>[万亿])元?")
"""As people say a goal."""
_PER = {"万": 10_000, "亿": 100_000_000}


class MoneyError(UsageError):
    """Not an amount of money."""

    message = N("{text} is no amount of money. Write fen, 29900, or yuan, 299.00 or 299元.")


class RateError(UsageError):
    """Not a part of a price."""

    message = N("{text} is no discount. Write what is left to pay, such as 0.9 or 9折.")


def yuan(fen: int) -> str:
    """The amount in yuan, as people write it: `299`, `0.50`, `-12.05`."""
    sign, (whole, part) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    return f"{sign}{whole}.{part:02}" if part else f"{sign}{whole}"


def parse_money(text: str, *, plain: int = 1) -> int:
    """The fen that `text` means: `29900`, `299.00`, `299元` and `¥299` are the same; `1.5万`.

    Args:
        text: What was typed.
        plain: Fen that each unit of a number without point and mark stands for: 1, or 100
            where people are asked for yuan.

    Raises:
        MoneyError: It is no amount.
    """
    plainly = normalize("NFKC", text).strip().replace(",", "").casefold()
    if (many := _MANY.fullmatch(plainly)) is not None:
        return int(Decimal(many["number"]) * _PER[many["unit"]] * 100)
    match = _YUAN.fullmatch(plainly)
    if match is None:
        raise MoneyError(text=text)
    if not (match["mark"] or match["unit"] or match["part"]):
        return int(match["whole"]) * plain
    return int(match["whole"]) * 100 + int((match["part"] or "").ljust(2, "0"))


def parse_rate(text: str) -> float:
    """The share of the price that is left to pay: `0.9`, `9折` and `90%` are the same.

    Raises:
        RateError: It is none, or not below the price.
    """
    match = _RATE.fullmatch(normalize("NFKC", text).strip())
    rate = Decimal(0)
    if match is not None:
        number, unit = Decimal(match["number"]), match["unit"]
        # 8.5折 and 85折 are both said, for 85 % of the price
        per = 1 if not unit else 100 if unit == "%" or number >= 10 else 10
        rate = number / per
    if not 0 < rate < 1:
        raise RateError(text=text)
    return float(rate)


_RATE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,4})?) ?(?P<unit>折|%)?")
