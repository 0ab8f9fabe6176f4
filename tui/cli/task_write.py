"""Adding, moving and editing tasks."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from domain.campaign import Campaign
from domain.command import new_uid
from domain.edit import Edit
from domain.feedback import FeedbackItem
from domain.task import STATE_NAMES, Check, Priority, State, Task
from domain.task_moves import MoveTask
from domain.task_write import AddTask, EditTask, with_roles
from domain.words import tr
from tui.cli import values
from tui.cli.act import act, made
from tui.cli.objects import whole_task_object
from tui.cli.show import say, say_json
from tui.cli.task_read import find
from tui.session import Session


def add(session: Session, given: Namespace) -> int:
    """Put a new task on the board."""
    fields = _fields(session, given, None)
    command = AddTask(
        title=given.title,
        owner_role=values.role(session.settings, given.role),
        with_roles=fields.pop("with_roles", ()),
        checklist=tuple(Check(uid=new_uid(), text=text) for text in given.check),
        feedback=values.numbers(FeedbackItem, given.feedback),
        **fields,
    )
    number = made(act(session, command), Task.TABLE)
    return told(session, given, number, tr("added"))


def move(session: Session, given: Namespace) -> int:
    """Take a task to another state."""
    number, to = values.number(Task, given.id), State(given.state)
    waiting_on = given.waiting_on and values.role(session.settings, given.waiting_on)
    act(session, MoveTask(number, to, given.reason, waiting_on))
    return told(session, given, number, tr(STATE_NAMES[to]))


def edit(session: Session, given: Namespace) -> int:
    """Change the fields that are given, where nobody has changed them since."""
    task = find(session, values.number(Task, given.id), archive=True)
    fields = _fields(session, given, task.campaign)
    if given.title is not None:
        fields["title"] = given.title
    if given.role is not None:
        fields["owner_role"] = values.role(session.settings, given.role)
    edits = tuple(Edit(name, _before(task, name), after) for name, after in fields.items())
    act(session, EditTask(task.id, edits))
    return told(session, given, task.id, tr("changed"))


def told(session: Session, given: Namespace, number: int, what: str) -> int:
    """Say what was done to a task, or print the task as it is now."""
    board = session.service.board
    task = find(session, number, archive=True)
    if given.json:
        say_json(whole_task_object(board, task, session.clock()))
    else:
        say(f"{task.number} {task.title}: {what}")
    return 0


def _before(task: Task, name: str) -> Any:
    return with_roles(task) if name == "with_roles" else getattr(task, name)


def _fields(session: Session, given: Namespace, campaign: int | None) -> dict[str, Any]:
    """The fields that are given, by name."""
    board, settings = session.service.board, session.settings
    fields: dict[str, Any] = {}
    if given.others is not None:
        fields["with_roles"] = values.roles(settings, filter(values.emptied, given.others))
    if given.priority is not None:
        fields["priority"] = Priority(given.priority)
    if given.campaign is not None:
        said = values.emptied(given.campaign)
        campaign = None if said is None else values.number(Campaign, said)
        fields["campaign"] = campaign
    if given.due is not None:
        fields["due"] = values.due(board, given.due, session.clock(), campaign)
    if given.assignee is not None:
        said = values.emptied(given.assignee)
        fields["assignee"] = None if said is None else values.member(session, said).id
    if given.acceptor is not None:
        said = values.emptied(given.acceptor)
        fields["acceptor_role"] = None if said is None else values.role(settings, said)
    if given.depends is not None:
        fields["depends_on"] = values.numbers(Task, filter(values.emptied, given.depends))
    if given.link is not None:
        fields["links"] = tuple(filter(values.emptied, given.link))
    if given.description is not None:
        fields["description"] = values.text_or_input(given.description)
    for name in ("sku", "acceptance"):
        if getattr(given, name) is not None:
            fields[name] = getattr(given, name)
    return fields
