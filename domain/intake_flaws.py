"""What can be wrong with rows of feedback: some are not taken, some not as they stand."""

from __future__ import annotations

from domain.errors import PromoboardError
from domain.frozen import dataclass
from domain.intake_file import BadRowError
from domain.words import N, ntr


class NoTextError(BadRowError):
    """Nobody said anything."""

    message = N("There are no words in this row.")


class CellCountError(BadRowError):
    """More cells than columns: which is which?"""

    message = N("There are {cells} cells in this row, and {columns} columns.")


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that was not taken, and why. `str()` is the sentence in the language spoken now."""

    row: int
    """1 is the first row of data."""
    error: PromoboardError

    @property
    def why(self) -> str:
        """The sentence in English, for JSON."""
        return self.error.text.format(**self.error.values)

    def __str__(self) -> str:
        return str(self.error)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that was taken, but not as it stands: `str()` is the sentence, translated."""

    forms: tuple[str, str]
    """The sentence in English, for one and for `{n}`."""
    n: int

    @property
    def why(self) -> str:
        """The sentence in English, for JSON."""
        return self.forms[self.n != 1].format(n=self.n)

    def __str__(self) -> str:
        return ntr(*self.forms, self.n)


DAMAGED = (
    N("{n} number was destroyed by a spreadsheet (such as 1.0E+11) and is not used."),
    N("{n} numbers were destroyed by a spreadsheet (such as 1.0E+11) and are not used."),
)
UNREADABLE = (
    N("{n} character could not be read in this encoding."),
    N("{n} characters could not be read in this encoding."),
)
UNKNOWN_CHANNEL = (
    N("{n} row has a channel that nobody knows; it was taken for a review."),
    N("{n} rows have a channel that nobody knows; they were taken for reviews."),
)
