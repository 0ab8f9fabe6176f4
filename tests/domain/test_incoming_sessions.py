"""The drop folder between sessions: one is stopped, a file grows, a stranger, a clock set back."""

from __future__ import annotations

import stat
import sys
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from domain.mapping import Mappings
from tests.domain.desk import NOON
from tests.domain.dropping import Sit, drop, names


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
