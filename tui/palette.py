"""The palette: every action by its name, derived from the live bindings, never repeated.

An action is found by its name in the language spoken, by its English name, by what help
says of it, and by the initials of its pinyin.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from textual.binding import ActiveBinding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from domain.text import fit, initials, normalise, pad
from domain.words import tr
from tui.screens.key_names import key_name
from tui.screens.looking import named

_SOUGHT = 40
"""Cells of what was typed, where it is repeated."""


class _Action(NamedTuple):
    name: str
    sought: str
    help: str
    active: ActiveBinding


class Actions(Provider):
    """What the keys of the screen below can do now."""

    async def discover(self) -> Hits:
        for action in self._actions():
            yield DiscoveryHit(self._shown(action), self._run(action), action.name, action.help)

    async def search(self, query: str) -> Hits:
        words = normalise(query).split()
        for action in self._actions():
            if all(word in action.sought for word in words):
                first = action.name.casefold().startswith(tuple(words))
                yield Hit(
                    1.0 if first else 0.5,
                    self._shown(action),
                    self._run(action),
                    action.name,
                    action.help,
                )

    def _actions(self) -> Iterator[_Action]:
        """Each binding that does something here once, whatever the number of its keys."""
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            known = binding.id or binding.action
            if known in seen or binding.id is None or not active.enabled:
                continue
            if not named(self.app, binding):
                continue
            seen.add(known)
            name, tooltip = tr(binding.description), tr(binding.tooltip)
            sought = normalise(f"{name} {binding.description} {tooltip} {binding.tooltip}")
            yield _Action(name, f"{sought} {initials(name)}", tooltip, active)

    def _shown(self, action: _Action) -> Content:
        return Content(f"{pad(action.name, 20)} {key_name(action.active.binding)}")

    def _run(self, action: _Action) -> partial[Any]:
        return partial(
            self.app.run_action, action.active.binding.action, default_namespace=action.active.node
        )


class Palette(CommandPalette):
    """Textual's palette in the person's language, over the screen that is open."""

    def __init__(self) -> None:
        """Search in `Actions`."""
        super().__init__([Actions], placeholder=tr("What do you want to do?"))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say at once, and in words of ours, that nothing was found: Textual waits, in English."""
        if search_value:
            said = tr("Nothing matches {text}.", text=fit(search_value, _SOUGHT))
            found = self.query_one(CommandList)
            found.add_option(Option(Content(said), disabled=True, id=self._NO_MATCHES))
            self._list_visible = True
