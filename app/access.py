"""Who may open what: one table from endpoint to roles, held to before each request. What it does not name is closed.

Pages of one Board are kept from people of another in the views, by ``boards_of``: to them such a thing is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user


class Role(StrEnum):
    """What somebody signs in as (``docs/roles.md``). A person may have several."""

    OFFICER = "officer"
    DEVELOPMENT_OFFICER = "development-officer"
    COORDINATOR = "coordinator"
    SEG = "seg"
    COMMISSIONER = "commissioner"
    ADMINISTRATOR = "administrator"


class Door(StrEnum):
    """Ways in that need no role. ``RESPONDENT``: the personal link in the address is looked at by the view.
    ``LOOPBACK``: only from this machine, and only while mail is kept instead of sent.
    """

    PUBLIC = "public"
    RESPONDENT = "respondent"
    LOOPBACK = "loopback"


EVERYBODY = frozenset(Role)
"""Whoever has signed in."""

TEAM = frozenset({Role.OFFICER, Role.DEVELOPMENT_OFFICER, Role.COORDINATOR})
"""Those who run the evaluation: events, bookings, waves, messages, findings."""

PUBLISHERS = frozenset({Role.OFFICER})
"""Those who make things final: they publish question banks and issue reports."""

READERS = TEAM | {Role.SEG, Role.COMMISSIONER}
"""Those who read issued reports."""

PASSED_ON = frozenset({"Forwarded", "Via", "X-Real-Ip"})
"""Headers that a web server in front adds, as are all whose names begin with X-Forwarded-."""

WHO_MAY: Mapping[str, frozenset[Role] | Door] = {
    "static": Door.PUBLIC,
    "security.login": Door.PUBLIC,
    "security.logout": Door.PUBLIC,
    "security.change_password": EVERYBODY,
    "accounts.start": EVERYBODY,
    "accounts.people": frozenset({Role.ADMINISTRATOR}),
    "respond.start": Door.RESPONDENT,
    "respond.show_page": Door.RESPONDENT,
    "respond.save_page": Door.RESPONDENT,
    "respond.check": Door.RESPONDENT,
    "respond.send": Door.RESPONDENT,
    "respond.send_fresh": Door.RESPONDENT,
    "officers.home": TEAM,
    "officers.event_list": TEAM,
    "officers.add_event": TEAM,
    "officers.event": TEAM,
    "officers.cancel_event": TEAM,
    "officers.move_event": TEAM,
    "officers.bookings": TEAM,
    "officers.add_booking": TEAM,
    "officers.cancel_booking": TEAM,
    "officers.register": TEAM,
    "officers.save_register": TEAM,
    "officers.settle_register": TEAM,
    "officers.import_bookings": TEAM,
    "officers.confirm_import": TEAM,
    "officers.open_wave": TEAM,
    "officers.close_wave": TEAM,
    "officers.remind_wave": TEAM,
    "officers.messages": TEAM,
    "officers.findings": TEAM,
    "officers.banks": TEAM,
    "officers.bank": TEAM,
    "officers.add_bank": TEAM,
    "officers.start_draft": TEAM,
    "officers.draft": TEAM,
    "officers.edit_bank": TEAM,
    "officers.choose_kind": TEAM,
    "officers.add_question": TEAM,
    "officers.edit_question": TEAM,
    "officers.preview_question": TEAM,
    "officers.shift_question": TEAM,
    "officers.move_question": TEAM,
    "officers.duplicate_question": TEAM,
    "officers.retire_question": TEAM,
    "officers.remove_question": TEAM,
    "officers.structure": TEAM,
    "officers.add_noun": TEAM,
    "officers.edit_noun": TEAM,
    "officers.arrange_noun": TEAM,
    "officers.preview": TEAM,
    "officers.bank_template": TEAM,
    "officers.import_bank": TEAM,
    "officers.take_bank": TEAM,
    "officers.export_bank": TEAM,
    "officers.download_bank": TEAM,
    "officers.review_draft": TEAM,
    "officers.read_draft": TEAM,
    "officers.send_draft": TEAM,
    "officers.rebase_draft": TEAM,
    "officers.discard_draft": TEAM,
    "officers.return_draft": PUBLISHERS,
    "officers.approve_draft": PUBLISHERS,
    "officers.publish_bank": PUBLISHERS,
    "officers.coverage": TEAM,
    "officers.statistics": TEAM,
    "officers.versions": TEAM,
    "officers.bank_version": TEAM,
    "officers.compare_versions": TEAM,
    "officers.remarks": TEAM,
    "officers.remark": PUBLISHERS,
    "officers.issue_report": PUBLISHERS,
    "seg.reports": READERS,
    "seg.report": READERS,
    "seg.download": READERS,
    "mailbox.mails": Door.LOOPBACK,
    "mailbox.mail": Door.LOOPBACK,
    "mailbox.mail_html": Door.LOOPBACK,
}


class SignedIn(Protocol):
    """What this module needs to know of a user."""

    board_id: int | None

    @property
    def role_names(self) -> frozenset[str]: ...


def init_access(app: Flask) -> None:
    """Hold every request to the table, and let templates ask ``may('officers.issue_report')``."""
    app.before_request(check_access)
    app.jinja_env.globals["may"] = may


def check_access() -> ResponseReturnValue | None:
    """Lets the request through, or sends the person to sign in, or refuses. An unknown address is left to its 404."""
    if request.endpoint is None:
        return None
    allowed = WHO_MAY.get(request.endpoint, frozenset())
    if isinstance(allowed, Door):
        return None if allowed is not Door.LOOPBACK or _asked_from_here() else abort(404)
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=_way_back()), 303)
    return None if allowed & current_user.role_names else abort(403)


def may(endpoint: str) -> bool:
    """Whether the person who is signed in may open ``endpoint``."""
    allowed = WHO_MAY.get(endpoint, frozenset())
    if isinstance(allowed, Door):
        return allowed is Door.PUBLIC
    return bool(current_user.is_authenticated and allowed & current_user.role_names)


def boards_of(user: SignedIn) -> frozenset[int] | None:
    """The ids of the Boards whose things the user may see; None is all of them."""
    return None if user.board_id is None else frozenset({user.board_id})


def _way_back() -> str | None:
    """Where to go after signing in; a form that was sent is not sent again."""
    if request.method != "GET" or request.path == "/":
        return None
    return request.full_path.rstrip("?")


def _asked_from_here() -> bool:
    """Whether somebody on this machine asks. A request that came through a web server in front came from somewhere
    else, whatever its last step; where that server does not say so, the host that was asked for tells.
    """
    if current_app.config["MAIL_MODE"] != "capture" or _was_passed_on():
        return False
    asked_for = urlsplit(request.host_url).hostname
    return asked_for in ("localhost", "127.0.0.1", "::1") and _is_loopback(request.remote_addr or "")


def _was_passed_on() -> bool:
    return any(name.startswith("X-Forwarded-") or name in PASSED_ON for name, _value in request.headers)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
