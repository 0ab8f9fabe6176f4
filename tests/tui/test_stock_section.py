"""备货 in view 3: figures with their formulas, forms, tables in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.stock import Arrival, Basis, Source, Stock
from domain.stock_rules import SetStock
from tests.tui.conftest import SUPPLY, Office, said, settle, shown
from tests.tui.forms import campaign, fill, save
from tests.tui.test_mechanics_section import finished, form, opened


def planned(office: Office) -> None:
    """1200 at the best day: 1800 are needed, and 300 + 200 + 300 will be there."""
    campaign(office)
    values = (
        ("peak", 1200), ("basis", Basis.DAY), ("on_hand", 300), ("capacity", 900),
        ("lead_days", 7), ("daily", 20.0),
        ("in_transit", (Arrival(qty=200, eta=date(2027, 6, 5)),)),
    )  # fmt: skip
    office.do(SetStock("TEE-A", 1, values), by=SUPPLY)


def stock(office: Office, number: int = 1) -> Stock:
    return office.board.stock[number]


async def test_every_figure_stands_with_its_formula(office: Office) -> None:
    planned(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "stock", "K-1")
        text = "\n".join(shown(app))

    assert "1800 = 1.5 x 1200 (best single day), rounded up" in text
    assert "800 = 300 + 200 + 300" in text
    assert "300 made: 900 a month / 30 x (17 d - 7 d lead time)" in text
    assert "1000 = 1800 - 800 !" in text
    assert "15 d = 300 / 20" in text
    assert "Stock !1" in text
    assert "none yet: a names one" in text


async def test_a_product_is_planned_and_changed(office: Office) -> None:
    planned(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "stock")
        await pilot.press("n")
        await pilot.pause()
        fill(form(app), {"sku": "tee-a", "peak": "1,500件"})
        await save(pilot)
        known = "\n".join(shown(app))
        form(app).rows["sku"].raw = "SOCK-B"
        await save(pilot)
        basis = form(app).rows.here()
        fill(form(app), {"basis": "window", "in_transit": "300@06-05", "price": "19.9"})
        await save(pilot)
        new = stock(office, 2)
        await pilot.press("e")
        await pilot.pause()
        form(app).rows["on_hand"].raw = "2500"
        await save(pilot)

    assert "K-1 is the stock of tee-a already" in known
    assert basis is not None
    assert basis.field.name == "basis"
    assert (new.sku, new.campaign, new.peak, new.basis) == ("SOCK-B", 1, 1500, Basis.WINDOW)
    assert new.in_transit == (Arrival(qty=300, eta=date(2027, 6, 5)),)
    assert new.price == 1990
    assert stock(office, 2).on_hand == 2500


async def test_a_source_is_named_and_a_product_retired(office: Office) -> None:
    planned(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "stock", "K-1")
        await pilot.press("a")
        await pilot.pause()
        fill(form(app), {"name": "东莞仓", "qty": "300", "hours": "24小时"})
        await save(pilot)
        await pilot.press("x")
        await settle(pilot)

    assert stock(office).sources == (Source(name="东莞仓", qty=300, hours=24),)
    assert stock(office).retired


async def test_a_table_is_written_and_read_again_after_a_look(
    office: Office, tmp_path: Path
) -> None:
    planned(office)
    app = office.app(SUPPLY)
    file = tmp_path / "out.csv"
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "stock", "K-1")
        for _ in range(2):
            await pilot.press("o", *["backspace"] * 30, *str(file), "enter")
            await pilot.pause()
        twice, written = said(app), file.read_text(encoding="utf-8-sig")
        file.write_text(f"{written}SOCK-B,C-1,,,,40\nTEE-B,,,,,many\n".replace(",300,", ",450,", 1))
        await pilot.press("f", *str(file), "enter")
        await finished(app, "import")
        await pilot.pause()
        asked = "\n".join(shown(app))
        unwritten = len(office.board.stock)
        await pilot.press("enter")
        await settle(pilot)

    assert written.startswith("sku,campaign,peak")
    assert "is there already: nothing was written" in twice
    assert "Rows 3 | added 1 | changed 1 | unchanged 0 | errors 1" in asked
    assert "Row 3: many is no whole number" in asked
    assert unwritten == 1
    assert (stock(office).on_hand, stock(office, 2).on_hand) == (450, 40)


@pytest.mark.parametrize("name", ["nowhere.csv", "~nobody/x"])
async def test_a_file_that_cannot_be_read_is_one_sentence(office: Office, name: str) -> None:
    planned(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "stock")
        await pilot.press("f", *name, "enter")
        await finished(app, "import")
        await pilot.pause()

        assert name.split("/")[-1] in said(app)
