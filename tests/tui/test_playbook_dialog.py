"""Running a playbook from the board: what it shows, what is left out, who was faster.

The sessions, the file and the app are real; no terminal is involved.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from domain.calendar_file import load_calendar
from domain.outcome import SetOutcome
from domain.playbook import About, Playbook, Playbooks, Step
from domain.playbook_file import load_playbooks
from domain.playbook_rules import RunPlaybook
from domain.settings import TeamSettings
from domain.task import Outcome, State
from domain.task_moves import MoveTask
from domain.words import bind
from tests.tui.conftest import SUPPLY, Office, settle, shown
from tui.app import PromoboardApp
from tui.screens.outcome import SayOutcome
from tui.screens.playbook import RunPlaybookDialog

SHIPPED = load_playbooks(TeamSettings())
KEYS = [each.key for each in SHIPPED.playbooks]


async def opened(
    pilot: Pilot[int], playbooks: Playbooks = SHIPPED, **about: Any
) -> list[RunPlaybook | None]:
    """Open the dialog; what it is dismissed with comes into the list."""
    app = pilot.app
    assert isinstance(app, PromoboardApp)
    answers: list[RunPlaybook | None] = []
    app.push_screen(RunPlaybookDialog(app.board, playbooks, app.now, **about), answers.append)
    await pilot.pause()
    return answers


def line(app: PromoboardApp, words: str) -> str:
    """The one line of the screen that has these words."""
    (found,) = [line for line in shown(app) if words in line]
    return found


def campaign(office: Office) -> None:
    calendar = load_calendar()
    office.do(calendar.plan(calendar.template("618"), date(2027, 6, 18), zone="Asia/Shanghai"))


async def test_enter_runs_what_is_shown(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot, sku="TEE-A", topic=About(zh="起球", en="pilling"))

        assert "< Surge of quality complaints >  1/6   pilling | TEE-A" in line(app, "1/6")
        assert "[x]  3 P  Pause the ads for this product" in line(app, "Pause the ads")
        assert line(app, "Pause the ads").rstrip(" │").endswith("today 12:30")
        assert "after 1  today 16:00" in line(app, "Inspect the batches")
        await pilot.press("enter")
        await pilot.pause()

        (command,) = answers
        assert command is not None
        assert (command.playbook.key, command.sku, command.skip) == ("quality", "TEE-A", ())
        app.issue(command)
        await settle(pilot)
    assert len(office.board.tasks) == 8


async def test_arrows_go_through_the_playbooks_and_esc_leaves(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot, first="soldout")
        assert "Sold out" in line(app, "4/6")
        await pilot.press("right", "right", "right")
        assert "Surge of quality" in line(app, "1/6")
        await pilot.press("left", "left", "escape")

    assert answers == [None]


async def test_the_highlighted_step_says_all_about_itself(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()

        assert "the report that proves it" in line(app, "Done when:")
        assert "say so on the product page" in line(app, "If failed:")


async def test_a_step_is_left_out_with_a_reason_and_taken_in_again(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot)
        await pilot.press("down", "down", "space", "enter")
        assert "Nothing was typed." in line(app, "Nothing")
        await pilot.press(*"no ads", "enter", "down", "space", "escape")
        await pilot.pause()
        assert "[ ]  3 P  Pause the ads" in line(app, "no ads")
        await pilot.press("up", "up", "space", *"later", "enter")
        await pilot.pause()
        assert "later" in line(app, "[ ]  2 O")
        await pilot.press("space", "enter")

    (command,) = answers
    assert command is not None
    assert command.skip == (("pause", "no ads"),)


async def test_without_inspection_the_page_says_what_is_safe(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "down", "down", "space", *"none left", "enter")
        await pilot.pause()

        assert "after 1" in line(app, " 5 C  It failed: say so")


async def test_what_goes_on_already_is_not_run_again(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot, sku="TEE-A")
        office.do(RunPlaybook(playbook=SHIPPED.playbook("quality"), sku="TEE-A"), by=SUPPLY)
        await settle(pilot)

        assert "T-1, T-2" in line(app, "is running already")
        await pilot.press("enter")
        assert answers == []
        await pilot.press("s", "backspace", "B", "enter", "enter")
        await pilot.pause()

    (command,) = answers
    assert command is not None
    assert command.sku == "TEE-B"


async def test_days_of_a_campaign_need_one(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot, first="timeline")
        assert "D-15 18:00" in line(app, " 4 S  Train on the rules")
        await pilot.press("enter")
        assert answers == []
        assert "say which one" in line(app, "counts its days")

        campaign(office)
        await settle(pilot)
        assert "618" in line(app, "6/6")
        assert "! D-24" in line(app, " 1 O  Settle the mechanics")  # overdue from the start
        await pilot.press("c", "down", "enter", "enter")
        await pilot.pause()

    (command,) = answers
    assert command is not None
    assert command.campaign == 1


async def test_what_a_team_writes_is_never_markup(office: Office) -> None:
    step = Step(key="a", role="ops", zh="[/oops] [b]吃[/b]", due="+2h")
    own = Playbooks(playbooks=(Playbook(key="p", zh="[red]店庆", steps=(step,)),))
    app = office.app()
    async with app.run_test() as pilot:
        await opened(pilot, own, sku="[/b]")

        assert "[red]店庆   [/b]" in line(app, "店庆")
        assert "[/oops] [b]吃[/b]" in line(app, "[x]")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("key", KEYS)
async def test_every_playbook_fits_a_small_terminal(
    office: Office, language: str, key: str
) -> None:
    campaign(office)
    bind(language)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, first=key, sku="TEE-A")
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()
        lines = shown(app)

    assert len(lines) == 24
    assert any("Enter" in each and "Esc" in each for each in lines[-5:])
    assert any("[x]  1 " in each for each in lines)
    assert max(len(each) for each in lines) <= 80


async def test_accepting_an_inspection_asks_what_was_found(office: Office) -> None:
    office.do(RunPlaybook(playbook=SHIPPED.playbook("quality"), language="zh-CN"))
    for state in (State.DOING, State.REVIEW):
        office.do(MoveTask(4, state, "样本已有"), by=SUPPLY)
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        app.home.move_to(app.board.tasks[4], State.DONE)
        await pilot.pause()
        assert isinstance(app.screen, SayOutcome)
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"ok", "enter")  # samples are still open: that needs a reason
        await settle(pilot)

    assert (office.task(4).state, office.task(4).outcome) == (State.DONE, Outcome.FAILED)
    assert office.task(5).title == "质检不合格：详情页如实说明，或下架"


async def test_esc_leaves_the_inspection_as_it_is(office: Office) -> None:
    app = office.app()
    office.do(RunPlaybook(playbook=SHIPPED.playbook("quality")))
    async with app.run_test() as pilot:
        await settle(pilot)
        answers: list[SetOutcome | None] = []
        app.push_screen(SayOutcome(app.board.tasks[4]), answers.append)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()

    assert answers == [None]
