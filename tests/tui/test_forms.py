"""Every form says the right command, shows errors in place, and keeps what is typed.

The sessions, the file and the app are real; no terminal is involved.
"""

from __future__ import annotations

from domain.due import Anchor, Due
from domain.edit import Edit
from domain.task import Check, Priority
from domain.task_write import EditTask
from tests.tui.conftest import CONTENT, Office, hold, shown
from tests.tui.forms import campaign, fill, opened, save, task_form
from tui.screens.checklist import read_checks, write_checks

TITLE = "主图与详情页：新款T恤A [/oops] 预热前全部上线"


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


def test_a_checklist_is_read_back_as_it_was_written() -> None:
    checks = (Check(uid="a", text="拍摄", done=True), Check(uid="b", text="修图"))

    assert read_checks(write_checks(checks), checks) == checks


def test_lines_of_a_checklist_keep_who_they_are_when_others_change() -> None:
    known = (Check(uid="a", text="拍摄"), Check(uid="b", text="修图"))

    read = read_checks("【x】修图\n\n- [ ] 新的", known)

    assert [(check.text, check.done) for check in read] == [("修图", True), ("新的", False)]
    assert read[0].uid == "b"
    assert read[1].uid not in ("a", "b")
