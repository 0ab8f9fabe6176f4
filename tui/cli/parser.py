"""argparse, with its mistakes as one sentence in the person's language, and its parts known.

argparse says its sentences through `gettext` itself. `speak` points that at our catalogue;
the sentences are listed here, so that they are translated like all others.
"""

from __future__ import annotations

import argparse
import gettext
import os
from argparse import SUPPRESS
from collections.abc import Callable
from typing import Any, NoReturn

from domain import words
from domain.errors import UsageError
from domain.settings import THEMES
from domain.words import LANGUAGES, N, tr

ARGPARSE = (
    N("usage: "),
    N("positional arguments"),
    N("options"),
    N("show this help message and exit"),
    N("the following arguments are required: %s"),
    N("unrecognized arguments: %s"),
    N("argument %(argument_name)s: %(message)s"),
    N("invalid choice: %(value)r (choose from %(choices)s)"),
    N("invalid %(type)s value: %(value)r"),
    N("expected one argument"),
    N("expected at least one argument"),
    N("not allowed with argument %s"),
    N("one of the arguments %s is required"),
    N("ignored explicit argument %r"),
)
"""What argparse can say here, in Python 3.11 to 3.13."""


class _Help(argparse.HelpFormatter):
    """As in argparse, but made for every option without loading `shutil`, 3 ms of each command."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """How wide the terminal is; 80 where there is none."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


Declare = Callable[["Parser"], None]
"""Says what a command takes."""


def speak(language: str) -> None:
    """Speak `language`, and let argparse speak it, too."""
    words.bind(language)
    # "C" is English to gettext, and spares it the search for a catalogue at every sentence.
    os.environ["LANGUAGE"] = language.replace("-", "_") if language != "en" else "C"
    gettext.bindtextdomain("promoboard", str(words.LOCALE))
    gettext.textdomain("promoboard")


class Parser(argparse.ArgumentParser):
    """A parser that knows its arguments and its commands, and raises what is wrong.

    What a command takes is declared when the command is first used, so that a start pays
    for one command and not for sixty.
    """

    def __init__(self, declare: Declare | None = None, **options: Any) -> None:
        self.arguments: list[argparse.Action] = []
        self.commands: dict[str, Parser] = {}
        self._declare = declare
        usual: dict[str, Any] = {
            "add_help": declare is None,
            "allow_abbrev": False,
            "formatter_class": _Help,
        }
        super().__init__(**usual | options)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """As in argparse; the action is kept in `arguments`."""
        action = super().add_argument(*names, **options)
        self.arguments.append(action)
        return action

    def add_commands(self, *, required: bool = True) -> Callable[[str, str, Declare], None]:
        """A function that adds a command: `add(name, summary, declare)`.

        `summary` is an English sentence; `declare(parser)` says what the command takes.
        """
        group = self.add_subparsers(
            title=tr("commands"), metavar="COMMAND", dest="command", parser_class=Parser
        )
        group.required = required

        def add(name: str, summary: str, declare: Declare) -> None:
            said = tr(summary)
            self.commands[name] = group.add_parser(
                name, help=said, description=said, declare=declare
            )

        return add

    def declared(self) -> Parser:
        """The parser with all that it takes."""
        declare, self._declare = self._declare, None
        if declare is not None:
            said = tr("show this help message and exit")
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help=said)
            self.add_common_options()
            declare(self)
        return self

    def parse_known_args(self, *arguments: Any, **options: Any) -> Any:
        """As in argparse."""
        self.declared()
        return super().parse_known_args(*arguments, **options)

    def does(self, run: str, *, board: bool = True) -> None:
        """Say which function below `tui.cli` does it, as `module:function`.

        It is given the session and the arguments, or, without a board, the arguments and
        the clock.
        """
        self.set_defaults(run=run, board=board)

    def add_common_options(self) -> None:
        """Take the options that hold for every command, wherever they stand."""
        option = self.add_argument
        option("-w", "--workspace", metavar="DIR", default=SUPPRESS, help=tr("the team's folder"))
        option(
            "--as",
            dest="member",
            metavar="MEMBER",
            default=SUPPRESS,
            help=tr("who you are, where several share your account"),
        )
        option(
            "--lang",
            dest="language",
            choices=LANGUAGES,
            default=SUPPRESS,
            help=tr("the language to speak"),
        )
        option(
            "--read-only",
            dest="readonly",
            action="store_true",
            default=SUPPRESS,
            help=tr("only look, change nothing"),
        )

    def add_screen_options(self) -> None:
        """Take the options of the screen."""
        option = self.add_argument
        option("--theme", choices=THEMES, default=SUPPRESS, help=tr("the colours of the screen"))
        option(
            "--no-mouse",
            dest="mouse",
            action="store_false",
            default=SUPPRESS,
            help=tr("leave the mouse to the terminal"),
        )
        option(
            "--ascii",
            action="store_true",
            default=SUPPRESS,
            help=tr("draw with plain characters only"),
        )

    def add_json(self) -> None:
        """Take `--json`."""
        self.add_argument("--json", action="store_true", help=tr("print JSON, never translated"))

    def error(self, message: str) -> NoReturn:
        """Raise what cannot be understood, as one sentence.

        Raises:
            UsageError: Always.
        """
        sentence = tr("{problem}. `{command} --help` says what is possible.")
        raise UsageError(sentence.format(problem=message, command=self.prog))
