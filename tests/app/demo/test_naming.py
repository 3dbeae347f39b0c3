"""The demo brings its name along and overrules nobody's settings."""

from __future__ import annotations

import pytest

from app import create_app
from app.demo.naming import NAME, name_partnership


@pytest.fixture
def named(tmp_path):
    """The partnership's name after the demo gave its own, and at the next start."""

    def after(**settings):
        environment = {"FOURSTEPS_INSTANCE": str(tmp_path), **settings}
        app = create_app(environment)
        with app.app_context():
            name_partnership()
        return app.config["PARTNERSHIP_NAME"], create_app(environment).config["PARTNERSHIP_NAME"]

    return after


def test_a_partnership_without_a_name_gets_the_demos_for_good(named):
    assert named() == (NAME, NAME)


def test_a_name_that_was_set_stays(named, tmp_path):
    assert named(FOURSTEPS_PARTNERSHIP="Wreake") == ("Wreake", "Wreake")
    assert not (tmp_path / "settings.env").exists()


def test_settings_that_are_there_are_left_alone(named, tmp_path):
    (tmp_path / "settings.env").write_text("MAIL_MODE=capture\n")
    assert NAME not in named()
    assert (tmp_path / "settings.env").read_text() == "MAIL_MODE=capture\n"
