"""A campaign kept as a template, in memory and in the files of a workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar_file import load_calendar, team_calendar
from domain.campaign import Campaign, ExitCheck, Goals, Milestone, days_of, milestone_at
from domain.campaign_parts import RoleGoal
from domain.campaign_rules import AddCampaign, EditCampaign
from domain.campaign_tasks import PlanCampaign
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.milestone_rules import AddMilestone
from domain.playbook_file import load_playbooks
from domain.settings import TeamSettings
from domain.store import create
from domain.task import Priority, State, due_of
from domain.task_moves import MoveTask
from domain.template import TemplateKeyError, template_of
from domain.template_file import InlineTablesError, TemplateExistsError, save_template
from tests.domain.desk import Desk

CALENDAR = load_calendar()
SHANGHAI = "Asia/Shanghai"


def plan(key: str = "618", d_day: date = date(2027, 6, 18)) -> AddCampaign:
    return CALENDAR.plan(CALENDAR.template(key), d_day, zone=SHANGHAI)


def planned(key: str = "618", d_day: date = date(2027, 6, 18)) -> Desk:
    """A campaign with all the tasks of its time line."""
    desk = Desk()
    timeline = load_playbooks(TeamSettings()).playbook("timeline")
    desk.do(PlanCampaign(campaign=plan(key, d_day), playbook=timeline, language="zh-CN"))
    return desk


def shape(desk: Desk, campaign: Campaign) -> tuple[object, ...]:
    """All that a template keeps of a campaign, as it falls on the calendar."""
    tasks = [each for each in desk.board.tasks.values() if each.campaign == campaign.id]
    names = {each.id: each.title for each in tasks}
    return (
        (campaign.starts_at, campaign.ends_at, campaign.zone),
        [(each.key, days_of(campaign, each)) for each in campaign.phases],
        sorted(
            (milestone_at(campaign, each), each.title, each.owner_role, each.gate,
             [check.text for check in each.checks])
            for each in campaign.milestones
        ),
        sorted(
            (each.title, each.owner_role, each.priority, str(due_of(desk.board, each)),
             [names[n] for n in each.depends_on], each.acceptance)
            for each in tasks
        ),
    )  # fmt: skip


def test_a_campaign_and_its_time_line_are_planned_in_one_commit_and_once() -> None:
    desk = Desk()
    timeline = load_playbooks(TeamSettings()).playbook("timeline")
    command = PlanCampaign(campaign=plan(), playbook=timeline, language="zh-CN")

    change = desk.do(command)

    assert {each.TABLE for each in change.puts} == {"campaigns", "tasks", "runs"}
    tasks = [*desk.board.tasks.values()]
    assert {each.campaign for each in tasks} == {1}
    assert {each.owner_role for each in tasks} == {"ops", "content", "promo", "cs", "supply"}
    assert not desk.do(command)


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["618", "1111", "1212", "bfcm", "general"]),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_what_is_kept_makes_the_same_campaign_again(key: str, d_day: date) -> None:
    desk = planned(key, d_day)
    campaign = desk.board.campaigns[1]

    template, playbook = template_of(desk.board, campaign, CALENDAR, "own")
    again = replace(CALENDAR, templates=(template,))
    assert playbook is not None
    desk.do(
        PlanCampaign(
            campaign=again.plan(template, d_day, zone=SHANGHAI),
            playbook=playbook,
            language="zh-CN",
        )
    )

    assert shape(desk, desk.board.campaigns[2]) == shape(desk, campaign)


def test_one_year_stays_behind() -> None:
    desk = planned()
    goals = Goals(gmv=1, roi_min=2.0, roles=(RoleGoal(role="cs", text="98%"),))
    desk.do(EditCampaign(1, (Edit("goals", None, goals),)))
    wave = Due(at=desk.board.campaigns[1].starts_at + timedelta(days=9, hours=1))
    check = ExitCheck(text="看过", done_at=desk.now, done_by=1)
    desk.do(AddMilestone(1, Milestone(uid="w", title="返场", due=wave, checks=(check,))))
    called_off = desk.add(title="不做了", campaign=1)
    desk.do(MoveTask(called_off.id, State.CANCELLED))
    desk.add(title="加拍 {水洗} 视频", campaign=1, priority=Priority.P0)

    template, playbook = template_of(desk.board, desk.board.campaigns[1], CALENDAR, "own")

    assert (template.zh, template.goals) == ("618大促", ("gmv", "roi_min", "cs"))
    assert template.falls == CALENDAR.template("618").falls
    (kept,) = (each for each in template.milestones if each.title == "返场")
    assert (kept.title, kept.anchor, kept.day, kept.time) == ("返场", Anchor.END, 6, "21:00")
    assert (kept.typical, kept.checks[0].text) == (True, "看过")
    assert playbook is not None
    titles = [each.zh for each in playbook.steps]
    assert "不做了" not in titles
    assert titles[-1] == "加拍 ｛水洗｝ 视频"


def test_a_key_is_one_that_can_be_typed() -> None:
    desk = planned()
    with pytest.raises(TemplateKeyError):
        template_of(desk.board, desk.board.campaigns[1], CALENDAR, "我们的")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    create(folder, mode_dir=0o2770, mode_file=0o660, gid=None)
    return folder


def keep(workspace: Path, desk: Desk, key: str) -> None:
    template, playbook = template_of(desk.board, desk.board.campaigns[1], CALENDAR, key)
    save_template(workspace, TeamSettings(), template, playbook)


def test_templates_are_added_to_what_people_wrote_and_read_back_the_same(workspace: Path) -> None:
    desk, file = planned(), workspace / "calendar.toml"
    file.write_text("# 我们的\nwork = []", encoding="utf-8")
    keep(workspace, desk, "own")
    keep(workspace, desk, "own-2")

    assert file.read_text(encoding="utf-8").startswith("# 我们的\nwork = []\n\n[[templates]]")
    calendar = team_calendar(workspace)
    assert [each.key for each in calendar.templates][:2] == ["own", "own-2"]
    template, playbook = template_of(desk.board, desk.board.campaigns[1], CALENDAR, "own")
    assert calendar.template("own") == template
    assert load_playbooks(TeamSettings(), workspace).playbook("own") == playbook
    assert file.stat().st_mode & 0o777 == 0o660


def test_a_key_that_is_taken_and_a_file_that_cannot_be_added_to_stay_as_they_are(
    workspace: Path,
) -> None:
    desk, file = planned(), workspace / "calendar.toml"
    keep(workspace, desk, "own")
    before = file.read_text(encoding="utf-8")
    with pytest.raises(TemplateExistsError, match=r"calendar\.toml has own already"):
        keep(workspace, desk, "own")
    assert file.read_text(encoding="utf-8") == before

    for closed in ("templates = []\n", "templates = []  # not [[templates]]\n"):
        file.write_text(closed, encoding="utf-8")
        with pytest.raises(InlineTablesError):
            keep(workspace, desk, "own-2")
        assert file.read_text(encoding="utf-8") == closed
