"""What arrives bit by bit: committed when it pauses. A real store; blocks in place of a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from domain.feedback import FeedbackItem
from domain.feedback_import import Report, importing
from domain.intake import Reading, read_feedback
from domain.intake_file import opened
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store, create
from domain.team import AddMember
from tests.domain.desk import NOON
from tests.domain.files import SHANGHAI

PAUSE = b""


def streamed(blocks: Iterable[bytes]) -> Reading:
    return read_feedback(blocks, zone=SHANGHAI, salt="salt", now=NOON)


def portions(*blocks: bytes, size: int = 500) -> list[list[str]]:
    """What would be committed together."""
    return [[item.text for item in items] for items in streamed(blocks).portions(size)]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[BoardService]:
    create(tmp_path)
    service = BoardService(Store(tmp_path), TeamSettings(), lambda: NOON, Actor(1))
    service.execute(AddMember("李华", ("ops",)))
    yield service
    service.close()


def test_rows_are_on_the_board_before_the_stream_goes_on(
    service: BoardService, tmp_path: Path
) -> None:
    colleague = BoardService(Store(tmp_path), TeamSettings(), lambda: NOON, None)
    seen = []

    def look() -> None:
        colleague.refresh()
        seen.append(len(colleague.board.feedback))

    def blocks() -> Iterator[bytes]:
        yield '{"text": "起球"}\n{"text": "掉'.encode()
        yield PAUSE
        look()
        yield '色"}\n'.encode()
        look()
        yield PAUSE
        look()
        yield PAUSE
        yield '{"text": "太薄"}'.encode()

    *_, report = importing(service, streamed(blocks()))

    assert seen == [1, 1, 2]
    assert (report.rows, report.imported, report.done) == (3, 3, 1)
    assert len(service.board.feedback) == 3
    colleague.close()


def test_a_stream_that_never_pauses_is_committed_by_portions() -> None:
    rows = [f"第{n}条\n".encode() for n in range(7)]

    assert [len(portion) for portion in portions(b"review\n", *rows, size=3)] == [3, 3, 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_stream_may_be_cut_anywhere(encoding: str) -> None:
    data = 'sku,review\r\nA,"洗一次\r\n就起球"\r\nB,掉色㐂𠮷\r\n'.encode(encoding)
    whole = [item.text for item in streamed([data])]

    for at in range(len(data) + 1):
        assert [item.text for item in streamed([data[:at], data[at:]])] == whole
    assert [item.text for item in streamed(data[i : i + 1] for i in range(len(data)))] == whole
    assert whole == ["洗一次\n就起球", "掉色㐂𠮷"]


def test_the_first_foreign_letters_decide_the_encoding() -> None:
    reading = streamed([b"sku,review\n", PAUSE, b"A,ok\n", PAUSE, "B,起球掉色\n".encode("gb18030")])

    assert reading.encoding == "utf-8"
    assert [item.text for item in reading] == ["ok", "起球掉色"]
    assert reading.encoding == "gb18030"


def test_an_open_quotation_mark_does_not_hold_up_what_came_before() -> None:
    assert portions("review\n好\n".encode(), '"洗一次\n'.encode(), PAUSE, '就起球"\n'.encode()) == [
        ["好"],
        ["洗一次\n就起球"],
    ]


def test_nothing_at_all_is_no_error() -> None:
    assert portions() == portions(PAUSE, PAUSE) == []


def test_whoever_pauses_in_the_header_is_waited_for() -> None:
    assert portions(b"sku,rev", PAUSE, PAUSE, "iew\nA,好\n".encode()) == [["好"]]


def test_a_long_file_is_read_piece_by_piece() -> None:
    lines = opened([b"review\n" + "好,\r\n".encode() * 100_000])
    done = [lines.done for row in lines.rows() if row == ["好", ""]]

    assert len(done) == 100_000
    assert 0 < done[0] < done[50_000] < done[-1] == 1


def test_a_reports_share_is_of_what_has_arrived(service: BoardService) -> None:
    report: Report = next(importing(service, streamed([b"review\n1\n2\n", PAUSE, b"3\n"])))

    assert (report.rows, report.done) == (2, 1)
    assert all(isinstance(item, FeedbackItem) for item in service.board.feedback.values())
