"""Which cards stand in which lane, in which order, and how a card is put between two others."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign_rules import AddCampaign, EditCampaign
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.errors import DomainError
from domain.lanes import Sorted, between, lanes, placed, position
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from tests.domain.desk import Desk


def todo(desk: Desk) -> tuple[int, ...]:
    return lanes(desk.board, desk.now)[State.TODO]


def test_overdue_comes_first_then_due_then_priority_then_number(desk: Desk) -> None:
    soon, late = desk.now + timedelta(hours=5), desk.now - timedelta(hours=5)
    desk.add("no date")
    desk.add("no date, urgent", priority=Priority.P0)
    desk.add("soon, low", due=Due(at=soon), priority=Priority.P3)
    desk.add("soon", due=Due(at=soon))
    desk.add("late", due=Due(at=late))
    desk.add("soon, too", due=Due(at=soon))

    assert todo(desk) == (5, 4, 6, 3, 2, 1)


def test_a_card_moved_by_hand_stays_where_it_was_put(desk: Desk) -> None:
    for title in "abcd":
        desk.add(title)
    places = [position(desk.board, desk.task(number)) for number in (1, 2)]

    desk.do(EditTask(4, (Edit("rank", None, between(*places)),)))
    assert todo(desk) == (1, 4, 2, 3)

    desk.add("e", due=Due(at=desk.now))
    assert todo(desk) == (5, 1, 4, 2, 3)


def test_a_move_to_another_lane_forgets_the_order_by_hand(desk: Desk) -> None:
    desk.add("a")
    desk.do(EditTask(1, (Edit("rank", None, "0U"),)))
    desk.do(MoveTask(1, State.DOING))

    assert desk.task(1).rank is None


def test_done_work_is_shown_newest_first_and_for_a_week(desk: Desk) -> None:
    for title in "ab":
        desk.add(title)
        number = max(desk.board.tasks)
        for state in (State.DOING, State.REVIEW, State.DONE):
            desk.do(MoveTask(number, state))
        desk.later(days=4)
    assert lanes(desk.board, desk.now)[State.DONE] == (2,)

    desk.later(days=-2)
    assert lanes(desk.board, desk.now)[State.DONE] == (2, 1)


def test_cancelled_work_is_hidden(desk: Desk) -> None:
    desk.add()
    desk.do(MoveTask(1, State.CANCELLED))

    assert all(not row for row in lanes(desk.board, desk.now).values())


def test_a_filter_keeps_what_it_says(desk: Desk) -> None:
    desk.add("主图")
    desk.add("面料")

    kept = lanes(desk.board, desk.now, lambda task: "面" in task.title)

    assert kept[State.TODO] == (2,)


STEPS = st.tuples(st.integers(1, 6), st.sampled_from([*State]), st.booleans())


@given(st.lists(STEPS, max_size=12))
def test_what_has_changed_is_enough_to_sort_the_lanes_anew(steps: list[tuple]) -> None:
    desk, order = Desk(), Sorted()
    for number, state, dated in steps:
        order.look(desk.board, desk.now, desk.now)
        with suppress(DomainError):
            if number not in desk.board.tasks:
                desk.add(due=Due(at=desk.now) if dated else None)
            elif dated:
                desk.do(EditTask(number, (Edit("due", None, Due(at=desk.now)),)))
            else:
                desk.do(MoveTask(number, state, reason="x"))
        expected = lanes(desk.board, desk.now)
        found = order.look(desk.board, desk.now, desk.now)
        assert found == expected
        assert order.look(desk.board, desk.now, desk.now) is found
        if dated:
            desk.later(days=3)


def test_a_campaign_that_moves_sorts_anew_what_hangs_on_it(desk: Desk) -> None:
    order, start = Sorted(), desk.now + timedelta(days=20)
    day = date(2027, 6, 21)
    end, zone = start + timedelta(days=3), "Asia/Shanghai"
    desk.do(AddCampaign(name="618", d_day=day, starts_at=start, ends_at=end, zone=zone))
    desk.add("D-1", campaign=1, due=Due(anchor=Anchor.START, offset_days=-1))
    desk.add("by date", due=Due(at=desk.now + timedelta(days=25)))
    assert order.look(desk.board, desk.now, desk.now)[State.TODO] == (1, 2)

    desk.do(EditCampaign(1, (Edit("d_day", day, date(2027, 6, 29)),)))

    assert order.look(desk.board, desk.now, desk.now)[State.TODO] == (2, 1)


def test_there_is_no_place_between_two_in_the_wrong_order() -> None:
    with pytest.raises(ValueError, match="b"):
        between("b", "a")


@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_there_is_always_a_place_between_two_neighbours(choices: list[int]) -> None:
    order = ["2027-06-01T00:00:00Z|P1|00000001", "9999|P2|00000002"]
    for choice in choices:
        at = choice % (len(order) + 1)
        above = order[at - 1] if at else ""
        below = order[at] if at < len(order) else ""
        place = between(above, below)
        assert above < place
        assert not below or place < below
        order.insert(at, place)
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("positions", "at", "ranked"), [("ab", 1, 1), ("abbc", 2, 2), ("bbbb", 1, 4), ("ab", 0, 1)]
)
def test_two_in_one_place_make_room_for_what_comes_between(
    positions: str, at: int, ranked: int
) -> None:
    old = [*positions[:at], "?", *positions[at:]]

    found = placed(old, at)

    assert len(found) == ranked
    new = [*old[:at], *found, *old[at + ranked :]]
    assert new == sorted({*new})
