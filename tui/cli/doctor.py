"""What is wrong with a workspace: its settings, its permissions, the room on its disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from domain.calendar_file import team_calendar
from domain.errors import StoreError
from domain.playbook_file import load_playbooks
from domain.settings import SettingsError
from domain.settings_check import check
from domain.settings_file import TEAM_FILE
from domain.store.errors import ReadOnlyError, told
from domain.store.files import require_room
from domain.store.folder import FOLDERS
from domain.topics_file import LexiconError, load_lexicon
from domain.words import tr
from domain.workspace import writable
from tui.session import Session


def complaints(session: Session) -> list[str]:
    """One sentence for each thing that is wrong; none when all is well."""
    return [
        *_settings(session.folder / TEAM_FILE),
        *_lexicon(session),
        *_playbooks(session),
        *_calendar(session.folder),
        *_permissions(session.folder),
        *_writing(session),
    ]


def _writing(session: Session) -> Iterator[str]:
    """Why the next change, or the next checkpoint, could not be written; nothing is changed.

    Not tried by somebody who asked with `--read-only` for a session that writes nothing.
    """
    folder = session.folder
    if session.readonly and writable(folder):
        return
    board, journal = folder / "board.json", folder / "board.journal"
    try:
        with told(folder):
            require_room(folder, board.stat().st_size + journal.stat().st_size)
    except StoreError as error:
        yield str(error)
        return
    for path in (board, journal, folder / "lock", *(folder / name for name in FOLDERS)):
        if path.exists() and not os.access(path, os.W_OK, effective_ids=True):
            yield str(ReadOnlyError(path=str(path)))


def _settings(path: Path) -> Iterator[str]:
    """Mistakes in the team's settings, checked anew; a missing file has none."""
    if not path.exists():
        return
    with told(path):
        text = path.read_text("utf-8-sig")
    try:
        check("team", str(path), text)
    except SettingsError as error:
        yield from str(error).splitlines()


def _lexicon(session: Session) -> Iterator[str]:
    """Mistakes in the team's own topics; words are tagged without them meanwhile."""
    try:
        load_lexicon(session.folder, session.settings.roles)
    except LexiconError as error:
        yield from str(error).splitlines()


def _playbooks(session: Session) -> Iterator[str]:
    """Mistakes in the team's own playbooks."""
    try:
        load_playbooks(session.settings, session.folder)
    except StoreError as error:
        yield str(error)


def _calendar(folder: Path) -> Iterator[str]:
    """Mistakes in the team's own campaign templates."""
    try:
        team_calendar(folder)
    except StoreError as error:
        yield str(error)


def _permissions(folder: Path) -> Iterator[str]:
    """Files and folders that not everybody who shares the workspace can use."""
    whole = folder.stat()
    mode = stat.S_IMODE(whole.st_mode)
    for path in sorted(folder.rglob("*")):
        try:
            found = path.stat()
        except FileNotFoundError:  # of a session that ended just now
            continue
        if found.st_gid != whole.st_gid:
            yield tr("{path} belongs to another group than the workspace.", path=path)
        wanted = mode if path.is_dir() else mode & 0o666
        if stat.S_IMODE(found.st_mode) != wanted:
            yield tr(
                "{path} has the mode {mode}; the workspace's other files have {wanted}.",
                path=path,
                mode=f"{stat.S_IMODE(found.st_mode):o}",
                wanted=f"{wanted:o}",
            )
