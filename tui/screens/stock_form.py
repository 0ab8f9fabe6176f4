"""The form of a product's stock, new or edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar

from domain.board import Board
from domain.clock import Clock, zone_named
from domain.command import Command
from domain.due_words import wall_clock
from domain.errors import DomainError, PromoboardError
from domain.money import parse_money, yuan
from domain.stock import BASIS_NAMES, FACTOR, Basis, Stock, stock_uid
from domain.stock_rules import BasisRequiredError, EditStock, SetStock, SkuRequiredError
from domain.stock_text import (
    arrivals,
    arrivals_text,
    decimal,
    number_text,
    pieces,
    sources,
    sources_text,
)
from domain.when import parse_when
from domain.words import N, tr
from tui.screens import pick
from tui.screens.draft import Drafts
from tui.screens.field import Field, Kind, Raw, key, number, text
from tui.screens.form import Form, Submit
from tui.screens.option import Option

_NAMES = ("peak", "basis", "factor", "on_hand", "in_transit", "capacity", "lead_days", "daily",
          "sold", "on_sale_since", "price", "floor", "sources")  # fmt: skip


class StockKnownError(DomainError):
    """One product, one stock: what stands there would be overwritten unseen."""

    message = N("{number} is the stock of {sku} already: edit that one.")


class StockForm(Form):
    """Dismisses with the saved `SetStock` or `EditStock`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        SkuRequiredError: "sku",
        BasisRequiredError: "basis",
    }

    def __init__(
        self,
        board: Board,
        now: Clock,
        *,
        stock: Stock | None = None,
        campaign: int | None = None,
        state: Drafts,
        submit: Submit,
    ) -> None:
        """Plan the stock of a product for `campaign`, or edit `stock`."""
        self._board, self._now, self._stock = board, now, stock
        super().__init__(
            tr("New stock") if stock is None else f"{stock.number} {stock.sku}",
            "stock-new" if stock is None else f"stock-{stock.number}",
            [*(self._which() if stock is None else ()), *_fields(self._day)],
            _new(campaign) if stock is None else _values(stock),
            state=state,
            submit=submit,
            who="" if stock is None else _author(board, stock),
        )

    def _which(self) -> list[Field]:
        board, now = self._board, self._now
        return [
            Field(name="sku", label=tr("SKU"), read=self._sku),
            Field(name="campaign", label=tr("Campaign"), kind=Kind.CHOICE, read=number, write=key,
                  options=lambda: pick.campaigns(board, now()),
                  name_of=lambda each: pick.campaign_name(board, each), optional=True),
        ]  # fmt: skip

    def _sku(self, raw: Raw) -> str:
        sku = text(64)(raw)
        if not sku:
            raise SkuRequiredError
        known = self._board.stock.by_uid(stock_uid(sku, number(self.rows["campaign"].raw)))
        if known is not None:
            raise StockKnownError(number=known.number, sku=sku)
        return sku

    def _day(self, words: str) -> date:
        campaign = self._board.campaigns.get((self._stock.campaign if self._stock else None) or 0)
        zone = campaign.tz if campaign else zone_named(self._board.settings.zone)
        at = parse_when(words, self._now(), zone, has_campaign=False).at
        assert at is not None  # what counts from a campaign was refused
        return wall_clock(at, zone)[0]

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        self._board, before = board, self._stock
        if before is None or self.saving:
            return
        new = self._stock = board.stock[before.id]
        if new is not before:
            self.follow(_values(before), _values(new), _author(board, new))

    def command(self, values: dict[str, Any]) -> Command | None:
        if self._stock is not None:
            edits = self.rows.edits(values)
            return EditStock(self._stock.id, edits) if edits else None
        sku, campaign = values.pop("sku"), values.pop("campaign")
        return SetStock(sku, campaign, tuple(values.items()))


def _new(campaign: int | None) -> dict[str, Any]:
    return dict.fromkeys(_NAMES) | {
        "sku": "", "campaign": campaign, "factor": FACTOR, "on_hand": 0, "capacity": 0,
        "lead_days": 0, "in_transit": (), "sources": (),
    }  # fmt: skip


def _values(stock: Stock) -> dict[str, Any]:
    return {name: getattr(stock, name) for name in _NAMES}


def _author(board: Board, stock: Stock) -> str:
    member = board.members.get(stock.updated_by)
    return member.name if member else "?"


def _maybe(read: Callable[[str], Any], empty: Any, raw: Raw) -> Any:
    return read(str(raw)) if str(raw).strip() else empty


def _fields(day: Callable[[str], date]) -> list[Field]:
    bases = [Option("", tr("not said")), *(Option(b, tr(BASIS_NAMES[b])) for b in Basis)]

    def figure(name: str, label: str, read: Callable[[str], Any], empty: Any = None,
               write: Callable[[Any], str] = str, example: str = "") -> Field:  # fmt: skip
        return Field(
            name=name,
            label=label,
            read=partial(_maybe, read, empty),
            write=lambda value: "" if value is None else write(value),
            placeholder=example,
        )

    money = partial(parse_money, plain=100)
    return [
        figure("peak", tr("Peak"), pieces, example=tr("pieces sold at the historical peak")),
        Field(name="basis", label=tr("Counted over"), kind=Kind.CHOICE,
              read=lambda raw: Basis(raw) if raw else None, write=key, options=lambda: bases,
              optional=True),
        figure("factor", tr("Factor"), decimal, FACTOR, number_text, "1.5"),
        figure("on_hand", tr("On hand"), pieces, 0),
        Field(name="in_transit", label=tr("On the way"), read=lambda raw: arrivals(str(raw), day),
              write=arrivals_text, placeholder="300@2027-06-05; 200@06-12"),
        figure("capacity", tr("A month"), pieces, 0, example=tr("pieces that can be made")),
        figure("lead_days", tr("Lead time, d"), pieces, 0),
        figure("daily", tr("Sold a day"), decimal, write=number_text),
        figure("sold", tr("Sold so far"), pieces),
        figure("on_sale_since", tr("On sale since"), day, example="2027-03-01"),
        figure("price", tr("List price, ¥"), money, write=yuan, example="299"),
        figure("floor", tr("Floor price, ¥"), money, write=yuan, example="219"),
        Field(name="sources", label=tr("Sources"), read=lambda raw: sources(str(raw)),
              write=sources_text, placeholder=tr("name:pieces:hours; name:pieces:hours")),
    ]  # fmt: skip
