"""触点 in view 3: who saw what where, and since when it is wrong."""

from __future__ import annotations

from domain.mechanic_rules import PublishMechanic
from domain.touchpoint import Place, Touchpoint
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from tests.tui.conftest import CONTENT, SUPPLY, Office, said, settle, shown
from tests.tui.forms import fill, save
from tests.tui.test_mechanics_section import form, offer, opened, terms


def listed(office: Office) -> None:
    """An ad that shows r1 of M-1, which is at r2 since two hours."""
    offer(office)
    office.do(AddTouchpoint(name="信息流03", kind=Place.CREATIVE, campaign=1))
    office.do(CheckTouchpoint(1, 1, 1), by=SUPPLY)
    office.do(PublishMechanic(1, 2, terms(off=6000), "平台"))
    office.later(hours=2)


def touchpoint(office: Office, number: int = 1) -> Touchpoint:
    return office.board.touchpoints[number]


async def test_one_key_says_that_it_shows_what_holds_now(office: Office) -> None:
    listed(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "touchpoints", "P-1")
        before = shown(app)
        await pilot.press("s")
        await settle(pilot)
        after = shown(app)
        await pilot.press("s")
        await settle(pilot)
        again = said(app)

    assert "Touchpoints !1" in before[1]
    assert "M-1 r1, not r2 ! 2h" in before[3]
    assert any("stale for 2h  seen by 老陈" in line for line in before)
    assert "Touchpoints !" not in after[1]
    seen = touchpoint(office).shown
    assert [(each.mechanic, each.revision, each.by) for each in seen] == [(1, 2, SUPPLY)]
    assert "seen to be right already" in again


async def test_what_changed_a_moment_ago_nobody_has_seen_yet(office: Office) -> None:
    listed(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "touchpoints", "P-1")
        office.do(PublishMechanic(1, 3, terms(off=4000), "又改"))
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)

        assert "M-1 is at revision 3" in said(app)
    assert touchpoint(office).shown[0].revision == 1


async def test_another_revision_is_chosen_by_what_it_says(office: Office) -> None:
    listed(office)
    office.do(CheckTouchpoint(1, 1, 2), by=SUPPLY)
    app = office.app(CONTENT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "touchpoints", "P-1")
        await pilot.press("r")
        await pilot.pause()
        lines = "\n".join(shown(app))
        await pilot.press("down", "enter")
        await settle(pilot)

    assert "M-1 r1 Spend ¥299, save ¥50" in lines
    assert "M-1: nothing of it" in lines
    assert touchpoint(office).shown[0].revision == 1


async def test_a_touchpoint_is_listed_renamed_and_retired(office: Office) -> None:
    offer(office)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "touchpoints")
        await pilot.press("n")
        await pilot.pause()
        fill(form(app), {"name": "首页", "kind": "home_banner"})
        await pilot.pause()
        await save(pilot)
        new = touchpoint(office)
        await pilot.press("e")
        await pilot.pause()
        fill(form(app), {"name": "首页海报", "mechanics": ("1",)})
        await save(pilot)
        edited = touchpoint(office)
        await pilot.press("x")
        await settle(pilot)
        lines = shown(app)

    assert (new.kind, new.owner_role, new.campaign) == (Place.HOME_BANNER, "content", 1)
    assert (edited.name, edited.mechanics) == ("首页海报", (1,))
    assert touchpoint(office).retired
    assert lines[3].startswith(" Retired")
