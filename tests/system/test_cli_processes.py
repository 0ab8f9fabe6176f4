"""The command line as real processes: what a script, a pipe, a signal and another account see."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.scripts import Scripts


@pytest.fixture
def scripts(tmp_path: Path) -> Scripts:
    scripts = Scripts(tmp_path)
    code, _, err = scripts.run("init", str(scripts.team))
    assert code == 0, err
    return scripts


def test_exit_codes_tell_scripts_what_happened(scripts: Scripts, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("text,rating\ngood,5\nbad,99\n", encoding="utf-8")

    codes = [
        scripts.run(*words)[0]
        for words in (
            ("task", "add", "one", "--role", "ops"),
            ("task", "move", "T-1", "done"),
            ("task", "move", "T-1", "nowhere"),
            ("-w", str(tmp_path / "nowhere"), "task", "list"),
            ("feedback", "import", str(rows)),
        )
    ]

    assert codes == [0, 1, 2, 3, 4]


def test_errors_go_to_the_standard_error_in_the_language_of_the_locale(scripts: Scripts) -> None:
    code, out, err = scripts.run("task", "move", "T-9", "done", LC_ALL="zh_CN.UTF-8")

    assert (code, out) == (1, "")
    assert "T-9" in err
    assert not err.isascii()
    assert err.count("\n") == 1


def test_a_terminal_that_knows_no_chinese_gets_escapes_and_no_traceback(scripts: Scripts) -> None:
    scripts.run("task", "add", "主图", "--role", "content")

    code, out, _ = scripts.run("task", "list", PYTHONIOENCODING="ascii")
    assert (code, "\\u4e3b\\u56fe" in out) == (0, True)
    code, out, _ = scripts.run("task", "list", "--json", PYTHONIOENCODING="gbk")
    assert json.loads(out)[0]["title"] == "主图"


def test_many_processes_add_at_once_and_nothing_is_lost(scripts: Scripts) -> None:
    processes = [
        scripts.start("task", "add", f"task {n}", "--role", "ops", stdout=subprocess.DEVNULL)
        for n in range(6)
    ]
    for process in processes:
        assert process.communicate()[1] == b""
        assert process.returncode == 0

    tasks = scripts.json("task", "list")
    assert sorted(task["id"] for task in tasks) == [f"T-{n}" for n in range(1, 7)]
    assert sorted(task["title"] for task in tasks) == [f"task {n}" for n in range(6)]


def test_two_imports_of_one_file_at_once_give_each_row_once(
    scripts: Scripts, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("text,order\n" + "".join(f"said {n},{n}\n" for n in range(1200)))
    processes = [
        scripts.start("feedback", "import", str(rows), "--json", stdout=subprocess.PIPE)
        for _ in range(2)
    ]

    reports = [json.loads(process.communicate()[0]) for process in processes]

    assert sum(report["imported"] for report in reports) == 1200
    assert sum(report["duplicates"] for report in reports) == 1200


def test_import_reads_a_pipe(scripts: Scripts) -> None:
    code, out, _ = scripts.run(
        "feedback", "import", "-", "--json", text="评论内容\n洗了一次就起球了\n".encode("gb18030")
    )

    assert code == 0
    assert json.loads(out)["imported"] == 1


def test_a_reader_that_goes_away_is_no_error(scripts: Scripts, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("text\n" + "".join(f"said {n} {'x' * 200}\n" for n in range(2000)))
    scripts.run("feedback", "import", str(rows))

    for words in (("feedback", "list"), ("feedback", "list", "--json")):
        with scripts.start(*words, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(100)
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_that_finds_no_room_is_said_in_one_sentence(scripts: Scripts) -> None:
    for words in (("team", "list"), ("team", "list", "--json")):
        with Path("/dev/full").open("wb") as full:
            process = scripts.start(*words, stdout=full)
            _, err = process.communicate()

        assert process.returncode == 3
        assert err.count(b"\n") == 1
        assert b"What was saved is kept." in err


def test_ctrl_c_ends_with_130_and_says_nothing(scripts: Scripts, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = scripts.start("feedback", "import", str(pipe), stdout=subprocess.PIPE)
    with pipe.open("wb"):  # opens once the process is there to read
        process.send_signal(signal.SIGINT)

        _, err = process.communicate()

    assert (process.returncode, err) == (130, b"")


READING = (
    ("task", "list"),
    ("task", "list", "--json", "--mine", "!overdue"),
    ("task", "show", "T-1"),
    ("team", "list"),
    ("status",),
    ("status", "--json"),
    ("status", "--format", "tmux"),
    ("campaign", "list"),
    ("campaign", "show", "C-1"),
    ("feedback", "list"),
    ("feedback", "show", "F-1"),
    ("log",),
)
LOADED = """
import sys
from tui.__main__ import main
code = main(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules}
sys.stderr.write(" ".join(sorted(loaded & {"pydantic", "tinydb", "textual", "rich"})))
sys.exit(code)
"""


def test_no_command_loads_textual_and_none_that_reads_loads_pydantic(scripts: Scripts) -> None:
    def loaded(*words: str) -> str:
        done = subprocess.run(
            (sys.executable, "-c", LOADED, *words),
            env=scripts.environ,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stderr

    assert loaded("task", "add", "one", "--role", "ops") == "pydantic"
    assert loaded("campaign", "add", "--template", "618") == "pydantic"
    assert loaded("feedback", "add", "起球") == "pydantic"
    assert loaded("task", "move", "T-1", "doing") == "pydantic"
    assert {words: loaded(*words) for words in READING} == dict.fromkeys(READING, "")


def test_completion_works_in_bash(scripts: Scripts) -> None:
    _, script, _ = scripts.run("completion", "bash")

    def completed(*words: str) -> set[str]:
        typed = " ".join(f"'{word}'" for word in words)
        asked = f"""
            {script}
            COMP_WORDS=(promoboard {typed}); COMP_CWORD={len(words)}
            _promoboard; printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ("bash", "--norc", "-euc", asked), capture_output=True, text=True, check=True
        )
        return set(done.stdout.split())

    assert {"task", "campaign", "feedback", "--lang"} <= completed("")
    assert completed("ta") == {"task"}
    assert completed("task", "mo") == {"move"}
    assert completed("task", "move", "T-1", "do") == {"doing", "done"}
    assert completed("task", "add", "x", "--priority", "") == {"P0", "P1", "P2", "P3"}
    assert completed("task", "add", "x", "--role", "su") == {"supply"}
    assert completed("-w", "/srv", "task", "list", "--over") == {"--overdue"}
    assert completed("campaign", "milestone", "") >= {"add", "edit", "done"}
    assert completed("--lang", "") == {"zh-CN", "en"}
    assert completed("completion", "") >= {"bash", "zsh", "fish"}


AS_SOMEBODY_ELSE = """
import os, sys, tempfile
from tui.__main__ import main
uid, gid = map(int, sys.argv[1:3])
# The interpreter may lie where only root can read it: all that is needed is loaded before.
output = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
with tempfile.TemporaryDirectory() as practice:
    main(["init", practice])
    for words in ("team add x --role ops", "task add x --role ops", "task move 1 doing",
                  "task list", "task list --json"):
        main(["-w", practice, *words.split()])
os.dup2(output, 1)
os.setgroups([])
os.setgid(gid)
os.setuid(uid)
sys.exit(main(sys.argv[3:]))
"""


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="promoboard-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED: strangers and readers. Run the tests as root."
)
def test_a_stranger_is_told_how_to_join_and_a_reader_that_they_may_only_look(
    open_place: Path,
) -> None:
    scripts = Scripts(open_place)
    scripts.run("init", str(scripts.team), "--readers")
    scripts.run("task", "add", "one", "--role", "ops")

    def other(gid: int, *words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            (sys.executable, "-c", AS_SOMEBODY_ELSE, "4242", str(gid), *words),
            env={**scripts.environ, "HOME": "/nonexistent"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    team_gid = scripts.team.stat().st_gid
    code, out, err = other(team_gid, "task", "move", "T-1", "doing")
    assert (code, out) == (1, "")
    assert "promoboard team add NAME" in err
    assert json.loads(other(4242, "task", "list", "--json")[1])[0]["title"] == "one"
    code, _, err = other(4242, "task", "move", "T-1", "doing")
    assert code == 3
    assert "nothing was written" in err
    assert other(team_gid, "team", "add", "小王", "--role", "cs")[::2] == (0, "")
    assert other(team_gid, "task", "move", "T-1", "doing")[::2] == (0, "")
    assert [line["by"] for line in scripts.json("log", "--limit", "2")] == ["U-2", "U-2"]
