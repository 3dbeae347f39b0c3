"""Who may open what: every route by everybody, own and foreign things, and no form without its token."""

from __future__ import annotations

import hashlib

import pytest
from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import EVERYBODY, PUBLISHERS, READERS, TEAM, WHO_MAY, Door, Role
from app.extensions import db
from question_banks.shipped import shipped_banks
from surveys.findings.documents import to_dict
from surveys.models import Base
from surveys.operations.banks import publish_bank
from surveys.operations.drafts import start_draft
from surveys.operations.programme import add_board
from surveys.operations.reports import issue_report
from surveys.operations.waves import due, run
from tests.app.invented_findings import findings
from tests.forms import page
from tests.keys import with_another_key
from tests.partnership import ENDS, MADE, PRE_OPENS, WHO, Partnership
from tests.staff import signed_in

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

ROUTES = {
    "static": Door.PUBLIC,
    "security.login": Door.PUBLIC,
    "security.logout": Door.PUBLIC,
    "security.change_password": EVERYBODY,
    "accounts.start": EVERYBODY,
    "accounts.people": ADMINISTRATORS,
    "respond.start": Door.RESPONDENT,
    "respond.show_page": Door.RESPONDENT,
    "respond.save_page": Door.RESPONDENT,
    "respond.check": Door.RESPONDENT,
    "respond.send": Door.RESPONDENT,
    "respond.send_fresh": Door.RESPONDENT,
    "mailbox.mails": Door.LOOPBACK,
    "mailbox.mail": Door.LOOPBACK,
    "mailbox.mail_html": Door.LOOPBACK,
    "officers.home": TEAM,
    "officers.event_list": TEAM,
    "officers.add_event": TEAM,
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
    "officers.event": TEAM,
    "officers.cancel_event": TEAM,
    "officers.move_event": TEAM,
    "officers.bookings": TEAM,
    "officers.add_booking": TEAM,
    "officers.cancel_booking": TEAM,
    "officers.import_bookings": TEAM,
    "officers.confirm_import": TEAM,
    "officers.register": TEAM,
    "officers.save_register": TEAM,
    "officers.settle_register": TEAM,
    "officers.open_wave": TEAM,
    "officers.remind_wave": TEAM,
    "officers.close_wave": TEAM,
    "officers.messages": TEAM,
    "officers.findings": TEAM,
    "officers.issue_report": PUBLISHERS,
    "seg.reports": READERS,
    "seg.report": READERS,
    "seg.download": READERS,
}
"""Who may open each endpoint, said a second time: a change in one place only fails here."""

ON_A_DRAFT = {
    "officers.draft", "officers.edit_bank", "officers.choose_kind", "officers.add_question", "officers.edit_question",
    "officers.preview_question", "officers.shift_question", "officers.move_question", "officers.duplicate_question",
    "officers.retire_question", "officers.remove_question", "officers.add_noun", "officers.edit_noun",
    "officers.arrange_noun", "officers.review_draft", "officers.read_draft", "officers.send_draft",
    "officers.return_draft", "officers.approve_draft", "officers.rebase_draft", "officers.discard_draft",
}  # fmt: skip
"""The endpoints whose address names a bank that is being written, or a part of one."""

ON_VERSIONS = {
    "officers.versions", "officers.bank_version", "officers.compare_versions", "officers.remarks", "officers.remark",
}  # fmt: skip
"""The endpoints whose address names a bank with two versions, of which the second has another right answer."""

ON_A_BANK = ON_A_DRAFT | ON_VERSIONS | {
    "officers.bank", "officers.publish_bank", "officers.start_draft", "officers.structure", "officers.preview",
    "officers.export_bank", "officers.download_bank", "officers.coverage", "officers.statistics",
}  # fmt: skip
"""The endpoints whose address names a question bank: it belongs to all Boards."""

OWNED = {name for name in ROUTES if name.startswith(("officers.", "seg."))} - ON_A_BANK - {
    "officers.home", "officers.event_list", "officers.add_event", "officers.banks", "officers.add_bank",
    "officers.bank_template", "officers.import_bank", "officers.take_bank", "seg.reports",
}  # fmt: skip
"""The endpoints whose address names a thing of one Board."""

BANK_PARTS = {
    "kind": "single", "audience": "delegate", "direction": "down", "how": "duplicate", "what": "retire",
    "sort": "objectives",
}  # fmt: skip
"""What stands in addresses of a bank's pages, where it is one of a few words."""


@pytest.fixture
def values(site):
    """What stands in addresses, by the name of the part: all of it belongs to one Board, which is there too."""
    with site.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        partnership = Partnership(session)
        event = partnership.event()
        booking = partnership.book(event, "Asha Hill")
        for task in due(session, PRE_OPENS):
            run(session, task, by="worker", now=PRE_OPENS)
        found = to_dict(findings())
        report = issue_report(session, event, findings=found, pdf=b"%PDF-", title="Found", by=WHO, now=MADE)
        other = add_board(session, key="wreake", name="Wreake Board", by=WHO, now=MADE)
        bank = shipped_banks()["professional-curiosity"]
        start_draft(session, bank, by=WHO, now=MADE)
        asked, rekeyed = with_another_key(shipped_banks()["neglect"])
        publish_bank(session, rekeyed, by=WHO, now=MADE)
        session.commit()
        return {
            **BANK_PARTS,
            "question": bank.questions[0].key,
            "rekeyed": asked.key,
            "number": 1,
            "older": "1",
            "newer": "2",
            "noun": bank.objectives[0].key,
            "key": event.key,
            "booking_id": booking.id,
            "report_id": report.id,
            "point": "pre",
            "filename": "foursteps.css",
            "name": "toml",
            "own": partnership.board.id,
            "other": other.id,
        }


def staff_rules(site):
    """Every rule that wants somebody signed in, with its methods but for those that all rules have."""
    for rule in site.url_map.iter_rules():
        if isinstance(WHO_MAY.get(rule.endpoint), frozenset):
            yield rule, sorted(rule.methods - {"HEAD", "OPTIONS"})


def address(site, rule, values):
    """The rule's address with ``values``; a bank's key stands where an event's would not fit."""
    filled = dict(values)
    if rule.endpoint in ON_A_BANK:
        filled["key"] = "professional-curiosity" if rule.endpoint in ON_A_DRAFT else "information-sharing"
    if rule.endpoint in ON_VERSIONS:
        filled |= {"key": "neglect", "question": filled["rekeyed"]}
    if rule.endpoint == "officers.arrange_noun":
        filled["what"] = "down"
    with site.test_request_context():
        return url_for(rule.endpoint, **{name: filled[name] for name in rule.arguments})


def record(site):
    """A digest of every row of every table."""
    with site.app_context():
        tables = [db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    return hashlib.sha256(repr(tables).encode()).hexdigest()


def test_every_endpoint_has_its_row_and_every_row_its_endpoint(site):
    assert {rule.endpoint for rule in site.url_map.iter_rules()} == set(WHO_MAY)
    assert dict(WHO_MAY) == ROUTES


def test_an_endpoint_without_a_row_is_closed_to_everybody(site, monkeypatch):
    officer = signed_in(site, *Role)
    monkeypatch.delitem(WHO_MAY, "officers.home")
    assert officer.get("/today").status_code == 403


def test_whoever_has_not_signed_in_is_sent_to_do_so_and_changes_nothing(site, client, values):
    before = record(site)
    answers = {
        (rule.endpoint, method): client.open(address(site, rule, values), method=method)
        for rule, methods in staff_rules(site)
        for method in methods
    }
    found = {key: (a.status_code, (a.location or "").partition("?")[0]) for key, a in answers.items()}
    assert found == dict.fromkeys(answers, (303, "/sign-in"))
    assert record(site) == before


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_is_its_own_and_no_more(site, values, role):
    client = signed_in(site, role, board_id=values["own"])
    refused = {
        (rule.endpoint, method)
        for rule, methods in staff_rules(site)
        for method in methods
        if client.open(address(site, rule, values), method=method).status_code == 403
    }
    assert refused == {
        (rule.endpoint, method)
        for rule, methods in staff_rules(site)
        for method in methods
        if role not in ROUTES[rule.endpoint]
    }


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_every_page_that_is_its_own(site, values, role):
    client = signed_in(site, role, board_id=values["own"])
    seen = {
        rule.endpoint: client.get(address(site, rule, values)).status_code
        for rule, methods in staff_rules(site)
        if "GET" in methods and role in ROUTES[rule.endpoint]
    }
    assert seen == {name: 303 if name == "accounts.start" else 200 for name in seen}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, Role.SEG, Role.COMMISSIONER])
def test_what_belongs_to_another_board_is_not_there(site, values, role):
    client = signed_in(site, role, board_id=values["other"])
    before = record(site)
    with_form = {"csrf_token": token(client)}
    answers = {
        (rule.endpoint, method): client.open(address(site, rule, values), method=method, data=with_form)
        for rule, methods in staff_rules(site)
        for method in methods
        if rule.endpoint in OWNED and role in ROUTES[rule.endpoint]
    }
    assert {key: a.status_code for key, a in answers.items()} == dict.fromkeys(answers, 404)
    assert {a.get_data() for a in answers.values()} == {client.get("/no-such-page").get_data()}
    assert record(site) == before


def test_somebody_without_a_role_opens_nothing(site, values):
    client = signed_in(site)
    found = {
        client.open(address(site, rule, values), method=method).status_code
        for rule, methods in staff_rules(site)
        for method in methods
    }
    assert found == {403}


def token(client):
    """A token that fits the client's session."""
    return page(client.get("/password")).find(".//input[@name='csrf_token']").get("value")


@pytest.mark.parametrize("sent", [{}, {"csrf_token": "made-up"}], ids=["no token", "a made-up token"])
def test_no_form_is_taken_without_its_token(site, values, clock, sent):
    clock.at(ENDS)
    client = signed_in(site, *Role, board_id=values["own"])
    before = record(site)
    posts = {rule.endpoint: rule for rule, methods in staff_rules(site) if "POST" in methods}
    answers = {
        name: client.post(address(site, rule, values), data=sent).status_code for name, rule in posts.items()
    }
    assert answers == dict.fromkeys(posts, 400)
    assert record(site) == before


def test_a_token_of_another_session_is_refused(site, values):
    mine, theirs = signed_in(site, "officer"), signed_in(site, "officer")
    answer = mine.post(f"/events/{values['key']}/cancel", data={"csrf_token": token(theirs)})
    assert answer.status_code == 400


class TestTheMailbox:
    @pytest.mark.parametrize(
        ("environ", "headers", "status"),
        [
            ({"REMOTE_ADDR": "127.0.0.1"}, {}, 200),
            ({"REMOTE_ADDR": "::1"}, {}, 200),
            ({"REMOTE_ADDR": "192.0.2.7"}, {}, 404),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"Host": "127.0.0.1:8000"}, 200),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"X-Forwarded-For": "192.0.2.7"}, 404),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"X-Forwarded-Proto": "https"}, 404),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"Forwarded": "for=192.0.2.7"}, 404),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"X-Real-IP": "192.0.2.7"}, 404),
            ({"REMOTE_ADDR": "127.0.0.1"}, {"Via": "1.1 front"}, 404),
            ({"REMOTE_ADDR": ""}, {}, 404),
        ],
    )
    def test_it_opens_from_this_machine_only(self, client, environ, headers, status):
        answer = client.get("/dev/mail", environ_overrides=environ, headers=headers)
        assert answer.status_code == status

    def test_a_web_server_in_front_that_says_nothing_of_itself_opens_it_to_nobody(
        self, site, client, monkeypatch
    ):
        monkeypatch.setitem(site.config, "TRUSTED_HOSTS", ["foursteps.soar.example"])
        headers = {"Host": "foursteps.soar.example"}
        assert client.get("/sign-in", headers=headers).status_code == 200
        assert client.get("/dev/mail", headers=headers).status_code == 404

    def test_it_is_not_there_when_mail_is_sent(self, site, client, monkeypatch):
        monkeypatch.setitem(site.config, "MAIL_MODE", "smtp")
        assert client.get("/dev/mail").status_code == 404
