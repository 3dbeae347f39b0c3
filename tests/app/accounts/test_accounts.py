"""Accounts as data: who can be added, what is recorded, and the page that lists them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access import Role
from app.accounts import User
from app.accounts.operations import add_user, set_roles
from app.clock import now
from app.extensions import db
from surveys.attendee_files.addresses import NotAnAddress
from surveys.errors import AlreadyThere, SurveyError
from surveys.models import Activity, Board
from tests.forms import rows
from tests.staff import add_staff, signed_in

OLIVE = {
    "email": "Olive@Soar.example",
    "name": " Olive  Marsh ",
    "role": Role.OFFICER,
    "board": None,
    "password": "three random words",
}


@pytest.fixture
def add(site):
    with site.app_context():
        yield lambda **changed: add_user(db.session, **{**OLIVE, **changed}, by="setup", now=now())


def test_an_account_is_kept_tidily_with_a_slow_hash_of_its_password(add):
    user = add()
    assert (user.email, user.name, user.role_names) == ("olive@soar.example", "Olive Marsh", {"officer"})
    assert user.password.startswith("$argon2id$")


def test_two_accounts_share_the_row_of_a_role(add):
    assert add().roles == add(email="other@soar.example").roles


def test_what_is_done_to_an_account_is_recorded_without_personal_data(add):
    user = add()
    set_roles(db.session, user, [Role.SEG, Role.OFFICER], by="admin@soar.example", now=now())
    trail = db.session.execute(select(Activity.actor, Activity.verb, Activity.subject_id, Activity.detail))
    assert [tuple(row) for row in trail] == [
        ("setup", "add-user", user.id, {"roles": ["officer"]}),
        ("admin@soar.example", "set-roles", user.id, {"roles": ["officer", "seg"]}),
    ]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"email": "not an address"}, NotAnAddress),
        ({"name": "  "}, SurveyError),
        ({"name": "x" * 201}, SurveyError),
        ({"password": "eleven char"}, SurveyError),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_added(add, changed, error):
    with pytest.raises(error):
        add(**changed)
    assert db.session.scalars(select(User)).all() == []


def test_an_address_has_one_account_however_it_is_written(add):
    add()
    with pytest.raises(AlreadyThere):
        add(email="OLIVE@soar.EXAMPLE")


def test_an_account_needs_a_role(add):
    with pytest.raises(SurveyError):
        set_roles(db.session, add(), [], by="setup", now=now())


class TestTheList:
    def test_it_says_who_may_do_what_for_which_board(self, site):
        with site.app_context():
            board = Board(key="soar", name="Soar Valley")
            db.session.add(board)
            db.session.flush()
            board_id = board.id
            add_staff("seg", "development-officer", board_id=board_id, email="seg@soar.example")
        client = signed_in(site, "administrator", board_id=board_id)
        with site.app_context():
            add_staff("officer", email="everywhere@soar.example")
        listed = [row[1:] for row in rows(client.get("/accounts"))]
        assert listed[0] == ["seg@soar.example", "SEG, development officer", "Soar Valley", "Can sign in"]
        assert [row[0] for row in listed if "everywhere" in row[0]] == []

    def test_an_administrator_of_all_boards_sees_every_account(self, site):
        with site.app_context():
            add_staff("officer", email="everywhere@soar.example")
        client = signed_in(site, "administrator")
        assert [row[3] for row in rows(client.get("/accounts"))] == ["All", "All"]
