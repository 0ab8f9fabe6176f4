"""Which column of a file holds what: said once by a person, remembered for the whole team.

One small file in `mappings/` for each header, named by what the header is made of. Order,
case and punctuation of the names do not matter. Whoever deletes the file is asked again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from domain.intake_columns import IntakeError, bare_names
from domain.record import iso
from domain.shared_files import make_folder, workspace_locked
from domain.store import files
from domain.store.errors import told
from domain.words import N


class MappingError(IntakeError):
    """Somebody changed the file by hand."""

    message = N(
        "{file} does not say which column holds which field. Delete it, and name the columns "
        "with --map once more."
    )


class Mappings:
    """What the team knows of headers that no alias explains."""

    def __init__(self, workspace: Path) -> None:
        """Nothing is read or made yet."""
        self._workspace, self._folder = workspace, workspace / "mappings"

    def recall(self, header: Sequence[str]) -> dict[str, str] | None:
        """The column of each field that somebody named for this header; None: nobody did.

        Raises:
            MappingError: The file is not what `remember` wrote.
            StoreError: It cannot be read.
        """
        path = self._path(header)
        try:
            with told(path):
                try:
                    known = json.loads(path.read_bytes())["columns"]
                except FileNotFoundError:
                    return None
                return {str(field): str(column) for field, column in known.items()}
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise MappingError(file=str(path)) from error

    def remember(
        self, header: Sequence[str], columns: Mapping[str, str], by: str, at: datetime
    ) -> None:
        """Keep what a person named, for every later file with this header.

        Args:
            header: The names of all columns.
            columns: By field, the name of its column.
            by: Who said so: `U-3`.
            at: When.

        Raises:
            StoreError: It cannot be written.
        """
        text = json.dumps(
            {"header": [*header], "columns": {**columns}, "by": by, "at": iso(at)},
            ensure_ascii=False,
            indent=2,
        )
        with told(self._folder), workspace_locked(self._workspace) as like:
            make_folder(self._folder)
            files.replace(self._path(header), text.encode(), like)

    def _path(self, header: Sequence[str]) -> Path:
        names = "\x1f".join(sorted({*bare_names(header)}))
        return self._folder / f"{blake2b(names.encode(), digest_size=8).hexdigest()}.json"
