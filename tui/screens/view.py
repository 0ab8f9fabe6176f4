"""What the full-screen views beside the board have in common.

The board's header stays, below it the names of the sections, one section, which is a list of
rows, and the keys of the moment. On a wide terminal all there is to say about the row under the
cursor stands beside the list; on a narrow one Enter shows it. A section has the focus and the
bindings of its own; help, palette and footer read them off the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from domain.board import Board
from domain.text import cells, pad
from domain.words import tr
from tui import keys
from tui.boot import Backdrop
from tui.screens.key_names import is_alias
from tui.widgets.banner import Banner
from tui.widgets.card_list import LOOKS
from tui.widgets.footer import footer_words
from tui.widgets.header import Header
from tui.widgets.line import Line
from tui.widgets.page import Page
from tui.widgets.painted import Columns
from tui.widgets.row_list import Entry, RowList

if TYPE_CHECKING:
    from tui.app import PromoboardApp
    from tui.screens.board import BoardScreen

PLAIN = 100
"""Cells of a line of the list when it is copied."""
WIDE = 120
"""Columns from which a row's detail stands beside the list."""


_WATCH = ("find.filter", "find.mine", "find.role", "activity.person", "activity.card",
          "card.open", "page.next", "campaign.which", "mechanic.copy", "stock.export",
          "view.copy", "find.jump", "rest.quit")  # fmt: skip
"""The keys that are named to those who may only look, the most useful first."""


class Section(RowList):
    """One list of a view, with the keys that mean something there."""

    view: View

    def __init__(self) -> None:
        """Empty until the view shows it."""
        super().__init__(id=type(self).__name__.lower())

    def label(self) -> str:
        """What its tab says, translated; with a count where that says what waits."""
        raise NotImplementedError

    def title(self) -> str:
        return self.label()

    def rows(self, board: Board) -> Iterable[Entry]:
        """Its rows as the board is now."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Show all there is about the row; sections with something better override it."""
        self.tell()

    def tell(self) -> None:
        """Show all there is about the row, where there is no room beside the list, too."""
        if self.told():
            from tui.screens.text_detail import TextDetail

            self.app.push_screen(TextDetail(self.label(), self.told))

    def plain(self) -> str:
        """All rows as lines of text, below what the list is called."""
        rows = self.rows(self.view.app.board)
        texts = (each.text if isinstance(each.text, str) else each.text(PLAIN) for each in rows)
        return "\n".join((self.title(), *(text.rstrip() for text in texts)))

    def told(self) -> str:
        """All there is to say about the row under the cursor."""
        entry = self.entry
        return entry.detail() if entry is not None and entry.detail is not None else ""


class View(Backdrop):
    """A place beside the board, on top of it."""

    app: PromoboardApp
    CSS_PATH = "views.tcss"  # read when the first view opens, not at start
    ALLOW_SELECT = False
    BLANK = COVERS = True  # its parts cover it, and it the board
    BINDINGS: ClassVar[list[BindingType]] = [*keys.VIEW]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"card--{look}" for look in LOOKS}
    NAME: ClassVar[str] = ""
    """What `action_view` calls it."""

    def __init__(self, sections: Iterable[Section]) -> None:
        """Show the first of `sections`."""
        super().__init__()
        self.sections = tuple(sections)
        for section in self.sections:
            section.view = self
        self.at = 0
        self.header, self.banner = Header(), Banner()
        self.tabs, self.footer = Line(id="tabs"), Line(id="footer")
        self.page = Page(id="page")
        self._told = ""

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.sections[self.at]

    @property
    def home(self) -> BoardScreen:
        """The board below, whose actions a view shares."""
        return self.app.home

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.banner
        yield self.tabs
        with Columns(id="columns"):
            yield from self.sections
            yield self.page
        yield self.footer

    def on_mount(self) -> None:
        self.turn_to(self.at)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()

    def on_descendant_focus(self) -> None:
        self._show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tabs turn where there are several, the page rolls where there is room for it."""
        if action == "turn":
            return len(self.sections) > 1
        return self.page.display if action == "roll" else True

    # What is shown

    def show(self, board: Board) -> None:
        """Follow a newer board. The app calls it whenever the board has changed."""
        self.section.fill(self.section.rows(board))
        self.show_lines()

    def keep(self) -> None:
        """The line has dropped; a view has nothing typed."""

    def tick(self, *, minute: bool) -> None:
        """A second has passed; `minute`: also a minute."""
        if minute:
            self.show(self.app.board)
        else:
            self._show_edge()
            self._show_tabs()

    def show_lines(self) -> None:
        """Header, banner, tabs, page and keys as they are at this moment."""
        self._show_edge()
        self._show_tabs()
        self._show_page()
        self._show_keys()

    def aside(self) -> str:
        """What stands at the right edge of the line of the tabs, where there is room for it."""
        return ""

    def _show_edge(self) -> None:
        """The header and what rises, as the board has them."""
        home = self.home
        self.header.show(home.header_now(), self.app.size.width)
        home.tell_rises(self.banner, home.banner_keys(here=False))

    def _show_tabs(self) -> None:
        names = [(each.label(), each is self.section) for each in self.sections]
        line = " ".join(f"[{name}]" if here else f" {name} " for name, here in names)
        aside = self.aside()
        room = self.app.size.width - cells(aside) - 2
        self.tabs.show(f"{pad(line, room)} {aside}" if cells(line) <= room else line)

    def _show_page(self) -> None:
        before, self._told = self._told, self.section.key
        if self.app.size.width >= WIDE:
            self.page.say(self.section.told(), keep=self._told == before)

    def _show_keys(self) -> None:
        active = [each for each in self.active_bindings.values() if each.enabled]
        typing = self.focused not in (None, self.section)  # its own keys are all that is meant
        watching = self.app.session.readonly and not typing
        known: dict[str, Binding] = {}
        for node, binding in ((each.node, each.binding) for each in active):
            here = not typing or node is self.focused
            if here and (watching or binding.show) and not is_alias(binding):
                known.setdefault(binding.id or binding.action, binding)
        if watching:
            known = {name: known[name] for name in _WATCH if name in known}
        helping = next(each.binding for each in active if each.binding.id == "rest.help")
        self.footer.show(footer_words(known.values(), helping, self.app.size.width))

    def _fit(self) -> None:
        self.page.display = self.app.size.width >= WIDE
        self.show_lines()

    # What the keys do

    def turn_to(self, at: int) -> None:
        """Show the section `at`, counted around the ends."""
        self.at = at % len(self.sections)
        for section in self.sections:
            section.display = section is self.section
        self.set_focus(self.section)  # at once: the keys that the footer names are its own
        self.show(self.app.board)

    def action_turn(self, direction: int) -> None:
        self.turn_to(self.at + direction)

    def action_cursor(self, steps: int) -> None:
        self.section.move(steps)
        self.show_lines()

    def action_edge(self, direction: int) -> None:
        self.section.edge(direction)
        self.show_lines()

    def action_page(self, direction: int) -> None:
        self.section.page(direction)
        self.show_lines()

    def action_open(self) -> None:
        self.section.action_open()

    def action_tell(self) -> None:
        self.section.tell()

    def action_copy(self) -> None:
        """Copy the list as it stands, for the team's chat."""
        self.app.copy_to_clipboard(self.section.plain())
        self.app.notify(tr("Copied: {what}", what=self.section.title()), markup=False)

    def action_view(self, name: str) -> None:
        """To another view; the board is below all of them."""
        if name == self.NAME:
            return
        self.dismiss()
        self.home.action_view(name)

    def action_escape(self) -> None:
        self.dismiss()

    def action_undo(self) -> None:
        self.home.action_undo()

    def action_redo(self) -> None:
        self.home.action_redo()

    def action_jump(self) -> None:
        self.home.action_jump()

    def action_help(self) -> None:
        from tui.screens.help import Help, groups_of

        self.app.push_screen(Help(groups_of(self)))

    def action_palette(self) -> None:
        self.home.action_palette()

    def action_roll(self, direction: int) -> None:
        """Roll the page beside the list by half of what is in sight."""
        self.page.roll(direction * max(1, self.page.size.height // 2))

    async def action_leave(self) -> None:
        await self.app.action_leave()

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one opens."""
        section = self.section
        if section.region.contains(event.screen_x, event.screen_y):
            number = section.number_at(event.screen_y - section.region.y)
            if number is not None and section.go(number):
                self.show_lines()
                if event.chain == 2:
                    self.action_open()
