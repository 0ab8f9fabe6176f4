"""The drop folder, with two sessions on a real store and a clock that stands. One process."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from domain.incoming import SETTLE, Arrival, Incoming
from domain.mapping import Mappings
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store, create
from domain.team import AddMember
from tests.domain.desk import NOON

CSV = "订单号,评价内容\n1,起球\n2,掉色\n"


@dataclass
class Session:
    """Somebody who looks at the drop folder now and then."""

    service: BoardService
    incoming: Incoming
    now: datetime = field(default=NOON)

    def look(self, after: timedelta = SETTLE, **options: Callable[[], bool]) -> tuple[Arrival, ...]:
        self.now += after
        return self.incoming.sweep(self.service, self.now, **options)

    @property
    def words(self) -> list[str]:
        self.service.refresh()
        return [item.text for item in self.service.board.feedback.values()]


Sit = Callable[..., Session]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "team")
    return tmp_path / "team"


@pytest.fixture
def sit(folder: Path) -> Iterator[Sit]:
    """Start a session of a member; 0 is a stranger."""
    with ExitStack() as stack:

        def sit(member: int = 1, **options: timedelta) -> Session:
            actor = Actor(member) if member else None
            service = BoardService(Store(folder), TeamSettings(), lambda: NOON, actor)
            stack.callback(service.close)
            return Session(service, Incoming(folder, "salt", **options))

        founder = sit(0)
        founder.service.execute(AddMember("李华", ("ops",)))
        founder.service.execute(AddMember("周敏", ("cs",)))
        yield sit


def drop(folder: Path, name: str, text: str | bytes = CSV) -> Path:
    path = folder / "incoming" / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def names(folder: Path) -> list[str]:
    """Which files lie below the drop folder, the lock left out."""
    base = folder / "incoming"
    found = (path for path in base.rglob("*") if not path.is_dir() and path.name != ".lock")
    return sorted(str(path.relative_to(base)) for path in found)


def said(path: Path) -> dict[str, object]:
    """The report beside a file that was put away."""
    report: dict[str, object] = json.loads(Path(f"{path}.report.json").read_text("utf-8"))
    return report


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


def test_a_header_that_somebody_explained_is_known_here(folder: Path, sit: Sit) -> None:
    mine = sit()
    Mappings(folder).remember(("几号", "说的"), {"text": "说的"}, "U-2", NOON)
    drop(folder, "a.csv", "几号,说的\n1,起球\n")

    mine.look()
    mine.look()

    assert mine.words == ["起球"]


def test_who_is_stopped_leaves_the_rest_to_another_who_doubles_nothing(
    folder: Path, sit: Sit
) -> None:
    mine, theirs = sit(1), sit(2)
    rows = "".join(f"{n},第{n}条起球的评价\n" for n in range(9000))
    drop(folder, "a.csv", f"订单号,评价内容\n{rows}")
    mine.look()
    theirs.look()

    assert mine.look(stopped=lambda: True) == ()
    assert 0 < len(mine.words) < 9000
    (arrival,) = theirs.look()

    assert arrival.report is not None
    assert arrival.report.imported + arrival.report.duplicates == 9000
    assert arrival.report.duplicates >= 500
    assert len({*mine.words}) == len(mine.words) == 9000


def test_a_file_that_grew_while_it_was_imported_is_imported_again(folder: Path, sit: Sit) -> None:
    mine = sit()
    path = drop(folder, "a.csv")

    def grow() -> bool:
        with path.open("a", encoding="utf-8") as file:
            file.write("3,太薄\n")
        return False

    mine.look()
    drop(folder, "a.csv", "订单号,评价内容\n" + "1,起球\n" * 9000)
    mine.look()
    assert mine.look(stopped=grow) == ()
    assert names(folder) == ["a.csv"]

    mine.look()
    (arrival,) = mine.look()
    assert mine.words == ["起球", "太薄"]
    assert arrival.path.name == "a.csv"


def test_what_is_put_away_belongs_to_the_team(folder: Path, sit: Sit) -> None:
    mine = sit()
    drop(folder, "a.csv").chmod(0o400)
    drop(folder, "b.csv", "x\n1\n").chmod(0o604)

    mine.look()
    mine.look()

    for path in (folder / "incoming").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o2770 if path.is_dir() else 0o660), path


def test_a_stranger_imports_nothing(folder: Path, sit: Sit) -> None:
    nobody = sit(0)
    drop(folder, "a.csv")

    assert nobody.look() == nobody.look() == ()
    assert names(folder) == ["a.csv"]


def test_a_clock_that_is_set_back_does_not_keep_a_file_waiting(folder: Path, sit: Sit) -> None:
    mine = sit()
    drop(folder, "a.csv")
    mine.look()

    assert mine.look(timedelta(days=-1)) == ()
    assert len(mine.look()) == 1


def test_without_a_drop_folder_there_is_nothing_to_do(folder: Path, sit: Sit) -> None:
    (folder / "incoming").rmdir()

    assert sit().look() == ()


def test_looking_costs_one_listing_when_nothing_is_there(folder: Path, sit: Sit) -> None:
    mine = sit()
    drop(folder, "a.csv")
    mine.look()
    assert len(mine.look()) == 1
    calls: list[str] = []

    def count(frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call" and arg.__module__ in ("posix", "fcntl"):
            calls.append(arg.__name__)

    sys.setprofile(count)
    try:
        mine.look()
    finally:
        sys.setprofile(None)

    assert calls == ["scandir"]
