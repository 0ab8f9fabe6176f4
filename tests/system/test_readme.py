"""What the READMEs and recipes say: commands that there are, files that exist, twins that agree."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.binding import Binding, BindingType

from domain.clock import now
from domain.settings_check import check
from tests.system.filing import ROOT
from tui.__main__ import main
from tui.cli.tree import tree

PAGES = ("README.md", "README.zh-CN.md", "docs/recipes.md", "docs/recipes.zh-CN.md")
TWINS = (PAGES[:2], PAGES[2:])

COMMAND = re.compile(
    r"(?<![\w./-])(?:/usr/local/bin/)?promoboard(?: (?:\"[^\"]*\"|[^|;&`'()\n#])*)"
)


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    """The code blocks: language, and text without comments."""
    found = re.findall(r"^```(\w+)\n(.*?)^```", text(page), flags=re.M | re.S)
    return [(language, re.sub(r" *(?<!#)# .*", "", code)) for language, code in found]


def commands(page: str) -> list[list[str]]:
    """What is run: in code blocks, and within lines as `promoboard ...`."""
    inline = re.findall(r"`([^`\n]*)`", re.sub(r"^```.*?^```", "", text(page), flags=re.M | re.S))
    runs = [*inline, *(code for language, code in blocks(page) if language != "toml")]
    return [shlex.split(match[0]) for run in runs for match in COMMAND.finditer(run)]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_shown_parses(page: str) -> None:
    found = commands(page)

    assert len(found) >= 5
    for _, *words in found:
        if "--help" not in words:
            tree().parse_args(words)


@pytest.mark.parametrize("page", PAGES[:2])
def test_every_target_of_make_that_is_named_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), flags=re.M))
    named = set(re.findall(r"\bmake ([a-z]+)`", text(page)))
    named |= {line.split()[1] for _, code in blocks(page) for line in code.splitlines()
              if line.startswith("make ")}  # fmt: skip

    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_linked_exists(page: str) -> None:
    links = re.findall(r"\]\(([^):]+)\)", text(page))

    assert links
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES[:2])
def test_every_room_that_is_named_exists(page: str) -> None:
    rooms = re.findall(r"`((?:domain|tui|bench|docs)/[\w/*.]*)`", text(page))

    assert len(rooms) > 10
    assert [room for room in rooms if not [*ROOT.glob(room.rstrip("/"))]] == []


@pytest.mark.parametrize("twins", TWINS)
def test_twins_show_the_same_code(twins: tuple[str, str]) -> None:
    one, other = map(blocks, twins)

    assert one == other


NAMES = {"space": "Space", "greater_than_sign": ">", "less_than_sign": "<", "slash": "/",
         "left_curly_bracket": "{", "right_curly_bracket": "}"}  # fmt: skip


def keys_shown(heading: str) -> set[str]:
    """The keys of one character in the table below a heading of the README."""
    table = text("README.md").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| `")]
    return {key for row in rows for cell in (row[0], row[2]) for key in re.findall(r"`(\S)`", cell)}


def bound(bindings: Iterable[BindingType]) -> set[str]:
    keys = (each.key for each in bindings if isinstance(each, Binding))
    return {NAMES.get(key, key) for several in keys for key in several.split(",")}


def test_every_key_of_the_tables_is_bound() -> None:
    from tui.keys import BOARD, VIEW
    from tui.screens.campaign_view import CampaignView, sections

    board, campaign = keys_shown("Keys"), keys_shown("A campaign on one screen")
    own = [binding for section in sections() for binding in section.BINDINGS]

    assert len(board) > 30
    assert board <= bound(BOARD)
    assert len(campaign) > 15
    assert campaign <= bound([*VIEW, *CampaignView.BINDINGS, *own])


@pytest.mark.parametrize("page", PAGES[:2])
def test_settings_that_are_shown_are_taken(page: str) -> None:
    from tui.keys import BOARD

    system, personal = (code for language, code in blocks(page) if language == "toml")

    assert check("system", "x", system) == {"workspace": "/srv/promo"}
    assert check("personal", "x", personal)["keymap"].keys() <= {each.id for each in BOARD}


def test_stock_tinydb_reads_the_board_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    folder = tmp_path / "promo"
    assert main(("init", str(folder))) == 0
    assert main(("-w", str(folder), "task", "add", "Main image", "--role", "content")) == 0
    assert main(("-w", str(folder), "compact")) == 0
    (code,) = (code for language, code in blocks("README.md") if language == "python")

    done = subprocess.run(
        [sys.executable, "-c", code.replace("/srv/promo", str(folder))],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "1 Main image\n"


def test_the_newest_version_of_the_changelog_is_that_of_the_program() -> None:
    version = re.search(r'^version = "(.*)"', text("pyproject.toml"), flags=re.M)
    newest = re.search(r"^## \[(\d[^]]*)\] - (\d{4}-\d\d-\d\d)$", text("CHANGELOG.md"), flags=re.M)

    assert version is not None
    assert newest is not None
    assert newest[1] == version[1]
    assert newest[2] <= f"{now():%Y-%m-%d}"
