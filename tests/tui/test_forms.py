"""Every form says the right command, keeps what is typed, and shows both sides of a conflict.

The sessions, the file and the app are real; no terminal is involved.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from domain.calendar_file import load_calendar
from domain.command import Command
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.feedback import Channel
from domain.feedback_write import AddFeedback
from domain.identity import Account
from domain.task import Check, Priority, State
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from domain.team import EditMember
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, hold, settle, shown
from tui.app import PromoboardApp
from tui.screens.campaign_form import CampaignForm
from tui.screens.checklist import read_checks, write_checks
from tui.screens.choose import Choose
from tui.screens.feedback_form import FeedbackForm
from tui.screens.form import Form
from tui.screens.member_form import MemberForm
from tui.screens.task_form import TaskForm

TITLE = "主图与详情页：新款T恤A [/oops] 预热前全部上线"


async def opened(pilot: Pilot[int], form: Form) -> list[Command | None]:
    """Open a form; what it is dismissed with comes into the list."""
    answers: list[Command | None] = []
    pilot.app.push_screen(form, answers.append)
    await pilot.pause()
    return answers


def task_form(app: PromoboardApp, number: int | None = None, **values: Any) -> TaskForm:
    state, submit = app.session.state, app.submit
    if number is not None:
        values["task"] = app.board.tasks[number]
    return TaskForm(app.board, app.now, app.me, state=state, submit=submit, **values)


def fill(form: Form, values: Mapping[str, Any]) -> None:
    """Type into fields, all at once."""
    for name, raw in values.items():
        form.rows[name].raw = raw


async def save(pilot: Pilot[int]) -> None:
    await pilot.press("f2")
    await settle(pilot)


def campaign(office: Office) -> None:
    calendar = load_calendar()
    day = date(2027, 6, 18)
    office.do(calendar.plan(calendar.template("618"), day, zone="Asia/Shanghai"))


async def test_a_new_task_has_all_that_was_filled_in(office: Office) -> None:
    campaign(office)
    office.add("面料到货", owner_role="supply")
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app)
        answers = await opened(pilot, form)
        await pilot.press(*"TEE")
        fill(
            form,
            {
                "title": TITLE,
                "owner_role": "content",
                "with_roles": ("promo", "supply"),
                "due": "D-5 18:00",
                "priority": "P1",
                "assignee": str(CONTENT),
                "sku": "TEE-A",
                "depends_on": ("1",),
                "acceptance": "过审",
                "description": "第一屏\n第二屏",
                "checklist": "[x] 拍摄\n修图",
                "links": "https://example.com/a\n",
            },
        )
        await save(pilot)

        assert app.screen is app.home
    task = office.task(2)
    assert (task.title, task.owner_role, task.priority) == (TITLE, "content", Priority.P1)
    assert [part.role for part in task.parts] == ["content", "promo", "supply"]
    assert task.due == Due(anchor=Anchor.START, offset_days=-5, time="18:00")
    assert (task.campaign, task.assignee, task.depends_on, task.sku) == (1, CONTENT, (1,), "TEE-A")
    assert [(check.text, check.done) for check in task.checklist] == [
        ("拍摄", True),
        ("修图", False),
    ]
    assert (task.acceptance, task.description) == ("过审", "第一屏\n第二屏")
    assert task.links == ("https://example.com/a",)
    assert [getattr(answer, "uid", "") for answer in answers] == [task.uid]


async def test_an_edit_sends_only_the_fields_that_differ(office: Office) -> None:
    office.add("主图", sku="TEE-A")
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app, 1)
        answers = await opened(pilot, form)
        await pilot.press("end", *"二")
        await save(pilot)

    assert answers == [EditTask(1, (Edit("title", "主图", "主图二"),))]
    assert office.task().title == "主图二"


async def test_saving_without_a_change_sends_nothing(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot, task_form(app, 1))
        await save(pilot)

    assert answers == [None]
    assert office.task().rev == 1


async def test_an_error_stands_at_its_field_and_the_form_stays(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app)
        await opened(pilot, form)
        fill(form, {"due": "blursday", "description": "kept"})
        await save(pilot)
        wrong = shown(app)
        fill(form, {"due": ""})
        await save(pilot)

        assert any("! blursday is no date." in line for line in wrong)
        assert app.screen is form
        assert form.rows.here() is form.rows["title"]
        assert any("! A task needs a title." in line for line in shown(app))
        assert form.rows["description"].raw == "kept"


async def test_the_form_says_what_a_date_is_understood_as(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app)
        await opened(pilot, form)
        fill(form, {"due": "明天18:00"})
        await pilot.pause()
        understood = shown(app)
        fill(form, {"due": "D-5"})
        await pilot.pause()

        assert any("= tomorrow 18:00 (06-02 Wed)" in line for line in understood)
        assert any("! D-5 counts from a campaign" in line for line in shown(app))


async def test_a_cycle_is_told_at_the_field_of_dependencies(office: Office) -> None:
    office.add("一")
    office.add("二", depends_on=(1,))
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app, 1)
        await opened(pilot, form)
        fill(form, {"depends_on": ("2",)})
        await save(pilot)

        assert form.rows.here() is form.rows["depends_on"]
        assert any("! T-1 cannot depend on T-2" in line for line in shown(app))


async def test_esc_keeps_the_draft_and_the_next_form_starts_from_it(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await opened(pilot, task_form(app))
        await pilot.press(*"主图", "escape")
        again = task_form(app)
        await opened(pilot, again)

        assert answers == [None]
        assert again.rows["title"].raw == "主图"
        assert any("* This is what you typed last time." in line for line in shown(app))
        await pilot.press("f8")
        assert again.rows["title"].raw == ""
        await pilot.press("escape")
        await pilot.pause()
        assert app.session.state.drafts() == ()


async def test_a_session_that_ends_with_a_form_open_keeps_the_draft(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await opened(pilot, task_form(app))
        hold(app, "好", 30)
        await pilot.pause()

    kept = office.session().state.draft("task-new")
    assert kept is not None
    assert kept["fields"] == {"title": "好" * 30}


async def test_a_draft_goes_when_its_command_is_durable(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app)
        await opened(pilot, form)
        await pilot.press(*"主图")
        form.keep()
        await save(pilot)

        assert office.task().title == "主图"
        assert app.session.state.drafts() == ()


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


async def test_arrows_leave_a_field_and_a_text_only_at_its_edge(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = task_form(app)
        await opened(pilot, form)
        await pilot.press("down")
        role = form.rows.here()
        await pilot.press("right", "up")
        title = form.rows.here()
        form.rows["description"].editor.focus()
        await pilot.press("a", "enter", "b", "up")
        inside = form.rows.here()
        await pilot.press("up")

        assert (role, title) == (form.rows["owner_role"], form.rows["title"])
        assert form.rows["owner_role"].raw == "promo"
        assert inside is form.rows["description"]
        assert form.rows.here() is form.rows["acceptance"]


async def test_what_the_customer_says_is_saved_with_one_line_and_enter(office: Office) -> None:
    office.add("主图", sku="TEE-A")
    app = office.app(CONTENT)
    async with app.run_test() as pilot:
        form = FeedbackForm(
            app.board, state=app.session.state, submit=app.submit, salt=app.session.salt
        )
        answers = await opened(pilot, form)
        form.rows["order_key"].raw = "123456789"
        await pilot.press(*"tee-a洗了一次就起球", "enter")
        await settle(pilot)

    item = office.board.feedback[1]
    assert (item.text, item.sku, item.channel) == ("tee-a洗了一次就起球", "TEE-A", Channel.ENQUIRY)
    assert len(item.order_key) == 16
    assert isinstance(answers[0], AddFeedback)


async def test_a_campaign_is_filled_in_from_its_template(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        form = CampaignForm(app.board, app.now, state=app.session.state, submit=app.submit)
        await opened(pilot, form)
        keys = [option.key for option in form.rows["template"].field.options()]
        form.rows["template"].raw = "618"
        await pilot.pause()
        proposed = {name: row.raw for name, row in form.rows.by_name.items()}
        form.rows["d_day"].raw = "2027-06-20"
        await pilot.pause()
        await save(pilot)

    assert {"", "618", "1111", "1212", "99"} <= set(keys)
    assert proposed["d_day"] == "2027-06-18"
    assert proposed["starts_at"] == "2027-06-17 20:00"
    found = office.board.campaigns[1]
    assert (found.d_day, found.template) == (date(2027, 6, 20), "618")
    assert found.starts_at.isoformat() == "2027-06-19T12:00:00+00:00"
    assert len(found.milestones) > 3


async def test_moving_d_day_names_the_tasks_that_move_and_asks(office: Office) -> None:
    campaign(office)
    office.add("主图 [red]", campaign=1, due=Due(anchor=Anchor.START, offset_days=-5))
    app = office.app()
    async with app.run_test() as pilot:
        before = app.board.campaigns[1]
        form = CampaignForm(
            app.board, app.now, campaign=before, state=app.session.state, submit=app.submit
        )
        await opened(pilot, form)
        form.rows["d_day"].raw = "2027-06-20"
        await save(pilot)
        asked = shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        unmoved = office.board.campaigns[1].d_day
        await save(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert any("1 open task moves along" in line for line in asked)
    assert any("T-1 主图 [red]: 06-13 > 06-15" in line for line in asked)
    assert unmoved == before.d_day
    after = office.board.campaigns[1]
    assert after.d_day == date(2027, 6, 20)
    assert after.starts_at - before.starts_at == timedelta(days=2)


def member_form(app: PromoboardApp, member: int | None = None) -> MemberForm:
    return MemberForm(
        app.board,
        None if member is None else app.board.members[member],
        state=app.session.state,
        submit=app.submit,
        account=Account(1000, "user"),
    )


async def test_a_new_member_has_name_roles_and_accounts(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = member_form(app)
        await opened(pilot, form)
        fill(form, {"name": "小王", "roles": ("cs",), "accounts": "root, 4711"})
        await save(pilot)

    member = office.board.members[4]
    assert (member.name, member.roles, member.accounts) == ("小王", ("cs",), (0, 4711))


@pytest.mark.parametrize(
    ("field", "raw", "said"),
    [
        ("accounts", "no-such-login", "! This server has no account no-such-login."),
        ("name", "李华", "! A member called 李华 is here already."),
        ("name", "名" * 41, "! At most 40 characters fit here; there are 41."),
    ],
)
async def test_a_member_that_cannot_be_is_told_at_the_field(
    office: Office, field: str, raw: str, said: str
) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = member_form(app)
        await opened(pilot, form)
        fill(form, {"name": "小王", "roles": ("cs",), field: raw})
        await save(pilot)

        assert form.rows.here() is form.rows[field]
        assert any(said in line for line in shown(app))


@pytest.mark.parametrize(("keys", "heir"), [(("enter",), None), (("down", "enter"), OPS)])
async def test_the_work_of_somebody_who_leaves_goes_where_one_says(
    office: Office, keys: tuple[str, ...], heir: int | None
) -> None:
    office.add("主图", assignee=SUPPLY)
    app = office.app()
    async with app.run_test() as pilot:
        form = member_form(app, SUPPLY)
        answers = await opened(pilot, form)
        form.rows["active"].raw = "left"
        await save(pilot)
        asked = isinstance(app.screen, Choose)
        await pilot.press(*keys)
        await settle(pilot)

    assert asked
    assert answers == [EditMember(SUPPLY, active=False, heir=heir, release=heir is None)]
    assert office.task().assignee == heir
    assert not office.board.members[SUPPLY].active


def test_a_checklist_is_read_back_as_it_was_written() -> None:
    checks = (Check(uid="a", text="拍摄", done=True), Check(uid="b", text="修图"))

    assert read_checks(write_checks(checks), checks) == checks


def test_lines_of_a_checklist_keep_who_they_are_when_others_change() -> None:
    known = (Check(uid="a", text="拍摄"), Check(uid="b", text="修图"))

    read = read_checks("【x】修图\n\n- [ ] 新的", known)

    assert [(check.text, check.done) for check in read] == [("修图", True), ("新的", False)]
    assert read[0].uid == "b"
    assert read[1].uid not in ("a", "b")
