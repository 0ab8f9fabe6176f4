"""The front door over a real store: two sessions, one file. No screen is involved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from domain.check import InvalidRecordError
from domain.command import Bulk, Command
from domain.edit import Edit
from domain.handoff import OfferHandoff
from domain.history import (
    BuiltOnError,
    NothingToRedoError,
    NothingToUndoError,
    Redo,
    ReferredToError,
    Undo,
    of_record,
)
from domain.notice import Kind, digest, notices
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store, create
from domain.talk import CommentTask
from domain.task import State
from domain.task_moves import MoveTask
from domain.task_write import AddTask, EditTask
from domain.team import AddMember, DepartedError, EditMember
from tests.domain.desk import NOON

Open = Callable[[int], BoardService]


class Watch:
    """A clock that stands until it is set."""

    now = NOON

    def __call__(self):  # type: ignore[no-untyped-def]
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def session(tmp_path: Path, watch: Watch) -> Iterator[Open]:
    """Opens a session of a member (1 operations, 2 content) on one workspace."""
    folder = tmp_path / "board"
    folder.mkdir()
    create(folder)
    with ExitStack() as stack:

        def open_as(member: int) -> BoardService:
            service = BoardService(Store(folder), TeamSettings(), watch, Actor(member))
            stack.callback(service.close)
            return service

        founder = open_as(0)
        founder.execute(AddMember("李华", ("ops",)))
        founder.execute(AddMember("周敏", ("content",)))
        yield open_as


def add(service: BoardService, title: str = "主图") -> int:
    line = service.execute(AddTask(title=title, owner_role="content"))
    assert line is not None
    return int(line.changes[0][1])


def move(number: int, to: State, reason: str = "") -> Command:
    return MoveTask(number, to, reason=reason)


def test_what_one_session_does_the_other_sees(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)

    news = theirs.refresh()

    assert [line.meta["cmd"] for line in news] == ["task.add"]
    assert theirs.board.tasks[number].title == "主图"
    assert theirs.refresh() == ()


def test_what_came_in_while_committing_is_news_at_the_next_look(session: Open) -> None:
    mine, theirs = session(1), session(2)
    add(mine)
    add(theirs)

    assert [line.meta["by"] for line in theirs.refresh()] == [1]


def test_a_preview_shows_a_card_before_it_has_a_number(session: Open) -> None:
    mine = session(1)
    command = AddTask(title="主图", owner_role="content")

    seen = mine.preview(mine.board, [command, AddTask(title="详情", owner_role="content")])
    assert [task.number for task in seen.tasks.values()] == ["T-+", "T-+"]

    mine.execute(command)
    again = mine.preview(mine.board, [command])
    assert [task.number for task in again.tasks.values()] == ["T-1"]


def test_the_rule_runs_on_the_latest_board_not_on_the_one_seen(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    theirs.refresh()
    mine.execute(EditTask(number, (Edit("title", "主图", "新主图"),)))

    theirs.execute(EditTask(number, (Edit("sku", "", "TEE-A"),)))

    task = theirs.board.tasks[number]
    assert (task.title, task.sku) == ("新主图", "TEE-A")


def test_a_value_that_no_field_can_hold_is_refused_at_the_door(session: Open) -> None:
    mine = session(1)
    number = add(mine)

    with pytest.raises(InvalidRecordError, match="priority"):
        mine.execute(EditTask(number, (Edit("priority", "P2", "P9"),)))


def test_undo_and_redo_walk_ones_own_actions(session: Open) -> None:
    mine = session(1)
    number = add(mine)
    mine.execute(move(number, State.DOING))

    mine.execute(Undo())
    assert mine.board.tasks[number].state is State.TODO
    mine.execute(Undo())
    assert number not in mine.board.tasks
    with pytest.raises(NothingToUndoError):
        session(2).execute(Undo())

    mine.execute(Redo())
    mine.execute(Redo())
    assert mine.board.tasks[number].state is State.DOING
    with pytest.raises(NothingToRedoError):
        mine.execute(Redo())


def test_a_new_action_ends_what_could_be_redone(session: Open) -> None:
    mine = session(1)
    number = add(mine)
    mine.execute(move(number, State.DOING))
    mine.execute(Undo())
    mine.execute(CommentTask(number, "先等等"))

    with pytest.raises(NothingToRedoError):
        mine.execute(Redo())


def test_undo_leaves_what_a_colleague_did_in_other_fields(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    mine.execute(move(number, State.DOING))
    theirs.execute(EditTask(number, (Edit("sku", "", "TEE-A"),)))

    mine.execute(Undo())

    task = mine.board.tasks[number]
    assert (task.state, task.sku) == (State.TODO, "TEE-A")


def test_undo_is_refused_when_a_colleague_built_on_it(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    mine.execute(move(number, State.DOING))
    theirs.execute(move(number, State.REVIEW))

    with pytest.raises(BuiltOnError, match="周敏"):
        mine.execute(Undo())
    assert mine.board.tasks[number].state is State.REVIEW


def test_the_undo_of_a_creation_is_refused_while_somebody_refers_to_it(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    theirs.execute(AddTask(title="详情", owner_role="content", depends_on=(number,)))

    with pytest.raises(ReferredToError, match="T-2"):
        mine.execute(Undo())


def test_a_bulk_undoes_as_one_and_across_sessions(session: Open) -> None:
    mine = session(1)
    numbers = [add(mine), add(mine)]
    mine.execute(Bulk(tuple(move(number, State.DOING) for number in numbers)))

    session(1).execute(Undo())

    mine.refresh()
    assert {mine.board.tasks[number].state for number in numbers} == {State.TODO}


def test_the_log_has_who_when_which_and_from_what_to_what(session: Open) -> None:
    mine = session(2)
    number = add(mine)
    mine.execute(move(number, State.DOING))

    line, diff = next(iter(of_record(mine.history(), "tasks", number)))

    assert (line.meta["by"], line.at, line.meta["cmd"]) == (2, "2027-06-01T04:00:00Z", "task.move")
    assert diff == {"state": [None, "doing"]}


def test_settled_work_moves_to_the_archive_and_comes_back_when_reopened(
    session: Open, watch: Watch
) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    for state in (State.DOING, State.REVIEW, State.DONE):
        mine.execute(move(number, state))
    watch.now = NOON + timedelta(days=31)

    mine.compact()
    theirs.refresh()

    assert number not in mine.board.tasks
    assert number not in theirs.board.tasks
    assert [key for key, _ in theirs.archived("tasks")] == [str(number)]
    assert add(theirs, "next") == number + 1

    theirs.execute(move(number, State.DOING))
    assert theirs.board.tasks[number].state is State.DOING


def test_what_lands_on_me_is_noticed_once_and_not_my_own_doing(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    theirs.execute(OfferHandoff(number, "ops", note="请接"))
    theirs.execute(CommentTask(number, "@李华 看一下"))

    lines = mine.refresh()
    found = [notice for line in lines for notice in notices(mine.board, line, 1)]

    assert [notice.kind for notice in found] == [Kind.OFFERED, Kind.MENTIONED]
    assert str(found[0]) == "周敏 offers you T-1 主图"
    assert not any(notices(mine.board, line, 2) for line in lines)


def test_the_digest_counts_what_was_missed(session: Open) -> None:
    mine, theirs = session(1), session(2)
    number = add(mine)
    theirs.execute(OfferHandoff(number, "ops"))
    theirs.execute(CommentTask(number, "@李华 看一下"))

    rows = digest(mine.board, mine.refresh(), 1, NOON, NOON)

    assert rows == ("1 task was offered to you | You were mentioned once  T-1",)
    assert digest(mine.board, (), 1, NOON, NOON) == ()


def test_who_has_left_the_team_changes_nothing_in_a_session_still_open(session: Open) -> None:
    ops, content = session(1), session(2)
    content.execute(AddTask(title="a", owner_role="content"))
    ops.execute(EditMember(2, (Edit("active", True, False),)))

    for command in (AddTask(title="b", owner_role="content"), Undo()):
        with pytest.raises(DepartedError):
            content.execute(command)
    assert len(content.preview(content.board, (AddTask(title="c", owner_role="ops"),)).tasks) == 1
    ops.execute(Undo())

    assert content.execute(AddTask(title="d", owner_role="content")) is not None
