"""What is kept for one person in one workspace: drafts, the last seen change, the last view.

It lies in their state folder, for nobody else to read. Where that cannot be written it
lives as long as the session. What cannot be read counts as absent.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from domain.frozen import dataclass
from domain.paths import read_json, slug, state_home, write_private


@dataclass(frozen=True, slots=True)
class View:
    """What the board showed last."""

    role: str | None = None
    """The role whose cards were shown; None: all."""
    mine: bool = False
    """Only what waits for this person."""
    page: int = 0
    """Which page, where the screen is too narrow for all lanes."""
    inbox: bool = False
    """The inbox on a page of its own, where there is room for it."""
    grouped: bool = False
    """What waits in the inbox by product and topic."""


class PersonalState:
    """One member's drafts and last view of one workspace."""

    def __init__(
        self, workspace: Path, member: int, environ: Mapping[str, str] = os.environ
    ) -> None:
        """Nothing is read or written yet."""
        self._folder = state_home(environ) / slug(workspace) / f"member-{member}"
        self._kept: dict[Path, Any] = {}
        self.unwritable = False
        """Whether something could not be written, and is kept for this session only."""

    def save_draft(self, key: str, values: Mapping[str, Any]) -> None:
        """Keep what was typed into a form.

        Args:
            key: Which form of which card, such as `task-T-12`; a file name.
            values: What its fields hold, as JSON knows it.
        """
        self._write(self._draft(key), dict(values))

    def draft(self, key: str) -> dict[str, Any] | None:
        """What was typed into the form and not sent; None: nothing."""
        values = self._read(self._draft(key))
        return values if isinstance(values, dict) else None

    def drafts(self) -> tuple[str, ...]:
        """The keys of all drafts there are."""
        folder = self._folder / "drafts"
        try:
            found = {path.stem for path in folder.glob("[!.]*.json")}
        except OSError:
            found = set()
        for path, value in self._kept.items():
            if path.parent == folder:
                (found.discard if value is None else found.add)(path.stem)
        return tuple(sorted(found))

    def drop_draft(self, key: str) -> None:
        """Forget what was typed: it was sent, or is not wanted."""
        path = self._draft(key)
        self._kept.pop(path, None)
        try:
            path.unlink(missing_ok=True)
        except OSError:
            self._keep(path, None)

    @property
    def last_seen(self) -> int:
        """The number of the last change that this person has seen; 0: none."""
        seq = self._read(self._folder / "seen.json")
        return seq if type(seq) is int and seq > 0 else 0

    def see(self, seq: int) -> None:
        """Remember that all changes up to `seq` were seen, by another session perhaps more."""
        if seq > self.last_seen:
            self._write(self._folder / "seen.json", seq)

    @property
    def view(self) -> View:
        """What the board showed last."""
        known = self._read(self._folder / "view.json")
        if not isinstance(known, dict):
            return View()
        kinds = {"role": str, "mine": bool, "page": int, "inbox": bool, "grouped": bool}
        names = [field.name for field in fields(View)]
        return View(**{name: known[name] for name in names if type(known.get(name)) is kinds[name]})

    def show(self, view: View) -> None:
        """Remember what the board shows."""
        self._write(self._folder / "view.json", asdict(view))

    def _draft(self, key: str) -> Path:
        return self._folder / "drafts" / f"{key}.json"

    def _read(self, path: Path) -> Any:
        return self._kept[path] if path in self._kept else read_json(path)

    def _write(self, path: Path, value: Any) -> None:
        try:
            write_private(path, json.dumps(value).encode())
        except OSError:
            self._keep(path, value)
        else:
            self._kept.pop(path, None)

    def _keep(self, path: Path, value: Any) -> None:
        self._kept[path] = value
        self.unwritable = True
