"""Records and documents: nothing is lost either way, and the write door checks every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.check import InvalidRecordError, check
from domain.due import Anchor, Due
from domain.handoff import OfferHandoff
from domain.record import decode, encode, iso, touched
from domain.talk import AddCheck, CommentTask
from domain.task import Priority, State, Task
from domain.task_moves import MoveTask
from tests.domain.desk import CONTENT, Desk


def busy(desk: Desk) -> Task:
    """A task that uses every field."""
    desk.add("面料")
    desk.add(
        "主图",
        with_roles=("promo",),
        depends_on=(1,),
        priority=Priority.P0,
        due=Due(at=desk.now + timedelta(days=1)),
        links=("https://example.com/a",),
    )
    desk.do(CommentTask(2, "@周敏 看"))
    desk.do(AddCheck(2, "白底图"))
    desk.do(OfferHandoff(2, "promo"))
    desk.do(MoveTask(2, State.BLOCKED, reason="等", waiting_on="supply"), by=CONTENT)
    return desk.task(2)


def test_a_record_survives_its_document(desk: Desk) -> None:
    task = busy(desk)

    assert decode(Task, task.id, encode(task)) == task


def test_a_document_leaves_out_what_is_at_its_default(desk: Desk) -> None:
    doc = encode(desk.add())

    assert not {"id", "state", "priority", "comments", "due", "block"} & set(doc)


def test_a_relative_due_keeps_its_offset_not_an_instant() -> None:
    due = Due(anchor=Anchor.START, offset_days=-5, time="18:00")

    assert encode(due) == {"anchor": "start", "offset_days": -5, "time": "18:00"}


def test_instants_are_stored_in_utc_by_the_second() -> None:
    at = datetime(2027, 6, 17, 20, 0, 0, 999_999, tzinfo=UTC)

    assert iso(at) == "2027-06-17T20:00:00Z"


def test_a_touch_counts_and_signs(desk: Desk) -> None:
    task = desk.add()
    again = touched(task, desk.now + timedelta(hours=1), CONTENT, sku="TEE-A")

    assert (again.rev, again.updated_by, again.sku) == (2, CONTENT, "TEE-A")
    assert again.created_by == task.created_by


def test_what_the_rules_make_passes_the_write_door(desk: Desk) -> None:
    records = [busy(desk), desk.task(1), desk.board.members[1]]

    check(records, [encode(record) for record in records])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"priority": "P9"}, "priority"),
        ({"state": "later"}, "state"),
        ({"parts": ({"role": "ops", "state": "half"},)}, "parts"),
        ({"rank": 7}, "rank"),
    ],
)
def test_the_write_door_names_the_field(desk: Desk, values: dict[str, object], field: str) -> None:
    task = replace(desk.add(), **values)  # type: ignore[arg-type]

    with pytest.raises(InvalidRecordError, match=f"T-1: the field {field}"):
        check([task], [encode(task)])
