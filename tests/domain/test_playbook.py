"""Running playbooks: linked tasks in one change, once. No file is written.

The playbooks are the shipped ones; their files are the matter of `test_playbook_file.py`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.board import UnknownRecordError
from domain.calendar_file import load_calendar
from domain.command import Change
from domain.due import Anchor
from domain.playbook import About, UnknownPlaybookError
from domain.playbook_file import load_playbooks
from domain.playbook_plan import Plan, PlaybookCampaignError, drafts
from domain.playbook_rules import (
    AlreadyRunningError,
    NothingLeftError,
    SkipReasonError,
    UnknownStepError,
)
from domain.playbook_run import PlaybookRun, open_tasks
from domain.settings import TeamSettings, roles_with
from domain.signal import Signal, SignalOverError, SignalState, Snapshot
from domain.surge import Level
from domain.task import due_of
from tests.domain.desk import CONTENT, SUPPLY, Desk
from tests.domain.playing import by_step, finish, playbook, run

QUALITY = ["samples", "case", "pause", "inspect", "page", "script", "resume", "watch"]


def last_run(desk: Desk) -> PlaybookRun:
    table = desk.board.table(PlaybookRun)
    return table[max(table)]


def raise_signal(desk: Desk, state: SignalState = SignalState.OPEN, sku: str = "TEE-A") -> None:
    seen = Snapshot(at=desk.now, hours=24, y=11, n=420, baseline_y=9, baseline_n=5210, days=14)
    signal = Signal(
        id=1,
        uid="s1",
        created_at=desk.now,
        created_by=0,
        updated_at=desk.now,
        updated_by=0,
        sku=sku,
        topic="pilling",
        level=Level.SURGE,
        raised=seen,
        last=seen,
        state=state,
        state_since=desk.now,
        first_item_at=desk.now,
        raised_at=desk.now,
    )
    desk.board = desk.board.after(Change((signal,)))


def test_a_surge_becomes_eight_linked_tasks_in_one_change(desk: Desk) -> None:
    change = desk.do(run(sku="TEE-A", topic=About(key="pilling", zh="起球")))

    tasks = by_step(desk)
    assert [*tasks] == QUALITY
    assert len(change.puts) == 9
    roles = [task.owner_role for task in tasks.values()]
    assert roles == ["cs", "ops", "promo", "supply", "content", "cs", "promo", "ops"]
    assert tasks["page"].title == "详情页强调抗起球工艺，附实测"
    assert {task.sku for task in tasks.values()} == {"TEE-A"}
    assert tasks["pause"].depends_on == ()
    assert tasks["inspect"].depends_on == (tasks["samples"].id,)
    assert tasks["page"].depends_on == (tasks["inspect"].id,)
    assert tasks["watch"].depends_on == (3, 4, 5, 6, 7)
    assert due_of(desk.board, tasks["pause"]) == desk.now + timedelta(minutes=30)
    assert due_of(desk.board, tasks["resume"]) == desk.now + timedelta(hours=24)


def test_the_run_remembers_which_task_each_step_became(desk: Desk) -> None:
    desk.do(run(sku="TEE-A"), by=CONTENT)

    made = last_run(desk)
    assert (made.number, made.playbook, made.name, made.sku) == (
        "R-1",
        "quality",
        "质量差评激增",
        "TEE-A",
    )
    assert {step.key: step.task for step in made.steps} == {
        key: number for number, key in enumerate(QUALITY, 1)
    }
    assert (made.created_by, made.created_at) == (CONTENT, desk.now)
    origin = desk.task(4).origin
    assert origin is not None
    assert (origin.run, origin.playbook, origin.step, origin.decides) == (
        1,
        "quality",
        "inspect",
        True,
    )


def test_operations_accept_the_tasks_of_others(desk: Desk) -> None:
    desk.do(run(), by=SUPPLY)

    tasks = by_step(desk)
    assert tasks["pause"].acceptor_role == "ops"
    assert tasks["case"].acceptor_role == "supply"  # its own falls to whoever pressed the key


@pytest.mark.parametrize(
    ("language", "topic", "title"),
    [
        ("zh-CN", "", "汇总差评样本与订单批次"),
        ("zh-CN", "掉色", "汇总掉色差评样本与订单批次"),
        ("en", "", "Collect samples, with order batches"),
        ("en", "Pilling", "Collect samples of Pilling, with order batches"),
    ],
)
def test_titles_name_the_topic_where_it_is_known(
    desk: Desk, language: str, topic: str, title: str
) -> None:
    desk.do(run(topic=About(zh=topic), language=language))
    assert desk.task(1).title == title


def test_the_language_of_the_team_goes_before_that_of_the_person(desk: Desk) -> None:
    desk.board = Desk(board=type(desk.board)(settings=TeamSettings(language="en"))).board
    desk.do(run(topic=About(zh="[b]{sku}\x1b[31m"), language="zh-CN"))
    assert desk.task(1).title == "Collect samples of [b]{sku}, with order batches"


def test_a_team_with_quality_control_gives_it_the_inspection(desk: Desk) -> None:
    roles = roles_with({"qc": {}})
    desk = Desk(board=type(desk.board)(settings=TeamSettings(roles=roles)))
    desk.do(run())
    assert by_step(desk)["inspect"].owner_role == "qc"


def test_a_second_press_finds_it_running(desk: Desk) -> None:
    command = run(sku="TEE-A")
    desk.do(command)

    assert not desk.do(command)
    with pytest.raises(AlreadyRunningError, match="T-1, T-2"):
        desk.do(run(sku=" TEE-A "), by=CONTENT)
    assert len(desk.board.tasks) == 8

    desk.do(run(sku="TEE-B"))
    assert len(desk.board.tasks) == 16


def test_it_can_run_again_once_everything_is_done(desk: Desk) -> None:
    desk.do(run("launch", sku="TEE-A"))
    for task in by_step(desk).values():
        finish(desk, task)
    assert open_tasks(desk.board, last_run(desk)) == ()

    desk.do(run("launch", sku="TEE-A"))
    assert last_run(desk).number == "R-2"


def test_a_step_is_left_out_with_a_reason_only(desk: Desk) -> None:
    with pytest.raises(SkipReasonError, match="case"):
        desk.do(run(skip=(("case", " \u200b"),)))
    with pytest.raises(UnknownStepError, match="samples, case"):
        desk.do(run(skip=(("cases", "no"),)))
    with pytest.raises(NothingLeftError):
        desk.do(run(skip=tuple((key, "no") for key in QUALITY)))

    desk.do(run(skip=(("script", "口径已有"), ("samples", "已汇总"))))

    tasks = by_step(desk)
    assert [*tasks] == ["case", "pause", "inspect", "page", "resume", "watch"]
    kept = {step.key: step.skipped for step in last_run(desk).steps if step.task is None}
    assert kept == {"samples": "已汇总", "script": "口径已有"}


def test_what_waited_for_a_step_that_is_left_out_waits_for_what_came_before_it(desk: Desk) -> None:
    desk.do(run("launch", skip=(("page", "沿用旧图"),)))

    tasks = by_step(desk)
    assert tasks["brief"].depends_on == (tasks["direction"].id,)
    assert tasks["gate"].depends_on == tuple(
        tasks[key].id for key in ("direction", "ads", "supply", "brief")
    )


def test_a_signal_is_dispatched_in_the_same_change(desk: Desk) -> None:
    raise_signal(desk)
    desk.later(minutes=9)

    desk.do(run(signal=1, topic=About(key="pilling", zh="起球")))

    signal = desk.board.table(Signal)[1]
    assert (signal.state, signal.dispatched_at) == (SignalState.ACTING, desk.now)
    assert signal.tasks == (1, 2, 3, 4, 5, 6, 7, 8)
    assert {task.sku for task in by_step(desk).values()} == {"TEE-A"}
    assert last_run(desk).signal == 1
    with pytest.raises(AlreadyRunningError):
        desk.do(run(signal=1, sku="OTHER"))
    desk.do(run("soldout", signal=1))
    assert len(desk.board.table(Signal)[1].tasks) == 15


def test_a_signal_of_the_whole_store_names_no_product(desk: Desk) -> None:
    raise_signal(desk, sku="*")
    desk.do(run(signal=1))
    assert by_step(desk)["page"].sku == ""


def test_nothing_runs_for_a_signal_that_is_over_or_not_there(desk: Desk) -> None:
    raise_signal(desk, SignalState.DISMISSED)
    with pytest.raises(SignalOverError):
        desk.do(run(signal=1))
    with pytest.raises(UnknownRecordError, match="S-2"):
        desk.do(run(signal=2))
    assert len(desk.board.tasks) == 0


def campaign(desk: Desk, key: str = "618", day: date = date(2027, 6, 18)) -> None:
    calendar = load_calendar()
    desk.do(calendar.plan(calendar.template(key), day, zone="Asia/Shanghai"))


def test_the_time_line_hangs_on_the_campaign(desk: Desk) -> None:
    with pytest.raises(PlaybookCampaignError, match="Campaign time line"):
        desk.do(run("timeline"))
    campaign(desk)

    desk.do(run("timeline", campaign=1))

    tasks = by_step(desk)
    assert {task.owner_role for task in tasks.values()} == {
        "ops",
        "promo",
        "content",
        "cs",
        "supply",
    }
    assert {task.campaign for task in tasks.values()} == {1}
    stock = tasks["stock"]
    assert stock.due is not None
    assert (stock.due.anchor, stock.due.offset_days) == (Anchor.START, -15)
    assert due_of(desk.board, stock) == datetime(2027, 6, 3, 10, tzinfo=UTC)
    with pytest.raises(AlreadyRunningError):
        desk.do(run("timeline", campaign=1))


def test_the_time_line_moves_ahead_with_a_sale_that_opens_early(desk: Desk) -> None:
    campaign(desk, "1111", date(2027, 11, 11))
    desk.do(run("timeline", campaign=1))

    mechanics = due_of(desk.board, by_step(desk)["mechanics"])
    milestones = {each.title: each.due for each in desk.board.campaigns[1].milestones}
    settled = milestones["活动机制定稿"]
    assert by_step(desk)["mechanics"].due == settled
    assert mechanics is not None
    assert mechanics < desk.board.campaigns[1].starts_at - timedelta(days=20)


def test_a_plan_shows_what_would_be_made_and_makes_nothing(desk: Desk) -> None:
    plan = Plan(
        playbook=playbook("quality"), topic=About(key="pilling", zh="起球"), language="zh-CN"
    )
    found = drafts(desk.board, plan, desk.now)
    assert [draft.step.key for draft in found] == QUALITY
    assert found[4].depends_on == ("inspect",)
    assert not desk.board.tasks


def test_a_playbook_is_found_by_key_name_and_topic(desk: Desk) -> None:
    playbooks = load_playbooks(TeamSettings())
    assert playbooks.playbook("质量差评激增").key == "quality"
    assert playbooks.playbook("Sold Out").key == "soldout"
    found = playbooks.answering("pilling", "quality")
    assert found is not None
    assert found.key == "quality"
    assert playbooks.answering("service") is None
    with pytest.raises(UnknownPlaybookError, match="quality, mismatch, question, soldout"):
        playbooks.playbook("panic")
