"""Columns that were named once are known for the next file. Real files in a real workspace."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from domain.intake import Reading
from domain.intake_columns import NoTextColumnError, UnknownColumnError
from domain.mapping import MappingError, Mappings
from domain.store import create
from tests.domain.desk import NOON
from tests.domain.files import reading

HEADER = ("编号", "说了什么", "几时")
CHOSEN = {"text": "说了什么", "time": "几时"}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    create(tmp_path)
    return tmp_path


def read(workspace: Path, data: str, **options: object) -> Reading:
    return reading(data, recall=Mappings(workspace).recall, **options)


def test_what_a_person_named_once_holds_for_every_file_with_this_header(workspace: Path) -> None:
    Mappings(workspace).remember(HEADER, CHOSEN, "U-1", NOON)

    (item,) = read(workspace, "几时;编号;说了 什么\n2027-06-17;1;起球\n")

    assert item.text == "起球"
    assert item.event_at is not None
    with pytest.raises(NoTextColumnError, match="--map text=COLUMN") as refused:
        read(workspace, "几时;编号;说了什么;多\n2027-06-17;1;起球;\n")
    assert refused.value.values["names"] == ("几时", "编号", "说了什么", "多")


def test_what_is_named_now_goes_before_what_is_remembered_and_replaces_it(workspace: Path) -> None:
    Mappings(workspace).remember(HEADER, CHOSEN, "U-1", NOON)
    row = "编号,说了什么,几时\n1,起球,2027-06-17\n"

    (item,) = read(workspace, row, columns={"text": "几时"})
    assert item.text == "2027-06-17"

    Mappings(workspace).remember(HEADER, {"text": "编号"}, "U-2", NOON)
    assert [item.text for item in read(workspace, row)] == ["1"]
    (file,) = (workspace / "mappings").iterdir()
    assert json.loads(file.read_bytes()) == {
        "header": [*HEADER],
        "columns": {"text": "编号"},
        "by": "U-2",
        "at": "2027-06-01T04:00:00Z",
    }


def test_a_header_that_aliases_explain_needs_nobody(workspace: Path) -> None:
    assert [item.text for item in read(workspace, "id,review\n1,好\n")] == ["好"]
    assert not (workspace / "mappings").exists()


def test_lines_of_json_are_known_by_what_the_first_one_has(workspace: Path) -> None:
    Mappings(workspace).remember(("said", "when"), {"text": "said", "time": "when"}, "U-1", NOON)

    file = read(
        workspace,
        '{"when": "2027-06-17", "said": "起球"}\n{"said": "掉色"}\n{"when": "2027-06-18"}\n',
    )

    assert [(item.text, item.event_at is None) for item in file] == [
        ("起球", False),
        ("掉色", True),
    ]
    assert [error.row for error in file.errors] == [3]
    with pytest.raises(UnknownColumnError, match="no column sayd"):
        read(workspace, '{"said": "起球"}\n', columns={"text": "sayd"})


def test_lines_of_json_without_the_words_are_refused_as_a_table_is(workspace: Path) -> None:
    with pytest.raises(NoTextColumnError, match="The columns here are: when, said") as refused:
        read(workspace, '{"when": "2027-06-17", "said": "起球"}\n[]\n{"said": "掉色"}\n')
    assert refused.value.values["names"] == ("when", "said")

    late = read(workspace, '{"export": "v2"}\n[]\n{"text": "起球"}\n')
    assert [item.text for item in late] == ["起球"]
    assert [error.row for error in late.errors] == [1, 2]


def test_what_is_remembered_belongs_to_the_team(workspace: Path) -> None:
    Mappings(workspace).remember(HEADER, CHOSEN, "U-1", NOON)

    for path in (workspace / "mappings", *(workspace / "mappings").iterdir()):
        like = workspace if path.is_dir() else workspace / "board.json"
        assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(like.stat().st_mode)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"columns": []}', '{"columns": 3}', "\xff"])
def test_a_file_that_somebody_broke_is_named(workspace: Path, text: str) -> None:
    Mappings(workspace).remember(HEADER, CHOSEN, "U-1", NOON)
    (file,) = (workspace / "mappings").iterdir()
    file.write_text(text, encoding="latin-1")

    with pytest.raises(MappingError, match=file.name):
        read(workspace, "编号,说了什么,几时\n")

    Mappings(workspace).remember(HEADER, CHOSEN, "U-1", NOON)
    assert Mappings(workspace).recall(HEADER) == CHOSEN
