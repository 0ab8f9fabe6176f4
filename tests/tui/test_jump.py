"""`#`: to whatever has a number. Real sessions on one workspace, a stopped clock; no terminal."""

from __future__ import annotations

from datetime import date

import pytest

from domain.calendar_file import load_calendar
from domain.feedback_moves import IgnoreFeedback
from domain.feedback_write import AddFeedback
from domain.task import State
from domain.task_moves import MoveTask
from tests.tui.conftest import Office, said, settle, shown


async def jumped(office: Office, number: str) -> str:
    """The screen after going to `number` from the activity view, with what the toasts say."""
    app = office.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("7")
        await settle(pilot)
        await pilot.press("#", *number, "enter")
        await settle(pilot)
        while going := [each for each in app.workers if each.group == "jump"]:
            await app.workers.wait_for_complete(going)
        await pilot.pause()
        return "\n".join([*shown(app), said(app)])


def settled(office: Office) -> None:
    """A finished task and a compliment, both long ago."""
    office.add("主图与详情页")
    office.do(MoveTask(1, State.CANCELLED, "不做了"))
    office.do(AddFeedback(text="很好"))
    office.do(IgnoreFeedback(1, "好评"))
    office.later(days=40)
    office.session().service.compact()


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("t-1", "`promoboard task move T-1 todo` brings it back."),
        ("1", "T-1 P2 主图与详情页"),
        ("F-1", "很好"),
    ],
)
async def test_what_is_archived_is_shown_and_said_to_be_there(
    office: Office, number: str, what: str
) -> None:
    settled(office)

    screen = await jumped(office, number)

    assert "In the archive of 2027-06; read-only." in screen
    assert what in screen


async def test_a_card_is_gone_to_on_the_board_from_a_view(office: Office) -> None:
    office.add("主图", "详情")

    assert ">T-2 P2 详情" in await jumped(office, "T-2")


async def test_a_campaign_is_gone_to_in_its_view(office: Office) -> None:
    calendar = load_calendar()
    for key, day in (("618", date(2027, 6, 18)), ("1111", date(2027, 11, 11))):
        office.do(calendar.plan(calendar.template(key), day, zone="Asia/Shanghai"))

    assert "C-2 " in await jumped(office, "c-2")


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("T-9", "There is no T-9, neither on this board nor in the archive."),
        ("S-9", "There is no S-9, neither on this board nor in the archive."),
        ("M-9", "There is no M-9 on this board."),
        ("Z-9", "No record is called Z-9."),
        ("what", "No record is called what."),
    ],
)
async def test_what_is_nowhere_is_said(office: Office, number: str, what: str) -> None:
    assert what in await jumped(office, number)
