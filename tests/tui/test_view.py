"""The frame of the full-screen views: sections, cursor, the page beside the list, the way back.

The view here lists the team; what each view shows is tested with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.board import Board
from domain.team import AddMember
from tests.tui.conftest import Office, said, settle, shown
from tui.screens.view import Section, View
from tui.widgets.row_list import Entry


class People(Section):
    """Members, each below the heading of a role."""

    def label(self) -> str:
        return "People"

    def rows(self, board: Board) -> Iterable[Entry]:
        yield Entry("head", "All", heading=True)
        for member in board.members.values():
            about = f"{member.name} knows {', '.join(member.roles)}"
            yield Entry(member.number, member.name, detail=lambda about=about: about)


class Nobody(People):
    def label(self) -> str:
        return "Nobody"

    def rows(self, board: Board) -> Iterable[Entry]:
        return ()


def view() -> View:
    return View([People(), Nobody()])


async def test_the_cursor_passes_headings_by_and_the_page_follows_it(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        app.push_screen(view())
        await settle(pilot)
        first = shown(app)
        await pilot.press("j", "k", "k")
        back = shown(app)
        await pilot.press("G")
        last = shown(app)

    assert first[1].startswith("[People]  Nobody")
    assert first[4].startswith(">李华")
    assert "李华 knows ops" in first[2]
    assert back == first
    assert last[6].startswith(">老陈")
    assert "老陈 knows supply, promo" in last[2]
    assert last[-1].rstrip().endswith("? Help")


async def test_the_cursor_stays_on_its_row_while_a_colleague_adds_another(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(view())
        await settle(pilot)
        await pilot.press("j")
        office.do(AddMember("小王", ("cs",)))
        await settle(pilot)
        lines = shown(app)

    assert lines[5].startswith(">周敏")
    assert lines[7].startswith(" 小王")


async def test_enter_shows_what_has_no_room_beside_the_list(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(view())
        await settle(pilot)
        before = shown(app)
        await pilot.press("enter")
        await pilot.pause()
        after = shown(app)

    assert not any("knows" in line for line in before)
    assert any("李华 knows ops" in line for line in after)


async def test_sections_turn_around_and_one_leads_back_to_the_board(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(view())
        await settle(pilot)
        await pilot.press("right_square_bracket", "j", "k", "G", "pageup", "enter")
        empty = shown(app)
        await pilot.press("right_square_bracket")
        again = shown(app)
        await pilot.press("1")
        await pilot.pause()
        home = app.screen is app.home

    assert "[Nobody]" in empty[1]
    assert "[People]" in again[1]
    assert home


async def test_whoever_may_only_look_is_told_of_keys_that_look(office: Office) -> None:
    app = office.app(readonly=True)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("n", "n")
        await pilot.pause()
        keys = shown(app)[-1]

    assert "Enter Open" in keys
    assert "New campaign" not in keys
    assert said(app) == app.refused()  # once


async def test_the_line_one_types_in_names_its_own_keys_and_then_the_lists(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("7")
        await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        typing = shown(app)[-1]
        await pilot.press("enter")
        await pilot.pause()
        back = shown(app)[-1]

    assert "To the list" in typing
    assert "Filter" not in typing
    assert back.startswith(" / Filter  m Mine")
