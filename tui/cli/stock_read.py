"""Listing stock, and what follows from it."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Iterable

from domain.board import Board
from domain.campaign import Campaign
from domain.stock import BASIS_NAMES, RISK_NAMES, Stock, StockPlan, plan_of
from domain.stock_file import table
from domain.stock_text import arrivals_text, number_text, sources_text
from domain.words import tr
from tui.cli import values
from tui.cli.show import say, say_json, say_rows
from tui.cli.stock_objects import plan_object, stock_object
from tui.session import Session


def list_(session: Session, given: Namespace) -> int:
    """Print what is known."""
    found = _found(session.service.board, given, retired=given.all)
    if given.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows(table(found))
    elif given.json:
        say_json([stock_object(each) for each in found])
    elif found:
        say_rows([_head(), *(_row(each) for each in found)])
    else:
        _say_none()
    return 0


def plan(session: Session, given: Namespace) -> int:
    """Print what is needed, what there will be, and what is wrong."""
    board, now = session.service.board, session.clock()
    given.campaign = given.campaign or given.of
    plans = [plan_of(board, each, now) for each in _found(board, given, retired=False)]
    if given.json:
        say_json([plan_object(each) for each in plans])
    elif plans:
        say_rows([_plan_head(), *(_plan_row(each) for each in plans)])
        _say_sources(plans)
    else:
        _say_none()
    return 0


def _found(board: Board, given: Namespace, *, retired: bool) -> list[Stock]:
    """What is asked for, by campaign and SKU."""
    campaign = given.campaign and values.number(Campaign, given.campaign)
    if campaign is not None:
        board.campaigns.require(campaign)
    kept = (
        each
        for each in board.stock.values()
        if campaign in (None, each.campaign) and (retired or not each.retired)
    )
    return sorted(kept, key=lambda each: (each.campaign or 0, each.sku))


def _say_none() -> None:
    say(tr("No stock is known yet: `promoboard stock import FILE` reads a table."))


def _head() -> tuple[str, ...]:
    return (
        "",
        tr("SKU"),
        tr("Campaign"),
        tr("Peak"),
        tr("On hand"),
        tr("A month"),
        tr("Lead time"),
        tr("A day"),
        tr("On the way"),
    )


def _row(stock: Stock) -> tuple[str, ...]:
    notes = [arrivals_text(stock.in_transit)] if stock.in_transit else []
    notes += [tr("not planned for")] if stock.retired else []
    return (
        stock.number,
        stock.sku,
        f"C-{stock.campaign}" if stock.campaign else "-",
        "-" if stock.peak is None else str(stock.peak),
        str(stock.on_hand),
        str(stock.capacity),
        tr("{n} d", n=stock.lead_days),
        "-" if stock.daily is None else number_text(stock.daily),
        " | ".join(notes),
    )


def _plan_head() -> tuple[str, ...]:
    return (
        "",
        tr("SKU"),
        tr("Target"),
        tr("Available"),
        tr("By"),
        tr("Missing"),
        tr("Cover"),
        tr("Notes"),
    )


def _plan_row(plan: StockPlan) -> tuple[str, ...]:
    stock = plan.stock
    notes = [tr(RISK_NAMES[risk]) for risk in plan.risks]
    if stock.peak is not None and stock.basis is not None:
        basis, factor = tr(BASIS_NAMES[stock.basis]), number_text(stock.factor)
        notes.append(f"{factor} x {stock.peak} ({basis})")
    return (
        stock.number,
        stock.sku,
        tr("no peak") if plan.target is None else str(plan.target),
        str(plan.available),
        str(plan.by),
        "-" if not plan.gap else str(plan.gap),
        _cover(plan),
        " | ".join(notes),
    )


def _cover(plan: StockPlan) -> str:
    if plan.cover is None:
        return "-"
    if plan.cover.unlimited:
        return tr("no limit")
    return tr("{n} d", n=int(plan.cover.days))


def _say_sources(plans: Iterable[StockPlan]) -> None:
    rows = [("", each.stock.sku, sources_text(each.stock.sources)) for each in plans]
    rows = [row for row in rows if row[-1]]
    if rows:
        say(tr("Emergency transfer") + ":")
        say_rows(rows)
