"""The write door: pydantic looks at every record before it is written, and only then.

Reading trusts what passed here. pydantic costs 10 MB and 60 ms, so it is loaded at the
first write; a session that only watches never pays.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from domain.docs import Doc
from domain.errors import DomainError
from domain.record import Record
from domain.words import N

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class InvalidRecordError(DomainError):
    """A value is not one that the field can hold."""

    message = N("{number}: the field {field} cannot hold that ({why}).")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def check(records: Iterable[Record], docs: Iterable[Doc]) -> None:
    """Refuse the first document that is not a record of its kind.

    Args:
        records: The records.
        docs: What would be stored of each, in the same order.

    Raises:
        InvalidRecordError: Names the field, and what is wrong with it.
    """
    from pydantic import ValidationError

    for record, doc in zip(records, docs, strict=True):
        try:
            kind: Any = type(record)  # a class is hashable, whatever its instances are
            _adapter(kind).validate_python({"id": record.id, **doc})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InvalidRecordError(number=record.number, field=place, why=first["msg"]) from error
