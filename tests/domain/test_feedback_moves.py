"""How the team deals with customers' words: every move, legal or not. No files, no screen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.board import UnknownRecordError
from domain.command import Change, Command
from domain.feedback import (
    AlreadyLinkedError,
    FeedbackItem,
    FeedbackState,
    IllegalFeedbackMoveError,
    Severity,
)
from domain.feedback_moves import (
    CLAIM_LASTS,
    ClaimedError,
    ClaimFeedback,
    ClosedFeedbackError,
    DuplicateLoopError,
    IgnoreFeedback,
    LinkTask,
    MarkDuplicate,
    PastSnoozeError,
    ReopenFeedback,
    ResolveFeedback,
    SelfDuplicateError,
    SnoozeFeedback,
    TriageFeedback,
)
from domain.feedback_write import AddFeedback
from domain.history import difference
from domain.record import encode
from domain.task_moves import ReasonRequiredError
from domain.task_write import AddTask
from tests.domain.desk import CONTENT, NOON, OPS, Desk


def said(desk: Desk) -> FeedbackItem:
    """A new item on the desk."""
    change = desk.do(AddFeedback(text="洗一次就起球"))
    return desk.board.feedback[change.puts[0].id]


def take(desk: Desk, item: FeedbackItem, state: FeedbackState) -> None:
    """Bring a new item into `state`."""
    if state in (FeedbackState.TRIAGED, FeedbackState.RESOLVED):
        desk.do(TriageFeedback(item.id, Severity.S3))
    if state is FeedbackState.LINKED:
        desk.do(LinkTask(item.id, desk.add().id))
    if state is FeedbackState.RESOLVED:
        desk.do(ResolveFeedback(item.id))
    if state is FeedbackState.IGNORED:
        desk.do(IgnoreFeedback(item.id, "广告"))


NEW, TRIAGED, LINKED, RESOLVED, IGNORED = FeedbackState


@pytest.mark.parametrize(
    ("state", "command", "after"),
    [
        (NEW, TriageFeedback(1, Severity.S2), TRIAGED),
        (NEW, ResolveFeedback(1), IllegalFeedbackMoveError),
        (NEW, IgnoreFeedback(1, "广告"), IGNORED),
        (NEW, IgnoreFeedback(1, " "), ReasonRequiredError),
        (NEW, ReopenFeedback(1), NEW),
        (NEW, LinkTask(1, None), NEW),
        (TRIAGED, TriageFeedback(1), TRIAGED),
        (TRIAGED, ResolveFeedback(1), RESOLVED),
        (TRIAGED, IgnoreFeedback(1, "重复"), IGNORED),
        (LINKED, TriageFeedback(1, Severity.S1), LINKED),
        (LINKED, ResolveFeedback(1), RESOLVED),
        (LINKED, LinkTask(1, None), TRIAGED),
        (LINKED, LinkTask(1, 99), UnknownRecordError),
        (RESOLVED, ResolveFeedback(1), RESOLVED),
        (RESOLVED, TriageFeedback(1), ClosedFeedbackError),
        (RESOLVED, IgnoreFeedback(1, "广告"), IllegalFeedbackMoveError),
        (RESOLVED, ReopenFeedback(1), TRIAGED),
        (IGNORED, ResolveFeedback(1), IllegalFeedbackMoveError),
        (IGNORED, ReopenFeedback(1), NEW),
        (IGNORED, SnoozeFeedback(1, NOON + timedelta(days=1)), ClosedFeedbackError),
        (IGNORED, ClaimFeedback(1), ClosedFeedbackError),
        (NEW, TriageFeedback(2), UnknownRecordError),
    ],
)
def test_only_the_legal_moves_are_made(desk, state, command: Command, after):
    take(desk, said(desk), state)

    if isinstance(after, FeedbackState):
        desk.do(command)
        assert desk.board.feedback[1].state is after
        assert desk.do(command) == Change()
    else:
        with pytest.raises(after):
            desk.do(command)
        assert desk.board.feedback[1].state is state


def test_a_refusal_names_both_states_in_words(desk):
    take(desk, said(desk), RESOLVED)

    with pytest.raises(IllegalFeedbackMoveError) as refused:
        desk.do(IgnoreFeedback(1, "广告"))

    assert str(refused.value) == "F-1 is in Resolved: it cannot go to Ignored from there."


def test_a_reopened_item_goes_back_to_its_task(desk):
    take(desk, said(desk), LINKED)
    desk.do(ResolveFeedback(1))

    desk.do(ReopenFeedback(1))

    assert desk.board.feedback[1].state is LINKED


def test_item_and_tasks_know_of_each_other_through_every_link(desk):
    item = said(desk)
    first = desk.do(AddTask(title="排查批次", owner_role="supply", feedback=(item.id,))).puts[0]
    second = desk.add()
    assert desk.board.feedback[item.id].task == first.id

    with pytest.raises(AlreadyLinkedError):
        desk.do(AddTask(title="再来一个", owner_role="supply", feedback=(item.id,)))
    desk.do(LinkTask(item.id, second.id))

    assert desk.task(first.id).feedback == ()
    assert desk.task(second.id).feedback == (item.id,)
    desk.do(LinkTask(item.id, None))
    assert desk.task(second.id).feedback == ()
    assert desk.board.feedback[item.id].task is None


def test_a_duplicate_is_ignored_until_it_speaks_for_itself_again(desk):
    one, two = said(desk), said(desk)

    desk.do(MarkDuplicate(two.id, one.id))
    assert desk.board.feedback[two.id].state is IGNORED
    desk.do(MarkDuplicate(two.id, None))

    assert desk.board.feedback[two.id].state is NEW
    assert desk.board.feedback[two.id].duplicate_of is None


def test_duplicates_never_run_in_a_circle(desk):
    one, two, three = said(desk), said(desk), said(desk)
    desk.do(MarkDuplicate(two.id, one.id))
    desk.do(MarkDuplicate(three.id, two.id))

    with pytest.raises(SelfDuplicateError):
        desk.do(MarkDuplicate(one.id, one.id))
    with pytest.raises(DuplicateLoopError):
        desk.do(MarkDuplicate(one.id, three.id))


def test_a_snoozed_item_wakes_by_itself_and_when_something_happens(desk):
    item = said(desk)
    until = NOON + timedelta(hours=3)
    desk.do(SnoozeFeedback(item.id, until))

    snoozed = desk.board.feedback[item.id]
    assert snoozed.snoozed(until - timedelta(seconds=1))
    assert not snoozed.snoozed(until)
    assert desk.do(SnoozeFeedback(item.id, until)) == Change()
    with pytest.raises(PastSnoozeError):
        desk.do(SnoozeFeedback(item.id, NOON))
    desk.do(TriageFeedback(item.id))
    assert not desk.board.feedback[item.id].snoozed(NOON)


def test_a_claim_keeps_colleagues_off_and_fades(desk):
    item = said(desk)
    desk.do(ClaimFeedback(item.id))

    with pytest.raises(ClaimedError, match="李华"):
        desk.do(ClaimFeedback(item.id), by=CONTENT)
    assert desk.do(ClaimFeedback(item.id)) == Change()
    assert desk.do(ClaimFeedback(item.id, held=False), by=CONTENT) == Change()
    assert desk.board.feedback[item.id].claimant(desk.now) == OPS
    desk.now += CLAIM_LASTS
    assert desk.board.feedback[item.id].claimant(desk.now) is None
    desk.do(ClaimFeedback(item.id), by=CONTENT)
    desk.do(ClaimFeedback(item.id, held=False), by=CONTENT)
    assert desk.board.feedback[item.id].claim is None


def test_linking_again_changes_only_what_differs(desk):
    take(desk, said(desk), LINKED)
    before = encode(desk.board.feedback[1])
    other = desk.add()

    desk.do(LinkTask(1, other.id))

    assert set(difference(before, encode(desk.board.feedback[1])) or ()) == {"task"}
