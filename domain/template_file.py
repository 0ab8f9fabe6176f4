"""Keeping a template: at the end of the team's own files, which people go on editing by hand.

Nothing that stands there is touched, and what would not be read back is not written.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from domain.calendar import Template
from domain.calendar_file import CALENDAR_FILE, team_calendar
from domain.concern import PLAYBOOKS_FILE
from domain.errors import DomainError
from domain.playbook import Playbook
from domain.playbook_file import load_playbooks
from domain.record import encode
from domain.settings import TeamSettings
from domain.shared_files import workspace_locked
from domain.store import files
from domain.store.errors import told
from domain.words import N


class TemplateExistsError(DomainError):
    """People may have changed it by hand."""

    message = N("{file} has {key} already: choose another key, or take that one out first.")


class InlineTablesError(DomainError):
    """TOML cannot add to a list that was closed."""

    message = N("{file} lists its {table} in one array: write each as [[{table}]] first.")


def save_template(
    workspace: Path, settings: TeamSettings, template: Template, playbook: Playbook | None
) -> None:
    """Add a template, and the playbook for its tasks, to the team's own files.

    Raises:
        TemplateExistsError: The key is taken there.
        CalendarFileError, PlaybookFileError: One of the files has a mistake already.
        StoreError: It cannot be written.
    """
    team_calendar(workspace)
    load_playbooks(settings, workspace)
    with told(workspace), workspace_locked(workspace) as like:
        texts = {CALENDAR_FILE: _added(workspace / CALENDAR_FILE, "templates", template)}
        if playbook is not None:
            texts[PLAYBOOKS_FILE] = _added(workspace / PLAYBOOKS_FILE, "playbooks", playbook)
        # The playbook first: a template without one makes a campaign without tasks.
        for name in sorted(texts, reverse=True):
            files.replace(workspace / name, texts[name].encode(), like)


def _added(path: Path, table: str, record: Template | Playbook) -> str:
    """The file's text with one more table at its end."""
    text = path.read_text("utf-8-sig") if path.exists() else ""
    if any(each["key"] == record.key for each in tomllib.loads(text).get(table, ())):
        raise TemplateExistsError(file=path.name, key=record.key)
    gap = "\n" if text.endswith("\n") or not text else "\n\n"
    added = (text + gap if text else "") + "\n".join(_block(table, encode(record))) + "\n"
    try:
        tomllib.loads(added)
    except tomllib.TOMLDecodeError as error:
        raise InlineTablesError(file=path.name, table=table) from error
    return added


def _block(table: str, doc: Mapping[str, Any]) -> Iterable[str]:
    """A table of an array of tables, its own tables of the same kind after it."""
    yield f"[[{table}]]"
    blocks = []
    for key, value in doc.items():
        if key == "steps":
            blocks = [line for step in value for line in ("", *_block(f"{table}.{key}", step))]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{key} = ["
            yield from (f"    {_value(each)}," for each in value)
            yield "]"
        elif value not in ([], {}):
            yield f"{key} = {_value(value)}"
    yield from blocks


def _value(value: Any) -> str:
    """A value on one line. What JSON escapes in a string, TOML does as well."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
