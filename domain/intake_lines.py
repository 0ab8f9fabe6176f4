"""Bytes as lines of text, whatever they are written in, even while they still arrive.

The encoding is judged by all that came before the first pause; as long as that was ASCII
only, the first other letters decide.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from itertools import chain

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 1 << 20
"""Bytes that are waited for before the encoding is judged, unless there is a pause."""
_PIECE = 1 << 16
"""Bytes that are decoded at once."""


class Lines:
    """Lines with their ends: iterate once. An empty one stands for a pause."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        """Wait for the beginning.

        Args:
            blocks: The bytes, a whole file as one block; an empty block is a pause.
        """
        self._blocks = iter(blocks)
        head, size = [], 0
        for block in self._blocks:
            head.append(block)
            size += len(block)
            if not block or size >= _HEAD:
                break
        self.head = b"".join(head)
        """What came before the first pause."""
        self.encoding = encoding_of(self.head)
        self.unreadable = 0
        """Characters read so far that the encoding does not have."""
        self._arrived, self._read = len(self.head), 0

    @property
    def done(self) -> float:
        """How much of what has arrived was read, 0 to 1."""
        return self._read / self._arrived if self._arrived else 1.0

    def whole(self) -> bytes:
        """All bytes, for what is no text; instead of iterating."""
        return b"".join(chain((self.head,), self._blocks))

    def __iter__(self) -> Iterator[str]:
        decode = _decoder(self.encoding)
        foreign, rest = not self.head.isascii(), ""
        for block in self._pieces():
            if not foreign and not block.isascii():
                foreign, self.encoding = True, encoding_of(block)
                decode = _decoder(self.encoding)
            # StringIO knows line ends as `open` does; `splitlines` knows too many.
            lines = list(StringIO(rest + self._readable(decode(block)), newline=""))
            rest = lines.pop() if lines and not lines[-1].endswith("\n") else ""
            yield from lines
            if not block:
                yield ""
        rest += self._readable(decode(b"", True))
        yield from StringIO(rest, newline="")

    def _pieces(self) -> Iterator[bytes]:
        for at in range(0, len(self.head), _PIECE):
            piece = self.head[at : at + _PIECE]
            self._read += len(piece)
            yield piece
        yield b""
        for block in self._blocks:
            self._arrived += len(block)
            self._read += len(block)
            yield block

    def _readable(self, text: str) -> str:
        self.unreadable += text.count("\ufffd")
        return text.replace("\0", "")


def encoding_of(data: bytes) -> str:
    """The encoding by its mark; else UTF-8, unless too much of it is wrong; else GB18030.

    A few bad bytes do not make a file of UTF-8 another one: as GB18030 it would be all noise.
    Of real GBK text, read as UTF-8, more than half of the characters are wrong. A letter of
    which only the beginning has arrived is not wrong.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    wrong = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return "utf-8" if wrong * 10 <= foreign else "gb18030"


def _decoder(encoding: str) -> Callable[..., str]:
    return codecs.getincrementaldecoder(encoding)("replace").decode
