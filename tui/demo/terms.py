"""What the demo's campaign promises, where that can be read, and what there is to sell.

The last revision is some hours old: one role has not read it, and two ads still show the one
before, as in the story that this program is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.command import Command
from domain.mechanic_rules import AckMechanic, AddMechanic, PublishMechanic
from domain.stock import Arrival, Basis, Source
from domain.stock_rules import SetStock
from domain.terms import RULES, Kind, Repeat, Terms, terms_of
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from domain.words import pick
from tui.demo.history import Deed
from tui.demo.people import said, table

_DRAFTED, _PUBLISHED, _READ, _LISTED, _SEEN, _STOCKED = range(20, 26)
"""After whatever is done to a task at the same time."""
_MONEY = frozenset({"threshold", "off", "cap", "deposit", "counts_as"})
_KNOWN = 5.0
"""Days ago that the stock was noted."""


def terms_deeds(campaign: int, d_day: date) -> Iterator[Deed]:
    """All that was done about offers, touchpoints and stock."""
    for number, row in enumerate(table("terms")["mechanic"], 1):
        yield from _mechanic(number, row, campaign)
    order = [*table("team")["members"]]
    places = sorted(
        table("terms")["touchpoint"], key=lambda row: (-row["ago"], order.index(row["by"]))
    )
    for number, row in enumerate(places, 1):
        yield from _touchpoint(number, row, campaign)
    for row in table("terms")["stock"]:
        values = tuple(_stock(row, d_day))
        yield Deed(_KNOWN, _STOCKED, "chen", SetStock(row["sku"], campaign, values))


def _mechanic(number: int, row: Mapping[str, Any], campaign: int) -> Iterator[Deed]:
    terms, by = _terms(row), row["by"]
    add = AddMechanic(name=said(row), terms=terms, campaign=campaign, uid=f"demo-mechanic-{number}")
    yield Deed(row["ago"], _DRAFTED, by, add)
    if row.get("draft"):
        return
    yield Deed(row["ago"], _PUBLISHED, by, PublishMechanic(number, 1))
    n = 1
    if (then := row.get("next")) is not None:
        n, changed = 2, replace(terms, spend_save=_terms(then).spend_save)
        yield Deed(then["ago"], _PUBLISHED, by, PublishMechanic(number, 2, changed, said(then)))
    for each in row.get("read", ()):
        yield Deed(each["ago"], _READ, each["by"], AckMechanic(number, n))


def _terms(row: Mapping[str, Any]) -> Terms:
    kind = next(kind for kind in Kind if kind in row)
    values: dict[str, Any] = {
        name: value * 100 if name in _MONEY else Repeat(value) if name == "repeat" else value
        for name, value in row[kind].items()
    }
    stackable = row.get("stackable")
    return terms_of(
        RULES[kind](**values),
        stackable=None if stackable is None else tuple(map(Kind, stackable)),
        scope=tuple(row.get("scope", ())),
        text=said(row["text"]) if "text" in row else "",
    )


def _touchpoint(number: int, row: Mapping[str, Any], campaign: int) -> Iterator[Deed]:
    add = AddTouchpoint(
        name=said(row),
        kind=Place(row["kind"]),
        campaign=campaign,
        sku=row.get("sku", ""),
        mechanics=tuple(row.get("mechanics", ())),
        uid=f"demo-touchpoint-{number}",
    )
    yield Deed(row["ago"], _LISTED, row["by"], add)
    for each in row["seen"]:
        for mechanic, revision in _standing(row, each["ago"]):
            check: Command = CheckTouchpoint(number, mechanic, revision)
            yield Deed(each["ago"], _SEEN, each["by"], check)


def _standing(row: Mapping[str, Any], ago: float) -> Iterator[tuple[int, int]]:
    """The mechanics that a touchpoint had to show so many days ago, with their revisions."""
    for number, each in enumerate(table("terms")["mechanic"], 1):
        if number in row.get("mechanics", (number,)) and not each.get("draft"):
            changed = each["next"]["ago"] if "next" in each else -1.0
            yield number, 2 if ago < changed else 1


def _stock(row: Mapping[str, Any], d_day: date) -> Iterator[tuple[str, Any]]:
    for name in ("on_hand", "capacity", "lead_days", "daily"):
        if name in row:
            yield name, row[name]
    if "peak" in row:
        yield from (("peak", row["peak"]), ("basis", Basis.DAY))
    yield "price", row["price"] * 100
    yield "floor", row["floor"] * 100
    yield (
        "in_transit",
        tuple(
            Arrival(qty=each["qty"], eta=d_day + timedelta(days=each["day"]))
            for each in row.get("in_transit", ())
        ),
    )
    yield (
        "sources",
        tuple(
            Source(name=pick(each["zh"], each["en"]), qty=each["qty"], hours=each["hours"])
            for each in row.get("sources", ())
        ),
    )
