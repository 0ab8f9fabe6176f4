"""A person's settings: file, environment and command line, and the administrator's file."""

from pathlib import Path

import pytest

from domain.settings import PersonalSettings, SettingsError, TeamSettings
from domain.settings_file import load_personal, load_system


@pytest.fixture
def environ(tmp_path):
    return {"HOME": str(tmp_path / "home")}


def said(load, *arguments) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(*arguments)
    return str(caught.value).splitlines()


@pytest.fixture
def personal(environ):
    """Write the text as the person's file."""

    def write(text: str) -> None:
        folder = Path(environ["HOME"]) / ".config" / "promoboard"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(text, encoding="utf-8")

    return write


def test_the_command_line_beats_the_environment_and_that_the_file(personal, environ):
    personal('theme = "light"\nlanguage = "zh-CN"\nbell = true\nmouse = true')
    environ |= {"PROMOBOARD_THEME": "ansi", "PROMOBOARD_LANG": "en", "PROMOBOARD_MOUSE": "0"}

    settings = load_personal(environ, theme="mono", language=None)

    assert settings == PersonalSettings(language="en", theme="mono", bell=True, mouse=False)


def test_no_color_asks_for_mono_until_a_theme_is_named(personal, environ):
    environ["NO_COLOR"] = "1"
    assert load_personal(environ).theme == "mono"

    personal('theme = "light"')
    assert load_personal(environ).theme == "light"


def test_binding_ids_need_no_quotes(personal, environ):
    personal('[keymap]\ntask.forward = "right"\n"task.back" = "left"\nhelp = "f1"')

    assert load_personal(environ).keymap == {
        "task.forward": "right", "task.back": "left", "help": "f1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('theme = "solarized"', 'theme is "solarized". Allowed: dark, light, ansi, mono.'),
        ("mouse = 1", "mouse is 1. Allowed: true or false."),
        ('workspace = "board"',
         'workspace is "board". Allowed: an absolute path, or one that begins with ~/.'),
        ("[keymap]\ntask.forward = 3",
         'keymap."task.forward" is 3. Allowed: '
         'keys by the name of an action, as in task.forward = "right".'),
        ("wip_per_member = 3",
         "there is no key wip_per_member. The keys here are: "
         "language, theme, ascii, mouse, bell, notify, keymap, workspace."),
    ],
)  # fmt: skip
def test_a_persons_file_is_checked_too(personal, environ, text, sentence):
    personal(text)
    file = Path(environ["HOME"]) / ".config" / "promoboard" / "config.toml"

    assert said(load_personal, environ) == [f"{file}: {sentence}"]


def test_a_variable_with_a_mistake_is_named(environ):
    environ |= {"PROMOBOARD_THEME": "pink", "PROMOBOARD_BELL": "loud"}

    assert said(load_personal, environ) == [
        'PROMOBOARD_THEME in the environment is "pink"; '
        "allowed is one of: dark, light, ansi, mono.",
        'PROMOBOARD_BELL in the environment is "loud"; allowed is one of: 1, 0.',
    ]


def test_relative_xdg_folders_do_not_count(personal, environ):
    personal('theme = "light"')
    environ["XDG_CONFIG_HOME"] = "config"

    assert load_personal(environ).theme == "light"


def test_the_language_is_the_persons_then_the_teams_then_the_locales(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert PersonalSettings(language="en").spoken(TeamSettings(language="zh-CN")) == "en"
    assert PersonalSettings().spoken(TeamSettings(language="en")) == "en"
    assert PersonalSettings().spoken(TeamSettings()) == "zh-CN"


def test_the_administrators_file_names_a_workspace_and_nothing_else(tmp_path, environ):
    file = tmp_path / "system.toml"
    assert load_system(file, environ) is None

    file.write_text('workspace = "/srv/promoboard"')
    assert load_system(file, environ) == "/srv/promoboard"

    file.write_text('theme = "dark"')
    assert said(load_system, file, environ) == [
        f"{file}: there is no key theme. The keys here are: workspace."
    ]
