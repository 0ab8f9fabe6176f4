"""Tables of stock, from bytes and to rows. No file and no screen are involved."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign_rules import AddCampaign
from domain.errors import UsageError
from domain.stock import Arrival, Basis, Source, Stock
from domain.stock_columns import NoSkuColumnError
from domain.stock_file import Report, read_stock, table
from domain.stock_rules import SetStock
from domain.stock_text import arrivals, basis, decimal, pieces, sources
from tests.domain.desk import NOON, OPS, Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(desk: Desk, text: str | bytes, campaign: int | None = None) -> Report:
    data = text if isinstance(text, bytes) else text.encode()
    return read_stock((data,), desk.board, campaign=campaign, zone=SHANGHAI, now=desk.now, by=OPS)


def imported(desk: Desk, text: str | bytes, campaign: int | None = None) -> Report:
    report = read(desk, text, campaign)
    desk.do(report.command)
    return report


def only(desk: Desk) -> Stock:
    (stock,) = desk.board.stock.values()
    return stock


def written(desk: Desk) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(table(desk.board.stock.values()))
    return out.getvalue()


@pytest.fixture
def planned(desk: Desk) -> Desk:
    opens = NOON + timedelta(days=16)
    desk.do(
        AddCampaign(
            name="618大促",
            d_day=date(2027, 6, 18),
            starts_at=opens,
            ends_at=opens + timedelta(days=3),
            zone="Asia/Shanghai",
        )
    )
    return desk


def test_a_warehouses_table_in_chinese_and_gbk_is_read(planned: Desk) -> None:
    text = (
        "商品编码,大促,历史峰值,峰值口径,备货系数,现有库存,在途,预计到货,月产能,交期,日均销量,紧急货源,备注\n"
        'TEE-A,618大促,"1,200件",单日,1.5,300,200,2027/6/5,900,7天,20,东莞仓:300:24;门店:80:6小时,x\n'
    )

    report = imported(planned, text.encode("gb18030"))

    assert report.plain() == {
        "rows": 1,
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "errors": [],
        "encoding": "gb18030",
        "unread_columns": ["备注"],
    }
    stock = only(planned)
    assert (stock.campaign, stock.peak, stock.basis, stock.factor) == (1, 1200, Basis.DAY, 1.5)
    assert (stock.on_hand, stock.capacity, stock.lead_days, stock.daily) == (300, 900, 7, 20.0)
    assert stock.in_transit == (Arrival(qty=200, eta=date(2027, 6, 5)),)
    assert stock.sources == (
        Source(name="东莞仓", qty=300, hours=24),
        Source(name="门店", qty=80, hours=6),
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",5", "the SKU is missing"),
        ("1.00008E+11,5", "destroyed by a spreadsheet"),
        ("TEE-B,many", "many is no whole number"),
        ("TEE-B,-3", "-3 is no whole number"),
        ("TEE-B,5,300", "how many pieces come when"),
        ("TEE-B,5,300@soon", "soon is no date"),
        ("TEE-B,5,,9", "counted over"),
        ("TEE-B,5,,9,month", "month does not say"),
        ("TEE-B,5,,,,C-9", "no campaign C-9"),
        ("tee-a,7", "stands in row 1 already"),
        ("TEE-B,5,,,,,,,", "taken"),
        ("TEE-B,5,,,,,x", "7 cells"),
    ],
)
def test_a_row_that_cannot_be_taken_stops_no_other(planned: Desk, row: str, why: str) -> None:
    head = "sku,on_hand,in_transit,peak,basis,campaign\n"

    report = imported(planned, f"{head}TEE-A,5\n{row}\nTEE-C,6\n")

    if why == "taken":
        assert (report.added, report.errors) == (3, ())
        return
    assert [each.sku for each in planned.board.stock.values()] == ["TEE-A", "TEE-C"]
    (error,) = report.errors
    assert error.row == 2
    assert why in error.why


def test_an_empty_cell_leaves_the_field_and_the_same_table_changes_nothing(planned: Desk) -> None:
    planned.do(SetStock("TEE-A", 1, (("on_hand", 5), ("capacity", 300))))
    text = "sku,on_hand,capacity\nTEE-A,9,\n"

    assert imported(planned, text, campaign=1).changed == 1
    assert (only(planned).on_hand, only(planned).capacity) == (9, 300)
    assert imported(planned, text, campaign=1).unchanged == 1
    assert only(planned).rev == 2


def test_without_a_column_of_skus_it_is_no_table_of_stock(desk: Desk) -> None:
    with pytest.raises(NoSkuColumnError, match="评价"):
        read(desk, "评价,数量\n好,5\n")


def test_json_lines_are_read(desk: Desk) -> None:
    imported(desk, '{"sku": "TEE-A", "on_hand": 5.0, "daily": null}\n{"sku": "TEE-B"}\n')

    assert [each.on_hand for each in desk.board.stock.values()] == [5, 0]


def test_an_empty_file_has_no_rows(desk: Desk) -> None:
    assert read(desk, "").rows == 0


names = st.text("=+-@'\"a;:,仓 ", min_size=1, max_size=8).filter(
    lambda text: text.strip("'\"` =") and text[0] != "'"  # which is how a cell is kept from harm
)


@given(
    sku=st.from_regex("[=+@-]?[A-Z][A-Z0-9-]{0,8}", fullmatch=True),
    source=names,
    on_hand=st.integers(0, 10**9),
    daily=st.none() | st.floats(0, 10**6).map(lambda number: round(number, 3)),
    days=st.lists(st.dates(date(2027, 1, 1), date(2028, 12, 31)), max_size=3),
)
def test_what_is_written_is_read_again(
    sku: str, source: str, on_hand: int, daily: float | None, days: list[date]
) -> None:
    one, other = Desk(), Desk()
    values = (
        ("on_hand", on_hand),
        ("daily", daily),
        ("in_transit", tuple(Arrival(qty=7, eta=day) for day in days)),
        ("sources", (Source(name=source, qty=3, hours=1),)),
        ("peak", 10),
        ("basis", Basis.WINDOW),
    )
    one.do(SetStock(sku, None, values))

    assert not imported(other, written(one)).errors

    assert only(other) == only(one)


def test_no_cell_of_a_table_is_a_formula(desk: Desk) -> None:
    desk.do(SetStock("=HYPERLINK(1)", None, (("sources", (Source(name="@x", qty=1, hours=1),)),)))

    (_, row) = table(desk.board.stock.values())

    assert (row[0], row[-1]) == ("'=HYPERLINK(1)", "'@x:1:1")


@pytest.mark.parametrize("text", ["", "1.5", "-1", "1,5", "1 2", "一百", "1e3"])
def test_what_is_no_number_of_pieces_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        pieces(text)


def test_numbers_are_read_as_people_write_them() -> None:
    assert [pieces(text) for text in ("1500", "1,500", "１５００件", "1500.0")] == [1500] * 4
    assert [decimal(text) for text in ("1.5", "1.5倍", "2")] == [1.5, 1.5, 2.0]
    assert [basis(text) for text in ("day", "单日", "Window", "全程")] == [
        *(Basis.DAY, Basis.DAY, Basis.WINDOW, Basis.WINDOW)
    ]


@pytest.mark.parametrize("text", ["300", "300@", "@2027-06-05"])
def test_what_does_not_say_how_many_come_when_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        arrivals(text, date.fromisoformat)


@pytest.mark.parametrize("text", ["东莞仓", "东莞仓:300", "东莞仓:x:1"])
def test_what_is_no_source_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        sources(text)
