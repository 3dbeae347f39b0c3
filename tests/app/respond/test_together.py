"""Several requests at once for one link: double clicks, two windows, a retry. Real threads, both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from app.extensions import db
from surveys.models import Activity, Answer
from tests.respondents import RIGHT, hidden_fields
from tests.strict_html import parse, text_of

TOGETHER = 20
FIRST = {name: RIGHT[name] for name in list(RIGHT)[:3]}
SECOND = {name: RIGHT[name] for name in list(RIGHT)[3:]}


@pytest.fixture
def at_once(site):
    """Sends requests from a thread each, all let go at the same moment, and gives their answers in order."""

    def send(requests):
        barrier = Barrier(len(requests))

        def one(request):
            path, data = request
            client = site.test_client()
            barrier.wait()
            return client.post(path, data=data)

        with ThreadPoolExecutor(len(requests)) as pool:
            return list(pool.map(one, requests))

    return send


@pytest.fixture
def rows(site):
    """``rows(Answer.value)`` gives that column of every row."""

    def look(column):
        with site.app_context():
            return db.session.scalars(select(column)).all()

    return look


def heading(answer):
    return text_of(parse(answer.get_data(as_text=True)).find(".//h1"))


def answer_all(client, link):
    for number in (1, 2):
        assert client.post(f"{link}/page/{number}", data=RIGHT).status_code == 303


def test_twenty_posts_at_once_make_one_response_and_get_one_page(
    client, invite, at_once, rows, count_responses
):
    link = invite.delegate_pre()
    answer_all(client, link)
    answers = at_once([(f"{link}/check", hidden_fields(client.get(f"{link}/check")))] * TOGETHER)
    assert {(a.status_code, a.get_data()) for a in answers} == {(200, answers[0].get_data())}
    assert heading(answers[0]) == "Thank you"
    assert (count_responses(), len(rows(Answer.value)), rows(Activity.verb).count("submit-response")) == (
        1,
        5,
        1,
    )


def test_pages_saved_at_once_are_all_kept(client, invite, at_once, record_of):
    """Two windows on two pages: neither takes back what the other saved."""
    link = invite.delegate_pre()
    requests = [(f"{link}/page/1", FIRST), (f"{link}/page/2", SECOND)] * (TOGETHER // 2)
    assert {answer.status_code for answer in at_once(requests)} == {303}
    assert record_of(link).draft == {**RIGHT, "neglect.story": []}


def test_twenty_people_at_once_are_all_kept(client, invite, at_once, count_responses):
    links = [invite.delegate_pre() for _ in range(TOGETHER)]
    for link in links:
        answer_all(client, link)
    answers = at_once([(f"{link}/check", {}) for link in links])
    assert [heading(answer) for answer in answers] == ["Thank you"] * TOGETHER
    assert count_responses() == TOGETHER


@pytest.mark.parametrize("times", range(3))
def test_a_page_saved_while_the_answers_are_sent_is_in_them_or_is_told_that_it_came_too_late(
    client, invite, at_once, rows, times
):
    link = invite.delegate_pre()
    answer_all(client, link)
    late = {**FIRST, "neglect.first-step": ["b"]}
    *sent, saved = at_once([(f"{link}/check", {})] * 4 + [(f"{link}/page/1", late)])
    assert [heading(answer) for answer in sent] == ["Thank you"] * 4
    assert saved.status_code in (303, 409)
    assert ("b" in rows(Answer.value)) is (saved.status_code == 303)


class TestTwoWindows:
    def seen(self, client, link):
        """What the check page's form sends along."""
        tree = parse(client.get(f"{link}/check").get_data(as_text=True))
        return {e.get("name"): e.get("value") for e in tree.iter("input")}

    def test_answers_changed_in_another_window_are_shown_before_they_are_sent(
        self, client, another_client, invite, count_responses
    ):
        link = invite.delegate_pre()
        answer_all(client, link)
        seen = self.seen(client, link)
        another_client.post(f"{link}/page/1", data={**FIRST, "neglect.first-step": ["b"]})
        told = client.post(f"{link}/check", data=seen)
        page = parse(told.get_data(as_text=True))
        assert (told.status_code, count_responses()) == (409, 0)
        assert "Your answers were changed since you last saw them" in text_of(page.find(".//main"))
        assert "Wait for the next visit" in text_of(page.find(".//main"))
        again = {e.get("name"): e.get("value") for e in page.iter("input")}
        assert heading(client.post(f"{link}/check", data=again)) == "Thank you"
        assert count_responses() == 1

    def test_the_same_answers_saved_again_are_no_change(self, client, another_client, invite):
        link = invite.delegate_pre()
        answer_all(client, link)
        seen = self.seen(client, link)
        answer_all(another_client, link)
        assert heading(client.post(f"{link}/check", data=seen)) == "Thank you"

    def test_whoever_sends_second_gets_the_thank_you_page_and_changes_nothing(
        self, client, another_client, invite, count_responses
    ):
        link = invite.delegate_pre()
        answer_all(client, link)
        seen = self.seen(client, link)
        assert heading(another_client.post(f"{link}/check", data=seen)) == "Thank you"
        assert heading(client.post(f"{link}/check", data=seen)) == "Thank you"
        assert count_responses() == 1
