"""What the tests of forms share: opening one, typing into it, saving it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from textual.pilot import Pilot

from domain.calendar_file import load_calendar
from domain.command import Command
from tests.tui.conftest import Office, settle
from tui.app import PromoboardApp
from tui.screens.form import Form
from tui.screens.task_form import TaskForm


async def opened(pilot: Pilot[int], form: Form) -> list[Command | None]:
    """Open a form; what it is dismissed with comes into the list."""
    answers: list[Command | None] = []
    pilot.app.push_screen(form, answers.append)
    await pilot.pause()
    return answers


def task_form(app: PromoboardApp, number: int | None = None, **values: Any) -> TaskForm:
    state, submit = app.session.state, app.submit
    if number is not None:
        values["task"] = app.board.tasks[number]
    return TaskForm(app.board, app.now, app.me, state=state, submit=submit, **values)


def fill(form: Form, values: Mapping[str, Any]) -> None:
    """Type into fields, all at once."""
    for name, raw in values.items():
        form.rows[name].raw = raw


async def save(pilot: Pilot[int]) -> None:
    await pilot.press("f2")
    await settle(pilot)


def campaign(office: Office) -> None:
    """The next 618."""
    calendar = load_calendar()
    day = date(2027, 6, 18)
    office.do(calendar.plan(calendar.template("618"), day, zone="Asia/Shanghai"))
