"""The terminal and its end: a dropped line closes the session within a second.

Textual's input thread asks a terminal that is gone for ever, at the price of a whole
processor. Here its end, however it is learned (SIGHUP, a closed PTY, an error), is told to
the app once, which keeps what was typed and leaves. Should the app be stuck, as in a write
that nobody reads, the kernel's own timer ends the process all the same.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
import time
from collections.abc import Mapping
from concurrent.futures import wait
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers import linux_driver
from textual.message import Message

from tui.paste import PasteParser
from tui.turns import heard

if TYPE_CHECKING:
    from tui.app import PromoboardApp

GRACE = 0.9
"""Seconds that the app has to keep what was typed, before SIGALRM ends the process."""

TURN = 2.0
"""Seconds after which the next key is handed on, whatever the last one is still doing."""
GLANCE = 0.1
"""Seconds between looks at whether the app leaves, for it waits for this thread then."""

vars(linux_driver)["XTermParser"] = PasteParser  # the name that Textual's thread looks up

_DESKTOPS = {
    "TERM_PROGRAM": ("iTerm.app", "WezTerm", "ghostty"),
    "LC_TERMINAL": ("iTerm2",),  # what ssh lets through
    "TERM": ("xterm-kitty", "xterm-ghostty", "wezterm"),
}
"""Terminals that show OSC 9 on the desktop, by the variables that name them."""


def has_desktop(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to show notices; tmux and screen would swallow them."""
    if "TMUX" in environ or "STY" in environ:
        return False
    return any(environ.get(name, "") in known for name, known in _DESKTOPS.items())


class Terminal(linux_driver.LinuxDriver):
    """A driver that notices when there is no terminal any more."""

    _app: PromoboardApp

    def __init__(self, app: PromoboardApp, **options: Any) -> None:
        """As in Textual's; only on the main thread, for signals are heard there."""
        super().__init__(app, **options)
        self._ending = False
        for number in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, lambda number, _: self.end(number))
        threading.Thread(target=self._watch, daemon=True, name="terminal-watch").start()

    def notify_desktop(self, text: str) -> None:
        """Show `text` on the person's desktop, where the terminal is known to be able to."""
        if has_desktop(os.environ):
            said = "".join(char for char in text if char.isprintable())
            self.write(f"\x1b]9;{said}\x07")

    def end(self, number: int = signal.SIGHUP) -> None:
        """Leave, as signal `number` asks. For any thread, and for signal handlers."""
        if self._ending:
            return
        self._ending = True
        signal.setitimer(signal.ITIMER_REAL, GRACE)
        if number == signal.SIGHUP:
            self.exit_event.set()
        self._loop.call_soon_threadsafe(self._app.end, 128 + number)

    def run_input_thread(self) -> None:
        """Read keys until the app leaves or the terminal is gone."""
        try:
            super().run_input_thread()
        except OSError:
            self.end()

    def process_message(self, message: Message) -> None:
        """Hand an event on; a key, or a paste, only when the last one was heard out."""
        super().process_message(message)
        if not isinstance(message, (events.Key, events.Paste)):
            return
        turn = asyncio.run_coroutine_threadsafe(heard(self._app), self._loop)
        until = time.monotonic() + TURN
        while not (turn.done() or self.exit_event.is_set()) and time.monotonic() < until:
            wait((turn,), GLANCE)
        turn.cancel()

    def _watch(self) -> None:
        """Sleep until the other end of the terminal is closed."""
        poll = select.poll()
        poll.register(self.fileno, 0)  # a hang-up is reported although nothing is asked for
        poll.poll()
        self.end()
