"""The stock of a product in words: one line of a table, and every figure with its formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from domain.board import Board
from domain.clock import local_day
from domain.money import yuan
from domain.stock import (
    BASIS_NAMES,
    MONTH,
    RISK_NAMES,
    SLOW_COVER,
    SLOW_SOLD,
    Risk,
    Stock,
    StockPlan,
    plan_of,
    sell_through,
)
from domain.stock_text import number_text
from domain.text import cells, fit, pad
from domain.words import tr

_SKU, _FIGURE = 14, 8
"""Cells of the first column, and of a figure."""
_LABEL = 12


def stock_head(width: int) -> str:
    """The names of the columns."""
    names = (tr("Target"), tr("Have"), tr("Missing"), tr("Cover"))
    return _columns(tr("SKU"), names, tr("Notes"), width)


def stock_row(plan: StockPlan, width: int) -> str:
    """What is needed, what there will be, what is missing, how long it lasts, what is wrong."""
    stock = plan.stock
    notes = [f"{tr(RISK_NAMES[risk])} !" for risk in plan.risks]
    if plan.target is None:
        notes.append(tr("no peak") + " ?")
    elif plan.gap:
        notes.append(tr("short") + " !")
    else:
        notes.append(tr("enough"))
    if not stock.sources:
        notes.append(tr("no source"))
    figures = (
        "-" if plan.target is None else str(plan.target),
        str(plan.available),
        str(plan.gap) if plan.gap else "-",
        cover_words(plan),
    )
    return _columns(stock.sku, figures, ", ".join(notes), width)


def stock_look(plan: StockPlan) -> str:
    """How its line looks; what that means stands in the line as well."""
    if plan.gap or Risk.SOLD_OUT in plan.risks or Risk.STOCK_OUT in plan.risks:
        return "late"
    return "warn" if plan.target is None or plan.risks else "title"


def cover_words(plan: StockPlan) -> str:
    """How long what is on hand lasts."""
    if plan.cover is None:
        return "-"
    if plan.cover.unlimited:
        return tr("no limit")
    return tr("{n} d", n=int(plan.cover.days))


def stock_page(board: Board, stock: Stock, now: datetime, zone: tzinfo) -> str:
    """All there is to say about it."""
    plan = plan_of(board, stock, now)
    today = local_day(now, zone)
    parts = (
        (f"{stock.number} {stock.sku}",),
        _need(plan),
        _have(plan, (plan.by - today).days),
        _lasts(plan),
        _prices(stock),
        _sources(stock),
    )
    return "\n\n".join(filter(None, ("\n".join(part) for part in parts)))


def _need(plan: StockPlan) -> Iterator[str]:
    stock = plan.stock
    if plan.target is None or stock.basis is None:
        yield _line(tr("Target"), tr("nobody has said the peak"))
        return
    formula = f"{number_text(stock.factor)} x {stock.peak} ({tr(BASIS_NAMES[stock.basis])})"
    rounded = tr("{n} = {formula}, rounded up", n=plan.target, formula=formula)
    yield _line(tr("Target"), rounded)


def _have(plan: StockPlan, days: int) -> Iterator[str]:
    """Three sums that make up what there will be, and what is missing of the target."""
    stock = plan.stock
    arriving = [each for each in stock.in_transit if each.eta <= plan.by]
    later = [each for each in stock.in_transit if each.eta > plan.by]
    coming = sum(each.qty for each in arriving)
    making = max(0, days - stock.lead_days)
    made = stock.capacity * making // MONTH
    yield _line(
        tr("By {day}", day=f"{plan.by:%m-%d}"),
        f"{plan.available} = {stock.on_hand} + {coming} + {made}",
    )
    yield _line("", tr("{n} on hand", n=stock.on_hand))
    said = ", ".join(f"{each.qty} @ {each.eta:%m-%d}" for each in arriving)
    yield _line("", tr("{n} on the way", n=coming) + (f": {said}" if said else ""))
    yield _line(
        "",
        tr(
            "{made} made: {capacity} a month / 30 x ({days} d - {lead} d lead time)",
            made=made,
            capacity=stock.capacity,
            days=max(0, days),
            lead=stock.lead_days,
        ),
    )
    if later:
        said = ", ".join(f"{each.qty} @ {each.eta:%m-%d}" for each in later)
        yield _line("", tr("too late: {arrivals}", arrivals=said))
    if plan.target is None:
        return
    if plan.gap:
        missing = f"{plan.gap} = {plan.target} - {plan.available} !"
        yield _line(tr("Missing"), missing)
    else:
        yield _line(tr("Missing"), tr("nothing: {n} to spare", n=plan.available - plan.target))


def _lasts(plan: StockPlan) -> Iterator[str]:
    stock = plan.stock
    if plan.cover is None or plan.cover.unlimited or stock.daily is None:
        yield _line(tr("Cover"), cover_words(plan))
    else:
        daily = number_text(stock.daily)
        yield _line(tr("Cover"), f"{cover_words(plan)} = {stock.on_hand} / {daily}")
    share = sell_through(stock)
    if share is not None:
        yield _line(tr("Sold"), f"{share:.0%} = {stock.sold} / ({stock.sold} + {stock.on_hand})")
    for risk in plan.risks:
        yield _line(tr(RISK_NAMES[risk]) + " !", _why(plan, risk))


def _why(plan: StockPlan, risk: Risk) -> str:
    match risk:
        case Risk.SOLD_OUT:
            return tr("nothing is on hand")
        case Risk.STOCK_OUT:
            lead = plan.stock.lead_days
            return tr("it lasts shorter than an order takes: {n} d", n=lead)
        case Risk.SLOW_MOVER:
            return tr(
                "it lasts longer than {n} d, and less than {share} is sold",
                n=SLOW_COVER,
                share=f"{SLOW_SOLD:.0%}",
            )


def _prices(stock: Stock) -> Iterator[str]:
    if stock.price is not None:
        yield _line(tr("List price"), f"¥{yuan(stock.price)}")
    if stock.floor is not None:
        yield _line(tr("Floor price"), f"¥{yuan(stock.floor)}")


def _sources(stock: Stock) -> Iterator[str]:
    """Who can be called at once, the quickest first."""
    yield tr("Emergency sources") + ":"
    for each in sorted(stock.sources, key=lambda one: one.hours):
        pieces = tr("{n} pieces within {hours} h", n=each.qty, hours=each.hours)
        yield f"  {each.name}: {pieces}"
    if not stock.sources:
        yield "  " + tr("none yet: a names one; the gate waits for at least one")


def _columns(first: str, figures: tuple[str, ...], notes: str, width: int) -> str:
    """Figures to the right, whose columns are as wide in every row."""
    line = pad(fit(first, _SKU), _SKU)
    line += "".join(" " * max(1, _FIGURE - cells(each)) + each for each in figures)
    return fit(f"{line}  {notes}", width)


def _line(label: str, text: str) -> str:
    return f"{pad(label, _LABEL)} {text}"
