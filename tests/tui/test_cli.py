"""What holds for every command: languages, options, exit codes, help, what is loaded.

No screen and no second process are involved.
"""

from __future__ import annotations

import os
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from domain.identity import Account
from domain.words import bind, tr
from tests.tui.shell import NOON, Shell, new_shell
from tui.cli.completion import _places
from tui.cli.parser import ARGPARSE, Parser
from tui.cli.tree import tree
from tui.session import Options, found_team, open_session


@pytest.fixture
def outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Before there is a workspace."""
    return new_shell(tmp_path, monkeypatch, capsys)


@pytest.fixture
def shell(outside: Shell) -> Shell:
    outside.do("init", str(outside.folder))
    return outside


def choose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let neither the environment nor an administrator name a workspace."""
    monkeypatch.delenv("PROMOBOARD_WORKSPACE")
    monkeypatch.setattr("domain.workspace.load_system", lambda *_: None)


def commands() -> list[str]:
    return [place.path for place in _places(tree(), "") if not place.commands]


def parser_of(command: str) -> Parser:
    parser = tree()
    for word in command.split():
        parser = parser.declared().commands[word]
    return parser.declared()


@pytest.mark.parametrize("command", commands())
def test_every_command_has_its_function(command: str) -> None:
    run = parser_of(command).get_default("run")

    module, _, function = run.partition(":")
    assert callable(getattr(import_module(f"tui.cli.{module}"), function))


@pytest.mark.parametrize("command", commands())
def test_no_argument_of_a_command_is_taken_for_an_option_of_all(command: str) -> None:
    known = {field.name for field in fields(Options)}
    mine = [each.dest for each in parser_of(command).arguments if not each.option_strings]
    assert known.isdisjoint(mine)


@pytest.mark.parametrize("command", ["", *commands()])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_command_explains_itself(outside: Shell, command: str, language: str) -> None:
    text = outside.do("--lang", language, *command.split(), "--help")

    assert f"promoboard {command}".strip() in text
    assert ("用法" in text) is (language == "zh-CN")


def test_what_argparse_says_is_said_in_chinese(shell: Shell) -> None:
    assert shell.run("--lang", "zh-CN", "task", "add") == 2
    assert "缺少参数：title, --role" in shell.err
    assert shell.err.count("\n") == 1
    assert shell.run("task", "--lang", "zh-CN", "move", "1", "nowhere") == 2
    assert "invalid choice" not in shell.err


def test_every_sentence_of_argparse_has_a_translation() -> None:
    bind("zh-CN")

    assert [sentence for sentence in ARGPARSE if tr(sentence) == sentence] == []


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("task",),
        ("task", "add"),
        ("task", "list", "--nonsense"),
        ("task", "list", "--state", "limbo"),
        ("task", "move", "T-1"),
        ("--lang", "fr", "status"),
        ("status", "--format", "html"),
        ("-w",),
    ],
)
def test_misuse_is_one_sentence_and_exit_code_2(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell.run(*words) == 2
    assert shell.out == ""
    assert shell.err.startswith("promoboard: ")
    assert "--help" in shell.err
    assert shell.err.count("\n") == 1


def test_a_missing_workspace_is_exit_code_3_and_says_how_to_make_one(outside: Shell) -> None:
    assert outside.run("task", "list") == 3
    assert "promoboard init" in outside.err


def test_a_folder_that_is_a_workspace_already_stays_as_it_is(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    assert shell.run("init", str(shell.folder)) == 3
    assert len(shell.json("task", "list")) == 1


def test_init_makes_its_caller_a_member_with_all_roles(shell: Shell) -> None:
    (member,) = shell.json("team", "list")

    assert member["id"] == "U-1"
    assert member["roles"] == ["ops", "promo", "content", "cs", "supply"]
    assert member["accounts"] == [os.getuid()]


def test_mistakes_in_the_settings_name_file_and_key(shell: Shell) -> None:
    (shell.folder / "promoboard.toml").write_text("wip_per_membr = 3\n")

    assert shell.run("task", "list") == 3
    assert "promoboard.toml" in shell.err
    assert "wip_per_membr" in shell.err


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_options_for_all_stand_before_between_or_after(
    outside: Shell, tmp_path: Path, place: int
) -> None:
    other = str(tmp_path / "other")
    outside.do("init", other)
    words = ["task", "list"]
    words[place:place] = ["-w", other, "--lang", "zh-CN"]

    assert "还没有任务" in outside.do(*words)


def test_the_language_is_the_option_then_ones_own_then_the_teams_then_the_locales(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chinese(*words: str) -> bool:
        return "还没有任务" in shell.do("task", "list", *words)

    assert not chinese()
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert chinese()
    (shell.folder / "promoboard.toml").write_text('language = "en"\n')
    assert not chinese()
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "promoboard" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('language = "zh-CN"\n')
    assert chinese()
    assert not chinese("--lang", "en")


def test_json_is_the_same_in_every_language(shell: Shell) -> None:
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    shell.do("task", "add", "one", "--role", "ops", "--due", "+4h")

    for words in (("task", "list"), ("status",), ("team", "list"), ("log",), ("campaign", "list")):
        assert shell.json(*words, "--lang", "zh-CN") == shell.json(*words, "--lang", "en")


def test_read_only_looks_and_does_not_touch(shell: Shell) -> None:
    shell.do("task", "add", "one", "--role", "ops")

    assert len(shell.json("task", "list", "--read-only", "--mine")) == 1
    assert shell.run("task", "move", "1", "doing", "--read-only") == 3
    assert "nothing was written" in shell.err


def test_without_a_terminal_the_board_is_not_opened(shell: Shell) -> None:
    assert shell.run() == 2
    assert "needs a terminal" in shell.err
    assert shell.run("--lang", "zh-CN") == 2


def test_the_version_names_program_and_schema(outside: Shell) -> None:
    assert outside.do("--version").startswith("promoboard ")
    assert "schema 1" in outside.out


def test_a_plain_start_makes_a_private_workspace_for_somebody_without_a_team(
    outside: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_nothing(monkeypatch)

    for _ in range(2):
        session = open_session(Options(), clock=lambda: NOON, private=True)
        assert session.acting().roles == ("ops", "promo", "content", "cs", "supply")
        assert session.folder.stat().st_mode & 0o777 == 0o700
        session.close()


def test_a_command_never_makes_a_workspace(outside: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_nothing(monkeypatch)

    assert outside.run("task", "add", "one", "--role", "ops") == 3


def test_a_founder_without_an_entry_is_called_by_uid(shell: Shell) -> None:
    session = open_session(Options(), clock=lambda: NOON)
    try:
        founder = found_team(session.service, Account(4_000_000_000, "4000000000"))
    finally:
        session.close()

    assert (founder.name, founder.accounts) == ("4000000000", (4_000_000_000,))


def test_text_from_outside_is_cleaned(shell: Shell) -> None:
    task = shell.json("task", "add", "a\x1b[31mred\x07\udcff b", "--role", "ops")

    assert task["title"] == "ared b"


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_knows_commands_options_and_values(outside: Shell, shell_name: str) -> None:
    script = outside.do("completion", shell_name)

    for word in ("milestone", "withdraw", "read-only", "waiting-on", "cancelled", "supply"):
        assert word in script
