"""618 of 2027, opening at 20:00 on the eve, at six instants of a moved clock, in both languages.

No screen is involved.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.tui.shell import Shell, new_shell

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = new_shell(tmp_path, monkeypatch, capsys)
    shell.do("init", str(shell.folder))
    shell.do("campaign", "add", "618大促 2027", "--template", "618", "--year", "2027")
    return shell


@pytest.mark.parametrize(
    ("moment", "status", "en", "zh"),
    [
        (
            "2027-05-19 00:00:00",
            "planned",
            "Warm-up, day 1/16 | 29d 20h to opening",
            "蓄水期 第1/16天 | 距开卖 29天20时",
        ),
        (
            "2027-06-10 23:59:59",
            "planned",
            "Bridge, day 7/7 | 6d 20h to opening",
            "衔接期 第7/7天 | 距开卖 6天20时",
        ),
        (
            "2027-06-17 19:59:59",
            "planned",
            "Sale, day 2/5",
            "开卖期 第2/5天",
        ),
        (
            "2027-06-17 20:00:00",
            "live",
            "Sale, day 2/5 | 3d 04h to the end | Opened without the gate",
            "开卖期 第2/5天 | 距结束 3天04时 | 未放行就已开卖",
        ),
        (
            "2027-06-21 00:00:00",
            "reviewing",
            "Fulfilment, day 1/2 | Opened without the gate",
            "履约收尾 第1/2天 | 未放行就已开卖",
        ),
        ("2027-06-28 00:00:00", "closed", "No campaign is planned", "还没有大促"),
    ],
)
def test_the_clock_says_where_618_stands(
    shell: Shell, moment: str, status: str, en: str, zh: str
) -> None:
    shell.now = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)

    assert shell.json("campaign", "show", "C-1")["status"] == status
    assert en in shell.do("status", "--lang", "en")
    assert zh in shell.do("status", "--lang", "zh-CN")
