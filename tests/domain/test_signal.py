"""What people do with a signal, and the clock of the loop: a real store, a stopped clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.feedback import Severity
from domain.feedback_moves import ReopenFeedback, ResolveFeedback, TriageFeedback
from domain.feedback_topics import CorrectTopics, cases
from domain.feedback_write import AddFeedback
from domain.history import BuiltOnError, NothingToUndoError, Redo, Undo
from domain.service import Actor
from domain.signal import SignalOverError, SignalState, live_for, live_signals
from domain.signal_rules import (
    AckSignal,
    CloseSignal,
    DismissSignal,
    DispatchSignal,
    EvaluateSignals,
    NotQuietError,
    UnfinishedSignalError,
)
from domain.task import State
from domain.task_moves import MoveTask, ReasonRequiredError
from domain.task_write import AddTask
from tests.domain.counting import ALLERGY, PILLING, Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop with a signal that was raised just now."""
    shop = Shop(tmp_path / "shop")
    shop.day(60, 12)
    yield shop
    shop.service.close()


def quiet(shop: Shop, days: int = 8) -> None:
    for span in ({"hours": 26}, {"hours": 7}, {"days": days}):
        shop.later(**span)
        shop.look()


def test_the_clock_of_the_loop_stands_on_the_signal(shop: Shop) -> None:
    raised = shop.now
    shop.later(minutes=4)
    shop.do(AckSignal(1))
    shop.later(minutes=1)
    shop.do(AddTask(title="排查", owner_role="supply"))
    shop.do(DispatchSignal(1, (1,)))
    shop.later(minutes=10)
    shop.do(MoveTask(1, State.DOING))
    quiet(shop)

    signal = shop.signal
    assert signal.state is SignalState.VERIFYING
    assert signal.first_item_at < signal.raised_at == raised
    assert signal.acked_at == raised + timedelta(minutes=4)
    assert signal.acked_by == 1
    assert signal.dispatched_at == raised + timedelta(minutes=5)
    assert signal.first_action_at == raised + timedelta(minutes=15)

    for state in (State.REVIEW, State.DONE):
        shop.do(MoveTask(1, state))
    shop.look()
    assert shop.signal.state is SignalState.CLOSED
    assert shop.signal.closed_at == shop.now


def test_it_ages_until_work_is_given_out(shop: Shop) -> None:
    later = shop.now + timedelta(minutes=31)
    assert shop.signal.undispatched(later) == timedelta(minutes=31)

    shop.do(AddTask(title="排查", owner_role="supply"))
    shop.do(DispatchSignal(1, (1,)))

    assert shop.signal.state is SignalState.ACTING
    assert shop.signal.undispatched(later) is None


def test_what_is_done_twice_is_done_once(shop: Shop) -> None:
    shop.do(AddTask(title="排查", owner_role="supply"))
    for command in (AckSignal(1), DispatchSignal(1, (1,)), DismissSignal(1, "误报")):
        assert shop.do(command) is not None
        assert shop.do(command) is None or isinstance(command, DismissSignal)


def test_a_false_alarm_needs_a_reason_and_is_over(shop: Shop) -> None:
    with pytest.raises(ReasonRequiredError):
        shop.do(DismissSignal(1, " "))

    shop.do(DismissSignal(1, "竞品刷评"))

    assert (shop.signal.state, shop.signal.reason) == (SignalState.DISMISSED, "竞品刷评")
    for command in (AckSignal(1), DispatchSignal(1, ()), CloseSignal(1)):
        with pytest.raises(SignalOverError, match="False alarm"):
            shop.do(command)


def test_it_is_closed_by_hand_only_when_the_loop_is(shop: Shop) -> None:
    shop.do(AddTask(title="排查", owner_role="supply"))
    shop.do(DispatchSignal(1, (1,)))
    with pytest.raises(UnfinishedSignalError, match="T-1"):
        shop.do(CloseSignal(1))

    shop.do(MoveTask(1, State.CANCELLED))
    with pytest.raises(NotQuietError):
        shop.do(CloseSignal(1))

    quiet(shop, days=6)
    shop.later(days=1)
    shop.do(CloseSignal(1))
    assert shop.signal.state is SignalState.CLOSED
    assert shop.do(CloseSignal(1)) is None


def test_live_signals_stand_surges_first(shop: Shop) -> None:
    shop.do(AddFeedback(text="过敏", sku="TEE-B", topics=(ALLERGY,)))
    board = shop.service.board

    assert [signal.number for signal in live_signals(board)] == ["S-2", "S-1"]
    assert live_for(board, "TEE-A", "pilling") == shop.signals[0]
    assert live_for(board, "TEE-A", "allergy") is None


def test_undoing_what_raised_a_signal_takes_it_back(shop: Shop) -> None:
    shop.do(AddFeedback(text="过敏", sku="TEE-B", topics=(ALLERGY,)))

    shop.do(Undo())
    assert len(shop.signals) == 1

    shop.do(Redo())
    assert [signal.number for signal in shop.signals] == ["S-1", "S-2"]


def test_undoing_it_leaves_a_signal_that_somebody_took_on(shop: Shop) -> None:
    shop.do(AddFeedback(text="过敏", sku="TEE-B", topics=(ALLERGY,)))
    shop.service.actor = Actor(2)
    shop.do(AckSignal(2))
    shop.service.actor = Actor(1)

    shop.do(Undo())

    assert len(shop.service.board.feedback) == 60
    assert shop.signals[1].state is SignalState.ACKED


def test_what_a_person_did_with_a_signal_can_be_undone(shop: Shop) -> None:
    shop.do(DismissSignal(1, "误报"))
    shop.do(Undo())
    assert shop.signal.state is SignalState.OPEN

    shop.do(AckSignal(1))
    shop.service.actor = Actor(2)
    shop.do(DismissSignal(1, "误报"))
    shop.service.actor = Actor(1)
    with pytest.raises(BuiltOnError, match="S-1"):
        shop.do(Undo())


def test_a_look_at_the_counts_is_nobodys_to_undo(shop: Shop) -> None:
    shop.service.actor = Actor(3)
    shop.later(hours=26)

    line = shop.do(EvaluateSignals())

    assert line is not None
    assert line.meta["by"] == 0
    with pytest.raises(NothingToUndoError):
        shop.do(Undo())


def test_the_severity_is_the_worst_topics_until_somebody_judges(shop: Shop) -> None:
    shop.do(AddFeedback(text="起球还过敏", topics=(PILLING, ALLERGY)))
    number = max(shop.service.board.feedback)

    def severity() -> Severity | None:
        return shop.service.board.feedback[number].severity

    assert severity() is Severity.S1
    shop.do(CorrectTopics(number, (PILLING,)))
    assert severity() is Severity.S3
    shop.do(TriageFeedback(number, Severity.S2))
    shop.do(CorrectTopics(number, ()))
    assert severity() is Severity.S2


def test_an_item_that_nobody_judged_is_new_again(shop: Shop) -> None:
    shop.do(TriageFeedback(1))
    shop.do(ResolveFeedback(1))
    shop.do(ReopenFeedback(1))
    assert shop.service.board.feedback[1].state == "triaged"


def test_what_people_corrected_is_a_test_case(shop: Shop) -> None:
    shop.do(AddFeedback(text="不起球", topics=(PILLING,)))
    shop.do(AddFeedback(text="一起打球", topics=(PILLING,)))
    items = [shop.service.board.feedback[number] for number in (61, 62)]
    assert list(cases(items)) == []

    shop.do(CorrectTopics(61, (PILLING,)))
    shop.do(CorrectTopics(62, ()))
    items = [shop.service.board.feedback[number] for number in (61, 62)]

    assert list(cases(items)) == [("不起球", "pilling", "complaint"), ("一起打球", "", "")]
