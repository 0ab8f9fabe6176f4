"""A store on disk and people who complain, for the tests of counts and signals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from domain.command import Command
from domain.feedback import FeedbackItem, Severity, TopicMark
from domain.feedback_write import ImportFeedback
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.signal import Signal
from domain.signal_rules import EvaluateSignals
from domain.store import Line, Store, create
from domain.team import AddMember
from tests.domain.desk import NOON

PILLING = TopicMark(topic="pilling", severity=Severity.S3)
ALLERGY = TopicMark(topic="allergy", severity=Severity.S1)


@dataclass
class Shop:
    """One session on one workspace, and a clock that stands until it is set."""

    folder: Path
    now: datetime = NOON
    service: BoardService = field(init=False)
    _said: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir()
        create(self.folder)
        self.service = BoardService(Store(self.folder), TeamSettings(), lambda: self.now, Actor(1))
        self.do(AddMember("李华", ("ops",)))

    def do(self, command: Command) -> Line | None:
        return self.service.execute(command)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def look(self) -> None:
        self.do(EvaluateSignals())

    def item(
        self,
        ago: timedelta = timedelta(),
        *marks: TopicMark,
        sku: str = "TEE-A",
        buyer: str = "",
        default: bool = False,
    ) -> FeedbackItem:
        """Something that a customer said so long ago."""
        self._said += 1
        at = self.now - ago
        return FeedbackItem(
            id=0,
            uid=f"said-{self._said}",
            created_at=self.now,
            created_by=0,
            updated_at=self.now,
            updated_by=0,
            text="洗一次就起球" if marks else "不错",
            sku=sku,
            buyer_key=buyer,
            event_at=at.replace(second=0, microsecond=0),
            topics=marks,
            topics_by=1,  # nobody shall tag them again
            is_default=default,
        )

    def hear(self, items: Iterable[FeedbackItem], *, unfinished: bool = False) -> Line | None:
        """Import items as one portion."""
        return self.do(ImportFeedback(tuple(items), unfinished=unfinished))

    def month(self, total: int = 5210, complaints: int = 9, *, sku: str = "TEE-A") -> None:
        """The usual: so many items in the 14 days before the guard of the 24-hour window."""
        self.hear(
            spread(
                self, total, complaints, since=timedelta(days=16), until=timedelta(days=2), sku=sku
            ),
            unfinished=True,
        )

    def day(self, total: int = 420, complaints: int = 11, *, sku: str = "TEE-A") -> Line | None:
        """What is said on the last day."""
        return self.hear(
            spread(self, total, complaints, since=timedelta(days=1), until=timedelta(), sku=sku)
        )

    @property
    def signals(self) -> Sequence[Signal]:
        return [*self.service.board.signals.values()]

    @property
    def signal(self) -> Signal:
        (signal,) = self.signals
        return signal


def spread(
    shop: Shop,
    total: int,
    complaints: int,
    *,
    since: timedelta,
    until: timedelta,
    sku: str = "TEE-A",
    mark: TopicMark = PILLING,
) -> list[FeedbackItem]:
    """Items at even distances, the complaints among them too; the last one at `until`."""
    complaining = {(place + 1) * total // (complaints + 1) for place in range(complaints)}
    step = (since - until) / total
    return [
        shop.item(until + step * place, *((mark,) if place in complaining else ()), sku=sku)
        for place in range(total)
    ]
