"""Hears one key out before the next: its action, the dialog that it opens, and who has the focus.

Textual hands on all keys that came together before the first has done anything: what is typed
right behind the key that opens a form gets lost, and Enter takes a line before its letters
have arrived. A slow line sends keys together, and an input method whole sentences.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget

PATIENCE = 0.2
"""Seconds that one widget has for what it is busy with; one that is going may never answer."""


async def heard(app: App[Any]) -> None:
    """Return when the key that was posted last has done all that it does."""
    await _through(app)
    here = None
    while here is not (here := app.focused or app.screen):
        # An event rises from widget to widget, each with a queue of its own, up to the app.
        for node in here.ancestors_with_self:
            await _through(node)


async def _through(pump: MessagePump) -> None:
    """Return when `pump` is through with what waits for it now."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await done.wait()


class Turns(App[int]):
    """An app in which a sign that is held types nothing into the line that it has opened."""

    _pressed = ""
    """The key that came last."""
    _began_in: Widget | None = None
    """Who had the focus when it came for the first time in a row."""

    async def on_event(self, event: events.Event) -> None:
        if not (isinstance(event, events.Key) and not event.is_forwarded and self._held(event)):
            await super().on_event(event)

    def _held(self, event: events.Key) -> bool:
        """Whether it repeats a sign that went elsewhere at first, as a held `>` that asks why.

        Letters always pass: a reason may well begin with the letter of its key.
        """
        here, sign = self.focused, event.character
        if event.key != self._pressed:
            self._pressed, self._began_in = event.key, here
        if sign is None or sign.isalnum() or sign.isspace():
            return False
        if here is None or here is self._began_in:
            return False
        before = self._began_in
        typed = before is not None and before.check_consume_key(event.key, sign)
        return not typed and here.check_consume_key(event.key, sign)
