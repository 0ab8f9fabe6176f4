"""The queue of hand-offs: accepted in one key, declined with a reason, live."""

from __future__ import annotations

from domain.handoff import OfferHandoff
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, said, settle, shown


async def test_what_is_offered_to_my_role_is_accepted_in_one_key(office: Office) -> None:
    office.add("主图", "详情页")
    office.do(OfferHandoff(1, "supply", "面料图已好"), by=CONTENT)
    office.later(hours=5)
    app = office.app(SUPPLY)
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        await pilot.press("O")
        await settle(pilot)
        lines = shown(app)
        office.do(OfferHandoff(2, "promo"), by=CONTENT)
        await settle(pilot)
        both = shown(app)
        await pilot.press("a")
        await settle(pilot)
        after = shown(app)

    assert "[Hand-offs !1]" in lines[1]
    assert any("T-1 P2 主图" in line and "C => L 周敏 5h !" in line for line in lines)
    assert any("面料图已好" in line for line in lines)
    assert "[Hand-offs !2]" in both[1]
    assert (office.task(1).owner_role, office.task(1).assignee) == ("supply", SUPPLY)
    assert "[Hand-offs !1]" in after[1]


async def test_an_offer_is_declined_with_a_reason_or_taken_back(office: Office) -> None:
    office.add("主图", "详情页")
    office.do(OfferHandoff(1, "supply"), by=CONTENT)
    office.do(OfferHandoff(2, "ops"), by=SUPPLY)
    app = office.app(SUPPLY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("O", "x", *"busy", "enter")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        lines = shown(app)

    assert (office.task(1).handoff, office.task(1).sent_back) == (None, "busy")
    assert (office.task(2).handoff, office.task(2).sent_back) == (None, "")
    assert any("Nothing is on offer." in line for line in lines)


async def test_only_those_who_are_asked_answer_what_hangs_between_others(office: Office) -> None:
    office.add("主图")
    office.do(OfferHandoff(1, "supply"), by=CONTENT)
    office.later(hours=5)
    app = office.app(OPS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("O")
        for key in "ax":
            await pilot.press(key)
            await settle(pilot)
            assert "T-1 is offered to Supply chain: only they can answer." in said(app)
            app.clear_notifications()
    assert office.task(1).handoff is not None
