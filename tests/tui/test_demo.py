"""What the demo's board holds, in both languages. No terminal and no colleagues are involved."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain import identity, words
from domain.board import Board
from domain.campaign import current_campaign, next_milestone, phase_of
from domain.feedback import FeedbackState, unsettled
from domain.lanes import LANES, lanes
from domain.notice import digest
from domain.personal import PersonalState
from domain.store import Store
from domain.task import PartState, Priority, State, at_risk, offered_to, overdue, waiting_on
from tests.tui.shell import Shell, new_shell
from tui.demo.customers import arriving, customers
from tui.demo.people import people
from tui.demo.promotion import promotion
from tui.demo.workspace import build

NOW = datetime(2027, 3, 2, 2, 30, tzinfo=UTC)
"""10:30 in Shanghai, far from any promotion."""
ZONE = "Asia/Shanghai"
ME = 1


@pytest.fixture(scope="module", params=words.LANGUAGES)
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The demo's workspace, once in each language."""
    home = tmp_path_factory.mktemp("home")
    words.bind(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(home / "state"))
        build(home / "demo", identity.account(), lambda: NOW)
        yield home / "demo"


@pytest.fixture
def board(folder: Path) -> Iterator[Board]:
    store = Store(folder, readonly=True)
    yield Board(tables=store.tables, seq=store.seq)
    store.close()


# What a newcomer sees


def test_five_roles_work_together_and_one_of_them_is_whoever_runs_it(board: Board) -> None:
    members = [*board.members.values()]

    assert Counter(role for member in members for role in member.roles) == dict.fromkeys(
        ("ops", "promo", "content", "cs", "supply"), 2
    )
    assert members[0].roles == ("ops",)
    assert members[0].accounts == (os.getuid(),)
    assert not any(member.accounts for member in members[1:])


def test_sixty_tasks_stand_in_all_states(board: Board) -> None:
    tasks = [*board.tasks.values()]

    assert len(tasks) == 60
    assert {task.state for task in tasks} == set(State)
    assert {task.priority for task in tasks} == set(Priority)
    assert {part.state for task in tasks for part in task.parts} == set(PartState)
    assert all(lanes(board, NOW)[state] for state in LANES)
    assert sum(overdue(board, task, NOW) for task in tasks) >= 4
    assert sum(at_risk(board, task, NOW) for task in tasks) >= 1
    assert sum(offered_to(board, task, ME) for task in tasks) == 2
    assert any(task.sent_back for task in tasks)
    assert any(task.block and task.block.waiting_on for task in tasks)
    assert any(waiting_on(board, task) for task in tasks if task.depends_on)
    assert {check.done for task in tasks for check in task.checklist} == {True, False}
    assert any(ME in comment.mentions for task in tasks for comment in task.comments)
    assert any(task.due and task.due.anchor for task in tasks)
    assert len({task.sku for task in tasks}) >= 8


def test_all_words_are_of_the_language_that_is_spoken(board: Board, folder: Path) -> None:
    chinese = [task for task in board.tasks.values() if not task.title.isascii()]

    assert len(chinese) == (60 if not board.members[2].name.isascii() else 0)


def test_a_customer_is_answered_by_a_task_that_knows_of_it(board: Board) -> None:
    items = [*board.feedback.values()]
    answered = [item for item in items if item.task is not None]

    assert len(items) == len({item.text for item in items}) == 300
    assert sum(item.is_default for item in items) == 5
    assert {item.state for item in items} == set(FeedbackState)
    assert len(answered) >= 40
    assert all(item.id in board.tasks[item.task].feedback for item in answered if item.task)
    assert 30 <= sum(map(unsettled, items)) <= 140
    assert max(len(item.text) for item in items) > 450
    assert all(text.isprintable() for item in items for text in item.text.split("\n"))
    assert all(item.event_at <= item.created_at <= NOW for item in items if item.event_at)


def test_one_product_has_ever_more_complaints_of_one_kind(board: Board) -> None:
    said = [item for item in board.feedback.values() if re.search("起球|起毛|毛球", item.text)]
    pilling = [item for item in said if item.sku == "TEE-A"]
    recent = [item for item in pilling if item.event_at and NOW - item.event_at < timedelta(days=2)]

    assert len(said) - len(pilling) <= 1
    assert len(recent) > 0.75 * len(pilling) > 18


def test_the_first_thing_on_screen_is_what_happened_since_yesterday(
    board: Board, folder: Path
) -> None:
    store = Store(folder, readonly=True)
    seen = PersonalState(folder, ME).last_seen
    missed = [line for line in store.history() if line.seq > seen]
    store.close()

    assert 0 < seen < board.seq
    assert len(digest(board, missed, ME, NOW - timedelta(hours=12), NOW)) >= 2


@pytest.mark.parametrize(
    ("now", "d_day", "name"),
    [
        (NOW, date(2027, 3, 9), "618 sale (demo)"),
        (datetime(2027, 6, 10, 1, tzinfo=UTC), date(2027, 6, 18), "618 sale 2027"),
        (datetime(2027, 6, 16, 1, tzinfo=UTC), date(2027, 6, 23), "618 sale (demo)"),
        (datetime(2027, 8, 1, tzinfo=UTC), date(2027, 8, 8), "Double 11 (demo)"),
        (datetime(2027, 11, 4, tzinfo=UTC), date(2027, 11, 11), "Double 11 2027"),
        (datetime(2027, 11, 30, tzinfo=UTC), date(2027, 12, 7), "618 sale (demo)"),
    ],
)
def test_the_promotion_is_the_next_one_and_about_a_week_off(
    now: datetime, d_day: date, name: str
) -> None:
    plan = promotion(now, ZONE)

    assert (plan.name, plan.d_day) == (name, d_day)
    assert len(plan.milestones) > 8


def test_the_clock_is_within_a_phase_and_close_to_a_milestone(board: Board) -> None:
    campaign = current_campaign(board, NOW)
    assert campaign is not None
    phase, milestone = phase_of(campaign, NOW), next_milestone(campaign, NOW)

    assert phase is not None
    assert phase.phase.key == "burst"
    assert milestone is not None
    assert milestone.uid == "demo-live"
    assert milestone.open


def test_a_colleague_with_my_name_is_told_apart() -> None:
    words.bind("zh-CN")

    team = people("老陈")

    assert (team["me"].name, team["chen"].name) == ("老陈", "老陈2")


def test_what_comes_in_begins_again_after_the_last() -> None:
    first, again = arriving(0, NOW), arriving(40, NOW)

    assert first.text == again.text
    assert first.uid != again.uid
    assert len({arriving(place, NOW).text for place in range(40)}) == 40


def test_times_of_customers_are_in_order_and_end_now() -> None:
    said = customers(NOW, ZONE, "salt")
    times = [each.item.event_at for each in said]

    assert times == sorted(times, key=lambda at: at or NOW)
    assert times[-1] == NOW


# The command


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return new_shell(tmp_path, monkeypatch, capsys)


def test_without_a_terminal_nothing_is_made(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("demo", "--keep", str(tmp_path / "kept")) == 2
    assert "needs a terminal" in shell.err
    assert not (tmp_path / "kept").exists()
