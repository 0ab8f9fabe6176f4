"""Every sentence of the program can be said in Chinese, and says the same.

The program's files are read as text; nothing of it runs, so that no sentence hides in a
branch that tests do not reach.
"""

from __future__ import annotations

import gettext
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import domain
import tui
from domain import words

_CATALOGUE = words.LOCALE / "zh_CN" / "LC_MESSAGES" / "promoboard.po"
_KEYWORDS = {"N": None, "tr": None, "ntr": (1, 2)}


SPARE = {"n", "percent", "tenths"}
"""Values that one language says and the other does not: `once` for `{n}`, 9折 for 10 percent."""


@cache
def sentences() -> dict[str, str | tuple[str, str]]:
    """What the code says, by its first form."""
    found: dict[str, str | tuple[str, str]] = {}
    for package in (domain, tui):
        folder = str(Path(package.__file__).parent)
        for *_, text, _, _ in extract_from_dir(
            folder, method_map=[("**.py", "python")], keywords=_KEYWORDS
        ):
            found[text if isinstance(text, str) else text[0]] = text
    return found


@cache
def translations() -> dict[str, Message]:
    with _CATALOGUE.open("rb") as file:
        return {m.id if isinstance(m.id, str) else m.id[0]: m for m in read_po(file) if m.id}


def fields(text: str) -> set[str]:
    """The names that are put into a sentence, and printf's marks."""
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return named | {mark for mark in ("%s", "%r") if mark in text}


def test_there_are_sentences_to_translate() -> None:
    assert len(sentences()) > 300


def test_no_sentence_hides_in_an_f_string_where_extraction_does_not_see_it() -> None:
    hidden = re.compile(r"""\{n?tr\(['"]""")
    files = (f for p in (domain, tui) for f in Path(p.__file__ or "").parent.rglob("*.py"))

    assert [str(file) for file in files if hidden.search(file.read_text("utf-8"))] == []


def test_every_sentence_is_translated() -> None:
    known = translations()
    missing = [
        text
        for text in sentences()
        if text not in known
        or not (
            known[text].string if isinstance(known[text].string, str) else known[text].string[0]
        )
    ]

    assert not missing, "`make words` adds these to the catalogue; translate them there"


def test_no_translation_stands_for_nothing() -> None:
    assert set(translations()) - set(sentences()) == set()


def test_translations_put_in_what_the_sentences_do() -> None:
    wrong = []
    for key, message in translations().items():
        said = message.string if isinstance(message.string, str) else message.string[0]
        meant = fields(key if isinstance(message.id, str) else message.id[1])
        if fields(said) - SPARE != meant - SPARE:
            wrong.append(key)

    assert not wrong


def test_the_compiled_catalogue_is_the_one_that_is_read() -> None:
    compiled = gettext.translation("promoboard", words.LOCALE, languages=["zh_CN"])

    for key, message in translations().items():
        if isinstance(message.string, str):
            assert compiled.gettext(key) == message.string, "`make words` compiles the catalogue"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LC_ALL": "", "LANG": "zh_TW.UTF-8"}, "zh-CN"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "C"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(
    environ: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert words.preferred() == language


def test_a_language_can_change_while_a_session_runs() -> None:
    words.bind("zh-CN")
    assert words.tr("To do") == "待办"
    assert words.ntr("{n} task was sent back", "{n} tasks were sent back", 2) == "2 个任务被打回"
    words.bind("en")
    assert words.tr("To do") == "To do"
