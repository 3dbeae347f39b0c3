"""A respondent's pages, from the link in the email to the thank-you page, and the links that open no more."""

from __future__ import annotations

import pytest

from tests.respondents import hidden_fields
from tests.strict_html import parse, text_of

PRE_PAGE_1 = {"neglect.first-step": ["a"], "neglect.signs": ["a", "b"], "neglect.intent": ["false"]}
PRE_PAGE_2 = {"neglect.how-often": ["no-opportunity"], "neglect.confident": ["4"], "neglect.story": [""]}


def page(answer):
    return parse(answer.get_data(as_text=True))


def heading(answer):
    return text_of(page(answer).find(".//h1"))


def words(answer):
    return text_of(page(answer).find(".//main"))


def summary(answer):
    """The lines of the error summary with where they lead."""
    box = page(answer).find(".//div[@class='govuk-error-summary']")
    return [] if box is None else [(a.get("href"), text_of(a)) for a in box.iter("a")]


def checked(answer):
    return {(e.get("name"), e.get("value")) for e in page(answer).iter("input") if "checked" in e.attrib}


def answer_all(client, link):
    assert client.post(f"{link}/page/1", data=PRE_PAGE_1).status_code == 303
    assert client.post(f"{link}/page/2", data=PRE_PAGE_2).status_code == 303


class TestOpening:
    def test_the_first_page_says_who_asks_about_what_for_how_long_and_until_when(self, client, invite):
        start = client.get(invite.delegate_pre())
        facts = dict(zip(*(map(text_of, page(start).iter(tag)) for tag in ("dt", "dd")), strict=True))
        assert heading(start) == "Before your course"
        assert facts == {
            "Course": "Neglect: recognising and responding",
            "Date": "Wednesday 10 March 2027, Beaumanor Hall",
            "Time needed": "About 1 minute. You can stop and come back with the same link.",
            "Open until": "09:30 on Wednesday 10 March 2027",
        }

    def test_it_says_where_to_report_a_concern(self, client, invite):
        assert "Call 0100 555 0199 now." in words(client.get(invite.delegate_pre()))

    def test_a_delegates_page_names_nobody(self, client, invite):
        start = client.get(invite.delegate_pre()).get_data(as_text=True)
        assert [name for name in ("Priya", "Patel", "priya@") if name in start] == []

    def test_a_manager_reads_the_first_name_of_the_delegate_and_no_more(self, client, invite):
        start = client.get(invite.manager_month3())
        assert heading(start) == "Priya’s course, 3 months on"
        assert "Patel" not in start.get_data(as_text=True)

    @pytest.mark.parametrize("tail", [".", ",", ").", ">", "]", "'", '"', "!?", "/"])
    def test_punctuation_that_a_mail_program_adds_is_no_part_of_the_link(self, client, invite, tail):
        assert heading(client.get(invite.delegate_pre() + tail)) == "Before your course"

    def test_every_link_on_the_page_holds_the_token_without_that_punctuation(self, client, invite):
        link = invite.delegate_pre()
        hrefs = {a.get("href") for a in page(client.get(link + ").")).iter("a")}
        assert hrefs == {"#main-content", f"{link}/page/1"}

    @pytest.mark.parametrize("path", ["", "/page/1", "/page/2", "/check"])
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_looking_changes_nothing(self, client, invite, record_of, path, method):
        link = invite.delegate_pre()
        before = record_of(link)
        assert client.open(link + path, method=method).status_code == 200
        assert record_of(link) == before

    @pytest.mark.parametrize(
        "path", ["/page/0", "/page/3", "/page/99999999999999999999", "/page/x", "/nothing"]
    )
    def test_a_page_that_is_not_there_is_not_found(self, client, invite, path):
        assert client.get(invite.delegate_pre() + path).status_code == 404


class TestPrivacy:
    @pytest.mark.parametrize("path", ["", "/page/1", "/check"])
    def test_no_cookie_no_referrer_no_store(self, client, invite, path):
        answer = client.get(invite.delegate_pre() + path)
        assert answer.headers.getlist("Set-Cookie") == []
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"

    def test_a_link_that_is_unknown_is_as_private(self, client):
        answer = client.get("/s/WzEsMV0.nonsense")
        assert answer.headers.getlist("Set-Cookie") == []
        assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == (
            "no-referrer",
            "no-store",
        )

    def test_a_post_needs_no_token_but_the_link(self, client, invite):
        answer = client.post(f"{invite.delegate_pre()}/page/1", data=PRE_PAGE_1)
        assert (answer.status_code, answer.headers.getlist("Set-Cookie")) == (303, [])


class TestAnswering:
    def test_one_goes_from_page_to_page_and_then_to_the_check(self, client, invite):
        link = invite.delegate_pre()
        assert client.post(f"{link}/page/1", data=PRE_PAGE_1).location == f"{link}/page/2"
        assert client.post(f"{link}/page/2", data=PRE_PAGE_2).location == f"{link}/check"

    def test_a_page_with_gaps_comes_back_with_what_was_chosen(self, client, invite):
        link = invite.delegate_pre()
        again = client.post(f"{link}/page/1", data={"neglect.first-step": ["b"]})
        assert again.status_code == 422
        assert [href for href, _ in summary(again)] == ["#neglect.signs", "#neglect.intent"]
        assert checked(again) == {("neglect.first-step", "b")}
        assert text_of(page(again).find(".//title")).startswith("Error: ")

    def test_what_was_chosen_is_kept_even_when_the_page_had_gaps(self, client, invite):
        link = invite.delegate_pre()
        client.post(f"{link}/page/1", data={"neglect.first-step": ["b"]})
        assert checked(client.get(f"{link}/page/1")) == {("neglect.first-step", "b")}

    def test_a_draft_goes_on_where_it_was_left_on_any_device(self, client, invite, another_client):
        link = invite.delegate_pre()
        client.post(f"{link}/page/1", data=PRE_PAGE_1)
        start = page(another_client.get(link))
        assert [(text_of(a), a.get("href")) for a in start.iter("a")][1:] == [("Continue", f"{link}/page/2")]

    def test_a_text_given_before_is_not_shown_again_and_is_kept(self, client, invite, record_of):
        link = invite.delegate_pre()
        client.post(f"{link}/page/2", data={**PRE_PAGE_2, "neglect.story": ["A child told me."]})
        again = client.get(f"{link}/page/2")
        assert "A child told me." not in again.get_data(as_text=True)
        assert "You have already written something here." in words(again)
        client.post(f"{link}/page/2", data=PRE_PAGE_2)
        assert record_of(link).draft["neglect.story"] == ["A child told me."]

    def test_a_text_can_be_taken_back(self, client, invite, record_of):
        link = invite.delegate_pre()
        client.post(f"{link}/page/2", data={**PRE_PAGE_2, "neglect.story": ["A child told me."]})
        client.post(f"{link}/page/2", data={**PRE_PAGE_2, "take-back": ["neglect.story"]})
        assert record_of(link).draft["neglect.story"] == [""]

    @pytest.mark.parametrize(
        "odd",
        [
            {"neglect.first-step": ["z"]},
            {"neglect.first-step": ["a", "b"]},
            {"neglect.first-step": ["\x00"]},
            {"neglect.signs": ["{{ 7 * 7 }}"]},
        ],
    )
    def test_what_is_no_answer_is_refused_with_a_message(self, client, invite, odd):
        again = client.post(f"{invite.delegate_pre()}/page/1", data={**PRE_PAGE_1, **odd})
        assert again.status_code == 422
        assert [href for href, _ in summary(again)] == [f"#{name}" for name in odd]

    def test_fields_that_were_not_asked_for_are_passed_over(self, client, invite, record_of):
        link = invite.delegate_pre()
        more = {"other.question": ["a"], "invitation_id": ["1"], "neglect.confident": ["1"]}
        assert client.post(f"{link}/page/1", data={**PRE_PAGE_1, **more}).status_code == 303
        assert set(record_of(link).draft) == set(PRE_PAGE_1)

    @pytest.mark.parametrize(
        "text", ["<script>alert(1)</script>", "{{ config }}", "‮abc", "é" * 500, "'; DROP"]
    )
    def test_any_text_is_shown_exactly_as_typed_when_the_page_has_a_gap(self, client, invite, text):
        again = client.post(f"{invite.delegate_pre()}/page/2", data={"neglect.story": [text]})
        assert (again.status_code, page(again).find(".//textarea").text) == (422, text)


class TestCheckingAndSending:
    def test_the_answers_are_shown_in_words_with_a_way_to_change_each(self, client, invite):
        link = invite.delegate_pre()
        answer_all(client, link)
        check = page(client.get(f"{link}/check"))
        values = [text_of(dd) for dd in check.iter("dd") if "value" in dd.get("class")]
        changes = [a.get("href") for dd in check.iter("dd") for a in dd.iter("a")]
        assert (values[0], values[2:4], values[5]) == (
            "Speak with the child",
            ["False", "No opportunity so far"],
            "No answer",
        )
        assert changes[4] == f"{link}/page/2?back=check#neglect.confident"

    def test_a_change_leads_back_to_the_check(self, client, invite):
        link = invite.delegate_pre()
        answer_all(client, link)
        assert client.post(f"{link}/page/1?back=check", data=PRE_PAGE_1).location == f"{link}/check"

    def test_gaps_stop_the_sending_and_are_named(self, client, invite, record_of):
        link = invite.delegate_pre()
        client.post(f"{link}/page/1", data=PRE_PAGE_1)
        refused = client.post(f"{link}/check")
        assert refused.status_code == 422
        assert [href for href, _ in summary(refused)] == [
            f"{link}/page/2?back=check#neglect.how-often",
            f"{link}/page/2?back=check#neglect.confident",
        ]
        assert record_of(link).submitted_at is None

    def test_the_thank_you_page_comes_after_the_commit_and_says_what_is_next(self, client, invite, record_of):
        link = invite.delegate_pre()
        answer_all(client, link)
        thanks = client.post(f"{link}/check")
        assert (thanks.status_code, heading(thanks)) == (200, "Thank you")
        assert "Next comes the course itself." in words(thanks)
        assert record_of(link).submitted_at is not None

    def test_sending_twice_gives_the_same_page_and_one_response(self, client, invite, count_responses):
        link = invite.delegate_pre()
        answer_all(client, link)
        form = hidden_fields(client.get(f"{link}/check"))
        first, second = (client.post(f"{link}/check", data=form) for _time in range(2))
        assert (first.status_code, second.status_code) == (200, 200)
        assert first.get_data() == second.get_data()
        assert count_responses() == 1


class TestLinksThatOpenNoMore:
    def test_a_used_link_says_when_it_was_used_and_what_is_next(self, client, invite):
        link = invite.delegate_pre()
        answer_all(client, link)
        client.post(f"{link}/check")
        used = client.get(link)
        assert (used.status_code, heading(used)) == (200, "You have already answered")
        assert "Next comes the course itself." in words(used)

    def test_a_second_tab_is_told_that_it_came_too_late(self, client, invite):
        link = invite.delegate_pre()
        answer_all(client, link)
        client.post(f"{link}/check")
        late = client.post(f"{link}/page/1", data=PRE_PAGE_1)
        assert (late.status_code, heading(late)) == (409, "You have already answered")
        assert "What you sent just now was not added" in words(late)

    def test_a_closed_wave_says_so(self, client, invite, later):
        link = invite.delegate_pre()
        later(days=30)
        assert heading(client.get(link)) == "These questions have closed"
        assert client.post(f"{link}/page/1", data=PRE_PAGE_1).status_code == 410

    def test_a_withdrawn_link_says_that_nothing_is_needed(self, client, invite):
        gone = client.get(invite.withdrawn())
        assert (gone.status_code, heading(gone)) == (410, "We no longer need your answers")

    def test_a_replaced_link_offers_a_fresh_one(self, client, invite):
        old = invite.replaced()
        there = client.get(old)
        assert (there.status_code, heading(there)) == (410, "There is a newer link")
        assert [form.get("action") for form in page(there).iter("form")] == [f"{old}/fresh"]

    @pytest.mark.parametrize("token", ["nonsense", "...", "WzEsMV0.AAAA", "%00", "%F0%9F%91%8D", "a" * 4000])
    def test_a_link_that_we_never_sent_gets_a_neutral_page(self, client, token):
        unknown = client.get(f"/s/{token}")
        assert (unknown.status_code, heading(unknown)) == (404, "This link does not open anything")

    def test_asking_for_a_fresh_link_tells_nobody_whether_there_is_one(self, client, invite):
        links = [invite.replaced(), invite.withdrawn(), invite.delegate_pre(), "/s/nonsense"]
        answers = [client.post(f"{link}/fresh") for link in links]
        assert {(a.status_code, a.get_data()) for a in answers} == {(200, answers[0].get_data())}
