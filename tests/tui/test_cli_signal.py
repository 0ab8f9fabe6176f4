"""The contract of `promoboard signal ...`. No screen and no second process are involved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.shell import Shell, new_shell

PILLING = "signal test --y 11 --n 420 --Y 9 --N 5210"


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return new_shell(tmp_path, monkeypatch, capsys)


def series(tmp_path: Path, text: str) -> str:
    path = tmp_path / "series.csv"
    path.write_text(text, encoding="utf-8-sig")
    return str(path)


def test_the_statistic_is_checked_without_a_workspace(shell: Shell) -> None:
    found = shell.json(*PILLING.split())

    assert found == {
        "p": pytest.approx(2.47927e-8, rel=5e-6),
        "expected": pytest.approx(9.5 * 420 / 5210),
        "level": "surge",
    }
    assert not shell.folder.exists()
    assert "surge" in shell.do(*PILLING.split())


def test_the_level_depends_on_alpha(shell: Shell) -> None:
    def level(alpha: str) -> str:
        return shell.json(*f"signal test --y 5 --n 1 --Y 7 --N 14 --alpha {alpha}".split())["level"]

    assert level("0.001") == "surge"
    assert level("0.0001") == "watch"
    assert level("0.000001") == "none"


@pytest.mark.parametrize(
    "words",
    [
        "--y -1 --n 1 --Y 1 --N 1",
        "--y 1 --n 1 --Y 1 --N 0",
        "--y 1 --n nan --Y 1 --N 1",
        "--y 1 --n 1 --Y 1 --N 1 --alpha 1",
        "--y 1 --n 1 --Y 1",
    ],
)
def test_numbers_that_mean_nothing_are_misuse(shell: Shell, words: str) -> None:
    assert shell.run("signal", "test", *words.split(), "--json") == 2
    assert shell.out == ""


def test_a_scan_has_one_row_for_each_step_with_a_past(shell: Shell, tmp_path: Path) -> None:
    text = "time,count\n" + "".join(f"w{week},1\n" for week in range(9)) + "w9,8\n"

    rows = shell.json(
        *("signal", "scan", "--csv", series(tmp_path, text), "--window", "1"),
        *("--baseline", "6", "--guard", "1", "--alpha", "0.01"),
    )

    assert [row["time"] for row in rows] == ["w7", "w8", "w9"]
    assert [row["alarm"] for row in rows] == [False, False, True]
    assert {key: rows[-1][key] for key in ("y", "n", "Y", "N")} == {"y": 8, "n": 1, "Y": 6, "N": 6}
    assert list(rows[0]) == ["time", "y", "n", "Y", "N", "expected", "p", "alarm"]


def test_exposure_counts_and_where_there_was_none_nothing_is_said(
    shell: Shell, tmp_path: Path
) -> None:
    text = "Time,Count,Exposure\na,0,0\nb,2,40.5\nc,20,400\n"

    words = ("--window", "1", "--baseline", "1")
    rows = shell.json("signal", "scan", "--csv", series(tmp_path, text), *words)

    assert (rows[0]["p"], rows[0]["alarm"]) == (None, False)
    assert rows[1]["n"] == 400
    assert rows[1]["expected"] == pytest.approx(2.5 * 400 / 40.5)
    assert not rows[1]["alarm"]


@pytest.mark.parametrize(
    "text",
    ["", "day,count\na,1\n", "time,count\na,1\nb,-2\n", "time,count\na,1.5\n", "time,count\na\n"],
)
def test_a_file_that_is_no_series_is_misuse(shell: Shell, tmp_path: Path, text: str) -> None:
    words = ("signal", "scan", "--csv", series(tmp_path, text), "--baseline", "2")

    assert shell.run(*words) == 2
    assert "series.csv" in shell.err


def test_a_missing_file_is_exit_code_3(shell: Shell) -> None:
    assert shell.run("signal", "scan", "--csv", "/nonexistent.csv", "--baseline", "2") == 3


def test_a_short_series_has_no_rows(shell: Shell, tmp_path: Path) -> None:
    words = ("signal", "scan", "--csv", series(tmp_path, "time,count\na,1\n"), "--baseline", "2")

    assert shell.run(*words, "--json") == 0
    assert json.loads(shell.out) == []
    assert "too short" in shell.do(*words)
