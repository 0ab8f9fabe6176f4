"""The contract of `promoboard feedback ...`. No screen and no second process are involved."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.tui.shell import Shell, new_shell

ROWS = """sku,评论内容,评分,评论时间
TEE-A,洗了一次就起球了,1,2027-05-30 10:00
TEE-B,很好,5,2027-05-31
"""


class Terminal(io.StringIO):
    """A terminal, as far as whoever asks at one knows."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    return shell


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "reviews.csv"
    path.write_text(ROWS, encoding="gb18030")
    return str(path)


def test_import_says_what_became_of_each_row(shell: Shell, file: str) -> None:
    assert shell.json("feedback", "import", file) == {
        "rows": 2,
        "imported": 2,
        "duplicates": 0,
        "errors": [],
        "encoding": "gb18030",
    }
    assert shell.json("feedback", "import", file)["duplicates"] == 2
    assert shell.json("feedback", "triage", "F-2", "--severity", "S4")["state"] == "triaged"
    assert [item["sku"] for item in shell.json("feedback", "list")] == ["TEE-B", "TEE-A"]


def test_a_dry_run_writes_nothing(shell: Shell, file: str) -> None:
    assert shell.json("feedback", "import", file, "--dry-run")["imported"] == 2
    assert shell.json("feedback", "list") == []
    assert "nothing was written" in shell.do("feedback", "import", file, "--dry-run", "--read-only")


def test_a_row_with_an_error_is_exit_code_4_and_the_rest_is_imported(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "part.csv"
    path.write_text("text,rating\ngood,5\n,3\nbad,99\n", encoding="utf-8")

    assert shell.run("feedback", "import", str(path), "--json") == 4
    report = json.loads(shell.out)
    assert (report["rows"], report["imported"]) == (3, 1)
    assert [each["row"] for each in report["errors"]] == [2, 3]
    assert shell.run("feedback", "import", str(path)) == 4
    assert "Row 2: " in shell.err


def test_import_reads_the_standard_input(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text('{"text": "色差很大"}\n', encoding="utf-8")
    with path.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)

        assert shell.json("feedback", "import", "-")["imported"] == 1


def test_columns_that_were_named_once_are_remembered(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "odd.tsv"
    path.write_text("what\twhere\twhen, exactly\nhello\tTEE-A\t2027-05-30\n", encoding="utf-8")
    named = ("--map", "text=what, time=When,exactly", "--map", "sku=where")

    assert shell.run("feedback", "import", str(path)) == 2
    assert "--map text=COLUMN" in shell.err
    assert shell.json("feedback", "import", str(path), *named, "--dry-run")["imported"] == 1
    assert shell.run("feedback", "import", str(path)) == 2
    assert shell.json("feedback", "import", str(path), *named)["imported"] == 1
    item = shell.json("feedback", "show", "F-1")
    assert (item["sku"], item["event_at"]) == ("TEE-A", "2027-05-29T16:00:00Z")

    assert shell.json("feedback", "import", str(path))["duplicates"] == 1
    assert shell.run("feedback", "import", str(path), "--map", "what") == 2
    assert "what does not say" in shell.err


def test_a_missing_file_is_exit_code_3(shell: Shell) -> None:
    assert shell.run("feedback", "import", "/nonexistent/file.csv") == 3


def test_what_a_customer_said_is_written_down(shell: Shell) -> None:
    item = shell.json(
        *("feedback", "add", "满299没减\x1b[31m", "--sku", "TEE-A", "--platform", "京东"),
        *("--channel", "enquiry", "--rating", "2", "--order", "123", "--at", "2027-05-31 18:00"),
    )

    assert item["id"] == "F-1"
    assert item["text"] == "满299没减"
    assert (item["channel"], item["rating"], item["state"]) == ("enquiry", 2, "new")
    assert item["event_at"] == "2027-05-31T10:00:00Z"
    assert "123" not in json.dumps({key: item[key] for key in ("text", "source")})
    assert "from 1 to 5" in shell.refused("feedback", "add", "x", "--rating", "9")


def test_an_item_goes_its_way(shell: Shell) -> None:
    shell.do("feedback", "add", "起球", "--sku", "TEE-A")
    shell.do("task", "add", "批次排查", "--role", "supply")

    assert shell.json("feedback", "triage", "1", "--severity", "s2")["severity"] == "S2"
    assert shell.json("feedback", "link", "F-1", "T-1")["task"] == "T-1"
    assert shell.json("task", "show", "1")["feedback"] == ["F-1"]
    assert shell.json("feedback", "resolve", "1")["state"] == "resolved"
    assert shell.json("feedback", "reopen", "1")["state"] == "linked"
    assert shell.json("feedback", "link", "1", "none")["state"] == "triaged"
    assert "needs a reason" in shell.refused("feedback", "ignore", "1")
    assert shell.json("feedback", "ignore", "1", "--reason", "a test")["state"] == "ignored"
    shell.do("feedback", "add", "起球了")
    assert shell.json("feedback", "ignore", "2", "--duplicate-of", "1")["duplicate_of"] == "F-1"


def test_a_task_can_be_made_for_what_customers_say(shell: Shell) -> None:
    shell.do("feedback", "add", "起球")

    shell.do("task", "add", "排查", "--role", "supply", "--feedback", "F-1")

    assert shell.json("feedback", "show", "1")["task"] == "T-1"


def test_the_list_can_be_narrowed(shell: Shell, file: str) -> None:
    shell.do("feedback", "import", file)

    def found(*words: str) -> list[str]:
        return [item["id"] for item in shell.json("feedback", "list", *words)]

    assert found() == ["F-2", "F-1"]
    assert found("--inbox") == ["F-1"]
    assert found("--sku", "tee-b") == ["F-2"]
    assert found("起球") == ["F-1"]
    assert found("--limit", "1") == ["F-2"]
    assert found("--state", "resolved") == []
    assert "洗了一次就起球了" in shell.do("feedback", "list")
    assert "洗了一次就起球了" in shell.do("feedback", "show", "1")


def test_settled_feedback_is_found_with_archive(shell: Shell, file: str) -> None:
    shell.do("feedback", "import", file)
    shell.later(days=40)
    shell.do("compact")

    assert [item["id"] for item in shell.json("feedback", "list")] == ["F-1"]
    assert len(shell.json("feedback", "list", "--archive")) == 2
    assert shell.refused("feedback", "show", "F-2")
    assert shell.json("feedback", "show", "F-2", "--archive")["sku"] == "TEE-B"
    assert shell.json("feedback", "import", file)["duplicates"] == 2
    assert shell.json("feedback", "triage", "F-2", "--severity", "S4")["state"] == "triaged"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("survey.csv", "编号,怎么说,哪天,评分\n7,洗了一次就起球,2027-05-30,1\n"),
        (
            "survey.jsonl",
            '{"编号": 7, "怎么说": "洗了一次就起球", "哪天": "2027-05-30", "评分": 1}\n',
        ),
    ],
)
def test_an_unknown_header_asks_once_at_a_terminal(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: str
) -> None:
    path = tmp_path / name
    path.write_text(data, "utf-8")
    shell.run("feedback", "import", str(path))
    assert "--map text=COLUMN" in shell.err
    monkeypatch.setattr("sys.stdin", Terminal("9\n2\n哪天\n2\n\n1\n\n"))
    monkeypatch.setattr("sys.stderr", err := Terminal())

    assert shell.json("feedback", "import", str(path))["imported"] == 1

    said = err.getvalue()
    assert "  2  怎么说  洗了一次就起球" in said
    assert "There is no column 9." in said
    assert "怎么说 was named already." in said
    assert "stars" not in said  # known by its name
    item = shell.json("feedback", "show", "F-1")
    assert item["text"] == "洗了一次就起球"
    assert item["event_at"] == "2027-05-29T16:00:00Z"
    assert shell.json("feedback", "import", str(path))["duplicates"] == 1


def test_who_does_not_want_to_say_which_column_it_is_has_changed_nothing(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("编号,怎么说\n7,洗了一次就起球\n", "utf-8")
    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    monkeypatch.setattr("sys.stderr", Terminal())

    assert shell.run("feedback", "import", str(path)) == 2
    assert shell.json("feedback", "list") == []
