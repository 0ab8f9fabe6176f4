"""The contract of `promoboard stock ...`. No screen and no second process are involved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.shell import Shell, new_shell

TABLE = """sku,peak,basis,on_hand,in_transit,eta,capacity,lead_days,daily
TEE-A,1000,window,300,200,2027-06-05,900,7,40
TEE-B,100,day,500,,,,,0
TEE-C,many,day,5,,,,,
"""


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """618 of 2027 is planned; it is noon of the first of June in Shanghai."""
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    return shell


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "stock.csv"
    path.write_text(TABLE)
    return str(path)


def test_set_prints_the_stock_as_json_and_doing_it_twice_does_it_once(shell: Shell) -> None:
    words = (
        *("stock", "set", "TEE-A", "--campaign", "C-1", "--peak", "1000", "--basis", "全程"),
        *("--on-hand", "300", "--in-transit", "200@06-05", "--in-transit", "100@2027-06-10"),
        *("--capacity", "900", "--lead-days", "7", "--daily", "40", "--factor", "1.2"),
        *("--sold", "5", "--on-sale-since", "2027-05-01", "--price", "299.00", "--floor", "199元"),
    )
    stock = shell.json(*words)

    assert stock == shell.json(*words)
    stamps = ("rev", "created_at", "created_by", "updated_at", "updated_by")
    assert {key: value for key, value in stock.items() if key not in stamps} == {
        "id": "K-1",
        "sku": "TEE-A",
        "campaign": "C-1",
        "peak": 1000,
        "basis": "window",
        "factor": 1.2,
        "on_hand": 300,
        "in_transit": [{"qty": 200, "eta": "2027-06-05"}, {"qty": 100, "eta": "2027-06-10"}],
        "capacity": 900,
        "lead_days": 7,
        "daily": 40.0,
        "sold": 5,
        "on_sale_since": "2027-05-01",
        "price": 29900,
        "floor": 19900,
        "sources": [],
        "retired": False,
    }


def test_import_takes_what_it_can_and_says_what_not(shell: Shell, table: str) -> None:
    words = ("stock", "import", table, "--campaign", "C-1", "--json")

    assert shell.run(*words, "--dry-run") == 4
    report = json.loads(shell.out)
    assert shell.json("stock", "list") == []
    assert shell.run(*words) == 4
    assert json.loads(shell.out) == report
    assert report == {
        "rows": 3,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "errors": [{"row": 3, "why": "many is no whole number, such as 1500."}],
        "encoding": "utf-8",
        "unread_columns": [],
    }
    assert [each["id"] for each in shell.json("stock", "list")] == ["K-1", "K-2"]

    assert shell.run(*words[:-1]) == 4
    assert "unchanged 2 | errors 1" in shell.out
    assert "Row 3: many" in shell.err


def test_columns_that_nobody_knows_are_named(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "stock.csv"
    file.write_text("货号,现货,颜色\nTEE-A,600,白\n", encoding="utf-8")

    assert shell.json("stock", "import", str(file), "--dry-run")["unread_columns"] == ["颜色"]
    assert "Columns that were not read: 颜色" in shell.do("stock", "import", str(file))
    assert shell.json("stock", "list")[0]["on_hand"] == 600


def test_an_import_is_one_commit(shell: Shell, table: str) -> None:
    shell.run("stock", "import", table)
    shell.do("undo")

    assert shell.json("stock", "list") == []


def test_what_is_no_table_is_misuse_and_what_is_not_there_a_failure(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")

    assert shell.run("stock", "import", str(tmp_path / "x.csv")) == 2
    assert "No column holds the SKU" in shell.err
    assert shell.run("stock", "import", str(tmp_path / "y.csv")) == 3


def test_what_is_listed_as_a_table_can_be_imported_again(
    shell: Shell, table: str, tmp_path: Path
) -> None:
    shell.run("stock", "import", table, "--campaign", "C-1")
    (tmp_path / "again.csv").write_text(shell.do("stock", "list", "--csv"))

    assert shell.json("stock", "import", str(tmp_path / "again.csv"))["unchanged"] == 2


def test_plan_says_what_is_needed_there_and_missing(shell: Shell, table: str) -> None:
    shell.run("stock", "import", table, "--campaign", "C-1")
    shell.do("stock", "set", "HAT", "--on-hand", "20", "--daily", "10", "--lead-days", "3")

    plans = shell.json("stock", "plan", "--campaign", "C-1")

    assert [each["sku"] for each in plans] == ["TEE-A", "TEE-B"]
    assert plans[0] == {
        "id": "K-1",
        "sku": "TEE-A",
        "campaign": "C-1",
        "by": "2027-06-18",
        "peak": 1000,
        "basis": "window",
        "factor": 1.5,
        "target": 1500,
        "available": 800,
        "gap": 700,
        "enough": False,
        "cover_days": 7.5,
        "cover_unlimited": False,
        "flags": [],
        "sources": [],
    }
    assert (plans[1]["target"], plans[1]["available"], plans[1]["gap"]) == (150, 500, 0)
    assert (plans[1]["cover_days"], plans[1]["cover_unlimited"]) == (None, True)
    hat = shell.json("stock", "plan")[0]
    assert (hat["campaign"], hat["by"], hat["target"], hat["gap"]) == (
        None,
        "2027-06-01",
        None,
        None,
    )
    assert hat["flags"] == ["stock_out"]


def test_plan_is_a_table_for_people(shell: Shell, table: str) -> None:
    shell.run("stock", "import", table, "--campaign", "C-1")
    shell.do("stock", "source", "K-1", "东莞仓", "--qty", "300", "--hours", "24")

    lines = shell.do("stock", "plan").splitlines()

    assert lines[1].split() == [
        *("K-1", "TEE-A", "1500", "800", "2027-06-18", "700", "7", "d"),
        *("1.5", "x", "1000", "(whole", "promotion)"),
    ]
    assert "no limit" in lines[2]
    assert lines[-1].split() == ["TEE-A", "东莞仓:300:24"]
    assert "TEE-A" in shell.do("stock", "list")


def test_the_gate_waits_for_stock_and_a_source(shell: Shell) -> None:
    shell.do("stock", "set", "TEE-A", "--campaign", "C-1", "--peak", "10", "--basis", "day")

    def held() -> dict[str, list[str]]:
        lines = shell.json("campaign", "gate", "C-1")["lines"]
        found = {line["check"]: [each["title"] for each in line["held"]] for line in lines}
        return {key: found[key] for key in ("stock", "sources")}

    assert held() == {"stock": ["TEE-A"], "sources": [""]}
    shell.do("stock", "edit", "K-1", "--on-hand", "15")
    shell.do("stock", "source", "K-1", "东莞仓", "--qty", "300", "--hours", "24")
    assert held() == {"stock": [], "sources": []}
    assert shell.json("stock", "source", "K-1", "东莞仓", "--remove")["sources"] == []
    shell.do("stock", "edit", "K-1", "--retire")
    assert held() == {"stock": [], "sources": []}
    assert shell.json("stock", "list") == []
    assert shell.json("stock", "list", "--all")[0]["retired"]


def test_what_cannot_be_is_said_in_a_sentence(shell: Shell) -> None:
    assert "counted over" in shell.refused("stock", "set", "TEE-A", "--peak", "10")
    assert "no C-7" in shell.refused("stock", "set", "TEE-A", "--campaign", "C-7")
    assert "no K-7" in shell.refused("stock", "edit", "K-7", "--on-hand", "1")
    assert shell.run("stock", "set", "TEE-A", "--on-hand", "x") == 2
    shell.do("stock", "set", "TEE-A")
    assert shell.run("stock", "source", "K-1", "x") == 2
    assert shell.run("--read-only", "stock", "set", "TEE-A") == 3
    assert "nothing was" not in shell.do("log").lower()


def test_none_empties_a_field(shell: Shell) -> None:
    shell.do("stock", "set", "TEE-A", "--daily", "5", "--on-hand", "3", "--in-transit", "3@06-05")
    words = ("--daily", "none", "--on-hand", "none", "--in-transit", "none")

    stock = shell.json("stock", "edit", "K-1", *words)

    assert (stock["daily"], stock["on_hand"], stock["in_transit"]) == (None, 0, [])
