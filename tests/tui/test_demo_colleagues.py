"""What the demo's colleagues do, over hours. No terminal and no second process is involved.

They work on a board in memory, by the rules alone; where files matter, in a workspace.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from domain import identity
from domain.board import Board
from domain.command import Command, decide
from domain.errors import DomainError
from domain.handoff import OfferHandoff
from domain.lanes import lanes
from domain.presence import Presence
from domain.store import Store
from domain.talk import CommentTask
from domain.task import State
from domain.task_write import EditTask
from tui.demo import colleagues
from tui.demo.habits import MOST_COMMENTS, MOST_FEEDBACK, Colleague
from tui.demo.workspace import build

NOW = datetime(2027, 3, 2, 2, 30, tzinfo=UTC)
ME = 1


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the demo that a test may change."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    build(tmp_path / "demo", identity.account(), lambda: NOW)
    return tmp_path / "demo"


@pytest.fixture
def board(own: Path) -> Board:
    """What its files hold."""
    store = Store(own, readonly=True)
    store.close()
    return Board(tables=store.tables, seq=store.seq)


@dataclass
class Team:
    """Three colleagues on a board in memory; four seconds pass between two of their deeds."""

    board: Board
    seed: int = 618
    now: datetime = NOW
    done: list[tuple[int, Command]] = field(default_factory=list)
    idle: int = 0

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        members = (self.board.members.by_uid(f"demo-{key}") for key in colleagues.WORKING)
        self.members = [member for member in members if member is not None]

    def turn(self, member: int | None = None) -> Command | None:
        """One of them does the next thing."""
        self.now += timedelta(seconds=4)
        who = self.chance.choice(self.members) if member is None else self.board.members[member]
        command = Colleague(self.board, who, self.chance, self.now).next()
        if command is None:
            self.idle += 1
        else:
            self.done.append((who.id, command))
            self.do(command, who.id)
        return command

    def do(self, command: Command, by: int) -> None:
        self.board = self.board.after(decide(self.board, command, self.now, by))


def test_after_hours_they_still_work_and_the_board_is_as_full_as_it_was(board: Board) -> None:
    team = Team(board)
    refused = 0
    for _ in range(3000):
        try:
            team.turn()
        except DomainError:
            refused += 1

    assert refused == 0
    assert team.idle < 100
    tasks = [*team.board.tasks.values()]
    assert len(tasks) == 60
    assert len(team.board.feedback) <= MOST_FEEDBACK
    assert all(len(task.comments) <= MOST_COMMENTS + 3 for task in tasks)
    assert sum(task.handoff is not None for task in tasks) <= 3
    found = lanes(team.board, team.now)
    assert all(len(found[state]) >= 2 for state in (State.TODO, State.DOING, State.DONE))
    late = Counter(command.NAME for _, command in team.done[-500:])
    assert len(late) >= 6, late
    assert {command.NAME for _, command in team.done} >= {
        "task.move", "task.comment", "task.part", "task.check", "task.handoff", "task.edit",
        "feedback.add", "feedback.claim", "feedback.triage", "feedback.resolve", "feedback.reopen",
    }  # fmt: skip


def test_the_same_seed_does_the_same_things(board: Board) -> None:
    def names(seed: int) -> list[tuple[int, str]]:
        team = Team(board, seed)
        for _ in range(200):
            team.turn()
        return [(who, command.NAME) for who, command in team.done]

    assert names(1) == names(1) != names(2)


def test_whoever_watches_keeps_the_cards_of_operations(board: Board) -> None:
    team = Team(board)
    mine = {task.id: task for task in board.tasks.values() if task.owner_role == "ops"}
    for _ in range(500):
        team.turn()

    for number, before in mine.items():
        after = team.board.tasks[number]
        assert (after.state, after.assignee, after.owner_role) == (
            before.state,
            before.assignee,
            "ops",
        )


def test_a_card_that_is_offered_to_them_is_answered_at_once(board: Board) -> None:
    team = Team(board)
    wang = team.members[0]
    number = next(
        task.id for task in board.tasks.values() if task.owner_role == "ops" and task.open
    )
    team.do(OfferHandoff(number, "cs"), ME)

    team.turn(wang.id)

    task = team.board.tasks[number]
    assert task.handoff is None
    assert task.owner_role == "cs" or task.sent_back


def test_somebody_who_is_called_answers_by_name_and_only_once(board: Board) -> None:
    team = Team(board)
    zhou, me = team.members[1], team.board.members[ME]
    team.do(CommentTask(1, f"@{zhou.name} ?"), ME)

    answer = team.turn(zhou.id)
    other = team.turn(zhou.id)

    assert isinstance(answer, CommentTask)
    assert answer.text.startswith(f"@{me.name} ")
    assert not (isinstance(other, CommentTask) and other.id == 1)


def seq(folder: Path) -> int:
    store = Store(folder, readonly=True)
    store.close()
    return store.seq


def test_three_are_online_and_go_when_nobody_watches(own: Path) -> None:
    watcher, waits, seen = Presence(own), list[float](), list[int]()

    def gone(seconds: float) -> bool:
        waits.append(seconds)
        seen.append(len(watcher.others()))
        return len(waits) > 25

    before = seq(own)
    colleagues.work(own, 618, gone, lambda: NOW)

    assert set(seen) == {3}
    assert watcher.others() == ()
    assert seq(own) > before + 10
    assert max(waits) <= colleagues.MOST


def test_a_card_shows_who_has_its_form_open_before_the_edit_arrives(own: Path) -> None:
    watcher, forms = Presence(own), set[str]()

    def gone(_: float) -> bool:
        forms.update(other.form for other in watcher.others() if other.form)
        return len(forms) > 0

    colleagues.work(own, 618, gone, lambda: NOW)

    assert forms
    store = Store(own, readonly=True)
    assert EditTask.NAME not in {line.meta["cmd"] for line in store.history()}
    store.close()
