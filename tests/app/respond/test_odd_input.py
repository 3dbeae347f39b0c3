"""Whatever is sent is stored exactly or refused with a message, and never breaks a page."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.edge import LARGEST_FORM
from app.extensions import db
from app.respond import views
from surveys.models import Answer
from tests.respondents import RIGHT
from tests.strict_html import parse, text_of

NAUGHTY = {
    "script": "<script>alert('x')</script>",
    "attribute": "\"' onfocus=alert(1) autofocus x='",
    "textarea": "</textarea><img src=x onerror=alert(1)>",
    "jinja": "{{ config.items() }}{% raw %}{# #}",
    "format": "%s%n%d {0} {link.draft} ${HOME} `id`",
    "sql": "Robert'); DROP TABLE answers; --",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "right-to-left override": "‮live ‭",
    "arabic": "مُنَاقَشَةُ سُبُلِ",
    "zero width": "a\u200b\u200d\ufeff\u00adb",
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "combining marks": "Z" + "\u0300\u0316" * 1900,
    "controls": "a\x01\x08\x1b[31mb\x7f",
    "line separators": "a\u2028b\u2029c\x85d",
    "not a character": "\ufffe\uffff\U0010ffff",
    "percent": "%00%ED%A0%80%u0000",
    "blanks": "\u3000  both ends  \t\u00a0",
    "longest": "ж" * 4000,
}


def page(answer):
    return parse(answer.get_data(as_text=True))


def heading(answer):
    return text_of(page(answer).find(".//h1"))


@pytest.fixture
def stored(site):
    """The value of the one answer to this question."""

    def look(key):
        with site.app_context():
            return db.session.scalars(select(Answer.value).where(Answer.question_key == key)).one()

    return look


def save(client, link, number, **odd):
    form = {**RIGHT, **{f"neglect.{key.replace('_', '-')}": value for key, value in odd.items()}}
    return client.post(f"{link}/page/{number}", data=form)


class TestTexts:
    @pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
    def test_a_text_goes_into_the_record_exactly_as_it_was_typed(self, client, invite, stored, text):
        link = invite.delegate_pre()
        save(client, link, 1)
        assert save(client, link, 2, story=text).status_code == 303
        assert "Written" in text_of(page(client.get(f"{link}/check")).find(".//main"))
        assert heading(client.post(f"{link}/check")) == "Thank you"
        assert stored("story") == text

    @pytest.mark.parametrize(
        "kind", ["script", "attribute", "textarea", "jinja", "format", "arabic", "emoji"]
    )
    def test_a_text_is_shown_again_exactly_where_the_page_has_a_gap(self, client, invite, kind):
        again = save(client, invite.delegate_pre(), 2, story=NAUGHTY[kind], confident=[])
        assert (again.status_code, page(again).find(".//textarea").text) == (422, NAUGHTY[kind])

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("a\0b", "Your answer holds a character that cannot be kept. Please type it again."),
            ("ж" * 4001, "Use 4,000 characters or fewer. You have written 4,001."),
            ("Z" + "\u0300" * 5000, "Use 4,000 characters or fewer. You have written 5,001."),
        ],
    )
    def test_a_text_that_cannot_be_kept_is_refused_and_shown(self, client, invite, record_of, text, says):
        link = invite.delegate_pre()
        again = save(client, link, 2, story=text)
        [line] = page(again).find(".//div[@class='govuk-error-summary']").iter("a")
        assert (again.status_code, text_of(line)) == (422, f"Question 6: {says}")
        assert page(again).find(".//textarea").text == text.replace("\0", "\ufffd")
        assert "neglect.story" not in record_of(link).draft

    def test_lone_surrogates_do_not_reach_the_record(self, client, invite, stored):
        """They cannot be said in UTF-8; what a client makes of them is kept as it came."""
        link = invite.delegate_pre()
        save(client, link, 1)
        body = "neglect.how-often=1&neglect.confident=4&neglect.story=a%ED%A0%80b"
        form = "application/x-www-form-urlencoded"
        assert client.post(f"{link}/page/2", data=body, content_type=form).status_code == 303
        assert heading(client.post(f"{link}/check")) == "Thank you"
        assert stored("story").encode("utf-8")
        assert not any("\ud800" <= letter <= "\udfff" for letter in stored("story"))


class TestForms:
    @pytest.mark.parametrize(
        ("odd", "name"),
        [
            ({"first_step": ["a", "b"]}, "neglect.first-step"),
            ({"first_step": ["no-opportunity"]}, "neglect.first-step"),
            ({"first_step": ["1"]}, "neglect.first-step"),
            ({"first_step": ["A"]}, "neglect.first-step"),
            ({"first_step": ["a" * 10_000]}, "neglect.first-step"),
            ({"signs": ["a", "b", "z"]}, "neglect.signs"),
            ({"signs": ["a,b"]}, "neglect.signs"),
            ({"signs": [f"{number}" for number in range(900)]}, "neglect.signs"),
            ({"intent": ["true", "false"]}, "neglect.intent"),
            ({"intent": ["NaN"]}, "neglect.intent"),
            ({"intent": ["\0"]}, "neglect.intent"),
        ],
    )
    def test_what_is_no_answer_is_refused_by_name(self, client, invite, record_of, odd, name):
        link = invite.delegate_pre()
        again = save(client, link, 1, **odd)
        lines = page(again).find(".//div[@class='govuk-error-summary']").iter("a")
        assert (again.status_code, [line.get("href") for line in lines]) == (422, [f"#{name}"])
        assert name not in record_of(link).draft

    @pytest.mark.parametrize("odd", ["1.0", "1e0", "+1", " 1", "١", "nan", "inf", "-0", "11", "0x1", "1_0"])
    def test_a_number_is_one_of_those_offered_and_nothing_like_it(self, client, invite, odd):
        again = save(client, invite.delegate_pre(), 2, how_often=[odd], confident=[odd])
        lines = page(again).find(".//div[@class='govuk-error-summary']").iter("a")
        assert [a.get("href") for a in lines] == ["#neglect.how-often", "#neglect.confident"]

    @pytest.mark.parametrize(
        "name",
        [
            "neglect.first-step[]",
            "neglect[first-step]",
            "other.first-step",
            "first-step",
            "take-back",
            "token",
        ],
    )
    def test_fields_of_other_names_are_passed_over(self, client, invite, record_of, name):
        link = invite.delegate_pre()
        assert client.post(f"{link}/page/1", data={**RIGHT, name: ["b"]}).status_code == 303
        assert record_of(link).draft == {key: RIGHT[key] for key in list(RIGHT)[:3]}

    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            (b'{"neglect.first-step": "a"}', "application/json"),
            (b"", "application/x-www-form-urlencoded"),
            (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
            (b"=&=&&;", "application/x-www-form-urlencoded"),
            (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
            (b"", "multipart/form-data"),
            (b"<a/>", "text/xml"),
            (b"x", "no content type at all"),
        ],
    )
    def test_a_body_that_is_no_form_is_a_page_with_gaps(self, client, invite, body, content_type):
        answer = client.post(f"{invite.delegate_pre()}/page/1", data=body, content_type=content_type)
        assert (answer.status_code, heading(answer)) == (422, "What you know")

    def test_a_form_of_64_kib_is_read_and_one_byte_more_is_too_much(self, client, invite, record_of):
        link, form = invite.delegate_pre(), "application/x-www-form-urlencoded"
        start = b"neglect.story="
        most = start + b"x" * (LARGEST_FORM - len(start))
        assert client.post(f"{link}/page/2", data=most, content_type=form).status_code == 422
        before = record_of(link)
        over = client.post(f"{link}/page/2", data=most + b"x", content_type=form)
        assert (over.status_code, heading(over)) == (413, "That was too much at once")
        assert record_of(link) == before

    def test_a_thousand_fields_and_more_are_refused_or_read_and_never_break_the_page(self, client, invite):
        many = {f"f{number}": "x" for number in range(3000)}
        answer = client.post(f"{invite.delegate_pre()}/page/1", data={**many, **RIGHT})
        assert answer.status_code in (303, 413)


class TestScanners:
    """Mail scanners open every link, and some submit every form."""

    def test_a_scanner_that_follows_every_link_and_submits_every_form_leaves_the_link_alive(
        self, client, invite, record_of, count_responses
    ):
        link = invite.delegate_pre()
        todo, seen, sent = [link, f"{link}/check"], set(), set()
        while todo:
            path = todo.pop()
            seen.add(path)
            tree = page(client.get(path))
            for form in tree.iter("form"):
                hidden = (e for e in form.iter("input") if e.get("type") == "hidden")
                fields = {e.get("name"): e.get("value") for e in hidden}
                assert client.post(form.get("action"), data=fields).status_code == 422
                sent.add(form.get("action"))
            hrefs = {(a.get("href") or "").partition("#")[0] for a in tree.iter("a")}
            todo += [href for href in hrefs if href.startswith(link) and href not in seen]
        ways = ("page/1", "page/2", "page/1?back=check", "page/2?back=check", "check")
        assert sent == {f"{link}/{way}" for way in ways}
        assert (count_responses(), record_of(link).draft_saved_at) == (0, None)
        assert heading(client.get(link)) == "Before your course"
        assert "You have already begun" not in client.get(link).get_data(as_text=True)


class TestTampering:
    def test_no_letter_of_a_link_can_be_changed(self, client, invite):
        link = invite.delegate_pre()
        flip = {True: "A", False: "B"}
        for place in range(len("/s/"), len(link)):
            changed = link[:place] + flip[link[place] != "A"] + link[place + 1 :]
            answer = client.get(changed)
            assert (answer.status_code, heading(answer)) == (404, "This link does not open anything"), place

    def test_every_neutral_page_is_the_same_to_the_letter(self, client, invite):
        link = invite.delegate_pre()
        pages = {client.get(path).get_data() for path in (invite.unknown(), link[:-1], link + "A", "/s/x")}
        assert len(pages) == 1

    def test_a_refused_page_neither_repeats_the_token_nor_what_was_sent(self, client, invite):
        answer = client.post(f"{invite.unknown()}/page/1", data={"neglect.story": "A child told me."})
        assert answer.status_code == 404
        assert "A child told me." not in answer.get_data(as_text=True)


class TestBusy:
    """The database is locked, down, read-only or full."""

    @pytest.fixture
    def broken(self, monkeypatch):
        def fail(*args, **options):
            raise OperationalError("UPDATE", {}, Exception("database is locked"))

        monkeypatch.setattr(views, "find_link", fail)
        return monkeypatch

    def test_what_was_typed_is_kept_in_the_page_and_sent_again_with_one_press(
        self, client, invite, broken, record_of
    ):
        link = invite.delegate_pre()
        typed = {**RIGHT, "neglect.story": ['She said:\r\n"go" <away>'], "neglect.signs": ["a", "b"]}
        busy = client.post(f"{link}/page/2?back=check", data=typed)
        assert (busy.status_code, heading(busy), busy.headers["Retry-After"]) == (
            503,
            "Sorry, we are busy",
            "30",
        )
        form = page(busy).find(".//form")
        assert form.get("action") == f"{link}/page/2?back=check"
        fields = [(e.get("name"), e.get("value")) for e in form.iter("input")]
        assert ("neglect.signs", "a") in fields
        assert ("neglect.signs", "b") in fields
        broken.undo()
        again = {}
        for name, value in fields:
            again.setdefault(name, []).append(value)
        assert client.post(form.get("action"), data=again).location == f"{link}/check"
        assert record_of(link).draft["neglect.story"] == ['She said:\n"go" <away>']

    def test_a_page_that_cannot_be_shown_offers_another_try(self, client, invite, broken):
        link = invite.delegate_pre()
        busy = client.get(f"{link}/page/2")
        assert (busy.status_code, heading(busy)) == (503, "Sorry, we are busy")
        assert f"{link}/page/2" in [a.get("href") for a in page(busy).iter("a")]

    def test_it_is_as_private_as_any_other(self, client, invite, broken):
        busy = client.post(f"{invite.delegate_pre()}/page/2", data=RIGHT)
        assert busy.headers.getlist("Set-Cookie") == []
        assert (busy.headers["Referrer-Policy"], busy.headers["Cache-Control"]) == ("no-referrer", "no-store")
