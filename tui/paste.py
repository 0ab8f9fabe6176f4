"""Reads what the terminal sends; what is pasted stays one paste, whatever stands in it.

Textual takes an escape character inside a paste for the beginning of a key, and hands on what
follows as keys: words of a customer, with colours in them, would move cards. Here a paste
loses its escape characters before it is looked at; what they introduce is left for
`domain.text.clean` to find.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

ESC = "\x1b"
START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""


class PasteParser(XTermParser):
    """Textual's, but for what is inside a paste."""

    def __init__(self, debug: bool = False) -> None:
        """Outside a paste at first."""
        self._inside = False
        self._before = ""
        """The last characters outside a paste, which may be the beginning of `START`."""
        self._held = ""
        """The last characters inside a paste, which may be the beginning of `END`."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        # Nothing is the end of all: it goes through. Nothing *yet* would be taken for it.
        if data and not (data := self._plain(data)):
            return ()
        return super().feed(data)

    def _plain(self, data: str) -> str:
        """`data` without the escape characters that are part of a paste."""
        if not self._inside and ESC not in self._before + data:
            return data
        said = ""
        while data:
            if self._inside:
                data, self._held = self._held + data, ""
                pasted, end, data = data.partition(END)
                if end:
                    self._inside = False
                else:
                    pasted, self._held = _split(pasted, END)
                said += pasted.replace("\x1b[", "\x9b").replace(ESC, "") + end
            else:
                at = (self._before + data).find(START)
                stop = len(data) if at < 0 else at + len(START) - len(self._before)
                outside, data, self._inside = data[:stop], data[stop:], at >= 0
                self._before = "" if at >= 0 else _split(self._before + outside, START)[1]
                said += outside
        return said


def _split(text: str, mark: str) -> tuple[str, str]:
    """`text` up to, and from, what may be the beginning of `mark` at its end."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if mark.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""
