"""Taking back a chosen action of one's own, on a real store with two sessions. One process."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from domain.edit import Edit
from domain.history import BuiltOnError, Redo, Undo
from domain.service import BoardService
from domain.take_back import NotStandingError, TakeBack
from domain.task_write import AddTask, EditTask
from tests.domain.dropping import Sit


@dataclass
class Person:
    """Somebody who edits one task, and notes the number of each change."""

    service: BoardService
    seqs: list[int] = field(default_factory=list)

    def edit(self, name: str, before: str, after: str) -> int:
        line = self.service.execute(EditTask(1, (Edit(name, before, after),)))
        assert line is not None
        return line.seq

    def said(self) -> tuple[str, str]:
        self.service.refresh()
        task = self.service.board.tasks[1]
        return task.title, task.sku


@pytest.fixture
def me(sit: Sit) -> Person:
    service = sit(1).service
    service.execute(AddTask(title="主图", owner_role="content"))
    return Person(service)


def test_an_action_is_taken_back_over_later_ones_and_done_again(me: Person) -> None:
    titled = me.edit("title", "主图", "新主图")
    me.edit("sku", "", "TEE-A")

    me.service.execute(TakeBack(titled))
    assert me.said() == ("主图", "TEE-A")
    me.service.execute(Redo())
    assert me.said() == ("新主图", "TEE-A")
    me.service.execute(TakeBack(titled + 3))  # having done it again is an action, too
    assert me.said() == ("主图", "TEE-A")


def test_undo_passes_over_what_was_taken_back(me: Person) -> None:
    titled = me.edit("title", "主图", "新主图")
    me.edit("sku", "", "TEE-A")
    me.service.execute(TakeBack(titled))

    me.service.execute(Undo())
    assert me.said() == ("主图", "")
    with pytest.raises(NotStandingError):
        me.service.execute(TakeBack(titled))


def test_only_ones_own_is_taken_back_and_nothing_that_was_built_on(me: Person, sit: Sit) -> None:
    theirs = Person(sit(2).service)
    titled = me.edit("title", "主图", "新主图")
    other = theirs.edit("sku", "", "TEE-A")
    theirs.edit("title", "新主图", "详情页")

    with pytest.raises(NotStandingError):
        me.service.execute(TakeBack(other))
    with pytest.raises(BuiltOnError, match="周敏"):
        me.service.execute(TakeBack(titled))
    assert me.said() == ("详情页", "TEE-A")
