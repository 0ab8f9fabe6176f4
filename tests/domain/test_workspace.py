"""Which workspace, and how it is made, by one account. Other accounts: system/test_permissions."""

import grp
import os
import stat
from pathlib import Path

import pytest

from domain.settings import SettingsError, TeamSettings
from domain.settings_file import load_team
from domain.store import Store
from domain.store.errors import BoardExistsError, StoreFailedError
from domain.workspace import (
    NotEmptyError,
    UnknownGroupError,
    choose,
    init,
    init_private,
    private_folder,
    writable,
)


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def environ(tmp_path):
    return {"HOME": str(tmp_path / "home")}


def modes(folder: Path) -> tuple[set[int], set[int]]:
    """The modes of all folders, and of all files."""
    paths = [folder, *folder.rglob("*")]
    return (
        {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()},
        {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()},
    )


@pytest.mark.parametrize(
    ("readers", "expected"), [(False, (0o2770, 0o660)), (True, (0o2775, 0o664))]
)
def test_the_team_gets_exact_modes_whatever_the_umask(tmp_path, umask, readers, expected):
    init(tmp_path / "board", readers=readers)

    assert modes(tmp_path / "board") == ({expected[0]}, {expected[1]})


def test_a_folder_that_is_there_gets_them_too(tmp_path):
    folder = tmp_path / "board"
    folder.mkdir(0o755)

    init(folder)

    assert modes(folder) == ({0o2770}, {0o660})


def test_what_init_makes_opens_and_has_the_default_settings(tmp_path, environ):
    init(tmp_path / "board")

    store = Store(tmp_path / "board")
    assert store.seq == 0
    store.close()
    assert load_team(tmp_path / "board", environ) == TeamSettings()
    assert writable(tmp_path / "board")


def test_a_workspace_is_not_made_twice(tmp_path):
    init(tmp_path / "board")

    with pytest.raises(BoardExistsError):
        init(tmp_path / "board")


def test_settings_that_are_there_are_kept(tmp_path):
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "promoboard.toml").write_text("done_days = 3")

    init(tmp_path / "board")

    assert (tmp_path / "board" / "promoboard.toml").read_text() == "done_days = 3"


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    tmp_path.chmod(0o711)
    (tmp_path / "thesis.txt").touch()

    with pytest.raises(NotEmptyError, match="is not empty"):
        init(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o711


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "board").write_text("")

    with pytest.raises(StoreFailedError):
        init(tmp_path / "board")


def test_a_group_that_is_not_there_is_told_and_nothing_made(tmp_path):
    with pytest.raises(UnknownGroupError, match="no group nobody-has-this"):
        init(tmp_path / "board", group="nobody-has-this")

    assert not (tmp_path / "board").exists()


def test_all_belongs_to_the_group(tmp_path):
    mine = {os.getegid(), *os.getgroups()}
    groups = [each for each in grp.getgrall() if os.geteuid() == 0 or each.gr_gid in mine]
    group = max(groups, key=lambda each: each.gr_gid)

    init(tmp_path / "board", group=group.gr_name)

    paths = [tmp_path / "board", *(tmp_path / "board").rglob("*")]
    assert {path.stat().st_gid for path in paths} == {group.gr_gid}


def test_a_private_workspace_is_closed_to_everybody_else(environ, umask):
    assert init_private(environ)

    assert modes(private_folder(environ)) == ({0o700}, {0o600})
    assert writable(private_folder(environ))


def test_a_private_workspace_is_made_once(environ):
    init_private(environ)

    assert not init_private(environ)


def test_no_workspace_is_not_writable(tmp_path):
    assert not writable(tmp_path / "nothing")
    assert not writable(tmp_path)


@pytest.fixture
def system_file(tmp_path):
    file = tmp_path / "system.toml"
    file.write_text('workspace = "/srv/promoboard"')
    return file


def test_the_nearest_word_chooses_the_workspace(environ, system_file):
    there = {**environ, "PROMOBOARD_WORKSPACE": "/srv/env"}

    assert choose("/srv/arg", there, "/srv/mine", system_file) == Path("/srv/arg")
    assert choose(None, there, "/srv/mine", system_file) == Path("/srv/env")
    assert choose(None, environ, "/srv/mine", system_file) == Path("/srv/mine")
    assert choose(None, environ, None, system_file) == Path("/srv/promoboard")


def test_without_any_word_it_is_ones_own(environ, tmp_path):
    chosen = choose(None, {**environ, "PROMOBOARD_WORKSPACE": ""}, None, tmp_path / "none.toml")

    assert chosen == tmp_path / "home" / ".local" / "share" / "promoboard"


def test_a_relative_word_means_from_here(environ, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert choose("board", environ) == tmp_path / "board"


def test_a_mistake_of_the_administrators_is_told(environ, system_file):
    system_file.write_text('workspace = "board"')

    with pytest.raises(SettingsError, match="absolute path"):
        choose(None, environ, None, system_file)
