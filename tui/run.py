"""Runs the screen: prepares the terminal's environment, then loads Textual, then runs the app.

Textual reads its environment once, when it is imported. Nothing here imports it at the top.
"""

from __future__ import annotations

import gc
import os
from collections.abc import MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING

from domain.errors import StoreError

if TYPE_CHECKING:
    from tui.session import Session

_TEXTUAL = {
    # An input method's commit of five characters or more becomes garbage under the protocol.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "ESCDELAY": "200",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


def prepare(environ: MutableMapping[str, str]) -> None:
    """Set what Textual shall find; what a person has set already stays."""
    for name, value in _TEXTUAL.items():
        environ.setdefault(name, value)
    for name in ("COLUMNS", "LINES"):  # exported by some shells, and wrong after a resize
        environ.pop(name, None)
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        # Our colours are all among the 256, which are written in half the bytes.
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")


def run(session: Session) -> int:
    """Show the board until the person leaves or the line drops; the process's exit code."""
    prepare(os.environ)
    gc.disable()  # a collection while everything is being made finds nothing: 40 ms
    from tui.app import PromoboardApp

    app = PromoboardApp(session)
    code = app.run(mouse=session.personal.mouse)
    if code == 0:
        last_out(session)
    return code if code is not None else app.return_code or 0


def last_out(session: Session) -> None:
    """The last one to leave writes the checkpoint: then any TinyDB shows all there is."""
    if not session.member_id or session.readonly:
        return
    session.presence.leave()
    if not session.presence.others():
        with suppress(StoreError):  # all is in the journal; the next one to leave tries again
            session.service.compact()
