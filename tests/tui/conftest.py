"""A workspace in a temporary folder, sessions on it, a stopped clock, and held keys.

Sessions are real: store, journal, lock. No terminal and no process is involved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from domain.board import Board
from domain.command import Command
from domain.identity import Account, Known, Stranger
from domain.service import Actor, BoardService
from domain.settings import PersonalSettings, TeamSettings
from domain.store import Store, create
from domain.task import Task
from domain.task_write import AddTask
from domain.team import AddMember
from tui.app import PromoboardApp
from tui.session import Session

NOON = datetime(2027, 6, 1, 4, 0, tzinfo=UTC)
"""12:00 in Shanghai."""

OPS, CONTENT, SUPPLY = 1, 2, 3
"""The members that every workspace begins with."""


@dataclass
class Office:
    """A team's workspace: whoever comes in gets a session of their own."""

    folder: Path
    now: datetime = NOON
    sessions: list[Session] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def session(
        self,
        member: int = OPS,
        *,
        personal: PersonalSettings | None = None,
        readonly: bool = False,
    ) -> Session:
        """Somebody sits down; 0 is a stranger."""
        settings = TeamSettings()
        store = Store(self.folder, readonly=readonly, clock=self.clock)
        service = BoardService(store, settings, self.clock, Actor(member) if member else None)
        session = Session(
            folder=self.folder,
            service=service,
            settings=settings,
            personal=personal or PersonalSettings(language="en"),
            account=Account(1000 + member, f"user{member}"),
            who=Known(service.board.members[member]) if member else Stranger(),
            readonly=readonly,
            clock=self.clock,
        )
        self.sessions.append(session)
        return session

    def app(self, member: int = OPS, **options: object) -> PromoboardApp:
        """A screen for somebody."""
        return PromoboardApp(self.session(member, **options))  # type: ignore[arg-type]

    def do(self, command: Command, by: int = OPS) -> None:
        """A colleague does something, from a session of their own."""
        session = self.session(by)
        session.service.execute(command)
        session.close()
        self.sessions.remove(session)

    def add(self, *titles: str, owner_role: str = "content", **values: object) -> None:
        """A colleague makes tasks."""
        for title in titles:
            self.do(AddTask(title=title, owner_role=owner_role, **values))  # type: ignore[arg-type]

    @property
    def board(self) -> Board:
        """What the disk has now."""
        session = self.session()
        board = session.service.board
        session.close()
        self.sessions.remove(session)
        return board

    def task(self, number: int = 1) -> Task:
        """A task as the disk has it now."""
        return self.board.tasks[number]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A workspace with three members."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "team"
    create(folder, mode_dir=0o700, mode_file=0o600, gid=None)
    office = Office(folder)
    first = office.session(0)
    for name, roles in (
        ("李华", ("ops",)),
        ("周敏", ("content",)),
        ("老陈", ("supply", "promo")),
    ):
        first.service.execute(AddMember(name, roles))
    first.close()
    office.sessions.clear()
    yield office
    for session in office.sessions:
        session.close()


def hold(app: App[int], character: str, times: int) -> None:
    """Deliver a key `times` times at once, as a held key arrives from a terminal.

    `pilot.press` waits for the app between keys, and so cannot see lost ones.
    """
    for _ in range(times):
        app.post_message(events.Key(_character_to_key(character), character))


async def settle(pilot: Pilot[int]) -> None:
    """Until every key was heard, every command is durable, and the screen shows it."""
    app = pilot.app
    assert isinstance(app, PromoboardApp)
    await pilot.pause()
    await app.settled()
    with app._context():  # with two apps in one test, that of the last one is active
        app.look()
    await pilot.pause()


def shown(app: App[int]) -> list[str]:
    """The lines of the screen as they would be on a terminal, without colours."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def said(app: App[int]) -> str:
    """What the toasts on the screen say, a line each."""
    return "\n".join(notification.message for notification in app._notifications)
