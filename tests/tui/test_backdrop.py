"""What a change below a dialog or a view makes the terminal get. No terminal is involved."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Region
from textual.screen import ModalScreen, Screen

from tests.tui.conftest import Office, settle
from tests.tui.test_view import People
from tui.screens import views
from tui.screens.view import View


class Watched(Screen[None]):
    """Knows which parts of it were painted, frame by frame."""

    frames: list[set[Region]]

    def _compositor_refresh(self) -> None:
        self.frames.append(set(self._compositor._dirty_regions))
        super()._compositor_refresh()


class Dialog(ModalScreen[None], Watched):
    """Leaves the board to be seen around it."""


class Cover(View, Watched):
    """Covers the board."""

    CSS_PATH = Path(views.__file__).with_name("views.tcss")


async def painted(office: Office, top: Watched) -> list[set[Region]]:
    """The frames of `top` after a second change of the board's last line."""
    app, top.frames = office.app(), []
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        app.push_screen(top)
        await settle(pilot)
        app.home.footer.show("one")
        await settle(pilot)
        top.frames.clear()
        app.home.footer.show("two")
        await settle(pilot)
    return [frame for frame in top.frames if frame]


async def test_what_changes_below_a_dialog_is_painted_and_nothing_else(office: Office) -> None:
    frames = await painted(office, Dialog())

    assert {(region.y, region.height) for frame in frames for region in frame} == {(23, 1)}


async def test_what_changes_below_a_view_is_not_painted(office: Office) -> None:
    assert await painted(office, Cover([People()])) == []
