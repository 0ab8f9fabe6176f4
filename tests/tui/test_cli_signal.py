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


@pytest.fixture
def team(shell: Shell, tmp_path: Path) -> Shell:
    """A team whose customers begin to complain today: 12 of 60 about pilling."""
    shell.do("init", str(shell.folder))
    rows = ["sku,评论内容,评分,评论时间"]
    for number in range(60):
        hour, minute = divmod(number * 20, 60)
        words = f"洗了{number}次就起球了，很失望" if number % 5 == 0 else f"很好{number}"
        stars = 1 if number % 5 == 0 else 5
        rows.append(f"TEE-A,{words},{stars},2027-05-31 {hour:02}:{minute:02}")
    path = tmp_path / "reviews.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    shell.now = shell.now.replace(month=5, day=31, hour=12)
    shell.do("feedback", "import", str(path))
    return shell


def test_an_import_raises_a_signal_with_its_reasons(team: Shell) -> None:
    (signal,) = team.json("signal", "list")

    assert (signal["id"], signal["sku"], signal["topic"]) == ("S-1", "TEE-A", "pilling")
    assert (signal["level"], signal["state"], signal["severity"]) == ("surge", "open", "S3")
    seen = signal["raised"]
    assert (seen["y"], seen["n"], seen["basis"], seen["hours"]) == (12, 60, "share", 24)
    assert "TEE-A 24h 12/60 | not enough baseline: 20% of all" in team.do("signal", "list")
    assert team.json("signal", "list", "--sku", "TEE-B") == []


def test_a_signal_is_shown_with_a_plot_and_what_they_say(team: Shell) -> None:
    signal = team.json("signal", "show", "S-1")

    assert signal["series"][-1] == {"date": "2027-05-31", "y": 7, "n": 36}
    assert len(signal["samples"]) == 3
    assert all("起球" in item["text"] for item in signal["samples"])
    assert "次就起球了" in team.do("signal", "show", "1")


def test_a_signal_goes_its_way(team: Shell) -> None:
    team.later(minutes=3)
    assert team.json("signal", "ack", "S-1")["acked_by"] == "U-1"
    team.do("task", "add", "批次排查", "--role", "supply")
    assert team.json("signal", "dispatch", "S-1", "T-1")["state"] == "acting"
    assert team.json("signal", "show", "S-1")["tasks"] == ["T-1"]
    assert "T-1 has to be done first" in team.refused("signal", "close", "S-1")
    assert "reason" in team.refused("signal", "dismiss", "S-1")
    assert team.json("signal", "dismiss", "S-1", "--reason", "test")["state"] == "dismissed"
    assert team.json("signal", "list") == []
    assert len(team.json("signal", "list", "--all")) == 1
    assert "S-9" in team.refused("signal", "ack", "S-9")


def test_the_loop_closes_by_itself_and_its_medians_are_told(team: Shell) -> None:
    team.later(minutes=10)
    team.do("task", "add", "批次排查", "--role", "supply")
    team.do("signal", "dispatch", "S-1", "T-1")
    team.do("task", "move", "T-1", "doing")
    team.do("task", "move", "T-1", "review")
    team.do("task", "move", "T-1", "done")
    for span in ({"hours": 26}, {"hours": 7}, {"days": 7}):
        team.later(**span)
        team.json("signal", "evaluate")

    (month,) = team.json("signal", "stats")
    assert (month["month"], month["signals"], month["closed"]) == ("2027-05", 1, 1)
    assert month["median_seconds"]["signal_to_dispatch"] == 600
    assert month["median_seconds"]["dispatch_to_action"] == 0
    team.later(days=40)
    team.do("compact")
    assert team.json("signal", "list", "--all") == []
    assert team.json("signal", "stats")[0]["closed"] == 1
    assert "2027-05" in team.do("signal", "stats")


def test_words_typed_are_tagged_and_a_matter_of_safety_is_a_signal_at_once(team: Shell) -> None:
    item = team.json("feedback", "add", "穿上就过敏，起红疹", "--sku", "TEE-B")

    assert [mark["topic"] for mark in item["topics"]] == ["safety"]
    assert item["severity"] == "S1"
    signals = team.json("signal", "list", "--sku", "TEE-B")
    assert [(each["topic"], each["level"], each["safety"]) for each in signals] == [
        ("safety", "surge", True)
    ]


def test_what_a_person_corrects_is_a_test_case(team: Shell) -> None:
    item = team.json("feedback", "topics", "F-1")
    assert item["topics"] == [{"topic": "pilling", "polarity": "complaint", "severity": "S3"}]

    item = team.json("feedback", "topics", "F-1", "--set", "pilling:praise", "--set", "掉色")
    assert [(mark["topic"], mark["polarity"]) for mark in item["topics"]] == [
        ("pilling", "praise"),
        ("fading", "complaint"),
    ]
    assert item["topics_by"] == "U-1"
    team.do("feedback", "topics", "F-2", "--none")

    cases = team.json("feedback", "topics", "--export")
    assert [(case["topic"], case["polarity"]) for case in cases] == [
        ("pilling", "praise"),
        ("fading", "complaint"),
        ("", ""),
    ]
    assert team.do("feedback", "topics", "--export").startswith("text,topic,polarity\n")
    assert team.run("feedback", "topics", "F-1", "--set", "nonsense") == 2
    assert team.run("feedback", "topics") == 2


def test_complaints_without_a_topic_show_what_the_lexicon_lacks(team: Shell) -> None:
    for number in range(3):
        team.do("feedback", "add", f"领子戳脖子{number}", "--rating", "1")

    found = team.json("feedback", "topics", "--untagged")

    assert found[0]["items"] == 3


def test_signals_in_the_log_are_told_and_counts_are_not(team: Shell) -> None:
    team.do("signal", "ack", "S-1")

    lines = team.json("log")

    numbers = {change["id"] for line in lines for change in line["changes"]}
    assert "S-1" in numbers
    assert not any(number.startswith(("hours", "days")) for number in numbers)
    assert "Waiting -> Acknowledged" in team.do("log")


def test_a_lexicon_with_mistakes_takes_no_words_away(team: Shell) -> None:
    (team.folder / "topics.toml").write_text("[topics.pilling]\nseverity = 9\n", "utf-8")

    item = team.json("feedback", "add", "起球")

    assert [mark["topic"] for mark in item["topics"]] == ["pilling"]
    assert team.run("doctor") == 3
    assert "topics.toml" in team.out + team.err
    assert team.run("feedback", "topics", "F-1") == 3


def test_a_teams_own_phrase_counts_from_the_next_word_on(team: Shell) -> None:
    own = '[topics.pilling]\ncomplaint = ["炸团团"]\n'
    assert team.json("feedback", "add", "炸团团了")["topics"] == []

    (team.folder / "topics.toml").write_text(own, "utf-8")

    item = team.json("feedback", "add", "又炸团团了")
    assert [mark["topic"] for mark in item["topics"]] == ["pilling"]
