"""What is pasted never runs a key, however it arrives. Bytes only: no app, no terminal."""

from __future__ import annotations

import pytest
from textual import events
from textual.drivers import linux_driver

from tui import driver
from tui.paste import END, START, PasteParser

HOSTILE = "洗了\x1b[31m起球\x1b[0m\x1b[20m q>x\x1b"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 4096])
def test_a_paste_with_escapes_in_it_is_one_paste_and_no_key(size: int) -> None:
    sent = f"j{START}{HOSTILE}{END}k{START}2{END}\x1b[A"
    parser = PasteParser()
    heard = [
        event for at in range(0, len(sent), size) for event in parser.feed(sent[at : at + size])
    ]

    said = [event.text if isinstance(event, events.Paste) else event.key for event in heard]  # type: ignore[attr-defined]
    assert said == ["j", HOSTILE.replace("\x1b[", "\x9b").replace("\x1b", ""), "k", "2", "up"]


def test_the_terminal_reads_by_this_parser() -> None:
    assert issubclass(driver.Terminal, linux_driver.LinuxDriver)
    assert vars(linux_driver)["XTermParser"] is PasteParser
