"""What text from outside may contain, and how wide it is on a terminal.

Customers' words, file names and what colleagues type are hostile until they went through
`clean`, once, on the way in. What it takes out are the characters that move the cursor, turn
the line around, hide, or that terminals and Textual measure differently; it does not
escape markup, for nothing that a person wrote is ever read as markup. `cells` measures as
Rich does, for every character that `clean` lets through.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import category, east_asian_width, is_normalized, normalize

_ESCAPES = (
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]"
)
"""Terminal sequences: strings (titles, links, device control) to their end, then CSI, then rest.

A string that never ends loses its introducer only, so that it cannot swallow a review.
"""

_LINE_BREAKS = r"\r\n?|[\v\f\x85\u2028\u2029]"
_MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STACKED_MARKS = f"({_MARK}{{2}}){_MARK}+"
"""More than two marks on one letter: a language has two, a prank has twenty."""

# The patterns are strings, for `re` compiles and keeps each at its first use: compiling them
# all takes 5 ms, and a start needs none.


class _Kept(dict[int, str | int | None]):
    """For `str.translate`: what each character becomes; decided when it is first met."""

    def __missing__(self, code: int) -> str | int | None:
        self[code] = kept = _kept(code)
        return kept


def _kept(code: int) -> str | int | None:
    if code in (0x09, 0x2800):  # tab; the blank braille pattern, an invisible "letter"
        return " "
    if code == 0x0A:
        return code
    if 0x1F1E6 <= code <= 0x1F1FF:  # flags measure 2 or 4 cells, by terminal: CN
        return chr(code - 0x1F1E6 + ord("A"))
    if category(chr(code)) in ("Cc", "Cf", "Cs", "Cn"):
        return None
    if code in _INVISIBLE or any(first <= code <= last for first, last in _MISMEASURED):
        return None
    return code


_INVISIBLE = frozenset((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))
"""Letters and marks without a shape: a joiner and the fillers of Hangul and Khmer."""
_MISMEASURED = (
    (0xFE00, 0xFE0F),  # variation selectors: a heart is 1 cell wide, or 2 with U+FE0F
    (0xE0100, 0xE01EF),
    (0x20E3, 0x20E3),  # the frame of a keycap
    (0x1F3FB, 0x1F3FF),  # skin tones
    (0x1F6D8, 0x1F6D8),  # and the emoji of Unicode 15 and later: older terminals drop them
    (0x1F6DC, 0x1F6DC),
    (0x1FA75, 0x1FA77),
    (0x1FA87, 0x1FA8F),
    (0x1FAAD, 0x1FAAF),
    (0x1FABB, 0x1FABF),
    (0x1FAC6, 0x1FACF),
    (0x1FADA, 0x1FADF),
    (0x1FAE8, 0x1FAEF),
    (0x1FAF7, 0x1FAFF),
)
"""First and last of those that terminals and Textual measure differently."""

_KEPT = _Kept()


def clean(text: str, *, limit: int, lines: int | None = None) -> str:
    """`text` as it may be stored and shown: the one door for text from outside.

    Args:
        text: Anything at all, lone surrogates included.
        limit: The most characters that are kept; the rest is cut, never inside a letter
            and its marks.
        lines: How many lines it may have; white space is folded, and what is too much is
            joined to the last one. None: line breaks and indents stay (at most one blank
            line in a row).
    """
    text = text[: 2 * limit + 1024]  # what follows may take quadratic time
    if not text.isprintable():
        text = re.sub(_LINE_BREAKS, "\n", re.sub(_ESCAPES, "", text))
    if not text.isascii() or not text.isprintable():
        text = re.sub("\ufffd+", "\ufffd", text.translate(_KEPT))
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
        text = re.sub(_STACKED_MARKS, r"\1", text)
    if lines is None:
        kept = "\n".join(line.rstrip() for line in text.split("\n"))
        text = re.sub("\n{3,}", "\n\n", kept).strip()
    else:
        text = "\n".join(" ".join(line.split()) for line in text.split("\n", lines - 1)).strip()
    return text if len(text) <= limit else _cut(text, limit)


def _cut(text: str, limit: int) -> str:
    end = limit
    while end > 0 and text[end] != "\n" and not _CELLS[text[end]]:
        end -= 1
    return text[: end or limit].rstrip()


_WIDE_LATER = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))
"""Trigrams and counting rods: wide since Unicode 16, which Python's tables may not know."""


class _Cells(dict[str, int]):
    """How many cells each character takes; decided when it is first met."""

    def __missing__(self, char: str) -> int:
        self[char] = width = _cell(char)
        return width


def _cell(char: str) -> int:
    code = ord(char)
    if category(char) in ("Cc", "Cf", "Mn", "Mc", "Me"):
        return 0
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:  # the vowel and tail of a syllable
        return 0
    if any(first <= code <= last for first, last in _WIDE_LATER):
        return 2
    return 2 if east_asian_width(char) in ("W", "F") else 1


_CELLS = _Cells()


def cells(text: str) -> int:
    """The width of one line of cleaned text, in terminal cells."""
    if text.isascii():
        return len(text)
    return sum(map(_CELLS.__getitem__, text))


def fit(text: str, width: int) -> str:
    """`text` in at most `width` cells: cut text ends in `..`, no wide character is halved."""
    if 2 * len(text) <= width or cells(text) <= width:
        return text
    room, used = (width - 2, 0) if width > 2 else (max(width, 0), 0)
    for end, char in enumerate(text):
        used += _CELLS[char]
        if used > room:
            return text[:end] + (".." if width > 2 else "")
    return text


def pad(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut by `fit`, then filled with spaces."""
    fitted = fit(text, width)
    return fitted + " " * (width - cells(fitted))


def normalise(text: str) -> str:
    """`text` for comparing: its look (width, case, entities, spaces) taken away.

    Two exports of one review are equal after it.
    """
    if "&" in text:
        from html import unescape

        text = unescape(text)
    if "\\" in text:
        text = re.sub(r"\\[nrt]", " ", text)
    return " ".join(normalize("NFKC", text).casefold().split())


_ID_NUMBER = r"(?<!\d)(\d{3})\d{3}(?:19|20)\d{2}[01]\d[0-3]\d(\d{3}[\dXx])(?![\dXx])"
_MOBILE = r"(?<!\d)(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)"
_LANDLINE = r"(?<!\d)(0\d{2,3})-?\d{3,4}(\d{4})(?!\d)"
_EMAIL = r"(?<![A-Za-z0-9_.+-])([A-Za-z0-9_.+-])[A-Za-z0-9_.+-]*@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"


def mask(text: str) -> str:
    """`text` without whom it names: `138****1234` for phone and identity numbers, `w***@qq.com`."""
    if "@" in text:
        text = re.sub(_EMAIL, r"\1***@\2", text)
    for number in (_ID_NUMBER, _MOBILE, _LANDLINE):
        text = re.sub(number, r"\1****\2", text)
    return text


def csv_safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: such a one gets an apostrophe in front.

    One that has an apostrophe there gets another, so that taking one away reads it again.
    """
    return f"'{cell}" if cell.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠") else cell


@cache
def _pinyin() -> str:
    return (Path(__file__).parent / "data" / "initials.txt").read_text("ascii")


def initials(text: str) -> str:
    """The first letters of Chinese characters' pinyin, with the ASCII letters and digits.

    For finding titles without an input method: `面料到货 A1` is `mldha1`. A character with
    several readings has its commonest one.
    """
    table, found = _pinyin(), []
    for char in text:
        place = ord(char) - 0x4E00
        if 0 <= place < len(table):
            found.append(table[place].strip("-"))
        elif char.isascii() and char.isalnum():
            found.append(char.lower())
    return "".join(found)
