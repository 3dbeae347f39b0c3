"""Signing in and out, and changing one's password: Flask-Security with our forms, words and pages.

Only a session signs anybody in: no token, no remembered device, no registration and no link by mail. A second factor
is added by switching it on here and by giving ``User`` its columns.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, g
from flask_security import ChangePasswordForm, LoginForm, SQLAlchemyUserDatastore
from flask_security.forms import EqualToLocalize
from sqlalchemy.exc import SQLAlchemyError
from wtforms import EmailField, PasswordField, SubmitField
from wtforms.validators import InputRequired

from app.accounts.operations import SHORTEST_PASSWORD
from app.extensions import db, security
from app.staff.models import Role, User

WRONG = "The email address or the password is wrong."

SETTINGS: dict[str, Any] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_LOGOUT_USER_TEMPLATE": "accounts/sign_out.html",
    "SECURITY_POST_LOGIN_VIEW": "accounts.start",
    "SECURITY_POST_LOGOUT_VIEW": "security.login",
    "SECURITY_CHANGEABLE": True,
    "SECURITY_CHANGE_URL": "/password",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change_password.html",
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_STATIC_FOLDER": None,
    # ``edge`` sends it for every page.
    "SECURITY_CACHE_CONTROL": None,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"allow_smtputf8": False},
    "SECURITY_MSG_INVALID_PASSWORD": ("This is not your present password.", "error"),
    "SECURITY_MSG_PASSWORD_CHANGE": (
        "Your password is changed. Everywhere else you have been signed out.",
        "success",
    ),
    "SECURITY_MSG_PASSWORD_INVALID_LENGTH": ("Choose at least %(length)s characters.", "error"),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": ("Choose a password that you do not have already.", "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Enter a password.", "error"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": ("The two new passwords differ.", "error"),
    # Pages tell no site where their visitor came from, so there is no Referer to be strict about.
    "WTF_CSRF_SSL_STRICT": False,
    # A form may stand open for as long as the session that it belongs to.
    "WTF_CSRF_TIME_LIMIT": None,
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
}


class SignInForm(LoginForm):
    """The answer is the same for a wrong password, an unknown address and a closed account, and takes as long."""

    email = EmailField(
        "Email address", [InputRequired("Enter your email address.")], render_kw={"spellcheck": "false"}
    )
    password = PasswordField("Password", [InputRequired("Enter your password.")])
    remember = None
    submit = SubmitField("Sign in")

    def validate(self, **kwargs: Any) -> bool:
        if super().validate(**kwargs):
            return True
        if self.email.data and self.password.data:
            self.email.errors, self.password.errors = [WRONG], []
        return False


class NewPasswordForm(ChangePasswordForm):
    password = PasswordField("Present password", [InputRequired("Enter your present password.")])
    new_password = PasswordField(
        "New password",
        [InputRequired("Enter a new password.")],
        description=f"At least {SHORTEST_PASSWORD} characters. Three random words are good; your name is not.",
    )
    new_password_confirm = PasswordField(
        "New password again",
        [
            InputRequired("Enter the new password again."),
            EqualToLocalize("new_password", message="RETYPE_PASSWORD_MISMATCH"),
        ],
    )
    submit = SubmitField("Change password")


def init_sign_in(app: Flask) -> None:
    """Bind Flask-Security to the app."""
    app.config.update(SETTINGS)
    datastore = SQLAlchemyUserDatastore(db, User, Role)
    security.init_app(app, datastore, login_form=SignInForm, change_password_form=NewPasswordForm)
    security.login_manager.request_loader(_nobody)
    security.login_manager.user_loader(_loader_that_fails_once(security.login_manager._user_callback))


def _loader_that_fails_once(load: Callable[[str], User | None]) -> Callable[[str], User | None]:
    """When the database fails, the page that says so must not ask it again who is there."""

    def load_user(user_id: str) -> User | None:
        try:
            return load(user_id)
        except SQLAlchemyError:
            g._login_user = security.login_manager.anonymous_user()
            raise

    return load_user


def _nobody(_request: object) -> None:
    """Whoever has no session is nobody, whatever token the request carries."""
