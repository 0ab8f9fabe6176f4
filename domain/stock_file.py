"""Tables of stock: the rows of a warehouse's file become commands, and stock becomes a table.

A row that cannot be taken is reported, and the rest goes on. An empty cell leaves the field
as it is; a column that nobody knows is left alone, and named. What is written can be read
again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.clock import local_day
from domain.command import decide
from domain.errors import DomainError, PromoboardError, UsageError
from domain.frozen import dataclass
from domain.intake import UnreadableFileError
from domain.intake_file import BadRowError, opened
from domain.intake_flaws import RowError
from domain.intake_values import identity, instant
from domain.money import parse_money, yuan
from domain.stock import Stock, stock_uid
from domain.stock_columns import cells_of
from domain.stock_rules import ImportStock, SetStock, SkuRequiredError
from domain.stock_text import (
    ArrivalError,
    arrivals,
    arrivals_text,
    basis,
    decimal,
    number_text,
    pieces,
    sources,
    sources_text,
)
from domain.text import clean, csv_safe
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

COLUMNS = (
    *("sku", "campaign", "peak", "basis", "factor", "on_hand", "in_transit", "capacity"),
    *("lead_days", "daily", "sold", "on_sale_since", "price", "floor"),
    "sources",
)
"""Of the tables that are written."""

_NOTHING = frozenset(("", "-", "--", "/", "nan", "null", "none", "n/a", "无"))

_READERS: dict[str, Callable[[str], Any]] = {
    "peak": pieces,
    "basis": basis,
    "factor": decimal,
    "on_hand": pieces,
    "capacity": pieces,
    "lead_days": pieces,
    "daily": decimal,
    "sold": pieces,
    "price": partial(parse_money, plain=100),
    "floor": partial(parse_money, plain=100),
    "sources": sources,
}


class DestroyedSkuError(BadRowError):
    """A spreadsheet took the number for one to calculate with."""

    message = N("The SKU {text} was destroyed by a spreadsheet.")


class SecondRowError(BadRowError):
    """Which of the two holds?"""

    message = N("The product {sku} stands in row {first} already.")


class NoSuchCampaignError(BadRowError):
    """Neither a number nor a name of one."""

    message = N("There is no campaign {text}.")


@dataclass(frozen=True, slots=True)
class Report:
    """What becomes of a file. `rows` is the sum of added, changed, unchanged and errors."""

    rows: int
    added: int
    changed: int
    unchanged: int
    errors: tuple[RowError, ...]
    encoding: str
    unread: tuple[str, ...]
    """Columns that nobody knows."""
    command: ImportStock
    """Does it: all that can be taken, in one commit."""

    def plain(self) -> dict[str, Any]:
        """What `stock import --json` prints."""
        return {
            "rows": self.rows,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "errors": [{"row": each.row, "why": each.why} for each in self.errors],
            "encoding": self.encoding,
            "unread_columns": list(self.unread),
        }


def read_stock(
    file: Path | Iterable[bytes],
    board: Board,
    *,
    campaign: int | None,
    zone: tzinfo,
    now: datetime,
    by: int,
) -> Report:
    """Read a table of stock, and say what it would change on the board. Writes nothing.

    Args:
        file: CSV, TSV or JSON lines, or a workbook; where it is, or its bytes.
        campaign: What it is for, where a row does not say.
        zone: Where its days are.
        now: The present moment.
        by: Who imports it.

    Raises:
        NoSkuColumnError, SpreadsheetError: It is no such table.
        UnreadableFileError: The disk said no.
    """
    if isinstance(file, Path):
        try:
            file = (file.read_bytes(),)
        except OSError as error:
            raise UnreadableFileError(file=str(file), why=error.strerror or str(error)) from error
    sheet = opened(file)
    board = replace(board, tentative=True)
    rows, commands, errors = 0, list[SetStock](), list[RowError]()
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    seen, unread = dict[str, int](), dict[str, None]()
    for rows, cells in enumerate(cells_of(sheet, unread), 1):
        try:
            command = _command(cells, board, campaign, zone)
            uid = stock_uid(command.sku, command.campaign)
            if uid in seen:
                raise SecondRowError(sku=command.sku, first=seen[uid])
            change = decide(board, command, now, by)
        except (DomainError, UsageError) as error:
            errors.append(RowError(rows, error))
            continue
        known = board.stock.by_uid(uid) is not None
        counts["added" if not known else "changed" if change else "unchanged"] += 1
        board = board.after(change)
        seen[uid] = rows
        commands.append(command)
    return Report(
        rows,
        **counts,
        errors=tuple(errors),
        encoding=sheet.encoding,
        unread=tuple(unread),
        command=ImportStock(tuple(commands)),
    )


def table(stock: Iterable[Stock]) -> Iterator[tuple[str, ...]]:
    """The rows of a table: the names of its columns first. No cell is a formula."""
    yield COLUMNS
    for each in stock:
        yield tuple(csv_safe(_written(name, getattr(each, name))) for name in COLUMNS)


def _command(
    cells: Mapping[str, str] | PromoboardError, board: Board, campaign: int | None, zone: tzinfo
) -> SetStock:
    if isinstance(cells, PromoboardError):
        raise cells
    said = {
        name: text
        for name, cell in cells.items()
        if (text := _unprotected(cell)).casefold() not in _NOTHING
    }
    sku, destroyed = identity(cells.get("sku", ""))  # knows how exports protect numbers
    if destroyed:
        raise DestroyedSkuError(text=clean(cells["sku"], limit=40, lines=1))
    if not sku:
        raise SkuRequiredError
    values = {name: read(said[name]) for name, read in _READERS.items() if name in said}

    def day(text: str) -> Any:
        at = instant(text, zone)
        if at is None:
            raise ArrivalError(text=clean(text, limit=40, lines=1))
        return local_day(at, zone)

    if "on_sale_since" in said:
        values["on_sale_since"] = day(said["on_sale_since"])
    if "in_transit" in said:
        values["in_transit"] = arrivals(_dated(said["in_transit"], said.get("eta", "")), day)
    if "campaign" in said:
        campaign = _campaign(board, said["campaign"])
    return SetStock(sku, campaign, tuple(values.items()))


def _dated(text: str, eta: str) -> str:
    """What is on its way, where the day stands in a column of its own."""
    if "@" in text:
        return text
    return f"{text}@{eta}" if pieces(text) else ""


def _campaign(board: Board, text: str) -> int:
    match = re.fullmatch(r"(?:C-?)?(\d{1,9})", text, re.IGNORECASE)
    if match is not None and int(match[1]) in board.campaigns:
        return int(match[1])
    for campaign in board.campaigns.values():
        if campaign.name == text:
            return campaign.id
    raise NoSuchCampaignError(text=clean(text, limit=40, lines=1))


def _unprotected(cell: str) -> str:
    """The cell without the apostrophe that kept it from being a formula."""
    bare = cell.strip()
    return bare[1:] if bare[:1] == "'" and csv_safe(bare[1:]) == bare else bare


def _written(name: str, value: Any) -> str:
    if value is None:
        return ""
    match name:
        case "campaign":
            return f"C-{value}"
        case "in_transit":
            return arrivals_text(value)
        case "sources":
            return sources_text(value)
        case "factor" | "daily":
            return number_text(value)
        case "price" | "floor":
            return yuan(value)
    return str(value)
