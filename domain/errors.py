"""Everything that promoboard refuses to do.

* PromoboardError            `str(error)` is one sentence in the person's language
  - DomainError              a rule said no (exit code 1); what was typed is kept
    . UnknownRecordError     the number names nothing
    . FieldConflictError     a colleague changed the same field a moment ago
    . (each noun's own refusals stand in its room: `domain/task.py`, ...)
  - UsageError               a word on the command line cannot be understood (exit code 2)
  - StoreError               the file said no (exit code 3); the board on screen is unharmed
    . StoreCorruptError      the file is not what promoboard wrote
    . StoreTooNewError       written by a later promoboard: please restart
    . ReadOnlyError          no permission to write

A message is an English sentence with `{names}`, which is also its gettext msgid; the
parameters stay on the error, so that the sentence can be said in any language.
"""

from __future__ import annotations

from typing import Any, ClassVar

from domain.words import tr


class PromoboardError(Exception):
    """Whatever a person is told in one sentence. `str()` is that sentence, translated."""

    message: ClassVar[str] = ""
    """English sentence with `{names}`: the msgid. Marked for extraction with `words.N`."""

    def __init__(self, message: str | None = None, **values: Any) -> None:
        """Say `message`, or the class's own one, with `values` put into it."""
        self.text = message if message is not None else type(self).message
        self.values = values
        super().__init__(self.text, values)

    def __str__(self) -> str:
        return tr(self.text, **self.values)


class DomainError(PromoboardError):
    """A rule said no."""


class UsageError(PromoboardError):
    """What was typed cannot be understood."""


class StoreError(PromoboardError):
    """The file said no."""
