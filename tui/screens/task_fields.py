"""The fields of a task's form: how each is typed, chosen, read, and written back."""

from __future__ import annotations

from collections.abc import Sequence

from domain.board import Board
from domain.clock import Clock
from domain.task import Priority, Task
from domain.task_write import AddTask, with_roles
from domain.words import tr
from tui.screens import pick
from tui.screens.checklist import read_checks, write_checks
from tui.screens.due_field import DueReader
from tui.screens.field import Field, Kind, key, number, text

VALUES = (
    "title",
    "owner_role",
    "due",
    "priority",
    "assignee",
    "campaign",
    "sku",
    "depends_on",
    "acceptance",
    "description",
    "checklist",
    "links",
)
"""The fields that are attributes of the task by the same name."""


def values_of(task: Task | AddTask) -> dict[str, object]:
    """What stands in each field, for a task that is there or one that is proposed."""
    others = with_roles(task) if isinstance(task, Task) else task.with_roles
    return {name: getattr(task, name) for name in VALUES} | {"with_roles": others}


def task_fields(board: Board, clock: Clock, task: Task | None, due: DueReader) -> Sequence[Field]:
    """The fields, the most important first.

    Args:
        board: What there is to choose from.
        clock: The present moment.
        task: What is edited; None for something new.
        due: Understands the due date; it depends on the campaign that is chosen.
    """
    mine = () if task is None else (task.id,)
    return (
        Field(name="title", label=tr("Title"), read=text(200)),
        Field(
            name="owner_role",
            label=tr("Owner role"),
            kind=Kind.CHOICE,
            options=lambda: pick.roles(board),
            name_of=board.settings.name,
        ),
        Field(
            name="with_roles",
            label=tr("With"),
            kind=Kind.MANY,
            read=tuple,
            write=tuple,
            options=lambda: pick.roles(board),
            name_of=board.settings.name,
        ),
        Field(
            name="due",
            label=tr("Due"),
            read=due.read,
            write=due.write,
            explain=due.explain,
            placeholder=tr("tomorrow 18:00, Fri, D-5, +4h, 2027-06-10"),
        ),
        Field(
            name="priority",
            label=tr("Priority"),
            kind=Kind.CHOICE,
            read=Priority,
            options=pick.priorities,
        ),
        Field(
            name="assignee",
            label=tr("Assignee"),
            kind=Kind.CHOICE,
            read=number,
            write=key,
            options=lambda: pick.members(board, task.owner_role if task else None),
            name_of=lambda key: pick.member_name(board, key),
            optional=True,
            steps=False,
        ),
        Field(
            name="campaign",
            label=tr("Campaign"),
            kind=Kind.CHOICE,
            read=number,
            write=key,
            options=lambda: pick.campaigns(board, clock()),
            name_of=lambda key: pick.campaign_name(board, key),
            optional=True,
        ),
        Field(name="sku", label=tr("SKU"), read=text(64)),
        Field(
            name="depends_on",
            label=tr("Depends on"),
            kind=Kind.MANY,
            read=lambda raw: tuple(int(each) for each in raw),
            write=lambda ids: tuple(str(each) for each in ids),
            options=lambda: pick.tasks(board, without=mine),
            name_of=lambda key: pick.task_name(board, key),
        ),
        Field(name="acceptance", label=tr("Accepted when"), read=text(1000)),
        Field(
            name="description",
            label=tr("Description"),
            kind=Kind.TEXT,
            read=text(4000, lines=None),
        ),
        Field(
            name="checklist",
            label=tr("Checklist"),
            kind=Kind.TEXT,
            read=lambda raw: read_checks(str(raw), task.checklist if task else ()),
            write=write_checks,
            placeholder=tr("One line each; [x] in front of what is done"),
        ),
        Field(
            name="links",
            label=tr("Links"),
            kind=Kind.TEXT,
            read=lambda raw: tuple(filter(None, map(str.strip, str(raw).splitlines()))),
            write="\n".join,
            placeholder=tr("One line each"),
        ),
    )
