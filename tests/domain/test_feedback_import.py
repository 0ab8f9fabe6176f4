"""Which rows are the same, and that each arrives once: a real store with two sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from domain.feedback_import import import_feedback, importing
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store, create
from domain.team import AddMember
from tests.domain.desk import NOON
from tests.domain.files import keys, reading


def test_two_strangers_who_say_the_same_are_two() -> None:
    assert len(set(keys("review\n好评\n好评\n好评\n"))) == 3
    assert len(set(keys("买家昵称,review\n匿名用户,好评\nt**3,好评\n"))) == 2


def test_a_longer_export_of_the_same_data_overlaps() -> None:
    short = keys("sku,review,time\nA,好评,2027-06-01\nA,好评,2027-06-01\nB,好评,\n")
    longer = keys(
        "review,sku,time,likes\n很好,A,2027-06-02,1\n好评,A,2027/6/1,0\n好评&nbsp;,B,,0\n"
        "好评,A,2027-06-01,3\n好评,A,2027-06-01,3\n"
    )

    assert set(short) < set(longer)
    assert len(set(longer)) == 5


def test_one_order_says_one_thing_once() -> None:
    rows = "订单号,平台,sku,评价内容,评价时间\n"
    one = "1,淘宝,A,不错,2027-06-01\n"

    same = keys(f"{rows}{one}{one}")
    others = keys(
        f"{rows}2,淘宝,A,不错,2027-06-01\n1,京东,A,不错,2027-06-01\n1,淘宝,B,不错,2027-06-01\n"
        "1,淘宝,A,不行,2027-06-01\n1,淘宝,A,不错,2027-06-02\n1,淘宝,A,不错,\n"
    )

    assert len(set(same)) == 1
    assert len({*same, *others}) == 7
    assert keys(rows + one) == keys(rows + one)
    assert keys(rows + one) != keys(rows + one, salt="other")


def test_what_a_buyer_adds_later_is_news() -> None:
    before, after = "订单号,评价,追评\n1,好,\n", "订单号,评价,追评\n1,好,一周后起球\n"

    assert keys(before) != keys(after)


def test_numbers_that_a_spreadsheet_destroyed_are_no_keys() -> None:
    file = reading("order,sku,text\n1.00008E+11,TEE-A,好\n1.00008E+11,2e+12,好\n")

    found = list(file)

    assert [(item.order_key, item.sku) for item in found] == [("", "TEE-A"), ("", "")]
    assert [flaw.why for flaw in file.flaws] == [
        "3 numbers were destroyed by a spreadsheet (such as 1.0E+11) and are not used."
    ]


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[tuple[BoardService, BoardService]]:
    """Two members on one workspace."""
    folder = tmp_path / "board"
    folder.mkdir()
    create(folder)
    with ExitStack() as stack:
        both = []
        for member in (1, 2):
            service = BoardService(Store(folder), TeamSettings(), lambda: NOON, Actor(member))
            stack.callback(service.close)
            both.append(service)
        both[0].execute(AddMember("李华", ("ops",)))
        both[0].execute(AddMember("周敏", ("cs",)))
        yield both[0], both[1]


def many(count: int) -> str:
    return "cat,review\n" + "".join(f"衣服,第{n // 2}条\n" for n in range(count)) + "衣服,\n"


def test_every_row_arrives_once_however_often_the_file_is_imported(sessions) -> None:
    mine, theirs = sessions

    dry = import_feedback(mine, reading(many(120)), dry_run=True, chunk=50)
    first = import_feedback(mine, reading(many(120)), chunk=50)
    theirs.refresh()
    second = import_feedback(theirs, reading(many(130)), chunk=50)

    assert first.plain() == {
        "rows": 121,
        "imported": 120,
        "duplicates": 0,
        "errors": [{"row": 121, "why": "There are no words in this row."}],
        "encoding": "utf-8",
    }
    assert dry.plain() == first.plain()
    assert (second.imported, second.duplicates) == (10, 120)
    assert len(theirs.board.feedback) == 130


def test_two_colleagues_who_import_one_file_at_one_moment_double_nothing(sessions) -> None:
    runs = [importing(service, reading(many(100)), chunk=10) for service in sessions]
    reports = [report for pair in zip(*runs, strict=True) for report in pair]

    for service in sessions:
        service.refresh()
        assert len(service.board.feedback) == 100
    assert [report.imported + report.duplicates for report in reports[-2:]] == [100, 100]
    assert sum(report.imported for report in reports[-2:]) == 100


def test_an_import_that_is_cancelled_keeps_what_it_has_and_can_go_on(sessions) -> None:
    mine, _ = sessions

    report = next(importing(mine, reading(many(100)), chunk=30))
    assert (report.imported, report.rows) == (30, 30)
    assert 0 < report.done <= 1

    rest = import_feedback(mine, reading(many(100)), chunk=30)
    assert (rest.imported, rest.duplicates) == (70, 30)
