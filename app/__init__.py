"""Foursteps on the web: ``create_app`` puts the rooms together."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from app.access import init_access
from app.accounts import init_accounts
from app.assets import init_assets
from app.charts import init_charts
from app.cli import init_cli
from app.clock import system_clock
from app.config import read_settings
from app.database import engine_options, prepare
from app.edge import init_edge
from app.errors import init_errors
from app.extensions import csrf, db, migrate
from app.extensions import mail as flask_mail
from app.filters import init_filters
from app.form_widgets import init_form_widgets
from app.mail import init_mail
from app.pages import init_pages


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """The application, set up from ``environ`` (the process's own when None). The database is not touched.

    Raises:
        SettingsError: settings are wrong; each is named.
    """
    settings = read_settings(os.environ if environ is None else environ)
    app = Flask(__name__, instance_path=str(settings["INSTANCE"]))
    app.config.from_mapping(settings)
    app.config["CLOCK"] = system_clock
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    _init_templates(app)
    init_edge(app)
    init_access(app)
    _init_extensions(app)
    init_errors(app)
    init_pages(app)
    init_cli(app)
    return app


def _init_templates(app: Flask) -> None:
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([app.jinja_loader, macros])  # type: ignore[list-item]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    init_assets(app)
    init_filters(app)
    init_form_widgets(app)
    init_charts(app)


def _init_extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    migrate.init_app(app, db, directory="migrations")
    csrf.init_app(app)
    flask_mail.init_app(app)
    init_mail(app)
    init_accounts(app)
