"""What is kept for one person, in real folders. No screen, no store."""

import os
import stat

import pytest

from domain.personal import PersonalState, View


@pytest.fixture
def environ(tmp_path):
    return {"HOME": str(tmp_path / "home")}


@pytest.fixture
def state(tmp_path, environ):
    """A new session of the same member."""
    return lambda member=1, workspace="board": PersonalState(tmp_path / workspace, member, environ)


def test_a_draft_survives_the_session(state):
    state().save_draft("task-T-12", {"title": "主图与详情页", "roles": ["content"]})

    assert state().draft("task-T-12") == {"title": "主图与详情页", "roles": ["content"]}
    assert state().drafts() == ("task-T-12",)


def test_a_draft_that_was_sent_is_forgotten(state):
    state().save_draft("task-new", {"title": "x"})

    state().drop_draft("task-new")
    state().drop_draft("task-new")

    assert state().draft("task-new") is None
    assert state().drafts() == ()


def test_members_and_workspaces_are_kept_apart(state):
    state().save_draft("task-new", {"title": "x"})

    assert state(member=2).draft("task-new") is None
    assert state(workspace="elsewhere/board").draft("task-new") is None


def test_what_was_seen_never_goes_back(state):
    behind, ahead = state(), state()
    ahead.see(42)

    behind.see(40)

    assert state().last_seen == 42


def test_the_view_comes_back(state):
    state().show(View(role="cs", mine=True, page=2))

    assert state().view == View(role="cs", mine=True, page=2)


def test_a_new_person_has_the_plain_view(state):
    assert (state().view, state().last_seen, state().drafts()) == (View(), 0, ())


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[1]", b'"x"', b"null", b"[" * 100_000])
def test_broken_files_count_as_absent(state, tmp_path, text):
    before = state()
    before.save_draft("task-new", {"title": "x"})
    before.see(3)
    before.show(View(mine=True))
    for path in (tmp_path / "home").rglob("*.json"):
        path.write_bytes(text)

    assert (state().view, state().last_seen, state().draft("task-new")) == (View(), 0, None)


def test_a_view_of_another_version_is_taken_as_far_as_it_is_understood(state, tmp_path):
    state().show(View())
    for path in (tmp_path / "home").rglob("view.json"):
        path.write_text('{"role": ["cs"], "mine": true, "page": "2", "zoom": 3}')

    assert state().view == View(mine=True)


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_nobody_else_may_read_what_was_typed(state, tmp_path, umask):
    before = os.umask(umask)
    state().save_draft("task-new", {"title": "x"})
    os.umask(before)

    paths = [*(tmp_path / "home" / ".local" / "state" / "promoboard").rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}


def test_only_whole_files_are_left(state, tmp_path):
    session = state()
    for number in range(20):
        session.save_draft("task-new", {"title": "x" * number})

    names = [path.name for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert names == ["task-new.json"]


def test_where_nothing_can_be_written_it_lives_as_long_as_the_session(state, tmp_path):
    (tmp_path / "home").write_text("no folder")
    session = state()
    assert not session.unwritable

    session.save_draft("task-new", {"title": "x"})
    session.see(3)
    session.show(View(mine=True))

    assert session.unwritable
    assert session.draft("task-new") == {"title": "x"}
    assert session.drafts() == ("task-new",)
    assert (session.last_seen, session.view) == (3, View(mine=True))
    session.drop_draft("task-new")
    assert (session.draft("task-new"), session.drafts()) == (None, ())


def test_a_home_that_can_be_written_again_is_used_again(state, tmp_path):
    (tmp_path / "home").write_text("no folder")
    session = state()
    session.save_draft("task-new", {"title": "x"})
    (tmp_path / "home").unlink()

    session.save_draft("task-new", {"title": "xy"})

    assert state().draft("task-new") == {"title": "xy"}
