"""A campaign's goals and the roles' own lines, on a board in memory."""

from __future__ import annotations

import pytest

from domain.campaign import Goals
from domain.check import check
from domain.edit import Edit, FieldConflictError
from domain.goals import (
    EditGoals,
    FigureError,
    GoalError,
    SetRoleGoal,
    goal_words,
    parse_ratio,
    role_goals,
)
from domain.record import encode
from domain.team import UnknownRoleError
from tests.domain.desk import CONTENT, Desk
from tests.domain.test_gate import campaign_desk


@pytest.fixture
def desk() -> Desk:
    return campaign_desk()


def goals(desk: Desk) -> Goals | None:
    return desk.board.campaigns[1].goals


def test_two_people_set_different_goals_and_both_win(desk: Desk) -> None:
    desk.do(EditGoals(1, (Edit("gmv", None, 500_000_000),)))
    desk.do(EditGoals(1, (Edit("roi_min", None, 2.5), Edit("service", "", "30 秒内回"))), CONTENT)

    found = goals(desk)
    assert found is not None
    assert list(goal_words(found)) == [
        ("GMV", "¥5,000,000"),
        ("ROAS (ROI)", "at least 2.5"),
        ("Service", "30 秒内回"),
    ]
    check([desk.board.campaigns[1]], [encode(desk.board.campaigns[1])])
    with pytest.raises(FieldConflictError):
        desk.do(EditGoals(1, (Edit("gmv", None, 1),)))


def test_each_role_has_one_line_in_the_order_of_the_team(desk: Desk) -> None:
    desk.do(SetRoleGoal(1, "cs", "", "响应 30 秒"))
    desk.do(SetRoleGoal(1, "promo", "", " ROI\n2.5 "))
    assert not desk.do(SetRoleGoal(1, "promo", "", "ROI 2.5"))

    found = goals(desk)
    assert found is not None
    assert list(role_goals(desk.board, found)) == [
        ("Promotion", "ROI 2.5"),
        ("Customer service", "响应 30 秒"),
    ]
    check([desk.board.campaigns[1]], [encode(desk.board.campaigns[1])])
    with pytest.raises(FieldConflictError):
        desk.do(SetRoleGoal(1, "cs", "", "响应 10 秒"), CONTENT)
    with pytest.raises(UnknownRoleError):
        desk.do(SetRoleGoal(1, "boss", "", "x"))
    desk.do(SetRoleGoal(1, "cs", "响应 30 秒", ""))
    desk.do(SetRoleGoal(1, "promo", "ROI 2.5", ""))
    assert goals(desk) is None


@pytest.mark.parametrize(("field", "value"), [("gmv", -1), ("roi_min", -1), ("return_rate_max", 2)])
def test_what_nobody_can_reach_is_no_goal(desk: Desk, field: str, value: float) -> None:
    with pytest.raises(GoalError):
        desk.do(EditGoals(1, (Edit(field, None, value),)))


@pytest.mark.parametrize("text", ["nan", "inf", "1e400", "much"])
def test_what_no_file_could_keep_is_no_figure(text: str) -> None:
    with pytest.raises(FigureError):
        parse_ratio(text)


def test_a_goal_of_nothing_is_said_all_the_same() -> None:
    assert list(goal_words(Goals(roi_min=0.0))) == [("ROAS (ROI)", "at least 0")]
