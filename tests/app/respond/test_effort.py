"""What a respondent's request costs the database: looking writes nothing, and each page is a few statements."""

from __future__ import annotations

import pytest

from app.extensions import db
from surveys.queries.questionnaires import forget_questionnaires
from tests.respondents import RIGHT, hidden_fields
from tests.statements import statements


@pytest.fixture
def said(site):
    """The statements that a request sends: ``said(client.get, path)``."""

    def count(ask, *args, **options):
        with site.app_context():
            engine = db.engine
        with statements(engine) as sent:
            ask(*args, **options)
        return [" ".join(sql.split()[:3]) for sql in sent]

    return count


def verbs(sent):
    return [sql.split()[0] for sql in sent]


@pytest.mark.parametrize("path", ["", "/page/1", "/page/2", "/check"])
class TestLooking:
    def test_the_first_look_of_a_process_reads_link_and_questionnaire(self, client, invite, said, path):
        link = invite.delegate_pre()
        forget_questionnaires()
        assert verbs(said(client.get, link + path)) == ["SELECT", "SELECT"]

    def test_after_that_a_page_takes_one_statement(self, client, invite, said, path):
        link = invite.delegate_pre()
        client.get(link)
        assert verbs(said(client.get, link + path)) == ["SELECT"]

    @pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
    def test_no_other_way_of_looking_writes(self, client, invite, said, path, method):
        link = invite.delegate_pre()
        assert set(verbs(said(client.open, link + path, method=method))) <= {"SELECT"}


@pytest.mark.parametrize("kind", ["withdrawn", "replaced", "closed"])
def test_a_dead_link_takes_one_statement(client, invite, said, kind):
    assert verbs(said(client.get, getattr(invite, kind)())) == ["SELECT"]


def test_a_link_that_we_never_sent_takes_none(client, invite, said):
    assert said(client.get, invite.unknown()) == []


def test_saving_a_page_takes_two(client, invite, said):
    link = invite.delegate_pre()
    client.get(link)
    assert verbs(said(client.post, f"{link}/page/1", data=RIGHT)) == ["SELECT", "UPDATE"]


def test_sending_takes_five(client, invite, said):
    link = invite.delegate_pre()
    for number in (1, 2):
        client.post(f"{link}/page/{number}", data=RIGHT)
    assert said(client.post, f"{link}/check")[1:] == [
        "UPDATE invitations SET",
        "INSERT INTO responses",
        "INSERT INTO answers",
        "INSERT INTO activity",
    ]


def test_sending_again_reads_the_link_and_what_there_is_to_tell_of_the_answers(client, invite, said, later):
    link = invite.delegate_pre()
    for number in (1, 2):
        client.post(f"{link}/page/{number}", data=RIGHT)
    form = hidden_fields(client.get(f"{link}/check"))
    client.post(f"{link}/check", data=form)
    assert verbs(said(client.post, f"{link}/check", data=form)) == ["SELECT", "SELECT"]
    later(minutes=16)
    assert verbs(said(client.post, f"{link}/check", data=form)) == ["SELECT"]
