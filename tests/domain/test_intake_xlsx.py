"""Workbooks become items. Needs openpyxl, which also makes them here."""

from __future__ import annotations

import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from domain.intake_file import SpreadsheetError
from domain.record import iso
from tests.domain.files import items, reading


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, file = Workbook(), BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.create_sheet("说明").append(("review", "这不是评价"))
    book.save(file)
    return file.getvalue()


HEADER = ("订单号", "评价内容", "评分", "评价时间", None)


def test_the_first_sheet_of_a_workbook_is_read() -> None:
    file = reading(
        workbook(
            HEADER,
            (314159, "洗一次\n就起球", 1, datetime.fromisoformat("2027-06-17 20:00:01"), None),
            (None, None, None, None),
            ("00123", "很好", 5.0, date(2027, 6, 17)),
            (12345.0, "一般", "3星", "2027-06-17", "多"),
        )
    )

    found = list(file)

    assert [(item.text, item.rating, item.source) for item in found] == [
        ("洗一次\n就起球", 1, "-:1"),
        ("很好", 5, "-:2"),
        ("一般", 3, "-:3"),
    ]
    assert [iso(item.event_at) for item in found if item.event_at] == [
        "2027-06-17T12:00:01Z",
        "2027-06-16T16:00:00Z",
        "2027-06-16T16:00:00Z",
    ]
    assert (file.encoding, file.done, file.errors) == ("xlsx", 1, [])


def test_a_workbook_and_its_csv_have_the_same_keys() -> None:
    (of_book,) = items(
        workbook(HEADER, (314159, "起球", 1, datetime.fromisoformat("2027-06-17 20:00")))
    )
    (of_text,) = items("订单号,评价内容,评分,评价时间\n314159,起球,1,2027-06-17 20:00\n")

    assert of_book.uid == of_text.uid


def test_an_order_of_which_excel_lost_the_end_is_not_used() -> None:
    file = reading(workbook(HEADER, (3.1415926535897932e18, "起球", 1, None)))

    assert [item.order_key for item in file] == [""]
    assert [flaw.n for flaw in file.flaws] == [1]


def test_a_damaged_workbook_keeps_what_came_before() -> None:
    whole, cut = BytesIO(workbook(("review",), *(("好",),) * 50)), BytesIO()
    with ZipFile(whole) as old, ZipFile(cut, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[:-600] if name.endswith("sheet1.xml") else data)
    file = reading(cut.getvalue())

    assert 0 < len(list(file)) < 50
    assert [error.why for error in file.errors] == [
        "The workbook is damaged here: nothing after this could be read."
    ]


def test_a_zip_file_is_named_for_what_it_is() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("review.csv", "review\n好\n")

    for data in (file.getvalue(), b"PK\x03\x04...", b"\xd0\xcf\x11\xe0 an old workbook"):
        with pytest.raises(SpreadsheetError, match="Save it as CSV"):
            reading(data)


def test_without_the_extra_the_refusal_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(SpreadsheetError, match=r"promoboard\[xlsx\]"):
        reading(workbook(HEADER))
