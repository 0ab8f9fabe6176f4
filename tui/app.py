"""The program on the screen: the one board, the queue of commands, the watch, the clock.

What is shown is the last board from disk with this session's pending commands on it; nothing
else is state. Commands go up by a call (`issue`), so that each key sees what the last one
did; news comes from the file, whoever wrote it, ours included.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from textual.app import App
from textual.reactive import var
from textual.screen import Screen
from textual.theme import Theme

from domain.board import Board
from domain.command import Command
from domain.errors import PromoboardError, StoreError
from domain.identity import Known, Shared, who
from domain.presence import Seen
from domain.record import iso
from domain.store import Line
from domain.store.errors import ReadOnlyError, StoreTooNewError
from domain.words import tr
from tui.background import Background
from tui.commits import Commits, Outcome, Pending
from tui.dialogs import keep_all, show_all, tick_all
from tui.driver import Terminal
from tui.ears import Ears
from tui.fresh import Fresh
from tui.past import meanwhile
from tui.screens.board import BoardScreen
from tui.session import Session
from tui.theme import DEFAULTS, THEMES, theme_called
from tui.toasts import Toasts
from tui.widgets.scene import minute_of

LOOK = 0.25
"""Seconds between looks at the file: one `stat` when nothing has changed."""

HURRY = 0.5
"""Seconds that commands may take when the line has dropped."""


class PromoboardApp(Toasts):
    """The board on one terminal. Exits with 0, or with the code that a hang-up asks for."""

    CSS_PATH = "promoboard.tcss"
    TITLE = "promoboard"
    ENABLE_COMMAND_PALETTE = False  # the board has its own, loaded when it is opened

    board: var[Board] = var(Board, init=False)
    """The last board from disk with this session's pending commands on it."""

    def __init__(self, session: Session) -> None:
        """Show what `session` is about; the caller closes it afterwards."""
        # A theme that is set later makes Textual read all its style sheets once more.
        self.set_reactive(App.theme, theme_called(session.personal.theme))
        super().__init__(driver_class=Terminal)
        self.session = session
        self.fresh = Fresh()
        """Which cards colleagues have just changed."""
        self.others: tuple[Seen, ...] = ()
        """The other sessions that are alive."""
        self.ears = Ears(self)
        self.background = Background(self)
        self.too_new = False
        """Whether a later promoboard writes here: then this session writes nothing more."""
        self._service = session.service
        self._disk = session.service.board
        self._commits = Commits(session.service, self._settle)
        self._clocked = self.now()
        self._store_error, self._homeless = "", False
        self.set_reactive(PromoboardApp.board, self._disk)
        for theme in THEMES:
            self.register_theme(theme)
        self.set_keymap(dict(session.personal.keymap))
        self.set_class(session.personal.ascii, "-ascii")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def get_theme(self, theme_name: str) -> Theme | None:
        ours = (theme for theme in THEMES if theme.name == theme_name)
        return next(ours, None) or super().get_theme(theme_name)

    def get_default_screen(self) -> Screen[None]:
        return BoardScreen()

    @property
    def home(self) -> BoardScreen:
        """The board's own screen, below whatever dialogs are open."""
        screen = self.screen_stack[0]
        assert isinstance(screen, BoardScreen)
        return screen

    @property
    def me(self) -> int:
        """The member who acts; 0 for somebody who only watches."""
        return self.session.member_id

    def now(self) -> datetime:
        """The present moment."""
        return self.session.clock()

    # Commands

    def issue(self, command: Command, *, done: Callable[[Line | None], None] | None = None) -> None:
        """Do `command`: on the screen at once, on the disk in turn; say so when it is refused.

        Args:
            command: What to do.
            done: Called when it is durable, with its line; not when it is refused.
        """

        def finish(outcome: Outcome) -> None:
            if isinstance(outcome, PromoboardError):
                self.tell(outcome)
            elif done is not None:
                done(outcome)

        self._enqueue(command, finish)

    async def submit(self, command: Command) -> PromoboardError | None:
        """Do `command` in turn; None when it is durable, else why not. For forms that stay."""
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def finish(outcome: Outcome) -> None:
            if not answer.done():  # a form that is gone meanwhile has cancelled its question
                answer.set_result(outcome)

        self._enqueue(command, finish)
        outcome = await answer
        return outcome if isinstance(outcome, PromoboardError) else None

    def adopt(self, answer: int | Command) -> None:
        """This person is the member `answer`, or becomes one by it."""
        if isinstance(answer, int):
            self._adopted(answer)
            return

        def joined(line: Line | None) -> None:
            mine = who(self._service.board.members.values(), self.session.account)
            if isinstance(mine, Known):
                self._adopted(mine.member.id)

        self.issue(answer, done=joined)

    def _adopted(self, member: int) -> None:
        shared = isinstance(self.session.who, Shared)
        self.session.adopt(member, self.session.account.login if shared else "")
        self.welcome()

    def welcome(self) -> None:
        """Take a seat among the others, and hear what happened meanwhile."""
        member = self.board.members[self.me]
        self.session.presence.enter(member.id, member.name, member.roles, iso(self.now()))
        self.home.show_board()
        self.run_worker(self._meanwhile(), group="digest", description="digest")

    async def _meanwhile(self) -> None:
        """Since you were away: gone at a key; then to the first thing that waits."""
        seen, now = self.session.state.last_seen, self.now()
        rows = await asyncio.to_thread(meanwhile, self._service, self.board, self.me, seen, now)
        if rows:
            from tui.screens.digest import Digest

            self.push_screen(Digest(rows), lambda _: self.home.begin())
        else:
            self.home.begin()

    def refused(self) -> str:
        """Why this session changes nothing; empty when it may."""
        if self.too_new:
            return str(StoreTooNewError(path=str(self.session.folder)))
        return self.session.refusal(self.board)

    def _enqueue(self, command: Command, done: Callable[[Outcome], None]) -> None:
        if self.too_new:
            done(StoreTooNewError(path=str(self.session.folder)))
        elif self.session.readonly:
            done(ReadOnlyError(path=str(self.session.folder)))
        else:
            self._commits.put(command, self.board, done)
            self.board = self._service.preview(self.board, (command,))

    def _settle(self, pending: Pending, outcome: Outcome) -> None:
        """A command has left the queue: show the board that the disk has now."""
        if isinstance(outcome, StoreTooNewError):
            self._stop()
        self._take()
        if pending.done is not None:
            pending.done(outcome)

    def _take(self) -> None:
        self._disk = self._service.board
        self.ears.reads(self._disk)
        self.ears.rises(self._disk)
        self.board = self._service.preview(self._disk, self._commits.commands)

    async def settled(self) -> None:
        """Return when all that was issued is durable or refused."""
        await self._commits.settled()

    # The watch and the clock

    def on_ready(self) -> None:
        self.run_worker(self._commits.work(), group="commit", description="commit")
        self.run_worker(self.background.work(), group="background", description="background")
        self.set_interval(LOOK, self.look)
        self.home.boot()

    def watch_board(self, board: Board) -> None:
        if self.screen_stack:  # or a command becomes durable while the screens close
            self.home.show_board()
            show_all(self.screen_stack[1:], board)

    def look(self) -> None:
        """Take over what others did; once a second also who is here, and the time."""
        if not self.screen_stack:  # they close, and the timer does not know yet
            return
        lines: tuple[Line, ...] = ()
        try:
            lines = self._service.refresh() if not self.too_new else ()
            self._store_error = ""
        except StoreTooNewError:
            self._stop()
        except StoreError as error:
            if str(error) != self._store_error:
                self._store_error = str(error)
                self.tell(error)
        for line in lines:
            self.fresh.mark(line, self._service.board)
            self.ears.hear(line, self._service.board)
        expired = self.fresh.expire()
        if self._service.board is not self._disk:
            self._take()
        elif lines or expired:
            self.home.show_board()
        if (now := self.now()) != self._clocked:
            self._clocked, before = now, self._clocked
            self._tick(before, now)

    def _tick(self, before: datetime, now: datetime) -> None:
        self.ears.tick(self.board, before, now)
        if self.session.state.unwritable and not self._homeless:
            self._homeless = True
            self.ears.say(tr("Your home cannot be written: drafts are kept until you leave."))
        others = self.session.presence.others()
        changed, self.others = others != self.others, others
        minute = minute_of(now) != minute_of(before)
        self.home.tick(minute=minute, people=changed)
        tick_all(self.screen_stack[1:], minute=minute)

    def _stop(self) -> None:
        """A later promoboard writes here: look on, write nothing, keep what is typed."""
        if not self.too_new:
            self.too_new = True
            self.home.tick(minute=False, people=True)
            self.tell(StoreTooNewError(path=str(self.session.folder)))

    # The end

    async def action_leave(self) -> None:
        """Quit, when what is on its way is safe."""
        if len(self._commits):
            self.notify(tr("Saving, then leaving."), markup=False)
            await self.settled()
        self.exit(0)

    async def action_quit(self) -> None:
        await self.action_leave()

    def end(self, code: int) -> None:
        """The line dropped, or a signal came: keep what is typed, commit what was done, leave."""
        keep_all(self.screen_stack)
        self.run_worker(self._end(code), group="end", exclusive=True, description="end")

    async def _end(self, code: int) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.settled(), HURRY)
        self.exit(code)

    async def on_unmount(self) -> None:
        await self.background.stop()
        if self.me:
            self.session.state.see(self._service.board.seq)
