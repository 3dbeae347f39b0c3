"""The front door, and who has an account."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.access import Role, boards_of
from app.accounts.navigation import first_page
from app.extensions import db
from app.staff import queries

blueprint = Blueprint("accounts", __name__)

WORDS = {role.value: role.value.replace("-", " ") for role in Role} | {Role.SEG.value: "SEG"}
"""What each role is called. A role that this release does not know is shown as it is on record."""


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Leads to where the person's work begins."""
    page = first_page()
    return redirect(page, 303) if page else abort(403)


@blueprint.get("/accounts")
def people() -> ResponseReturnValue:
    users = queries.users(db.session, boards=boards_of(current_user))
    roles = {user.id: ", ".join(sorted(WORDS.get(name, name) for name in user.role_names)) for user in users}
    return render_template("accounts/people.html", users=users, roles=roles)
