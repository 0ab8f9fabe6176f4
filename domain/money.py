"""Money: integer fen wherever it is kept or exported, yuan where people read it."""

from __future__ import annotations

import re
from unicodedata import normalize

from domain.errors import UsageError
from domain.words import N

_YUAN = re.compile(r"(?P<mark>[¥￥])?(?P<whole>\d{1,9})(?:\.(?P<part>\d{1,2}))?(?P<unit>元|yuan)?")


class MoneyError(UsageError):
    """Not an amount of money."""

    message = N("{text} is no amount of money. Write fen, 29900, or yuan, 299.00 or 299元.")


def yuan(fen: int) -> str:
    """The amount in yuan, as people write it: `299`, `0.50`, `-12.05`."""
    sign, (whole, part) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    return f"{sign}{whole}.{part:02}" if part else f"{sign}{whole}"


def parse_money(text: str, *, plain: int = 1) -> int:
    """The fen that `text` means: `29900`, `299.00`, `299元` and `¥299` are the same.

    Args:
        text: What was typed.
        plain: Fen that each unit of a number without point and mark stands for: 1, or 100
            where people are asked for yuan.

    Raises:
        MoneyError: It is no amount.
    """
    match = _YUAN.fullmatch(normalize("NFKC", text).strip().replace(",", "").casefold())
    if match is None:
        raise MoneyError(text=text)
    if not (match["mark"] or match["unit"] or match["part"]):
        return int(match["whole"]) * plain
    return int(match["whole"]) * 100 + int((match["part"] or "").ljust(2, "0"))
