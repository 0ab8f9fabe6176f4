"""Runs of playbooks on a shared board: two sessions, one file. No screen is involved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from domain.history import BuiltOnError, Undo
from domain.playbook_file import load_playbooks
from domain.playbook_rules import AlreadyRunningError, RunPlaybook
from domain.playbook_run import PlaybookRun
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.signal import SignalState
from domain.store import Store, create
from domain.task import State
from domain.task_moves import MoveTask
from domain.team import AddMember
from tests.domain.counting import Shop
from tests.domain.desk import NOON

Open = Callable[[int], BoardService]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Open]:
    """Opens a session of a member (1 operations, 2 customer service) on one workspace."""
    folder = tmp_path / "board"
    folder.mkdir()
    create(folder)

    def clock() -> datetime:
        return NOON

    with ExitStack() as stack:

        def open_as(member: int) -> BoardService:
            service = BoardService(Store(folder), TeamSettings(), clock, Actor(member))
            stack.callback(service.close)
            return service

        founder = open_as(0)
        founder.execute(AddMember("李华", ("ops",)))
        founder.execute(AddMember("小林", ("cs",)))
        yield open_as


def run(key: str = "quality") -> RunPlaybook:
    return RunPlaybook(playbook=load_playbooks(TeamSettings()).playbook(key), sku="TEE-A")


def test_of_two_who_press_at_the_same_moment_one_finds_it_running(session: Open) -> None:
    mine, theirs = session(1), session(2)
    theirs.execute(run())
    assert not mine.board.tasks  # my screen has not seen it yet

    with pytest.raises(AlreadyRunningError, match="T-8"):
        mine.execute(run())

    assert len(mine.board.tasks) == 8


def test_a_preview_shows_the_cards_before_they_have_numbers(session: Open) -> None:
    mine, command = session(1), run()
    board = mine.preview(mine.board, [command])

    assert [task.number for task in board.tasks.values()] == ["T-+"] * 8
    assert {number for task in board.tasks.values() for number in task.depends_on} < {*board.tasks}
    mine.execute(command)
    uids = [task.uid for task in mine.board.tasks.values()]
    assert uids == [task.uid for task in board.tasks.values()]


def test_undo_takes_the_whole_run_back_or_nothing_of_it(session: Open) -> None:
    mine, theirs = session(1), session(2)
    mine.execute(run())
    mine.execute(Undo())
    assert not mine.board.tasks
    assert not mine.board.table(PlaybookRun)

    mine.execute(run())
    theirs.refresh()
    theirs.execute(MoveTask(9, State.DOING))
    with pytest.raises(BuiltOnError, match="小林"):
        mine.execute(Undo())
    assert len(mine.board.tasks) == 8


def test_a_run_is_there_for_who_opens_the_board_later(session: Open) -> None:
    session(1).execute(run())
    made = session(2).board.table(PlaybookRun)[1]
    assert [step.task for step in made.steps] == [*range(1, 9)]
    assert made.steps[4].failed is not None
    assert made.steps[4].decider == "inspect"


def test_a_run_for_a_signal_stops_its_clock_and_undo_starts_it_again(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.day(60, 12)
    shop.later(minutes=5)
    playbook = load_playbooks(TeamSettings()).playbook("quality")

    shop.do(RunPlaybook(playbook=playbook, signal=1))
    signal = shop.signal
    assert (signal.state, signal.dispatched_at) == (SignalState.ACTING, shop.now)
    assert len(signal.tasks) == 8
    assert shop.service.board.tasks[3].sku == "TEE-A"

    shop.do(Undo())
    signal = shop.signal
    assert (signal.state, signal.dispatched_at, signal.tasks) == (SignalState.OPEN, None, ())
    assert not shop.service.board.tasks

    shop.do(RunPlaybook(playbook=playbook, signal=1))
    shop.later(minutes=2)
    shop.do(MoveTask(11, State.DOING))
    assert shop.signal.first_action_at == shop.now
    shop.service.close()
