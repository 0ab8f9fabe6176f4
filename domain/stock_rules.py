"""How stock is noted and changed, and what has to hold of it.

What comes from a warehouse's table is set, whatever stood there; what a person changes on a
form is merged with what colleagues changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, rule
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import Record, touched
from domain.stock import MOST, MOST_DAYS, Arrival, Source, Stock, stock_uid
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class SkuRequiredError(DomainError):
    """Stock of what?"""

    message = N("Say of which product: the SKU is missing.")


class BasisRequiredError(DomainError):
    """Of a day, or of a whole promotion: the difference is tenfold."""

    message = N("Say what the peak of {sku} was counted over: a single day, or a whole promotion.")


class AmountError(DomainError):
    """Nobody has so many, or less than none."""

    message = N("{value} cannot be: it has to be between {least} and {most}.")


class SourceNameError(DomainError):
    """Somebody has to be called at once."""

    message = N("An emergency source needs a name.")


@dataclass(frozen=True, slots=True)
class SetStock(Command):
    """Note what is known of a product's stock: the fields in `values`, whatever stood there.

    The first time makes the record.
    """

    NAME = "stock.set"

    sku: str
    campaign: int | None = None
    values: tuple[tuple[str, Any], ...] = ()
    """Names of fields, among `EDITABLE`, each with its value."""


@dataclass(frozen=True, slots=True)
class ImportStock(Command):
    """Note what a table says: all of it or nothing."""

    NAME = "stock.import"

    rows: tuple[SetStock, ...]


@dataclass(frozen=True, slots=True)
class EditStock(Command):
    """Change fields; `retired` takes the product out of the plan or back."""

    NAME = "stock.edit"

    id: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class AddSource(Command):
    """One more emergency source; one of that name is replaced."""

    NAME = "stock.source"

    id: int
    source: Source


def _number(least: float, most: float, *, optional: bool = False) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value is None and optional:
            return None
        if value is None or not isfinite(value) or not least <= value <= most:
            raise AmountError(value="-" if value is None else value, least=least, most=most)
        return value

    return check


_pieces = _number(0, MOST)
_maybe_pieces = _number(0, MOST, optional=True)
_some = _number(1, MOST)
_hours = _number(0, 24 * MOST_DAYS)


def _in_transit(arrivals: tuple[Arrival, ...]) -> tuple[Arrival, ...]:
    for arrival in arrivals:
        _some(arrival.qty)
    return tuple(sorted(arrivals, key=lambda each: (each.eta, each.qty)))


def _source(source: Source) -> Source:
    # A table lists several in one cell, with semicolons between them.
    name = clean(source.name.replace("；", ";").replace(";", ","), limit=80, lines=1)
    if not name:
        raise SourceNameError
    return replace(source, name=name, qty=_some(source.qty), hours=_hours(source.hours))


def _sources(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    named = {source.name.casefold(): source for source in map(_source, sources)}
    return tuple(named.values())


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "peak": _maybe_pieces,
    "factor": _number(0.01, 100),
    "on_hand": _pieces,
    "in_transit": _in_transit,
    "capacity": _pieces,
    "lead_days": _number(0, MOST_DAYS),
    "daily": _number(0, MOST, optional=True),
    "sold": _maybe_pieces,
    "sources": _sources,
    "price": _number(1, MOST, optional=True),
    "floor": _number(1, MOST, optional=True),
}
"""What makes the value of a field fit to be stored; a field without one is stored as it is."""

EDITABLE = (*_CHECKS, "basis", "on_sale_since", "retired")
"""The fields that can be set. Product and campaign say which stock it is, and never change."""


def _checked(name: str, value: Any) -> Any:
    check = _CHECKS.get(name)
    return value if check is None else check(value)


def _sound(stock: Stock) -> Stock:
    if stock.peak is not None and stock.basis is None:
        raise BasisRequiredError(sku=stock.sku)
    return stock


@rule(SetStock)
def set_stock(board: Board, command: SetStock, at: datetime, by: int) -> Change:
    """The stock with these values, made where there is none; done already when it has them."""
    sku = clean(command.sku, limit=64, lines=1)
    if not sku:
        raise SkuRequiredError
    campaign = command.campaign
    if campaign is not None:
        board.campaigns.require(campaign)
    values = {name: _checked(name, value) for name, value in command.values}
    uid = stock_uid(sku, campaign)
    known = board.stock.by_uid(uid)
    if known is not None:
        values = {name: value for name, value in values.items() if getattr(known, name) != value}
        return Change((_sound(touched(known, at, by, **values)),)) if values else Change()
    stock = Stock(
        id=board.next_id(Stock),
        uid=uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        sku=sku,
        campaign=campaign,
        **values,
    )
    return Change((_sound(stock),))


@rule(ImportStock)
def import_stock(board: Board, command: ImportStock, at: datetime, by: int) -> Change:
    """Set one after another."""
    puts: dict[int, Record] = {}
    for row in command.rows:
        change = set_stock(board, row, at, by)
        board = board.after(change)
        puts.update((record.id, record) for record in change.puts)
    return Change(tuple(puts.values()))


@rule(EditStock)
def edit_stock(board: Board, command: EditStock, at: datetime, by: int) -> Change:
    """Change what differs."""
    stock = board.stock.require(command.id)
    edits = tuple(Edit(e.field, e.before, _checked(e.field, e.after)) for e in command.edits)
    values = merge(board, stock, edits)
    return Change((_sound(touched(stock, at, by, **values)),)) if values else Change()


@rule(AddSource)
def add_source(board: Board, command: AddSource, at: datetime, by: int) -> Change:
    """Add the source, or note what is new of it; done already when it is there."""
    stock = board.stock.require(command.id)
    sources = _sources((*stock.sources, command.source))
    if sources == stock.sources:
        return Change()
    return Change((touched(stock, at, by, sources=sources),))
