"""What became of a file that landed in the drop folder, and why one was not taken."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.errors import DomainError, PromoboardError, UsageError
from domain.frozen import dataclass
from domain.record import iso
from domain.words import N

if TYPE_CHECKING:
    from domain.feedback_import import Report


class ForeignFileError(UsageError):
    """A link or a device: reading it could show a member what it must not, or never end."""

    message = N("{file} is not an ordinary file.")


class HugeFileError(UsageError):
    """It would have to be held in memory by somebody's session."""

    message = N("{file} is larger than {most} MB: split it.")


class CalledOffError(DomainError):
    """Somebody saw that it was the wrong file, or the wrong moment."""

    message = N(
        "Called off after {rows} rows: what was imported stays. Put the file into incoming/ once "
        "more to go on."
    )


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a file that landed."""

    name: str
    """What it was called when it landed, as it may be shown."""
    path: Path
    """Where it lies now; the report lies beside it."""
    by: int
    """The member whose session imported it."""
    at: datetime
    report: Report | None
    """None: nothing of it could be taken."""
    error: PromoboardError | None
    """Why the rest, or all of it, could not be taken."""

    @property
    def failed(self) -> bool:
        """Whether nothing of it is on the board."""
        report = self.report
        if report is None or self.error is not None:
            return True
        return bool(report.errors) and not report.imported + report.duplicates

    @property
    def command(self) -> str:
        """What somebody at a terminal runs to say which column is which; empty where that is
        not what keeps the file from being taken."""
        from domain.intake_columns import NoTextColumnError

        if not isinstance(self.error, NoTextColumnError):
            return ""
        workspace = self.path.parent.parent.parent
        return shlex.join(
            ("promoboard", "-w", str(workspace), "feedback", "import", str(self.path))
        )

    def plain(self) -> dict[str, Any]:
        """What the report beside the file says. Never translated."""
        error, report = self.error, self.report
        said: dict[str, Any] = {"file": self.name, "by": f"U-{self.by}", "at": iso(self.at)}
        if error is not None:
            said["error"] = error.text.format(**error.values)
        if self.command:
            said["command"] = self.command
        if report is not None:
            said |= {**report.plain(), "warnings": [flaw.why for flaw in report.flaws]}
        return said
