"""What people and warehouses write about stock, as values, and back: `300@2027-06-05`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from domain.errors import UsageError
from domain.stock import Arrival, Basis, Source
from domain.text import clean
from domain.words import N

Day = Callable[[str], date]
"""Reads a day."""


class PiecesError(UsageError):
    """Half a T-shirt?"""

    message = N("{text} is no whole number, such as 1500.")


class DecimalError(UsageError):
    """Not a number."""

    message = N("{text} is no number, such as 1.5.")


class BasisError(UsageError):
    """Neither of the two."""

    message = N("{text} does not say what the peak was counted over: write day or window.")


class ArrivalError(UsageError):
    """How many, when?"""

    message = N("{text} does not say how many pieces come when: write 300@2027-06-05.")


class SourceError(UsageError):
    """Who sends how many, how fast?"""

    message = N("{text} is no emergency source: write name:pieces:hours, such as 东莞仓:300:24.")


_BASES = {
    **dict.fromkeys(("day", "single day", "单日", "单日峰值", "日", "日峰值", "天"), Basis.DAY),
    **dict.fromkeys(
        ("window", "whole promotion", "全程", "整场", "全周期", "整个大促", "大促期", "活动期"),
        Basis.WINDOW,
    ),
}


def pieces(text: str) -> int:
    """A whole number of pieces, days or hours: `1500`, `1,500`, `1500件`, `1500.0`.

    Raises:
        PiecesError: It is none.
    """
    match = re.fullmatch(r"(\d{1,12})(?:\.0+)?\s*(?:件|个|天|小时|pcs|d|h)?", _plain(text))
    if match is None:
        raise PiecesError(text=_shown(text))
    return int(match[1])


def decimal(text: str) -> float:
    """A number with or without a point: `1.5`, `2`, `1.5倍`.

    Raises:
        DecimalError: It is none.
    """
    match = re.fullmatch(r"(\d{1,12}(?:\.\d{1,6})?)\s*(?:倍|x|件)?", _plain(text))
    if match is None:
        raise DecimalError(text=_shown(text))
    return float(Decimal(match[1]))


def basis(text: str) -> Basis:
    """What a peak was counted over: `day` or `单日`, `window` or `全程`.

    Raises:
        BasisError: It is neither.
    """
    found = _BASES.get(" ".join(_plain(text).split()))
    if found is None:
        raise BasisError(text=_shown(text))
    return found


def arrivals(text: str, day: Day) -> tuple[Arrival, ...]:
    """What is on its way: `300@2027-06-05; 200@2027-06-12`.

    Raises:
        ArrivalError: A part is something else.
        PiecesError, UsageError: The number or the day is none.
    """
    found = []
    for part in _parts(text):
        qty, at, eta = part.partition("@")
        if not at or not eta.strip():
            raise ArrivalError(text=_shown(part))
        found.append(Arrival(qty=pieces(qty), eta=day(eta.strip())))
    return tuple(found)


def sources(text: str) -> tuple[Source, ...]:
    """Emergency sources: `东莞仓:300:24; 门店调拨:80:6`.

    Raises:
        SourceError: A part is something else.
        PiecesError: A number is none.
    """
    found = []
    for part in _parts(text):
        name, *numbers = part.replace("：", ":").rsplit(":", 2)
        if len(numbers) != 2:
            raise SourceError(text=_shown(part))
        qty, hours = map(pieces, numbers)
        found.append(Source(name=name.strip(), qty=qty, hours=hours))
    return tuple(found)


def arrivals_text(found: Iterable[Arrival]) -> str:
    """What `arrivals` reads."""
    return "; ".join(f"{each.qty}@{each.eta}" for each in found)


def sources_text(found: Iterable[Source]) -> str:
    """What `sources` reads."""
    return "; ".join(f"{each.name}:{each.qty}:{each.hours}" for each in found)


def number_text(value: float) -> str:
    """A number without a point that says nothing: `1.5`, `20`."""
    return str(value).removesuffix(".0")


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", normalize("NFKC", text)).strip().casefold()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split("[;；]", text) if part.strip()]


def _shown(text: str) -> str:
    return clean(text, limit=40, lines=1) or "-"
