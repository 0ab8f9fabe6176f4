"""The details of a card: all there is about it, literally, and live."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from domain.edit import Edit
from domain.feedback_moves import LinkTask
from domain.feedback_write import AddFeedback
from domain.handoff import OfferHandoff
from domain.history import Redo, Undo
from domain.talk import CommentTask
from domain.task import Check, State
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from tests.tui.conftest import CONTENT, Office, settle, shown
from tests.tui.conftest import said as toasts
from tui.app import PromoboardApp
from tui.screens.feedback_detail import FeedbackDetail
from tui.screens.task_detail import TaskDetail

HOSTILE = "[/b] [red]红[/red] $x \\[ [link=a]"


def detail(app: PromoboardApp, asked: list[Any], number: int = 1) -> TaskDetail:
    return TaskDetail(
        app.board,
        app.board.tasks[number],
        app.now,
        issue=app.issue,
        do=lambda what, number: asked.append((what, number)),
        history=lambda: ["06-01 12:00 李华 task.add [b]"],
    )


async def worked(pilot: Pilot[int]) -> None:
    """Until the dialog on top has done what it does beside the keys."""
    mine = [worker for worker in pilot.app.workers if worker.node is pilot.app.screen]
    if mine:  # an empty list would wait for those that never end
        await pilot.app.workers.wait_for_complete(mine)
    await pilot.pause()


async def test_a_task_is_shown_with_everything_literally(office: Office) -> None:
    office.do(AddFeedback(text=f"起球 {HOSTILE}"))
    office.add("面料到货", owner_role="supply")
    office.add(
        f"主图 {HOSTILE}",
        with_roles=("promo",),
        assignee=CONTENT,
        depends_on=(1,),
        sku="TEE-A",
        description=f"说明 {HOSTILE}",
        acceptance="过审",
        links=("https://example.com/[a]",),
        feedback=(1,),
    )
    office.add("投放", owner_role="promo", depends_on=(2,))
    office.do(CommentTask(2, f"@周敏 {HOSTILE}"))
    office.do(OfferHandoff(2, "promo", "图好了"))
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        app.push_screen(detail(app, [], 2))
        await pilot.pause()
        await worked(pilot)
        text = "\n".join(shown(app))

    for said in (
        f"T-2 P2 主图 {HOSTILE}",
        "Content, 周敏",
        "- Promotion open",
        "T-1 面料到货 (To do)",
        "T-3 投放 (To do)",
        "Promotion 李华: 图好了",
        f"说明 {HOSTILE}",
        "过审",
        "https://example.com/[a]",
        f"F-1 起球 {HOSTILE}",
        f"李华 today 12:00: @周敏 {HOSTILE}",
        "06-01 12:00 李华 task.add [b]",
    ):
        assert said in text


async def test_space_ticks_a_line_of_the_checklist_for_everybody(office: Office) -> None:
    checks = (Check(uid="a", text="拍摄", done=True), Check(uid="b", text="修图 [x]"))
    office.add("主图", checklist=checks)
    app = office.app()
    async with app.run_test() as pilot:
        app.push_screen(detail(app, []))
        await pilot.pause()
        before = shown(app)
        await pilot.press("space")
        await settle(pilot)
        after = shown(app)
        await pilot.press("tab", "space")
        await settle(pilot)

    assert any("> [ ] 修图 [x]" in line for line in before)
    assert any("> [x] 修图 [x]" in line for line in after)
    assert [check.done for check in office.task().checklist] == [False, True]


async def test_a_detail_follows_what_colleagues_do(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        app.push_screen(detail(app, []))
        await pilot.pause()
        office.do(EditTask(1, (Edit("title", "主图", "详情页"),)), by=CONTENT)
        office.do(MoveTask(1, State.BLOCKED, "等面料", waiting_on="supply"), by=CONTENT)
        await settle(pilot)
        lines = shown(app)

    assert any("T-1 P2 详情页" in line for line in lines)
    assert any("等面料" in line for line in lines)
    assert any("Supply chain today 12:00" in line for line in lines)


async def test_keys_ask_the_app_for_what_needs_a_form(office: Office) -> None:
    office.add("主图")
    app, asked = office.app(), list[Any]()
    async with app.run_test() as pilot:
        app.push_screen(detail(app, asked))
        await pilot.press("e", "c", "o", "space", "escape")

        assert app.screen is app.home
    assert asked == [("edit", 1), ("comment", 1), ("handoff", 1)]


async def test_a_customers_words_are_shown_literally_with_their_task(office: Office) -> None:
    office.do(AddFeedback(text=f"\x1b[31m起球\n第二行 {HOSTILE}", sku="TEE-A", rating=1))
    office.add("查批次")
    app, asked = office.app(), list[Any]()
    async with app.run_test() as pilot:
        item = app.board.feedback[1]
        app.push_screen(
            FeedbackDetail(
                app.board,
                item,
                lambda: app.home.scene,
                look_up=lambda item: "",
                do=lambda *what: asked.append(what),
            )
        )
        await pilot.pause()
        before = shown(app)
        office.do(LinkTask(1, 1), by=CONTENT)
        await settle(pilot)
        await pilot.press("t", "x", "q")

        assert app.screen is app.home
    assert any(f"第二行 {HOSTILE}" in line for line in before)
    assert any(line.split()[1:3] == ["State", "New"] for line in before if "State" in line)
    assert asked == [("task", 1), ("drop", 1)]


async def test_what_a_colleague_took_back_is_said_to_be_gone_and_no_key_fails(
    office: Office,
) -> None:
    office.add("主图")
    office.do(AddFeedback(text="起球"))
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 48)) as pilot:
        for dialog, undone, keys in (
            (lambda: app.home.open_item(1), "F-1", "tdzx"),
            (lambda: app.home.open_task(1), "T-1", "eco"),
        ):
            await settle(pilot)
            dialog()
            await pilot.pause()
            office.do(Undo())
            await settle(pilot)
            lines = shown(app)
            await pilot.press(*keys, "escape")

            assert any(f"* {undone} is not on the board any more" in line for line in lines)
            assert f"There is no {undone} on this board." in toasts(app)
            assert app.screen is app.home


async def test_a_comment_is_kept_until_it_is_said(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("c", *"why")
        office.do(Undo())
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert "There is no T-1" in toasts(app)
        assert len(app.session.state.drafts()) == 1
        office.do(Redo())
        await settle(pilot)
        await pilot.press("c", "enter")
        await settle(pilot)
        assert app.session.state.drafts() == ()
    assert [comment.text for comment in office.task().comments] == ["why"]
