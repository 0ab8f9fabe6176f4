"""The board's keys for what a task says and whose it is: two real sessions, a stopped clock."""

from __future__ import annotations

from domain.handoff import OfferHandoff
from domain.task import PartState, Priority, State
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, hold, said, settle, shown


async def test_blocking_asks_what_stops_it_and_who_is_waited_for(office: Office) -> None:
    office.add("a")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        await pilot.press("b", *"no cloth", "enter", *"supply", "enter")
        await settle(pilot)
        block = office.task().block
        assert block is not None
        assert (block.reason, block.waiting_on) == ("no cloth", "supply")

        await pilot.press("l", "l", "b")
        await settle(pilot)

    assert office.task().state is State.TODO


async def test_one_key_offers_a_task_and_the_same_key_takes_it(office: Office) -> None:
    office.add("a", owner_role="ops", with_roles=("content",))
    async with office.app(OPS).run_test() as pilot:
        await settle(pilot)
        await pilot.press("o", "f2")
        await settle(pilot)
    offer = office.task().handoff
    assert offer is not None
    assert offer.to_role == "content"

    async with office.app(CONTENT).run_test() as pilot:
        await settle(pilot)
        await pilot.press("o", "enter")
        await settle(pilot)

    assert office.task().owner_role == "content"


async def test_assignee_and_priority_are_chosen(office: Office) -> None:
    office.add("a")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        await pilot.press("a", *"周敏", "enter")
        await settle(pilot)
        await pilot.press("p", "up", "up", "enter")
        await settle(pilot)

    assert (office.task().assignee, office.task().priority) == (CONTENT, Priority.P0)


async def test_a_role_says_that_its_part_is_done_and_takes_it_back(office: Office) -> None:
    office.add("a", with_roles=("supply",))
    async with office.app(SUPPLY).run_test() as pilot:
        await settle(pilot)

        hold(pilot.app, "s", 1)
        await settle(pilot)
        part = office.task().part("supply")
        assert part is not None
        assert part.state is PartState.DONE

        hold(pilot.app, "s", 1)
        await settle(pilot)

    assert office.task().part("supply") == part.__class__(
        role="supply", state=PartState.OPEN, by=SUPPLY, at=office.now
    )


async def test_a_comment_calls_a_colleague(office: Office) -> None:
    office.add("a")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        await pilot.press("c", *"@老陈 look", "enter")
        await settle(pilot)

    comment = office.task().comments[0]
    assert (comment.text, comment.mentions) == ("@老陈 look", (SUPPLY,))


async def test_a_task_is_cancelled_with_a_reason(office: Office) -> None:
    office.add("a")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        await pilot.press("x", *"no budget", "enter")
        await settle(pilot)

    assert office.task().state is State.CANCELLED


async def test_a_card_is_copied_as_plain_text(office: Office) -> None:
    office.add("Main [image] & page", with_roles=("supply",))
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)

        hold(app, "y", 1)
        await settle(pilot)

        assert app.clipboard == "T-1 Main [image] & page\nP2  To do  C- L-"


async def test_an_offer_to_my_role_is_told_and_named_until_i_looked_at_it(office: Office) -> None:
    office.add("a", "b", owner_role="ops")
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await settle(pilot)

        office.do(OfferHandoff(2, "content"), OPS)
        await settle(pilot)
        assert "李华 offers you T-2 b" in said(app)
        assert "! T-2" in shown(app)[0]

        hold(app, "j", 1)
        await settle(pilot)

        assert "! T-2" not in shown(app)[0]
