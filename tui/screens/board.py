"""The home screen: five lanes and the inbox side by side, or as pages where it is narrow.

The screen itself has the keys; nothing on it takes the focus but the filter while one types
in it. What the keys do stands in `tui/actions/`.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from operator import is_
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from domain.campaign import Campaign
from domain.clock import zone_named
from domain.feedback import FeedbackItem
from domain.inbox import Waiting, inbox
from domain.lanes import LANES, Sorted, lanes
from domain.signal import Signal, live_signals
from domain.task import State, Task
from domain.team import Member
from tui import keys
from tui.actions.rest import RestActions
from tui.boot import BootScreen
from tui.widgets.banner import Banner, urgent
from tui.widgets.card_list import LOOKS, CardList
from tui.widgets.footer import footer_words
from tui.widgets.header import Header, header_words, ticks
from tui.widgets.inbox import SIGNALS, Inbox
from tui.widgets.lane import Lane
from tui.widgets.line import Line
from tui.widgets.painted import Columns
from tui.widgets.scene import Scene, minute_of

if TYPE_CHECKING:
    from tui.app import PromoboardApp

WIDE = 120
"""Columns from which all lanes and the inbox stand side by side."""
LANE = 45
"""Columns that a lane gets at least where they are pages."""


class BoardScreen(RestActions, BootScreen):
    """The board."""

    app: PromoboardApp
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BLANK = True  # its parts cover it
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BOARD]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"card--{look}" for look in LOOKS}

    def __init__(self) -> None:
        """Nothing is shown before the first layout."""
        super().__init__()
        self.lanes = tuple(Lane(state) for state in LANES)
        self.inbox = Inbox()
        self.columns: tuple[CardList, ...] = (*self.lanes, self.inbox)
        self.at = self._before = 0
        self._alert = ""
        self._minute = datetime.min.replace(tzinfo=UTC)
        self._ticking = False
        never = object()
        self._lanes_of: tuple[tuple[object, ...], dict[State, tuple[int, ...]]] = (never,), {}
        self._lanes, self._inbox = Sorted(), Waiting()
        self._found_of: tuple[tuple[object, ...], tuple[int, ...]] = (never,), ()
        self.banner = Banner()
        self.header, self.tabs, self.footer = Header(), Line(id="tabs"), Line(id="footer")

    def compose(self) -> ComposeResult:
        self.restore_view()
        yield self.header
        yield self.banner
        yield self.tabs
        with Columns(id="columns"):
            yield from self.columns
            if self.alone:
                yield self.make_beside()
        yield self.footer

    def on_mount(self) -> None:
        self.columns[self.at].active = True
        self.fit_columns(self.app.size.width)
        self.show_board()
        self._keep_still(True)

    def _keep_still(self, held: bool) -> None:
        """What is painted in the first frame stays, until later changes can be shown."""
        lines: tuple[Header | Line, ...] = (self.header, self.banner, self.tabs, self.footer)
        for part in (*self.columns, *lines):
            part.hold(held)

    def on_resize(self, event: events.Resize) -> None:
        self.fit_columns(event.size.width)
        self.show_lines()

    def booted(self) -> None:
        gc.freeze()  # what has been made stays: no collection has to look at it
        gc.enable()
        self._keep_still(False)
        self.greet()

    # What is shown

    @property
    def column(self) -> CardList:
        """The list that the keys go to."""
        return self.columns[self.at]

    def show_board(self) -> None:
        """Show the app's board as it is now, in the order and with the filter of this moment."""
        scene = self.scene = self._moment()
        people = sum(member.active for member in scene.board.members.values())
        found = self._sorted(scene)
        for lane in self.lanes:
            lane.scene, lane.limit = scene, self.limit_of(scene, lane.state, people)
            lane.empty = self.empty_lane(lane)
            lane.show(found[lane.state])
        self.inbox.scene, rises = scene, urgent(scene.board, scene.now)
        self.calling = self.app.background.concerning(rises)
        self.inbox.quiet = len(rises) - len(self.calling)
        self.inbox.empty = self.empty_inbox()
        self.inbox.fill(self._signals(scene), self._waiting(scene), grouped=self.grouped)
        self.follow_new()
        self.follow_cursor()
        self.show_lines()

    def _moment(self) -> Scene:
        """What cards are drawn from now."""
        app = self.app
        minute = minute_of(app.now())
        if minute != self._minute:
            self._minute = minute
        return Scene(
            board=app.board,
            now=app.now(),
            minute=self._minute,
            zone=zone_named(app.session.settings.zone),
            me=app.me,
            fresh=app.fresh.names(),
            forms={other.form: other.name for other in app.others if other.form is not None},
            claims=self.claims_now(),
            topics=app.background.topics(app.board),
        )

    def _sorted(self, scene: Scene) -> dict[State, tuple[int, ...]]:
        """The cards of each lane; as they were while neither tasks nor filter nor minute change."""
        if not self.filtering():
            return self._lanes.look(scene.board, scene.now, scene.minute)
        tables = scene.board.tables
        stamp = (tables.get(Task.TABLE), tables.get(Campaign.TABLE), tables.get(Member.TABLE),
                 self.sought, self.role, self.mine, scene.minute)  # fmt: skip
        if not all(map(is_, stamp, self._lanes_of[0])):
            self._lanes_of = stamp, lanes(scene.board, scene.now, self.task_filter(scene))
        return self._lanes_of[1]

    def _waiting(self, scene: Scene) -> tuple[int, ...]:
        """The items of the inbox, likewise."""
        if not self.sought:
            return self._inbox.look(scene.board, scene.now, scene.minute)
        stamp = (scene.board.tables.get(FeedbackItem.TABLE), self.sought, scene.minute)
        if not all(map(is_, stamp, self._found_of[0])):
            self._found_of = stamp, inbox(scene.board, scene.now, self.feedback_filter())
        return self._found_of[1]

    def _signals(self, scene: Scene) -> tuple[int, ...]:
        """The rises of complaints, those that wait for work first; none while one filters."""
        if self.sought or not scene.board.tables.get(Signal.TABLE):
            return ()
        live = live_signals(scene.board)
        first = sorted(live, key=lambda signal: signal.undispatched(scene.now) is None)
        return tuple(SIGNALS + signal.id for signal in first)

    def show_lines(self) -> None:
        """Header, tabs and footer as they are at this moment."""
        width = self.app.size.width
        self.header.show(self.header_now(), width)
        self.show_banner()
        self._ticking = ticks(self.scene)
        self.tabs.show(self.tab_words())
        self.show_keys()

    def show_keys(self) -> None:
        """The keys of the moment."""
        named, helping = self.footer_bindings()
        self.footer.show(footer_words(named, helping, self.app.size.width))

    def header_now(self) -> dict[str, str]:
        """What the header says of this moment, here and in the views on top."""
        app, scene, self._alert = self.app, self.scene, self.alert()
        gate = app.background.clearing.words(scene)
        return header_words(scene, app.others, self._alert, gate)

    def tick(self, *, minute: bool, people: bool) -> None:
        """A second has passed; `minute`: also a minute; `people`: others came, went or edit."""
        if minute or people:
            self.show_board()
        elif self._ticking or self.calling or self.alert() != self._alert:
            self.scene = self._moment()
            self.header.show(self.header_now(), self.app.size.width)
            self.show_banner()

    # Layout

    @property
    def page_size(self) -> int:
        """How many columns stand side by side."""
        width = self.app.size.width
        return len(self.columns) if width >= WIDE else max(1, width // LANE)

    @property
    def alone(self) -> bool:
        """Whether the inbox is on a page of its own: where somebody wants it, and there is room."""
        return self.paged and self.app.size.width >= WIDE

    def fit_columns(self, width: int) -> None:
        """Show the columns that there is room for: all, or the page with the active one."""
        size = self.page_size
        first = self.at // size * size
        last = min(first + size, len(self.columns))
        first = max(0, last - size)
        for place, column in enumerate(self.columns):
            column.display = column is self.inbox if self.alone else first <= place < last
        self.tabs.display = width < WIDE
        self.fit_beside()

    def tab_words(self) -> str:
        """The names of all columns with their counts; those on this page in brackets."""
        names = [(column.title(), column.display) for column in (*self.lanes, self.inbox)]
        return " ".join(f"[{name}]" if shown else f" {name} " for name, shown in names)

    def activate(self, at: int) -> None:
        """Send the keys to another column; turn the page when it is on another one."""
        at = min(max(at, 0), len(self.columns) - 1)
        if at == self.at:
            return
        alone, before, self.at = self.alone, self.column, at
        self.paged = self.paged and self.column is self.inbox
        before.activate(False)
        self.column.activate(True)
        if alone or not self.column.display:
            self.fit_columns(self.app.size.width)
        self.show_lines()
        self.remember_view()

    # Moving around

    def action_cursor(self, steps: int) -> None:
        self.column.move(steps)
        self.looked_at()

    def action_edge(self, direction: int) -> None:
        self.column.edge(direction)
        self.looked_at()

    def action_page(self, direction: int) -> None:
        self.column.page(direction)
        self.looked_at()

    def action_column(self, steps: int) -> None:
        if self.alone:
            self.fold(open=steps > 0)
            self.looked_at()
        else:
            self.activate(self.at + steps)

    def action_turn(self, direction: int) -> None:
        """To the first column of the next page, around the end; side by side: the next column."""
        size, count = self.page_size, len(self.columns)
        if size == count or self.alone:
            self.activate((self.at + direction) % count)
            return
        pages = -(-count // size)
        self.activate((self.at // size + direction) % pages * size)

    def action_view(self, name: str) -> None:
        if name == "inbox":
            if self.calling:
                self.inbox.go(SIGNALS + self.calling[0].id)  # as the banner says
            self._before = self.at if self.column is not self.inbox else self._before
            self.activate(len(self.columns) - 1)
            self.to_page()
        elif name == "lanes":
            if self.column is self.inbox:
                self.activate(self._before)
        else:
            from tui.screens.views import view_called

            self.app.push_screen(view_called(name, self.app))
