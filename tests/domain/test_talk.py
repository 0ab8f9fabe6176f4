"""Comments, mentions, and the checklist that binds nobody."""

from __future__ import annotations

import pytest

from domain.talk import AddCheck, CommentTask, EmptyTextError, TickCheck
from domain.team import AddMember
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk


def test_a_comment_keeps_its_author_time_and_whom_it_calls(desk: Desk) -> None:
    desk.add()
    desk.do(CommentTask(1, "@周敏 @老陈，还是原价 @nobody"), by=OPS)

    comment = desk.task(1).comments[0]
    assert (comment.by, comment.at, comment.mentions) == (OPS, desk.now, (CONTENT, SUPPLY))
    assert comment.text == "@周敏 @老陈，还是原价 @nobody"


def test_names_of_several_words_are_called_and_so_is_a_full_width_sign(desk: Desk) -> None:
    desk.add()
    desk.do(AddMember("Li Hua", ("cs",)))

    desk.do(CommentTask(1, "@li hua, please"))
    desk.do(CommentTask(1, "＠Li Hua看一下"))

    assert [comment.mentions for comment in desk.task(1).comments] == [(4,), (4,)]


def test_a_comment_sent_twice_stands_once_and_an_empty_one_never(desk: Desk) -> None:
    desk.add()
    command = CommentTask(1, "好的")
    desk.do(command)

    assert not desk.do(command)
    with pytest.raises(EmptyTextError):
        desk.do(CommentTask(1, " \x1b[0m "))


def test_two_people_tick_two_lines(desk: Desk) -> None:
    desk.add()
    for text in ("主图", "详情页"):
        desk.do(AddCheck(1, text))
    first, second = desk.task(1).checklist

    desk.do(TickCheck(1, first.uid, done=True), by=CONTENT)
    desk.do(TickCheck(1, second.uid, done=True), by=SUPPLY)

    assert [check.done for check in desk.task(1).checklist] == [True, True]
    assert not desk.do(TickCheck(1, first.uid, done=True))
    assert not desk.do(TickCheck(1, "gone", done=True))
