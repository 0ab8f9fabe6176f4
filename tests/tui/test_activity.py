"""View 7: who did what. Real sessions on one workspace, a stopped clock; no terminal."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.pilot import Pilot

import domain
from domain.command import Command
from domain.edit import Edit
from domain.task import State
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from domain.text import cells
from domain.words import bind
from tests.tui.conftest import CONTENT, SUPPLY, Office, said, settle, shown
from tui import ledger
from tui.deeds import WIDTH, deed
from tui.ledger import Reader, Sought


async def opened(pilot: Pilot[int]) -> None:
    await settle(pilot)
    await pilot.press("7")
    await read(pilot)


async def read(pilot: Pilot[int]) -> None:
    """Until what is read in threads is on the screen."""
    while reading := [each for each in pilot.app.workers if each.group in ("read", "follow")]:
        await pilot.app.workers.wait_for_complete(reading)
    await pilot.pause()


def rows(lines: list[str]) -> list[str]:
    """What the rows of the list say, without time and the rest of the line."""
    found = (line[1:].split() for line in lines[4:-1] if ":" in line[:4])
    return [" ".join(words[1:4]) for words in found]


async def test_changes_stand_newest_first_with_the_whole_of_one_beside_them(
    office: Office,
) -> None:
    office.add("主图与详情页")
    office.do(EditTask(1, (Edit("description", "", "白底" * 30),)), by=CONTENT)
    office.do(MoveTask(1, State.DOING), by=CONTENT)
    app = office.app()
    async with app.run_test(size=(160, 24)) as pilot:
        await opened(pilot)
        first = shown(app)
        await pilot.press("j")
        second = "\n".join(shown(app))

    assert rows(first)[:3] == ["周敏 moved T-1", "周敏 edited T-1", "李华 created T-1"]
    assert "   state: To do -> Doing" in "\n".join(first)
    assert second.count("白底") >= 30


async def test_a_colleagues_change_comes_in_on_top_and_the_cursor_stays(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        office.do(MoveTask(1, State.DOING), by=CONTENT)
        await settle(pilot)
        await read(pilot)
        lines = shown(app)

    assert rows(lines)[:2] == ["周敏 moved T-1", "李华 created T-1"]
    assert lines[5].startswith(">")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("m", ["李华 created T-2", "李华 created T-1", "李华 added U-1"]),
        ("p", ["老陈 moved T-1", "老陈 added U-3"]),
        ("jt", ["周敏 moved T-2", "李华 created T-2"]),
        ("rr", ["老陈 moved T-1", "老陈 added U-3"]),
        ("/t-2 @ops", ["李华 created T-2"]),
        ("/详情 DOING", ["周敏 moved T-2"]),
    ],
)
async def test_a_filter_shows_one_persons_one_cards_or_one_roles_changes(
    office: Office, keys: str, expected: list[str]
) -> None:
    office.add("主图", "详情")
    office.do(MoveTask(2, State.DOING), by=CONTENT)
    office.do(MoveTask(1, State.DOING), by=SUPPLY)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*("slash" if key == "/" else key for key in keys))
        await read(pilot)
        found = rows(shown(app))
        await pilot.press(*["enter"] * keys.startswith("/"), "escape")
        await read(pilot)
        everything = rows(shown(app))

    assert found == expected
    assert len(everything) == 7


async def test_enter_goes_to_the_card(office: Office) -> None:
    office.add("主图", "详情")
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("j", "enter")
        await pilot.pause()

        assert app.screen is app.home
        assert app.home.column.cursor == 1


async def test_a_chosen_change_of_mine_is_taken_back_and_nobody_elses(office: Office) -> None:
    office.add("主图")
    office.do(EditTask(1, (Edit("sku", "", "TEE-A"),)))
    office.do(MoveTask(1, State.DOING), by=CONTENT)
    app = office.app()
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot)
        await pilot.press("x")
        await settle(pilot)
        refused = said(app)
        await pilot.press("j", "x")
        await settle(pilot)
        await read(pilot)
        lines = shown(app)

    assert "what you did yourself" in refused
    assert office.task().sku == ""
    assert office.task().state is State.DOING
    assert rows(lines)[0] == "李华 took back"
    assert "[taken back] T-1" in lines[6]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_command_is_called_by_words_for_which_there_is_room(language: str) -> None:
    for module in pkgutil.iter_modules(domain.__path__, "domain."):
        importlib.import_module(module.name)
    bind(language)
    commands = {each.NAME for each in Command.__subclasses__()}

    called = {name: deed(name) for name in commands}

    assert not [name for name, words in called.items() if words == name]
    assert max(map(cells, called.values())) <= WIDTH


def test_a_long_log_is_read_a_page_and_a_chunk_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.add(*"abcdef")
    monkeypatch.setattr(ledger, "CHUNK", 4)
    service = office.session().service

    everything = Reader(service, service.board, Sought(), service.board.seq)
    assert [row.line.seq for row in everything.chunk(3)] == [9, 8, 7]
    assert not everything.ended
    assert [row.line.seq for row in everything.chunk(9)] == [6, 5, 4, 3]

    rare = Reader(service, service.board, Sought(text="T-1"), service.board.seq)
    assert rare.chunk(9) == []  # nothing in this chunk: the screen goes on asking
    assert [row.line.seq for row in rare.chunk(9)] == [4]
    assert rare.chunk(9) == []
    assert rare.ended
