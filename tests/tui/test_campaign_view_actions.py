"""What the keys of view 3 change: milestones, goals, the campaign's day, the gate."""

from __future__ import annotations

from datetime import date

from textual.pilot import Pilot

from domain.calendar_file import team_calendar
from domain.campaign import Campaign, ExitCheck, Milestone
from domain.due import Anchor, Due
from domain.milestone_rules import AddMilestone
from tests.tui.conftest import CONTENT, NOON, Office, said, settle, shown
from tests.tui.forms import fill, save
from tests.tui.test_campaign_view import on, plan
from tui.app import PromoboardApp
from tui.screens.form import Form
from tui.screens.move_campaign import MoveCampaign
from tui.screens.playbook import RunPlaybookDialog
from tui.screens.view import View


def campaign(office: Office) -> Campaign:
    return office.board.campaigns[1]


async def opened(pilot: Pilot[int], row: str = "") -> None:
    """View 3, the cursor on the row with this key."""
    await settle(pilot)
    await pilot.press("3")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, View)
    assert not row or screen.section.find(row)
    screen.show_lines()


def form(app: PromoboardApp) -> Form:
    assert isinstance(app.screen, Form)
    return app.screen


async def test_space_ticks_exit_checks_first_then_their_milestone(office: Office) -> None:
    plan(office)
    due = Due(anchor=Anchor.START, offset_days=-3, time="18:00")
    checks = (ExitCheck(text="预算"), ExitCheck(text="素材"))
    ads = Milestone(uid="ads", title="投流", due=due, owner_role="promo", checks=checks)
    office.do(AddMilestone(1, ads))
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "milestone:ads")
        await pilot.press("space")
        await settle(pilot)
        refused, rows = said(app), "\n".join(shown(app))
        await pilot.press("j", "space", "j", "space", "k", "k", "space")
        await settle(pilot)
        ticked = campaign(office).milestone("ads")
        await pilot.press("x")
        await settle(pilot)

    assert "first tick 预算, 素材" in refused
    assert "[ ] 预算" in rows
    assert ticked is not None
    assert ticked.unchecked == ()
    assert ticked.done_at == NOON
    dropped = campaign(office).milestone("ads")
    assert dropped is not None
    assert dropped.cancelled


async def test_e_edits_the_milestone_or_the_goals_at_hand_and_a_adds_one(office: Office) -> None:
    plan(office)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "milestone:stock")
        await pilot.press("e")
        await pilot.pause()
        fill(form(app), {"due": "D-14 20:00", "checks": "峰值口径\n工厂回签"})
        await save(pilot)
        await opened(pilot, "goal:0")
        await pilot.press("e")
        await pilot.pause()
        fill(form(app), {"gmv": "500万", "return_rate_max": "9%", "role-cs": "30秒响应"})
        await save(pilot)
        await pilot.press("a")
        await pilot.pause()
        fill(form(app), {"title": "返场", "due": "E+1 20:00"})
        await save(pilot)
        lines = "\n".join(shown(app))

    found = campaign(office)
    stock, added = found.milestones
    assert (stock.due.offset_days, stock.due.time) == (-14, "20:00")
    assert [each.text for each in stock.checks] == ["峰值口径", "工厂回签"]
    assert found.goals is not None
    assert (found.goals.gmv, found.goals.return_rate_max) == (500_000_000, 0.09)
    assert found.goals.of("cs") == "30秒响应"
    assert (added.title, added.due.anchor) == ("返场", Anchor.END)
    assert "¥5,000,000" in lines


async def test_d_shows_what_moves_along_and_moves_it_in_one_commit(office: Office) -> None:
    plan(office)
    office.add("主图 [red]", campaign=1, due=on(-5))
    office.add("别动", due=Due(at=NOON))
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, MoveCampaign)
        await pilot.press("enter")
        unmoved = "\n".join(shown(app))
        await pilot.press("backspace", "backspace", "2", "0")
        await pilot.pause()
        asked = "\n".join(shown(app))
        before = office.board.seq
        await pilot.press("enter")
        await settle(pilot)

    assert "That is where it is." in unmoved
    assert "06-13 24:00 > 06-15 24:00  C T-1 主图 [red]" in asked
    assert "06-03 18:00 > 06-05 18:00  备货量确认" in asked
    assert "别动" not in asked
    assert campaign(office).d_day == date(2027, 6, 20)
    assert office.board.seq == before + 1


async def test_n_plans_a_campaign_and_offers_its_tasks_in_one_step(office: Office) -> None:
    plan(office)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await pilot.pause()
        form(app).rows["template"].raw = "1111"
        await pilot.pause()
        await save(pilot)
        await pilot.pause()
        assert isinstance(app.screen, RunPlaybookDialog)
        await pilot.press("enter")
        await settle(pilot)
        matrix = "\n".join(shown(app))
        tasks = len(office.board.tasks)
        await pilot.press("S")
        await pilot.pause()
        await pilot.press(*"our618", "enter")
        await settle(pilot)
        await pilot.press("X")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)

    assert tasks > 5
    assert f"{tasks} tasks were made" in said(app)
    assert "C-2 Double 11 2027" in matrix
    assert "0/1" in matrix
    assert team_calendar(office.folder).template("our618").playbook == "our618"
    assert f"{tasks} tasks" in said(app)
    assert office.board.campaigns[2].cancelled


async def test_the_gate_is_overridden_for_a_reason_that_stays_and_can_be_taken_back(
    office: Office,
) -> None:
    plan(office)
    app = office.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await app.background.weigh()
        await pilot.press("right_square_bracket", ">")
        await pilot.pause()
        asked = "\n".join(shown(app))
        await pilot.press("enter", "晚", "enter")
        await settle(pilot)
        passed, passing = shown(app), campaign(office).passing
        await pilot.press("<")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        back, header = campaign(office).passing, shown(app)[0]
        view = app.screen
        assert isinstance(view, View)
        await pilot.press("y")
        view.section.find("gate:milestones")
        await pilot.press("j", "enter")
        await pilot.pause()
        there = view.section.key

    assert "Held by Supply chain: 备货量确认" in asked
    assert passed[3].startswith(">! Gate overridden by 李华: 晚")
    assert "| ! gate overridden" in passed[0]
    assert "| Gate 7/8" in header
    assert passing is not None
    assert (passing.reason, passing.lines) == ("晚", ("milestones",))
    assert back is None
    assert there == "milestone:stock"
    assert "! Milestones done            0/1" in app.clipboard


async def test_others_than_operations_and_onlookers_are_told_why_keys_do_nothing(
    office: Office,
) -> None:
    plan(office)
    seq = office.board.seq
    for options in ({"member": CONTENT}, {"readonly": True}):
        app = office.app(**options)  # type: ignore[arg-type]
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(pilot, "milestone:stock")
            await pilot.press("right_square_bracket", ">", "[")
            if "readonly" in options:
                await pilot.press("space", "d", "n", "e", "a", "x", "p", "X", "C")
            await settle(pilot)
            told = said(app)
            assert isinstance(app.screen, View)
        assert ("Only Operations" in told) or ("not change it" in told)
    assert office.board.seq == seq
