"""Files of a team: exact modes, the group's, and what readers and strangers may do."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.store import Store, create
from tests.system.filing import NOW, ended, put, start

needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED: other accounts. Run the tests as root."
)


@pytest.fixture
def anywhere() -> Iterator[Path]:
    """A folder that other accounts may pass through; pytest's own are private."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize(("mode_dir", "mode_file"), [(0o2770, 0o660), (0o2775, 0o664)])
def test_modes_are_exact_whatever_the_umask_and_stay_so(
    tmp_path: Path, mode_dir: int, mode_file: int
) -> None:
    code = """
import os, sys
os.umask(0o077)
from pathlib import Path
from domain.store import Settled, Store, create
from tests.system.filing import NOW, put
folder = Path(sys.argv[1])
create(folder, mode_dir=int(sys.argv[2]), mode_file=int(sys.argv[3]))
store = Store(folder)
for n in (1, 2):
    put(store, {n: {}})
    store.compact(NOW, lambda table, key, doc: Settled("2027-05", "key"))
"""
    folder = tmp_path / "w"
    ended([start(code, folder, mode_dir, mode_file)])
    modes = {path.relative_to(folder): mode(path) for path in (folder, *folder.rglob("*"))}
    assert len(modes) == 13
    assert modes == {path: mode_dir if (folder / path).is_dir() else mode_file for path in modes}


@needs_root
def test_the_group_goes_with_everything_whoever_compacts(anywhere: Path) -> None:
    folder = anywhere / "w"
    create(folder, gid=12345)
    code = """
import sys
from pathlib import Path
from domain.store import Settled, Store
from tests.system.filing import NOW, become, put
become(int(sys.argv[2]), 12345)
store = Store(Path(sys.argv[1]))
put(store, {int(sys.argv[2]): {}})
store.compact(NOW, lambda table, key, doc: Settled("2027-05", key))
"""
    for uid in (40001, 40002):
        ended([start(code, folder, uid)])
    assert {path.stat().st_gid for path in folder.rglob("*")} == {12345}
    assert (folder / "board.json").stat().st_uid == 40002
    assert mode(folder / "board.json") == 0o660


@needs_root
def test_a_reader_without_permission_to_write_follows_live(anywhere: Path) -> None:
    folder = anywhere / "w"
    create(folder, mode_dir=0o2775, mode_file=0o664)
    store = Store(folder)
    put(store, {1: {"n": 1}})
    code = """
import sys
from pathlib import Path
from domain.store import Store
from domain.store.errors import ReadOnlyError
from tests.system.filing import become, held
become(40001)
folder = Path(sys.argv[1])
try:
    Store(folder)
except ReadOnlyError as error:
    print(error)
store = Store(folder, readonly=True)
print("open", flush=True)
while store.seq < 3:
    store.refresh()
print(sorted(held(store)), [line.seq for line in store.history()])
"""
    reader = start(code, folder)
    assert reader.stdout is not None
    assert reader.stdout.readline() == (
        f"You may look at {folder} but not change it: nothing was written.\n"
    )
    assert reader.stdout.readline() == "open\n"
    put(store, {2: {"n": 2}})
    store.compact(NOW)
    put(store, {3: {"n": 3}})
    assert ended([reader]) == ["[1, 2, 3] [3, 2, 1]\n"]
    store.close()


@needs_root
def test_a_stranger_who_may_not_even_look_is_told_so(anywhere: Path) -> None:
    create(anywhere / "w")
    code = """
import sys
from pathlib import Path
from domain.errors import StoreError
from domain.store import Store
from tests.system.filing import become
become(40001)
try:
    Store(Path(sys.argv[1]), readonly=True)
except StoreError as error:
    print(error)
"""
    (told,) = ended([start(code, anywhere / "w")])
    assert "Permission denied" in told


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
