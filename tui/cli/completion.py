"""`promoboard completion`: what a shell needs to complete commands, options and their values.

Made from the very tree of arguments that parses the command line.
"""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator, Sequence

from domain.clock import Clock
from domain.frozen import dataclass
from domain.settings import OPTIONAL_ROLES, ROLES
from domain.words import tr
from tui.cli.parser import Parser
from tui.cli.show import say

_ROLES = tuple(role.key for role in (*ROLES, *OPTIONAL_ROLES))
_ROLE_FIELDS = ("role", "others", "acceptor", "waiting_on")
"""Arguments that take roles."""


@dataclass(frozen=True, slots=True)
class Place:
    """A command, and what can be typed after it."""

    path: str
    """`task add`; empty for the program itself."""
    commands: tuple[tuple[str, str], ...]
    """Commands with what they do."""
    values: tuple[str, ...]
    """Values of arguments that have no name."""
    options: tuple[tuple[tuple[str, ...], str, tuple[str, ...] | None], ...]
    """Names of an option, what it says, and its values: None where it takes none."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that can stand here."""
        names = (name for option in self.options for name in option[0])
        return (*(name for name, _ in self.commands), *self.values, *names)


def arguments(parser: Parser, noun: str) -> None:
    """Declare what `completion` takes."""
    parser.does("completion:completion", board=False)
    parser.epilog = tr(
        'bash: put eval "$(promoboard completion bash)" into ~/.bashrc. zsh: write it to a file '
        "_promoboard in a folder of $fpath. fish: write it to "
        "~/.config/fish/completions/promoboard.fish."
    )
    parser.add_argument("shell", choices=tuple(_SHELLS), help=tr("which shell"))


def completion(given: Namespace, clock: Clock) -> int:
    """Print the script for a shell."""
    from tui.cli.tree import tree

    say(_SHELLS[given.shell]([*_places(tree(), "")]))
    return 0


def _places(parser: Parser, path: str) -> Iterator[Place]:
    values: list[str] = []
    options = []
    for action in parser.declared().arguments:
        known = _known(action)
        if action.option_strings:
            takes = action.nargs != 0
            options.append(
                (tuple(action.option_strings), action.help or "", known if takes else None)
            )
        else:
            values += known
    commands = tuple((name, each.description or "") for name, each in parser.commands.items())
    yield Place(path, commands, tuple(values), tuple(options))
    for name, each in parser.commands.items():
        yield from _places(each, f"{path} {name}".strip())


def _known(action: argparse.Action) -> tuple[str, ...]:
    """The values that an argument can have, as far as they are known beforehand."""
    if action.choices is not None:
        return tuple(action.choices)
    return _ROLES if action.dest in _ROLE_FIELDS else ()


def _steps(places: Sequence[Place]) -> list[str]:
    """The paths of all commands."""
    return [place.path for place in places if place.path]


def _walk(places: Sequence[Place], words: Sequence[str]) -> list[str]:
    """For bash and zsh alike: how far the words lead, and what may follow there."""
    steps = "|".join(f'"{step}"' for step in _steps(places))
    return [
        '    step="${here:+$here }$word"',
        '    case "$step" in',
        f'    {steps}) here="$step" ;;',
        "    esac",
        "  done",
        '  case "$here" in',
        *words,
        "  esac",
    ]


def _values(places: Sequence[Place], then: str) -> list[str]:
    """The branches of a `case` for what follows an option; `then` takes the values."""
    return [
        f"    {_either(place, names)}) {then.format(' '.join(known))} ;;"
        for place in places
        for names, _, known in place.options
        if known is not None
    ]


def _either(place: Place, names: Sequence[str]) -> str:
    return "|".join(f'"{place.path}:{name}"' for name in names)


def _bash(places: Sequence[Place]) -> str:
    words = [f'    "{place.path}") words="{" ".join(place.words)}" ;;' for place in places]
    return "\n".join(
        (
            "_promoboard() {",
            '  local here="" step word words=""',
            '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
            *_walk(places, words),
            '  case "$here:${COMP_WORDS[COMP_CWORD-1]}" in',
            *_values(places, 'words="{}"'),
            "  esac",
            '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
            "}",
            "complete -o default -F _promoboard promoboard",
        )
    )


def _zsh(places: Sequence[Place]) -> str:
    words = []
    for place in places:
        said = [*place.commands, *((value, "") for value in place.values)]
        said += [(name, text) for names, text, _ in place.options for name in names]
        told = " ".join(_quoted(f"{name}:{text}" if text else name) for name, text in said)
        words.append(f'    "{place.path}") said=({told}) ;;')
    return "\n".join(
        (
            "#compdef promoboard",
            "_promoboard() {",
            '  local here="" step word',
            "  local -a said",
            '  for word in "${(@)words[2,CURRENT-1]}"; do',
            *_walk(places, words),
            '  case "$here:${words[CURRENT-1]}" in',
            *_values(places, "said=({})"),
            "  esac",
            "  _describe promoboard said || _files",
            "}",
            'if [ "${funcstack[1]}" = _promoboard ]; then _promoboard "$@"',
            "else compdef _promoboard promoboard; fi",
        )
    )


def _fish(places: Sequence[Place]) -> str:
    lines = [
        "function __promoboard_here",
        "    set -l here ''",
        "    for word in (commandline -opc)[2..-1]",
        '        set -l step (string trim "$here $word")',
        f'        contains -- "$step" {" ".join(map(_quoted, _steps(places)))}; and set here $step',
        "    end",
        '    test "$here" = "$argv[1]"',
        "end",
    ]
    for place in places:
        start = f"complete -c promoboard -n '__promoboard_here \"{place.path}\"'"
        for name, text in place.commands:
            lines.append(f"{start} -f -a {name} -d {_quoted(text)}")
        if place.values:
            lines.append(f"{start} -f -a {_quoted(' '.join(place.values))}")
        for names, text, known in place.options:
            flags = " ".join(_flag(name) for name in names)
            takes = (
                "" if known is None else f" -x -a {_quoted(' '.join(known))}" if known else " -r"
            )
            lines.append(f"{start} {flags} -d {_quoted(text)}{takes}")
    return "\n".join(lines)


def _flag(name: str) -> str:
    return f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"


def _quoted(text: str) -> str:
    """Between single quotes, for zsh and fish alike: none is left inside."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"


_SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
