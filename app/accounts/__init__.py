"""Who may sign in: staff accounts with their roles and Board. Respondents have no account, ever."""

from __future__ import annotations

from flask import Flask

from app.accounts.navigation import init_navigation
from app.accounts.sign_in import init_sign_in
from app.accounts.views import blueprint
from app.staff.models import Role as Role
from app.staff.models import User as User


def init_accounts(app: Flask) -> None:
    """Let staff sign in, and show each what their roles open."""
    init_sign_in(app)
    init_navigation(app)
    app.register_blueprint(blueprint)
