"""Somebody who looks at a drop folder, on a real store and a clock that stands. One process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from domain.arrival import Arrival
from domain.incoming import SETTLE, Incoming
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store
from domain.team import AddMember
from tests.domain.desk import NOON

CSV = "订单号,评价内容\n1,起球\n2,掉色\n"


@dataclass
class Session:
    """Somebody who looks at the drop folder now and then."""

    service: BoardService
    incoming: Incoming
    now: datetime = field(default=NOON)

    def look(
        self, after: timedelta = SETTLE, **options: Callable[..., bool]
    ) -> tuple[Arrival, ...]:
        self.now += after
        return self.incoming.sweep(self.service, self.now, **options)

    @property
    def words(self) -> list[str]:
        self.service.refresh()
        return [item.text for item in self.service.board.feedback.values()]


Sit = Callable[..., Session]


@contextmanager
def sitting(folder: Path) -> Iterator[Sit]:
    """Start sessions of a member; 0 is a stranger. They end with the context."""
    with ExitStack() as stack:

        def sit(member: int = 1, **options: timedelta) -> Session:
            actor = Actor(member) if member else None
            service = BoardService(Store(folder), TeamSettings(), lambda: NOON, actor)
            stack.callback(service.close)
            return Session(service, Incoming(folder, "salt", **options))

        founder = sit(0)
        founder.service.execute(AddMember("李华", ("ops",)))
        founder.service.execute(AddMember("周敏", ("cs",)))
        yield sit


def drop(folder: Path, name: str, text: str | bytes = CSV) -> Path:
    path = folder / "incoming" / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def names(folder: Path) -> list[str]:
    """Which files lie below the drop folder, the lock left out."""
    base = folder / "incoming"
    found = (path for path in base.rglob("*") if not path.is_dir() and path.name != ".lock")
    return sorted(str(path.relative_to(base)) for path in found)


def said(path: Path) -> dict[str, object]:
    """The report beside a file that was put away."""
    report: dict[str, object] = json.loads(Path(f"{path}.report.json").read_text("utf-8"))
    return report
