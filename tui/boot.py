"""One frame at start. Textual alone paints a start four times: at the first layout, at the
driver's resize, at the end of ScreenResume, and for whatever became dirty in between.

Until the app is ready, the screen swallows refreshes and layouts; then what has become dirty
is flushed without output, one resize lays everything out again, and later changes are
shown. What draws itself holds still meanwhile (`hold`): nobody would see it. Leans on the
order of Textual 8.2.8's events: the version is pinned, and `tests/tui/test_boot.py` counts
the frames of a real start.
"""

from __future__ import annotations

from typing import Any, Self

from textual import events, messages
from textual.screen import Screen

SETTLE, FLUSH = 0.01, 0.005
"""Seconds for Textual's first layout, and for the flush: waiting longer only delays keys."""


class Backdrop(Screen[None]):
    """A screen on which dialogs and views are opened, and which goes on with its work below.

    Textual keeps what once changed in such a screen as changed for good, first of all the
    whole of it, and sends that again with each later change: a second's countdown was a
    screenful, in every session with a dialog open. Here each change is passed on once, and
    none from below what covers all of it; what is on top again is painted anew in any case.
    """

    COVERS = False
    """Whether nothing of what is below is to be seen."""

    def _compositor_refresh(self) -> None:
        top = self.app.screen
        if top is self:
            super()._compositor_refresh()
            return
        dirty = self._compositor._dirty_regions
        if dirty and self in self.app._background_screens and not getattr(top, "COVERS", False):
            top.refresh(*dirty)
        dirty.clear()
        self._dirty_widgets.clear()


class BootScreen(Backdrop):
    """A screen that is first painted when it is complete."""

    booting = True

    def refresh(self, *regions: Any, **options: Any) -> Self:
        return self if self.booting else super().refresh(*regions, **options)

    def on_layout(self, message: messages.Layout) -> None:
        self._hold(message)

    def on_update(self, message: messages.Update) -> None:
        self._hold(message)

    def boot(self) -> None:
        """Begin; for the app's `on_ready`. Ends with `booted`."""
        self.set_timer(SETTLE, self._flush)

    def booted(self) -> None:
        """The first frame is on its way: show what happened while it was made."""

    def _hold(self, message: messages.Layout | messages.Update) -> None:
        if self.booting:
            message.prevent_default()
            message.stop()

    def _flush(self) -> None:
        self._batch = self.app.batch_update()
        self._batch.__enter__()
        self.booting = False
        for widget in self.walk_children():
            widget.refresh()
        self.set_timer(FLUSH, self._lay_out)

    def _lay_out(self) -> None:
        size = self.app.size
        self.post_message(events.Resize(size, size))
        self.call_later(lambda: self.call_later(self._paint))

    def _paint(self) -> None:
        self._batch.__exit__(None, None, None)
        self.booted()
