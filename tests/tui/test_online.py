"""Who is here, where the header has no room for names. A stopped clock; no terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.presence import Presence
from tests.tui.conftest import CONTENT, SUPPLY, Office, said, settle, shown


@pytest.fixture
def colleagues(office: Office) -> Iterator[None]:
    """Two of them; one has a form open."""
    here = [Presence(office.folder) for _ in range(2)]
    for each, number, name in zip(here, (CONTENT, SUPPLY), ("周敏", "老陈"), strict=True):
        each.enter(number, name, ("content",), "2027-06-01T04:00:00Z")
    here[1].editing("T-7")
    yield
    for each in here:
        each.leave()


@pytest.mark.usefixtures("colleagues")
async def test_a_number_says_how_many_are_here_and_a_key_names_them(office: Office) -> None:
    app = office.app(readonly=True)
    async with app.run_test(size=(45, 24), notifications=True) as pilot:
        await settle(pilot)
        office.later(seconds=1)
        await settle(pilot)
        header = shown(app)[0]
        await pilot.press("T")
        await pilot.pause()
        team = [line for line in shown(app) if "online" in line]
        await pilot.press("enter")
        await settle(pilot)

        assert header == " promoboard | read-only | Online: 2"
        assert "周敏" in team[0]
        assert "老陈" in team[1]
        assert "online, edits T-7" in team[1]
        assert "You may look at this board, not change it." in said(app)
