"""How well and how fast topics are found: `python bench/topics.py FILE`.

FILE is a CSV (`.tsv`: tabs, `.jsonl`: JSON objects) in one of two shapes:

* `text,topic,polarity`   labelled by people: precision, recall and F1 for each label. A text
                          with several topics has several rows, or them all in one row with
                          `;` between; one about none has an empty topic. A topic may be given
                          by its key or a name, `bench/labels.py` says how freely.
* `label,review`          0 bad, 1 good: how often hits are in bad reviews, with and without
                          the rules for negation and doubt.

Prints a table, and the same as one line of JSON.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from typing import Any

if not __package__:  # run by its path: this folder has modules with names of Python's own
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from bench.labels import LabelError, Proxy, Score, proxies, scores, share
from bench.table import Row, compared, show
from domain.text import clean, pad
from domain.topics import Tagger
from domain.topics_file import load_lexicon

TARGET = 20_000
"""Reviews a second on one core, at least."""
_SENTENCES = Path(__file__).parents[1] / "tests/domain/test_topics_sentences.csv"
_COLUMNS = {
    "text": (
        "text",
        "review",
        "content",
        "comment",
        "文本",
        "评论",
        "评价",
        "内容",
        "评价内容",
        "评论内容",
    ),
    "topic": ("topic", "topics", "主题", "话题", "标签", "类别"),
    "polarity": ("polarity", "sentiment", "极性", "情感", "倾向", "态度"),
    "label": ("label",),
}
"""What the columns may be called."""


def rows(rounds: int | None) -> list[Row]:
    """Five rounds over reviews that hold one of the tests' sentences, unless told otherwise.

    Real reviews of clothes are as long, and have as many hits.
    """
    sentences = cycle(dict.fromkeys(row["text"] for row in _read(_SENTENCES)))
    reviews = [f"东西已经收到了，{text}，有需要的朋友可以看看" for text in islice(sentences, 2000)]
    return speed(reviews, rounds or 5)


def speed(texts: Sequence[str], rounds: int) -> list[Row]:
    """Reviews tagged a second, alone and beside reading the same texts as JSON."""
    tagger = Tagger(load_lexicon())
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    for text in texts:  # compiles what these texts need
        tagger.tag(text)
    ours, base = [], []
    for _ in range(rounds):
        ours.append(_rate(tagger.tag, texts))
        base.append(_rate(json.loads, lines))
    note = f"{sum(map(len, texts)) / len(texts):.0f} characters each" if texts else ""
    return [
        compared("topics", "tagged", ours, "/s", target=TARGET, at_least=True, note=note),
        compared("topics", "tagged", ours, "/s", against="json.loads", base=base),
    ]


def main() -> None:
    """Measure the file that was named."""
    parser = argparse.ArgumentParser(prog="bench/topics.py", description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    try:
        table = _read(file)
    except (OSError, ValueError, csv.Error) as error:
        parser.error(f"{file} cannot be read: {error}")
    if missing := _missing(table):
        parser.error(f"{file}: {missing}")
    lexicon = load_lexicon()
    result: dict[str, Any] = {}
    if table and "label" in table[0] and "topic" not in table[0]:
        seen = list(proxies(table, lexicon))
        _print(("", "plain bad/good", "P", "ruled bad/good", "P", "kept"), map(_proxy, seen))
        result["proxies"] = [asdict(each) for each in seen]
    else:
        try:
            found = scores(table, lexicon)
        except LabelError as error:
            parser.error(f"{file}: {error}")
        lines = [*found.labels, found.overall, *found.apart]
        _print(("", "right", "wrong", "missed", "P", "R", "F1"), map(_score, lines))
        print(f"labels that name no topic: {', '.join(found.unknown) or '-'}")
        beside = ", ".join(f"{key} {times}" for key, times in found.beside.items())
        print(f"tagged, and no label of the file: {beside or '-'}")
        shares = (
            {"precision": each.precision, "recall": each.recall, "f1": each.f1} for each in lines
        )
        result["scores"] = [
            {**asdict(each), **more} for each, more in zip(lines, shares, strict=True)
        ]
        result |= {"unknown": found.unknown, "beside": found.beside}
    measured = speed([row["text"] for row in table], 3)
    print(show(measured))
    result["speed"] = [asdict(row) for row in measured]
    print(json.dumps(result, ensure_ascii=False))


def _read(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    rows: Iterable[Mapping[str, object]]
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    else:
        lines = io.StringIO(text, newline="")
        rows = csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")
    known = {name: column for column, names in _COLUMNS.items() for name in names}
    table = []
    for row in rows:
        cells = {str(key).strip().casefold(): str(cell or "") for key, cell in row.items() if key}
        table.append({known.get(name, name): cell for name, cell in cells.items()})
    for cells in table:
        cells["text"] = clean(cells["text"], limit=4000) if "text" in cells else ""
    return table


def _missing(table: Sequence[Mapping[str, str]]) -> str:
    """What `table` lacks to be measured; empty: nothing."""
    if not table:
        return "there is no row in it."
    columns = ", ".join(name for name in table[0] if name != "text" or table[0]["text"])
    if not any(row["text"] for row in table):
        return f"no row has a text. Its columns: {columns}. Needed: text,topic,polarity."
    if "topic" not in table[0] and "label" not in table[0]:
        return f"there is no column topic (nor label). Its columns: {columns}."
    return ""


def _rate(do: Any, each: Sequence[str]) -> float:
    began = time.process_time()
    for one in each:
        do(one)
    return len(each) / (time.process_time() - began)


def _score(score: Score) -> Sequence[str]:
    shares = map(_two, (score.precision, score.recall, score.f1))
    return score.label, f"{score.right}", f"{score.wrong}", f"{score.missed}", *shares


def _proxy(proxy: Proxy) -> Sequence[str]:
    (bad, good), (still_bad, still_good) = proxy.plain, proxy.ruled
    plain, ruled = _two(share(bad, bad + good)), _two(share(still_bad, still_bad + still_good))
    return (
        proxy.what,
        f"{bad}/{good}",
        plain,
        f"{still_bad}/{still_good}",
        ruled,
        _two(proxy.kept),
    )


def _two(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def _print(head: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    for line in (head, *lines):
        cells = [cell.rjust(max(8, len(title) + 2)) for cell, title in zip(line, head, strict=True)]
        print(pad(line[0], 16), *cells[1:], sep="")


if __name__ == "__main__":
    main()
