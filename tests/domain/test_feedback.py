"""How customers' words come to be, are edited and settle. No files, no screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.check import InvalidRecordError, check
from domain.command import Change
from domain.edit import Edit, FieldConflictError
from domain.feedback import Channel, FeedbackItem, FeedbackState, Result, unsettled
from domain.feedback_write import (
    AddFeedback,
    EditFeedback,
    ImportFeedback,
    RatingRangeError,
    TextRequiredError,
    plan_import,
)
from domain.record import encode
from tests.domain.desk import CONTENT, NOON

_, TRIAGED, LINKED, RESOLVED, IGNORED = FeedbackState


def row(uid: str, text: str = "好评", **values: object) -> FeedbackItem:
    """An item as a file brings it."""
    meta = {"id": 0, "created_at": NOON, "created_by": 0, "updated_at": NOON, "updated_by": 0}
    return FeedbackItem(uid=uid, text=text, **meta, **values)  # type: ignore[arg-type]


def test_what_is_typed_is_cleaned_and_stored_small(desk):
    desk.do(AddFeedback(text="褪色\x1b[31m\u202e了\n", sku=" TEE-A\n", platform="天猫", rating=2))

    item = desk.board.feedback[1]

    assert (item.text, item.sku, item.number) == ("褪色了", "TEE-A", "F-1")
    assert item.created_at == NOON
    assert set(encode(item)) - {"uid", "created_at", "created_by", "updated_at", "updated_by"} == {
        "text",
        "sku",
        "platform",
        "rating",
    }


def test_typing_twice_what_was_sent_once_adds_one(desk):
    command = AddFeedback(text="少发一件")

    desk.do(command)

    assert desk.do(command) == Change()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"text": " \u200b\n"}, TextRequiredError),
        ({"text": "好", "rating": 6}, RatingRangeError),
        ({"text": "好", "rating": 0}, RatingRangeError),
    ],
)
def test_what_says_nothing_or_has_six_stars_is_refused(desk, values, error):
    with pytest.raises(error):
        desk.do(AddFeedback(**values))


def test_an_import_numbers_in_order_and_skips_what_is_here_archived_or_twice(desk):
    desk.do(ImportFeedback((row("a"), row("b"))))
    desk.board = replace(desk.board, archived_keys=frozenset({"old"}))
    items = (row("c"), row("b"), row("old"), row("d"), row("c"))

    new, duplicates = plan_import(desk.board, items)
    change = desk.do(ImportFeedback(items), by=CONTENT)

    assert [item.uid for item in new] == ["c", "d"]
    assert [item.uid for item in duplicates] == ["b", "old", "c"]
    assert [(item.id, item.uid, item.created_by) for item in change.puts] == [
        (3, "c", CONTENT),
        (4, "d", CONTENT),
    ]
    assert desk.do(ImportFeedback(items)) == Change()


def test_two_people_edit_different_fields_and_both_win(desk):
    desk.do(AddFeedback(text="起球", sku="TEE-A"))

    desk.do(EditFeedback(1, (Edit("sku", "TEE-A", "TEE-B"),)))
    desk.do(EditFeedback(1, (Edit("rating", None, 1),)), by=CONTENT)
    with pytest.raises(FieldConflictError):
        desk.do(EditFeedback(1, (Edit("sku", "TEE-A", "TEE-C"),)), by=CONTENT)

    now = desk.board.feedback[1]
    assert (now.sku, now.rating) == ("TEE-B", 1)
    assert desk.do(EditFeedback(1, (Edit("sku", "TEE-B", " TEE-B"),))) == Change()


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({}, True),
        ({"rating": 3}, True),
        ({"rating": 4}, False),
        ({"result": Result.GOOD}, False),
        ({"result": Result.BAD}, True),
        ({"is_default": True}, False),
        ({"rating": 5, "state": TRIAGED}, True),
        ({"state": LINKED}, True),
        ({"state": RESOLVED}, False),
        ({"state": IGNORED}, False),
    ],
)
def test_only_praise_settles_without_anybody(values, waits):
    assert unsettled(row("a", **values)) is waits


def test_the_write_door_takes_an_item_and_refuses_six_stars():
    full = row("a" * 32, rating=5, result=Result.GOOD, channel=Channel.LIVE, event_at=NOON)

    check((full,), (encode(full),))
    wrong = replace(full, rating=6)
    with pytest.raises(InvalidRecordError):
        check((wrong,), (encode(wrong),))
