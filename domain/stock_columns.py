"""Which column of a table of stock holds what, by the names that warehouses give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from domain.intake_columns import IntakeError, bare_names
from domain.intake_file import BadRowError, Sheet
from domain.intake_flaws import CellCountError
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.intake_xlsx import Workbook

_ALIASES = {
    "sku": "sku skuid sku编码 商品编码 商品编号 商品id 货号 款号",
    "campaign": "campaign 大促 活动 大促编号",
    "peak": "peak 历史峰值 峰值 峰值销量 historicalpeak",
    "basis": "basis 峰值口径 口径 peakbasis",
    "factor": "factor 备货系数 系数",
    "on_hand": "onhand 现有库存 可售库存 现货库存 现货 现有 在库 库存 库存数量 stock",
    "in_transit": "intransit 在途 在途库存 在途数量",
    "eta": "eta 预计到货 预计到货日 到货日期 到货时间 到货日",
    "capacity": "capacity 月产能 产能",
    "lead_days": "leaddays leadtime 交期 生产周期 备货周期",
    "daily": "daily dailyunits 日均销量 日均 日销",
    "sold": "sold 已售 累计销量 销量",
    "on_sale_since": "onsalesince 上架日期 上架时间 上新日期",
    "price": "price listprice 吊牌价 售价 标价 原价 日常价",
    "floor": "floor floorprice 底价 最低价 最低售价",
    "sources": "sources 紧急调货 紧急货源 备用货源",
}
"""By field: what its column may be called, without spaces and punctuation."""
_FIELDS = {name: field for field, names in _ALIASES.items() for name in names.split()}


class NoSkuColumnError(IntakeError):
    """Stock of what?"""

    message = N(
        "No column holds the SKU. The columns here are: {headers}. One has to be called one "
        "of: {aliases}."
    )


def cells_of(
    sheet: Sheet | Workbook, unread: dict[str, None]
) -> Iterator[Mapping[str, str] | BadRowError]:
    """For each row of data what it says of each field, or why nobody can tell.

    Args:
        sheet: The table.
        unread: Gets the names of columns that nobody knows, in their order.

    Raises:
        NoSkuColumnError: It is no table of stock.
    """
    fields: list[str | None] | None = None
    for row in sheet.rows():
        if row is None:
            continue
        if isinstance(row, BadRowError):
            yield row
        elif isinstance(row, dict):
            names = _known(tuple(row))
            unread.update(_unread(tuple(row), names))
            values = zip(names, row.values(), strict=True)
            yield {name: str(value) for name, value in values if name and value is not None}
        elif fields is None:
            fields = _header(row)
            unread.update(_unread(row, fields))
        elif any(map(str.strip, row[len(fields) :])):
            yield CellCountError(cells=len(row), columns=len(fields))
        else:
            yield {name: cell for name, cell in zip(fields, row, strict=False) if name}


def _header(row: Sequence[str]) -> list[str | None]:
    fields = _known(row)
    if "sku" not in fields:
        headers = clean(", ".join(row[:30]), limit=300, lines=1) or "-"
        aliases = ", ".join(_ALIASES["sku"].split())
        raise NoSkuColumnError(headers=headers, aliases=aliases)
    return fields


def _unread(headers: Sequence[str], fields: Sequence[str | None]) -> dict[str, None]:
    names = (name for name, field in zip(headers, fields, strict=True) if field is None)
    return dict.fromkeys(filter(None, (clean(name, limit=40, lines=1) for name in names)))


def _known(headers: Sequence[str]) -> list[str | None]:
    """The field of each column; None for one that nobody knows, or that stands there twice."""
    found = list[str | None]()
    for name in bare_names(headers):
        field = _FIELDS.get(name)
        found.append(None if field in found else field)
    return found
