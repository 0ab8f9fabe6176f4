"""Noting and changing the stock of products."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from domain.campaign import Campaign
from domain.edit import Edit
from domain.errors import UsageError
from domain.money import parse_money
from domain.stock import Source, Stock, stock_uid
from domain.stock_rules import AddSource, EditStock, SetStock
from domain.stock_text import arrivals, basis, decimal, pieces
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.show import say, say_json
from tui.cli.stock_objects import stock_object
from tui.session import Session

_READERS: dict[str, Callable[[str], Any]] = {
    "peak": pieces,
    "basis": basis,
    "factor": decimal,
    "on_hand": pieces,
    "capacity": pieces,
    "lead_days": pieces,
    "daily": decimal,
    "sold": pieces,
    "price": parse_money,
    "floor": parse_money,
}


class SourceFiguresError(UsageError):
    """Whoever is called in an emergency has to know."""

    message = N("Say how many pieces {name} can send, and how fast: --qty 300 --hours 24.")


def set_(session: Session, given: Namespace) -> int:
    """Note what is known of a product, for a campaign or for none."""
    campaign = given.campaign and values.number(Campaign, given.campaign)
    fields = _fields(session, given, campaign)
    act(session, SetStock(given.sku, campaign, tuple(fields.items())))
    stock = session.service.board.stock.by_uid(stock_uid(given.sku, campaign))
    assert stock is not None  # it was set a moment ago
    return _told(session, given, stock.id, tr("noted"))


def edit(session: Session, given: Namespace) -> int:
    """Change the fields that are given."""
    stock = find(session, given.id)
    fields = _fields(session, given, stock.campaign)
    if given.retired is not None:
        fields["retired"] = given.retired
    edits = tuple(Edit(name, getattr(stock, name), value) for name, value in fields.items())
    act(session, EditStock(stock.id, edits))
    return _told(session, given, stock.id, tr("changed"))


def source(session: Session, given: Namespace) -> int:
    """Name an emergency source, or take one away."""
    stock = find(session, given.id)
    if given.remove:
        kept = tuple(each for each in stock.sources if each.name != given.name)
        act(session, EditStock(stock.id, (Edit("sources", stock.sources, kept),)))
        return _told(session, given, stock.id, tr("changed"))
    if given.qty is None or given.hours is None:
        raise SourceFiguresError(name=given.name)
    found = Source(name=given.name, qty=pieces(given.qty), hours=pieces(given.hours))
    act(session, AddSource(stock.id, found))
    return _told(session, given, stock.id, tr("noted"))


def find(session: Session, text: str) -> Stock:
    """The stock that people mean by `K-1`.

    Raises:
        NumberError: It is no number.
        UnknownRecordError: There is none.
    """
    return session.service.board.stock.require(values.number(Stock, text))


def _fields(session: Session, given: Namespace, campaign: int | None) -> dict[str, Any]:
    """The fields that are given, with their values."""
    now, zone = session.clock(), values.zone(session.service.board, campaign)
    fields: dict[str, Any] = {}
    for name, read in _READERS.items():
        text = getattr(given, name)
        if text is not None:
            said = values.emptied(text)
            fields[name] = _EMPTY.get(name) if said is None else read(said)
    if given.in_transit is not None:
        texts = [text for text in given.in_transit if values.emptied(text)]
        fields["in_transit"] = arrivals(";".join(texts), lambda text: values.day(text, now, zone))
    if given.on_sale_since is not None:
        said = values.emptied(given.on_sale_since)
        fields["on_sale_since"] = None if said is None else values.day(said, now, zone)
    return fields


_EMPTY = {"on_hand": 0, "capacity": 0, "lead_days": 0}
"""What a field holds when it is emptied, unless that is nothing at all."""


def _told(session: Session, given: Namespace, number: int, what: str) -> int:
    stock = session.service.board.stock[number]
    if given.json:
        say_json(stock_object(stock))
    else:
        say(f"{stock.number} {stock.sku}: {what}")
    return 0
