"""The log as somebody looks at it: backwards, a page at a time, and on as it grows.

The log may be long. Nothing is read before it is asked for, never more than a chunk at a
time, and no more is kept than a person will look at. `Reader` is for a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from domain.board import Board
from domain.frozen import dataclass
from domain.history import Line, Redo, Undo, label, told
from domain.service import BoardService
from domain.store import Line as StoredLine
from domain.text import normalise
from tui.activity import author
from tui.deeds import deed

PAGE = 100
"""Changes that are shown at first, and that each look further down adds."""
CHUNK = 2000
"""Lines that are read at most until the screen hears of it: some tens of milliseconds."""
KEPT = 5000
"""Changes that are kept: more than anybody reads on a screen."""
RECORDS = 20
"""Records of one change that are kept: an import has thousands."""


@dataclass(frozen=True, slots=True)
class Row:
    """One change, as much of it as is shown."""

    line: StoredLine
    """Of many records only the first `RECORDS`."""
    records: int
    """How many it changed."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which changes somebody wants to see."""

    text: str = ""
    """Words, `@name`, `@role`, numbers such as `T-42`; all have to hold."""
    who: int | None = None
    role: str | None = None
    """Of whoever did it."""
    card: str = ""
    """`T-42`."""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.who is not None or self.role or self.card)

    def keeper(self, board: Board) -> Callable[[Line], bool]:
        """The function that tells whether a line is wanted."""
        words = normalise(self.text).split()
        people = [_people(board, word[1:]) for word in words if word[:1] == "@" and word[1:]]
        if self.who is not None:
            people.append({self.who})
        if self.role:
            people.append({m.id for m in board.members.values() if self.role in m.roles})
        cards = [self.card] if self.card else []
        words = [word for word in words if word[:1] != "@"]

        def keep(line: Line) -> bool:
            if people:
                by = author(line)
                if not all(by in some for some in people):
                    return False
            return all(_changes(line, card) for card in cards) and _say(line, words)

        return keep


class Reader:
    """Goes back through the log; one thread at a time."""

    def __init__(self, service: BoardService, board: Board, sought: Sought, before: int) -> None:
        """Begin below change number `before` + 1; nothing is read yet."""
        self._lines = service.history()
        self._keep, self._card, self._before = sought.keeper(board), sought.card, before
        self.ended = False
        """Whether there is nothing further back."""
        self.at = ""
        """How far it has come: an instant."""
        self.inverse: dict[int, int] = {}
        """Which change each undo and redo inverts, by their numbers."""

    def chunk(self, page: int) -> list[Row]:
        """Up to `page` further changes that are wanted, newest first, from one chunk of lines."""
        found: list[Row] = []
        seen = 0
        for line in islice(self._lines, CHUNK):
            seen += 1
            self.at = line.meta["at"]
            inverted(line, self.inverse)
            if line.seq <= self._before and self._keep(line):
                found.append(kept(line, self._card))
                if len(found) >= page:
                    return found
        self.ended = seen < CHUNK
        return found


def newer(service: BoardService, after: int) -> list[StoredLine]:
    """The lines after change number `after`, newest first."""
    lines: Iterator[StoredLine] = service.history()
    found: list[StoredLine] = []
    for line in lines:
        if line.seq <= after:
            break
        found.append(line)
    return found


def kept(line: StoredLine, card: str) -> Row:
    """As much of a line as is shown; the record `card` first, where it is one of many."""
    if len(line.changes) <= RECORDS:
        return Row(line, sum(1 for _ in told(line)))
    pairs = [*zip(line.changes, line.diff, strict=True)]
    pairs.sort(key=lambda pair: label(pair[0][0], pair[0][1]) != card)
    some = pairs[:RECORDS]
    short = replace(line, changes=tuple(a for a, _ in some), diff=tuple(b for _, b in some))
    return Row(short, sum(1 for _ in told(line)))


def inverted(line: Line, inverse: dict[int, int]) -> None:
    """Note what `line` takes back or does again."""
    if line.meta.get("cmd") in (Undo.NAME, Redo.NAME):
        inverse[line.seq] = line.meta.get("of", 0)


def taken_back(inverse: dict[int, int]) -> set[int]:
    """The changes that do not stand: what was undone, unless that was undone in turn."""
    gone: set[int] = set()
    for seq in sorted(inverse, reverse=True):
        if seq not in gone:
            gone.add(inverse[seq])
    return gone


def _people(board: Board, name: str) -> set[int]:
    """Whose name begins so, or who has a role that is called so."""
    roles = {
        role.key
        for role in board.settings.roles
        if name in (role.key, role.mark_zh, role.mark_en.casefold())
        or role.zh.startswith(name)
        or role.en.casefold().startswith(name)
    }
    return {
        member.id
        for member in board.members.values()
        if normalise(member.name).startswith(name) or roles.intersection(member.roles)
    }


def _changes(line: Line, card: str) -> bool:
    return any(label(table, key) == card for table, key, _ in line.changes)


def _say(line: Line, words: list[str]) -> bool:
    """Whether each word is a number of what changed, or stands in what it is called or says."""
    if not words:
        return True
    command = line.meta.get("cmd", "")
    said = [command, deed(command), line.meta.get("via", "")]
    numbers = set()
    for table, key, doc, diff in told(line):
        numbers.add(label(table, key).casefold())
        said += [str((doc or {}).get(name, "")) for name in ("title", "name", "text", "sku")]
        said += [str(pair) for pair in (diff or {}).values()]
    text = normalise(" ".join(said))
    return all(word in numbers or (word in text and not _number(word)) for word in words)


def _number(word: str) -> bool:
    """Whether the word is a record's number, which means that record and no other."""
    return word[1:2] == "-" and word[2:].isdecimal()
