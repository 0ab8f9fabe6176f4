"""机制 in view 3: what its keys change, what it refuses, what a colleague changes meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from domain.mechanic import Mechanic, MechanicState
from domain.mechanic_rules import AckMechanic, AddMechanic, PublishMechanic
from domain.stock_rules import SetStock
from domain.terms import Coupon, Discount, Kind, Repeat, SpendSave, Terms, terms_of
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, said, settle, shown
from tests.tui.forms import campaign, fill, save
from tui.app import PromoboardApp
from tui.screens.form import Form
from tui.screens.help import groups_of
from tui.screens.view import View


def offer(office: Office, *, publish: bool = True, **values: Any) -> None:
    """满299减50, which content and supply have to read."""
    campaign(office)
    office.do(AddMechanic(name="满299减50", terms=terms(**values), campaign=1,
                          required_roles=("content", "supply")))  # fmt: skip
    if publish:
        office.do(PublishMechanic(1, 1))
    office.later(hours=3)


def terms(off: int = 5000, stackable: tuple[Kind, ...] | None = (Kind.COUPON,)) -> Terms:
    return terms_of(SpendSave(threshold=29900, off=off), stackable=stackable)


def mechanic(office: Office, number: int = 1) -> Mechanic:
    return office.board.mechanics[number]


async def opened(pilot: Pilot[int], section: str, row: str = "") -> None:
    """A section of view 3, the cursor on the row with this key."""
    await settle(pilot)
    await pilot.press("3")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, View)
    at = [each.id for each in screen.sections].index(section)
    screen.turn_to(at)
    await pilot.pause()
    assert not row or screen.section.find(row)
    screen.show_lines()


def form(app: PromoboardApp) -> Form:
    assert isinstance(app.screen, Form)
    return app.screen


async def finished(app: PromoboardApp, group: str) -> None:
    """Until what was begun beside the screen has ended."""
    if workers := [worker for worker in app.workers if worker.group == group]:
        await app.workers.wait_for_complete(workers)


async def test_a_rule_is_drafted_decided_and_published(office: Office) -> None:
    campaign(office)
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "mechanics")
        empty = shown(app)
        await pilot.press("n")
        await pilot.pause()
        fill(form(app), {"threshold": "299", "off": "50", "repeat": "each"})
        await pilot.pause()
        explained = "\n".join(shown(app))
        await save(pilot)
        draft = mechanic(office)
        await pilot.press("p")
        await settle(pilot)
        refused, at = said(app), app.screen
        await pilot.press("e")
        await pilot.pause()
        fill(form(app), {"stacks": "some", "kinds": ("coupon",)})
        await save(pilot)
        await pilot.press("p")
        await pilot.pause()
        asked = "\n".join(shown(app))
        await pilot.press("enter")
        await settle(pilot)
        rows = shown(app)

    assert any("No mechanics yet." in line for line in empty)
    assert "= Save ¥50 for every ¥299  298 -> 298, 299 -> 249, 598 -> 498" in explained
    assert (draft.campaign, draft.terms.rule) == (
        1, SpendSave(threshold=29900, off=5000, repeat=Repeat.EACH)
    )  # fmt: skip
    assert "Say first what M-1 can be combined with" in refused
    assert isinstance(at, View)
    assert "To be acknowledged by: Promotion, Content, Customer service" in asked
    published = mechanic(office)
    assert (published.revision, published.terms.stackable) == (1, (Kind.COUPON,))
    assert ">M-1 r1 Save ¥50 for every ¥299" in rows[3]
    assert "P- C- S- L-" in rows[3]


async def test_a_acknowledges_for_my_role_what_stands_on_the_screen(office: Office) -> None:
    offer(office)
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        before = "\n".join(shown(app))
        await pilot.press("a")
        await settle(pilot)
        after = "\n".join(shown(app))
        await pilot.press("a")
        await settle(pilot)
        again = said(app)

    assert "C- L- 3h" in before
    assert "- Content  not yet, for 3h: 周敏" in before
    assert "C+ L- 3h" in after
    assert "+ Content  周敏" in after
    assert [(ack.role, ack.by) for ack in mechanic(office).acks] == [("content", CONTENT)]
    assert "acknowledged for your role already" in again


async def test_a_revision_that_has_just_come_is_not_acknowledged_unread(office: Office) -> None:
    offer(office)
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        office.do(PublishMechanic(1, 2, terms(off=6000), "平台"))
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        refused, unread = said(app), mechanic(office).acks
        office.later(seconds=5)
        await pilot.press("a")
        await settle(pilot)

    assert "M-1 is at revision 2: look at that one first." in refused
    assert unread == ()
    assert len(mechanic(office).acks) == 1


async def test_a_change_while_live_needs_a_reason_and_resets_all(office: Office) -> None:
    offer(office)
    office.do(AckMechanic(1, 1), by=CONTENT)
    office.later(days=17)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        await pilot.press("e")
        await pilot.pause()
        told = "\n".join(shown(app))
        form(app).rows["off"].raw = "60"
        await save(pilot)
        refused = "\n".join(shown(app))
        form(app).rows["reason"].raw = "平台要求"
        await save(pilot)

    assert "Customers can have it now" in told
    assert "reason" in refused
    found = mechanic(office)
    assert (found.revision, found.revisions[-1].reason, found.acks) == (2, "平台要求", ())
    assert found.terms.rule == SpendSave(threshold=29900, off=6000)


@pytest.mark.parametrize("key", ["p", "e", "x"])
async def test_only_operations_publish_change_and_withdraw(office: Office, key: str) -> None:
    offer(office)
    app = office.app(CONTENT)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        await pilot.press(key)
        await settle(pilot)

        assert "Only Operations can publish, change or withdraw M-1." in said(app)
        assert isinstance(app.screen, View)


async def test_withdrawing_says_why_and_publishing_takes_it_up_again(office: Office) -> None:
    offer(office)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        await pilot.press("x", *"wrong", "enter")
        await settle(pilot)
        gone = mechanic(office)
        rows = shown(app)
        await pilot.press("p", "enter")
        await settle(pilot)

    assert (gone.state, gone.withdrawn_reason) == (MechanicState.WITHDRAWN, "wrong")
    assert rows[3].startswith(" Withdrawn")
    assert mechanic(office).revision == 2


async def test_a_colleague_who_publishes_meanwhile_is_named_in_the_form(office: Office) -> None:
    offer(office)
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        await pilot.press("e")
        await pilot.pause()
        form(app).rows["off"].raw = "70"
        office.do(PublishMechanic(1, 2, terms(off=6000), "平台"))
        await settle(pilot)
        lines = "\n".join(shown(app))
        await save(pilot)
        kept = mechanic(office).revision
        await save(pilot)

    assert "李华 published r2 meanwhile: what you save will be r3." in lines
    assert "! Now: 60 (李华)" in lines
    assert kept == 2
    found = mechanic(office)
    assert (found.revision, found.terms.rule) == (3, SpendSave(threshold=29900, off=7000))


@pytest.mark.parametrize(
    ("kind", "raws", "rule"),
    [
        ("discount", {"rate": "9折"}, Discount(rate=0.9)),
        ("coupon", {"off": "20"}, Coupon(off=2000)),
    ],
)
async def test_each_kind_has_fields_of_its_own(
    office: Office, kind: str, raws: dict[str, str], rule: object
) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "mechanics")
        await pilot.press("n")
        await pilot.pause()
        shape = form(app)
        shape.rows["kind"].raw = kind
        await pilot.pause()
        await save(pilot)
        missing = "\n".join(shown(app))
        hidden = [name for name in ("deposit", "days", "repeat") if shape.rows[name].display]
        fill(shape, raws)
        await save(pilot)

    assert "needs this." in missing
    assert hidden == []
    assert mechanic(office).terms.rule == rule


async def test_a_product_below_its_floor_is_shown_with_what_causes_it(office: Office) -> None:
    offer(office)
    office.do(SetStock("TEE-A", 1, (("price", 29900), ("floor", 25000))))
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        await finished(app, "floors")
        await pilot.pause()
        lines = "\n".join(shown(app))

    assert "below floor !" in lines
    assert "TEE-A: ¥249 a piece, below the floor of ¥250, with M-1" in lines


async def test_the_answers_are_copied_for_the_chat(office: Office) -> None:
    offer(office)
    app = office.app(SUPPLY)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "mechanics", "M-1")
        await pilot.press("y")
        await pilot.pause()

        assert app.clipboard.startswith("满299减50 r1\n")
        assert "? Can Spend-and-save be combined with other offers?\n  Yes" in app.clipboard
        await pilot.press("Y")  # the view's own `y` is the section's here, its Y is not
        assert app.clipboard.startswith("C-1 618")
        of_help = {keys: said for group in groups_of(app.screen) for keys, said in group.lines}
        assert of_help["Y"] == "Copy the list as plain text."
        assert of_help["P"].startswith("What each role does")


@pytest.mark.parametrize(
    ("section", "keys"), [("mechanics", "anpx"), ("touchpoints", "n"), ("stock", "nf")]
)
async def test_whoever_may_only_look_is_told_why(office: Office, section: str, keys: str) -> None:
    offer(office)
    app = office.app(OPS, readonly=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, section)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, View)
            assert "You may look at this board" in said(app)
            app.clear_notifications()
