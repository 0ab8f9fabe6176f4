"""Two people edit one task: different fields both win, the same one shows both values."""

from __future__ import annotations

from domain.edit import Edit
from domain.task import State
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from tests.tui.conftest import CONTENT, Office, shown
from tests.tui.forms import opened, save, task_form


async def test_a_draft_that_a_colleague_has_overtaken_shows_both(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        await opened(pilot, task_form(app, 1))
        await pilot.press("end", *"二", "escape")
        office.do(EditTask(1, (Edit("title", "主图", "详情页"),)), by=CONTENT)
        app.look()
        await opened(pilot, task_form(app, 1))

        assert any("! Now: 详情页 (周敏)" in line for line in shown(app))
        assert any("Mine: 主图二" in line for line in shown(app))


async def test_the_same_field_shows_both_values_and_saving_again_overwrites(
    office: Office,
) -> None:
    office.add("主图", sku="A")
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app, 1)
        await opened(pilot, form)
        await pilot.press("end", *"二")
        office.do(
            EditTask(1, (Edit("title", "主图", "[b]详情页"), Edit("sku", "A", "B"))), by=CONTENT
        )
        await save(pilot)

        lines = shown(app)
        assert any("! Now: [b]详情页 (周敏)" in line for line in lines)
        assert any("Mine: 主图二" in line for line in lines)
        assert form.rows["title"].raw == "主图二"
        await save(pilot)
    task = office.task()
    assert (task.title, task.sku) == ("主图二", "B")


async def test_theirs_is_taken_with_a_key(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app, 1)
        await opened(pilot, form)
        await pilot.press("end", *"二")
        office.do(EditTask(1, (Edit("title", "主图", "详情页"),)), by=CONTENT)
        await save(pilot)
        await pilot.press("f6")

        assert form.rows["title"].raw == "详情页"
        assert not any("Now:" in line for line in shown(app))
        await save(pilot)
    assert office.task().title == "详情页"


async def test_a_form_that_is_open_follows_the_board(office: Office) -> None:
    office.add("主图", sku="A")
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app, 1)
        await opened(pilot, form)
        await pilot.press("end", *"二")
        office.do(EditTask(1, (Edit("sku", "A", "B"),)), by=CONTENT)
        app.look()
        form.show(app.board)
        await pilot.pause()

        assert form.rows["sku"].raw == "B"
        assert any("* 周敏 changed meanwhile: SKU." in line for line in shown(app))
        office.do(MoveTask(1, State.CANCELLED, "不做了"), by=CONTENT)
        app.look()
        form.show(app.board)
        await pilot.pause()
        assert any("* 周敏 cancelled T-1 meanwhile." in line for line in shown(app))
        await save(pilot)
    assert (office.task().title, office.task().sku) == ("主图二", "B")


async def test_a_conflict_seen_while_typing_refuses_the_first_save_only(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app, 1)
        await opened(pilot, form)
        await pilot.press("end", *"二")
        office.do(EditTask(1, (Edit("title", "主图", "详情页"),)), by=CONTENT)
        app.look()
        form.show(app.board)
        await save(pilot)

        assert app.screen is form
        assert office.task().title == "详情页"
        await save(pilot)
    assert office.task().title == "主图二"
