"""What the board says as time passes, to the last look of its timer. The clock is stopped."""

from __future__ import annotations

from datetime import timedelta

from domain.campaign import Milestone
from domain.campaign_rules import AddCampaign
from domain.due import Due
from domain.milestone_rules import AddMilestone
from tests.tui.conftest import Office, said, settle, shown


def sale(office: Office, hours: float) -> None:
    """A campaign that opens in so many hours."""
    opens = office.now + timedelta(hours=hours)
    office.do(
        AddCampaign(
            name="618",
            zone="Asia/Shanghai",
            d_day=opens.date(),
            starts_at=opens,
            ends_at=opens + timedelta(days=3),
        )
    )


async def test_the_countdown_shows_seconds_in_the_last_day_only(office: Office) -> None:
    sale(office, 24.01)
    app = office.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        assert "To opening 1d 00h" in shown(app)[0]

        office.later(minutes=1)
        await settle(pilot)
        assert "To opening 23:59:36" in shown(app)[0]

        office.later(seconds=1)
        await settle(pilot)

        assert "To opening 23:59:35" in shown(app)[0]


async def test_a_milestone_is_announced_a_day_and_an_hour_before_and_when_it_comes(
    office: Office,
) -> None:
    sale(office, 30)
    due = Due(at=office.now + timedelta(hours=25))
    office.do(AddMilestone(1, Milestone(uid="m1", title="Stock confirmed", due=due)))
    app = office.app()
    async with app.run_test(size=(160, 30), notifications=True) as pilot:
        await settle(pilot)
        assert said(app) == ""

        for hours, words in ((1, "In 24 hours"), (23, "In one hour"), (1, "Now")):
            office.later(hours=hours)
            await settle(pilot)
            assert f"{words}: Stock confirmed (618)" in said(app)

        assert "In 24 hours: Sale" not in said(app)  # the machine slept: it is less by now
        for hours, words in ((4, "In one hour"), (1, "Now")):
            office.later(hours=hours)
            await settle(pilot)
            assert f"{words}: Sale opens (618)" in said(app)


async def test_what_comes_while_the_screens_close_is_no_failure(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)
    office.add("a")
    office.later(minutes=1)

    with app._context():
        app.look()
        app.session.service.refresh()
        app._take()  # as the queue does when a command is durable

    assert [*app.board.tasks] == [1]
