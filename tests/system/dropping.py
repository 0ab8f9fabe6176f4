"""Files for a drop folder that other processes look after."""

from __future__ import annotations

from pathlib import Path


def drop(folder: Path, name: str, rows: int) -> Path:
    """Complaints as a shop's export has them."""
    text = "".join(f"{n},第{n}条起球的评价\n" for n in range(rows))
    path = folder / "incoming" / name
    path.write_text(f"订单号,评价内容\n{text}", encoding="utf-8")
    return path
