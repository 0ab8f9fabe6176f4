"""The forms of feedback, campaigns and members, and what each asks before it saves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.campaign_rules import EditCampaign
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.feedback import Channel
from domain.feedback_write import AddFeedback
from domain.identity import Account
from domain.team import EditMember
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, settle, shown
from tests.tui.forms import campaign, fill, opened, save
from tui.app import PromoboardApp
from tui.screens.campaign_form import CampaignForm
from tui.screens.choose import Choose
from tui.screens.feedback_form import FeedbackForm
from tui.screens.member_form import MemberForm


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


async def test_the_form_of_a_campaign_follows_the_board(office: Office) -> None:
    campaign(office)
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        before = app.board.campaigns[1]
        form = CampaignForm(
            app.board, app.now, campaign=before, state=app.session.state, submit=app.submit
        )
        await opened(pilot, form)
        form.rows["name"].raw = "mine"
        office.do(EditCampaign(1, (Edit("name", before.name, "theirs"),)), by=CONTENT)
        app.look()
        await pilot.pause()

        lines = shown(app)
        assert any("* 周敏 changed meanwhile: Name." in line for line in lines)
        assert any("! Now: theirs (周敏)" in line for line in lines)
        assert any("Mine: mine" in line for line in lines)


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
    left = Edit("active", True, False)
    assert answers == [EditMember(SUPPLY, (left,), heir=heir, release=heir is None)]
    assert office.task().assignee == heir
    assert not office.board.members[SUPPLY].active


async def test_the_form_of_a_member_follows_the_board(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        form = member_form(app, SUPPLY)
        await opened(pilot, form)
        form.rows["name"].raw = "陈师傅"
        office.do(EditMember(SUPPLY, (Edit("name", "老陈", "大陈"),)), by=CONTENT)
        app.look()
        await pilot.pause()

        lines = shown(app)
        assert any("* 周敏 changed meanwhile: Name." in line for line in lines)
        assert any("! Now: 大陈 (周敏)" in line for line in lines)
        assert any("Mine: 陈师傅" in line for line in lines)
