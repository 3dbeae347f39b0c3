"""Captured mail as pages: found, read, its links followed; and shut to everybody who is not on this machine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from surveys.models import CapturedMail
from surveys.operations.messages import keep_mail
from tests.partnership import PRE_OPENS
from tests.strict_html import parse, text_of

BASE = "https://foursteps.soar.example"


@pytest.fixture
def environ(tmp_path, empty_database_url):
    return {
        "FOURSTEPS_INSTANCE": str(tmp_path),
        "DATABASE_URL": empty_database_url,
        "FOURSTEPS_BASE_URL": BASE,
    }


@pytest.fixture
def site(environ):
    app = create_app(environ)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(site):
    return site.test_client()


@pytest.fixture
def keep(site):
    """``keep("asha@soar.example", "Hello", "text", "<p>html</p>")``: each mail a minute after the one before."""

    def do(recipient, subject="Hello", text="Hello", html=""):
        number = db.session.scalar(select(func.count(CapturedMail.id)))
        moment = PRE_OPENS + timedelta(minutes=number)
        keep_mail(db.session, recipient=recipient, subject=subject, text=text, html=html, now=moment)
        db.session.commit()
        return db.session.scalar(select(func.max(CapturedMail.id)))

    return do


def page(client, url="/dev/mail"):
    answer = client.get(url)
    assert answer.status_code == 200
    return parse(answer.text)


def rows(tree):
    """Of each mail in the list: to whom and when, and its subject."""
    return [
        (text_of(row.find("span")), text_of(row.find("a")))
        for row in tree.iter("li")
        if row.find("span[@class='fs-event__when']") is not None
    ]


def recipients(tree):
    return [who.removeprefix("to ").partition(",")[0] for who, _ in rows(tree)]


def test_the_list_shows_the_newest_first(client, keep):
    keep("asha@soar.example", "Before your course")
    keep("bo@soar.example", "After your course")
    tree = page(client)
    assert rows(tree) == [
        ("to bo@soar.example, 3 March 2027 at 08:01", "After your course"),
        ("to asha@soar.example, 3 March 2027 at 08:00", "Before your course"),
    ]
    assert text_of(tree.find(".//h2")) == "2 mails, the newest first"


def test_an_empty_box_says_so(client):
    assert "There is no such mail." in text_of(page(client))


def test_mail_is_found_by_address_and_subject(client, keep):
    keep("asha@soar.example", "Before your course")
    keep("bo@soar.example", "After your course")
    for search, found in (("ASHA", ["asha@soar.example"]), ("after", ["bo@soar.example"]), ("zz", [])):
        tree = page(client, f"/dev/mail?search={search}")
        assert recipients(tree) == found
        assert tree.find(".//input[@id='search']").get("value") == search


def test_a_search_is_shown_as_it_was_typed(client, keep):
    keep("asha@soar.example")
    tree = page(client, "/dev/mail?search=%22%3E%3Cscript%3E%00x")
    assert tree.find(".//input[@id='search']").get("value") == '"><script>x'


def test_a_long_list_comes_in_pages_that_keep_the_search(client, keep):
    for number in range(51):
        keep(f"p{number}@soar.example")
    first = page(client, "/dev/mail?search=soar")
    assert len(rows(first)) == 50
    (older,) = [link.get("href") for link in first.iter("a") if text_of(link).startswith("Older")]
    second = page(client, older)
    assert recipients(second) == ["p0@soar.example"]
    (newer,) = [link.get("href") for link in second.iter("a") if text_of(link).startswith("Newer")]
    assert rows(page(client, newer)) == rows(first)


@pytest.mark.parametrize("number", ["0", "-3", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_is_no_fault(client, keep, number):
    keep("asha@soar.example")
    assert client.get(f"/dev/mail?page={number}").status_code == 200


def test_a_mail_is_read_and_its_link_followed(client, keep):
    link = f"{BASE}/s/WzEsMV0.token"
    text = f"Hello Asha,\n\nOne line\nanother:\n\n{link}\n\nBye\n"
    mail_id = keep("asha@soar.example", "Before", text)
    tree = page(client, f"/dev/mail/{mail_id}")
    assert text_of(tree.find(".//h1")) == "Before"
    assert "".join(tree.find(".//div[@class='govuk-body fs-mail']").itertext()) == text
    assert [found.get("href") for found in tree.iter("a") if found.get("href").startswith("http")] == [link]


def test_what_a_mail_says_is_never_markup_and_only_our_own_addresses_become_links(client, keep):
    odd = '<script>x</script> javascript:alert(1) http://evil.example/"onclick= {{ 7*7 }}'
    mail_id = keep("asha@soar.example", odd, odd)
    tree = page(client, f"/dev/mail/{mail_id}")
    assert text_of(tree.find(".//h1")) == odd
    assert text_of(tree.find(".//div[@class='govuk-body fs-mail']")) == odd
    assert not [found for found in tree.iter("a") if "evil" in found.get("href")]
    parse(client.get("/dev/mail").text)


def test_html_is_shown_by_itself_where_it_can_do_nothing(client, keep):
    html = "<script>document.title = 'x'</script><img src='http://evil.example/'>"
    mail_id = keep("asha@soar.example", html=html)
    assert f"/dev/mail/{mail_id}/html" in {
        a.get("href") for a in page(client, f"/dev/mail/{mail_id}").iter("a")
    }
    answer = client.get(f"/dev/mail/{mail_id}/html")
    assert answer.text == html
    assert answer.headers["Content-Security-Policy"].split("; ")[:2] == ["sandbox", "default-src 'none'"]


@pytest.mark.parametrize("url", ["/dev/mail/9", "/dev/mail/9/html", "/dev/mail/x", f"/dev/mail/{2**64}"])
def test_a_mail_that_is_not_there_is_not_found(client, url):
    assert client.get(url).status_code == 404


URLS = ["/dev/mail", "/dev/mail/{}", "/dev/mail/{}/html"]


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize(
    "environ_base", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": ""}]
)
def test_nobody_from_elsewhere_reads_it(client, keep, url, environ_base):
    url = url.format(keep("asha@soar.example", html="<p>Hello</p>"))
    assert client.get(url).status_code == 200
    answer = client.get(url, environ_base=environ_base)
    assert answer.status_code == 404
    assert "asha" not in answer.text


@pytest.mark.parametrize("url", URLS)
def test_nobody_reads_it_where_mail_is_sent(environ, site, keep, url):
    url = url.format(keep("asha@soar.example"))
    live = {
        "MAIL_MODE": "smtp",
        "FOURSTEPS_SMTP_HOST": "mail.soar.example",
        "FOURSTEPS_MAIL_FROM": "training@soar-valley.org.uk",
    }
    assert create_app({**environ, **live}).test_client().get(url).status_code == 404


def test_looking_changes_nothing(client, keep):
    mail_id = keep("asha@soar.example")
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(f"/dev/mail/{mail_id}").status_code in {400, 405}
    assert db.session.scalar(select(func.count(CapturedMail.id))) == 1
