"""What a team agrees on and what a person prefers, as plain values.

The team's values stand in the workspace's `promoboard.toml`, a person's own in
`config.toml`; `domain/settings_file.py` reads both. Nothing here loads pydantic: every
session needs these values before its first frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from domain.errors import StoreError
from domain.frozen import dataclass
from domain.words import LANGUAGES, pick, preferred, tr

THEMES = ("dark", "light", "ansi", "mono")
COLOURS = ("blue", "magenta", "green", "yellow", "cyan", "red", "white")
"""What a role may be painted in; the theme decides the exact shade."""


@dataclass(frozen=True, slots=True)
class Role:
    """One of the gears that a promo needs: who answers for what."""

    key: str
    """What commands, files and JSON call it; never translated."""
    zh: str
    en: str
    mark_zh: str
    """One character, two cells wide, on cards in Chinese."""
    mark_en: str
    """One or two ASCII letters, on cards in English."""
    colour: str = "white"

    @property
    def name(self) -> str:
        """Its name in the language spoken now."""
        return pick(self.zh, self.en)

    @property
    def mark(self) -> str:
        """Its mark in the language spoken now."""
        return pick(self.mark_zh, self.mark_en)


ROLES = (
    Role("ops", "运营", "Operations", "运", "O", "blue"),
    Role("promo", "推广", "Promotion", "推", "P", "magenta"),
    Role("content", "内容", "Content", "内", "C", "green"),
    Role("cs", "客服", "Customer service", "客", "S", "yellow"),
    Role("supply", "供应链", "Supply chain", "供", "L", "cyan"),
)
"""The roles of every team."""

OPTIONAL_ROLES = (Role("qc", "质检", "Quality control", "检", "Q", "red"),)
"""Roles that a team gets by naming them: an empty `[roles.qc]` is enough."""

FALLBACKS = {"qc": "supply"}
"""Who does the work of a role that the team has not got."""


def roles_with(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Role, ...]:
    """The team's roles: the built-in ones, changed and added to by the file's `[roles.*]`."""
    optional = {role.key: role for role in OPTIONAL_ROLES}
    roles = {role.key: role for role in ROLES}
    for key, values in tables.items():
        base = roles.get(key) or optional.get(key)
        roles[key] = replace(base, **values) if base else Role(key=key, **values)
    return tuple(roles.values())


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """What holds for everybody in one workspace."""

    roles: tuple[Role, ...] = ROLES
    zone: str = "Asia/Shanghai"
    """IANA zone of dates that are not a campaign's."""
    language: str | None = None
    """What members see who chose no language; None follows their locale."""
    wip_per_member: int = 3
    """Cards in progress that one member can carry. All limits warn; none refuses."""
    wip_lanes: Mapping[str, int] = field(default_factory=dict)
    """Limits of whole lanes, by state."""
    wip_roles: Mapping[str, int] = field(default_factory=dict)
    """Limits of single roles' cards in progress, by role key."""
    settle_days: int = 30
    """Days without change after which finished work and feedback move to the archive."""
    done_days: int = 7
    """Days for which a finished card stays in its lane."""

    def role(self, key: str) -> Role:
        """The role called `key`; one that settings no longer name is shown by its key."""
        for role in self.roles:
            if role.key == key:
                return role
        return Role(key, key, key, "？", "?")

    def name(self, key: str) -> str:
        """The name of role `key` in the language spoken now."""
        return self.role(key).name

    def wip_limit(self, lane: str, members: int, role: str | None = None) -> int | None:
        """How many cards may lie in `lane` before the board warns; None: any number.

        Args:
            lane: A task state.
            members: Active members of the role, or of the team when `role` is None.
            role: Count this role's cards only.
        """
        share = self.wip_per_member * members if lane == "doing" else None
        if role is None:
            return self.wip_lanes.get(lane, share)
        return self.wip_roles.get(role, share) if lane == "doing" else None


@dataclass(frozen=True, slots=True)
class PersonalSettings:
    """What one person prefers on this server, in every workspace."""

    language: str = "auto"
    """`zh-CN`, `en`, or `auto`: the team's language, else the locale's."""
    theme: str = "dark"
    ascii: bool = False
    """Draw nothing that some terminals take for two cells wide."""
    mouse: bool = True
    bell: bool = False
    """Ring the terminal's bell with a notice."""
    notify: bool = True
    """Show a notice when something lands on this person."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys by binding id: `{"task.forward": "right,greater_than_sign"}`."""
    workspace: str | None = None
    """The workspace to open when none is named; absolute, `~` allowed."""

    def spoken(self, team: TeamSettings | None = None) -> str:
        """The language to speak: one of `LANGUAGES`."""
        if self.language in LANGUAGES:
            return self.language
        return (team.language if team else None) or preferred()


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing in a settings file that cannot be taken."""

    key: str
    """Where: a dotted key, empty when it is the file as a whole."""
    message: str
    """An English sentence (the msgid) with `{file}`, `{key}`, `{allowed}` and `values`."""
    values: Mapping[str, object] = field(default_factory=dict)
    allowed: str = ""
    """What may stand there: a msgid."""


class SettingsError(StoreError):
    """A settings file has mistakes. `str()` is one sentence, on one line, for each."""

    def __init__(self, file: str, mistakes: Sequence[Mistake]) -> None:
        """Name `file` as the person knows it: a path, or where else the settings stand."""
        super().__init__("", file=file)
        self.file = file
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        return "\n".join(
            tr(
                mistake.message,
                file=self.file,
                key=mistake.key,
                allowed=tr(mistake.allowed),
                **mistake.values,
            )
            for mistake in self.mistakes
        )
