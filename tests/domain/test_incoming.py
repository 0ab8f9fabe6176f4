"""Files that land in the drop folder, with two sessions on a real store and a clock that stands."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from domain.feedback_import import Report
from tests.domain.dropping import CSV, Sit, drop, names, said


def test_a_file_that_landed_is_on_both_boards_and_put_away_with_a_report(
    folder: Path, sit: Sit
) -> None:
    mine, theirs = sit(1), sit(2)
    drop(folder, "评价.csv", "订单号,评价内容,渠道\n1,起球,店铺\n2,掉色,\n3,,\n".encode("gb18030"))

    assert mine.look() == theirs.look() == ()
    (arrival,) = mine.look()

    assert theirs.look() == ()
    assert mine.words == theirs.words == ["起球", "掉色"]
    assert mine.service.board.feedback[1].source == "评价.csv:1"
    assert mine.service.board.feedback[1].created_by == 1
    assert arrival.path == folder / "incoming" / "done" / "评价.csv"
    assert not arrival.failed
    assert names(folder) == ["done/评价.csv", "done/评价.csv.report.json"]
    assert said(arrival.path) == {
        "file": "评价.csv",
        "by": "U-1",
        "at": "2027-06-01T04:00:06Z",
        "rows": 3,
        "imported": 2,
        "duplicates": 0,
        "errors": [{"row": 3, "why": "There are no words in this row."}],
        "encoding": "gb18030",
        "warnings": ["1 row has a channel that nobody knows; it was taken for a review."],
    }


def test_a_half_written_file_waits_until_it_is_whole(folder: Path, sit: Sit) -> None:
    mine = sit()
    path = drop(folder, "评价.csv", "订单号,评价内容\n1,起")

    assert mine.look() == mine.look(timedelta(seconds=2)) == ()
    path.write_text(CSV, encoding="utf-8")
    assert mine.look() == mine.look(timedelta(seconds=2)) == ()
    assert mine.incoming.waiting == 1

    (arrival,) = mine.look(timedelta(seconds=1))
    assert mine.words == ["起球", "掉色"]
    assert (arrival.name, mine.incoming.waiting) == ("评价.csv", 0)


def test_a_file_that_was_replaced_since_the_look_waits_again(folder: Path, sit: Sit) -> None:
    mine = sit()
    path = drop(folder, "评价.csv")
    mine.look()
    path.unlink()
    at = drop(folder, "other").rename(path).stat()
    os.utime(path, ns=(at.st_atime_ns, 0))  # older than the first, as a copy may be

    assert mine.look() == ()
    assert len(mine.look()) == 1


@pytest.mark.parametrize(
    "name", [".评价.csv.Xq3r1a", "评价.csv.part", "评价.csv.tmp", "评价.csv.filepart", "评价.csv~"]
)
def test_names_of_unfinished_files_are_left_alone(folder: Path, sit: Sit, name: str) -> None:
    mine = sit()
    path = drop(folder, name)

    assert [mine.look() for _ in range(3)] == [()] * 3
    assert mine.incoming.waiting == 0

    path.rename(folder / "incoming" / "评价.csv")
    mine.look()
    assert len(mine.look()) == 1


def test_names_that_are_taken_get_a_number(folder: Path, sit: Sit) -> None:
    mine = sit()
    found = []
    for n in range(3):
        drop(folder, "a.b.csv", f"订单号,评价内容\n1,起球\n{n},掉色\n")
        mine.look()
        found += mine.look()

    assert [arrival.path.name for arrival in found] == ["a.b.csv", "a.b-2.csv", "a.b-3.csv"]
    assert [said(arrival.path)["imported"] for arrival in found] == [2, 1, 1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("编号,点赞数\n1,2\n", "or say which one it is: --map text=COLUMN."),
        (b"PK\x03\x04...", "Save it as CSV (UTF-8) and import that"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "No column holds the customers' words."),
    ],
)
def test_a_file_of_another_kind_fails_with_the_reason(
    folder: Path, sit: Sit, data: str | bytes, why: str
) -> None:
    mine = sit()
    drop(folder, "a.csv", data)

    mine.look()
    (arrival,) = mine.look()

    assert arrival.failed
    assert names(folder) == ["failed/a.csv", "failed/a.csv.report.json"]
    assert why in str(said(arrival.path)["error"])
    assert why in str(arrival.error)


def test_a_header_that_nobody_knows_fails_with_the_command_that_asks(
    folder: Path, sit: Sit
) -> None:
    mine = sit()
    drop(folder, "a b.csv", "编号,点赞数\n1,2\n")

    mine.look()
    (arrival,) = mine.look()

    path = folder / "incoming" / "failed" / "a b.csv"
    command = f"promoboard -w {folder} feedback import '{path}'"
    assert said(arrival.path)["command"] == arrival.command == command


def test_an_import_that_is_called_off_keeps_what_it_has_and_comes_back_to_nobody(
    folder: Path, sit: Sit
) -> None:
    mine, other = sit(), sit(2)
    drop(folder, "a.csv", "评价内容\n" + "".join(f"起球{'了' * 50} {n}\n" for n in range(1200)))
    heard: list[float] = []

    def told(name: str, report: Report) -> bool:
        heard.append(report.done)
        return False

    mine.look()
    (arrival,) = mine.look(told=told)
    other.look()

    assert other.look() == ()
    assert arrival.failed
    assert len(other.words) == 500
    assert 0 < heard[0] < 1
    assert str(arrival.error).startswith("Called off after 500 rows")
    assert names(folder) == ["failed/a.csv", "failed/a.csv.report.json"]


def test_a_file_of_which_no_row_can_be_taken_has_failed(folder: Path, sit: Sit) -> None:
    mine = sit()
    drop(folder, "a.csv", "review,time\n好,昨天吧\n")

    mine.look()
    (arrival,) = mine.look()

    assert arrival.failed
    assert arrival.path.parent.name == "failed"
    assert said(arrival.path)["errors"]


def test_a_link_is_not_followed_and_a_pipe_not_waited_for(folder: Path, sit: Sit) -> None:
    mine = sit()
    secret = folder.parent / "secret.csv"
    secret.write_text("review\n密码是123\n", encoding="utf-8")
    (folder / "incoming" / "link.csv").symlink_to(secret)
    os.mkfifo(folder / "incoming" / "pipe.csv")
    (folder / "incoming" / "更早的").mkdir()

    mine.look()
    arrivals = mine.look()

    assert [arrival.failed for arrival in arrivals] == [True, True]
    assert said(arrivals[0].path)["error"] == "link.csv is not an ordinary file."
    assert mine.words == []
    assert stat.S_IMODE(secret.stat().st_mode) != 0o660


def test_a_name_is_shown_clean_and_kept_short(folder: Path, sit: Sit) -> None:
    mine = sit()
    drop(folder, "a\x1b[31m\n.csv")
    drop(folder, "长" * 84 + ".c")

    mine.look()
    first, second = mine.look()

    assert first.name == "a .csv"
    assert len(os.fsencode(Path(f"{second.path}.report.json").name)) < 255
    assert len(mine.words) == 2
