"""Offers of 618 made at a shell, for the tests of the command line."""

from __future__ import annotations

from tests.tui.shell import Shell

SAVE = ("--kind", "spend_save", "--threshold", "29900", "--off", "5000")


def planned(shell: Shell) -> Shell:
    """618 of 2027 is planned; the founder has all roles."""
    shell.do("init", str(shell.folder))
    shell.do("campaign", "add", "--template", "618", "--year", "2027")
    return shell


def draft(shell: Shell, *words: str) -> str:
    """One more offer of the campaign; its number."""
    given = ("mechanic", "add", "满299减50", *(words or SAVE), "--campaign", "C-1")
    return str(shell.json(*given)["id"])


def published(shell: Shell, *words: str, stackable: str = "all") -> str:
    number = draft(shell, *words)
    shell.do("mechanic", "publish", number, "--stackable", stackable)
    return number


def ad(shell: Shell) -> None:
    shell.do("touchpoint", "add", "信息流 03", "--kind", "creative", "--campaign", "C-1")
