"""Stock and what follows from it as JSON objects, on the terms of `objects.py`."""

from __future__ import annotations

from domain.stock import Source, Stock, StockPlan
from tui.cli.objects import Object, number_json, stamps


def stock_object(stock: Stock) -> Object:
    """What is known of the stock of a product."""
    return {
        "id": stock.number,
        "sku": stock.sku,
        "campaign": number_json("C", stock.campaign),
        "peak": stock.peak,
        "basis": stock.basis,
        "factor": stock.factor,
        "on_hand": stock.on_hand,
        "in_transit": [{"qty": each.qty, "eta": each.eta.isoformat()} for each in stock.in_transit],
        "capacity": stock.capacity,
        "lead_days": stock.lead_days,
        "daily": stock.daily,
        "sold": stock.sold,
        "on_sale_since": stock.on_sale_since and stock.on_sale_since.isoformat(),
        "price": stock.price,
        "floor": stock.floor,
        "sources": [_source(each) for each in stock.sources],
        "retired": stock.retired,
        **stamps(stock),
    }


def plan_object(plan: StockPlan) -> Object:
    """What is needed, what there will be, and what is wrong.

    `cover_days` is null where it is not known and where it has no limit: `cover_unlimited`
    tells the two apart.
    """
    stock, cover = plan.stock, plan.cover
    unlimited = cover is not None and cover.unlimited
    return {
        "id": stock.number,
        "sku": stock.sku,
        "campaign": number_json("C", stock.campaign),
        "by": plan.by.isoformat(),
        "peak": stock.peak,
        "basis": stock.basis,
        "factor": stock.factor,
        "target": plan.target,
        "available": plan.available,
        "gap": plan.gap,
        "enough": plan.enough,
        "cover_days": None if cover is None or unlimited else cover.days,
        "cover_unlimited": unlimited,
        "flags": list(plan.risks),
        "sources": [_source(each) for each in stock.sources],
    }


def _source(source: Source) -> Object:
    return {"name": source.name, "qty": source.qty, "hours": source.hours}
