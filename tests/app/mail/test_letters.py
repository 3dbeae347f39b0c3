"""What a letter says: who asks, about what, how long it takes, until when, one link, and what it is not for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr
from itertools import product
from types import SimpleNamespace

import pytest
from flask import current_app

from app import create_app
from app.mail.letter import as_email, write_letter
from surveys.enums import Audience, MessageKind, TimePoint
from surveys.queries.messages import Envelope
from tests.partnership import PRE_CLOSES, PRE_OPENS, STARTS, days
from tests.strict_html import parse, text_of

TOKEN = "WzEsMV0.token"
LINK = f"https://foursteps.soar.example/s/{TOKEN}"

ASHA = Envelope(
    message_id=7,
    kind=MessageKind.INVITATION,
    ordinal=0,
    attempts=1,
    first_tried_at=None,
    doubts=0,
    queued_at=PRE_OPENS,
    invitation_id=1,
    questionnaire_id=1,
    audience=Audience.DELEGATE,
    name="Asha Hill",
    address="asha.hill@soar.example",
    delegate_first_name="Asha",
    point=TimePoint.PRE,
    course_title="Neglect: first signs",
    board_name="Soar Valley Board",
    venue="Beaumanor Hall",
    event_starts_at=STARTS,
    closes_at=PRE_CLOSES,
    closed_at=None,
    submitted_at=None,
    withdrawn_at=None,
    cancelled_at=None,
)
JO = replace(
    ASHA, audience=Audience.MANAGER, point=TimePoint.MONTH3, name="Jo Lane", address="jo.lane@soar.example"
)


@pytest.fixture(autouse=True)
def minutes(monkeypatch):
    """``minutes(1)``: how long every questionnaire takes from now on; it begins with 6."""

    def take(minutes):
        asked = SimpleNamespace(minutes=minutes)
        monkeypatch.setattr("app.mail.letter.questionnaire", lambda session, questionnaire_id: asked)

    take(6)
    return take


@pytest.fixture(autouse=True)
def site(tmp_path):
    app = create_app(
        {
            "FOURSTEPS_INSTANCE": str(tmp_path),
            "FOURSTEPS_BASE_URL": "https://foursteps.soar.example",
            "FOURSTEPS_PARTNERSHIP": "Soar Valley Partnership",
            "FOURSTEPS_MAIL_FROM": "training@soar.example",
            "FOURSTEPS_MAIL_REPLY_TO": "office@soar.example",
        }
    )
    with app.app_context():
        yield app


def written(envelope=ASHA, **changed):
    return write_letter(replace(envelope, **changed), TOKEN)


def test_a_delegates_invitation_in_full():
    letter = written()
    assert letter.subject == "Before your course on 10 March 2027: 6 minutes of questions"
    assert letter.text == (
        "Hello Asha,\n"
        "\n"
        "You are booked on “Neglect: first signs” on Wednesday 10 March 2027. Before you go, please answer a few "
        "questions about it. Nobody expects you to know all the answers yet: what counts is the difference "
        "between now and later.\n"
        "\n"
        "It takes about 6 minutes, on a phone or a computer:\n"
        "\n"
        f"{LINK}\n"
        "\n"
        "This link is yours alone. It works until 09:30 on Wednesday 10 March 2027. You can stop and come back "
        "to it.\n"
        "\n"
        "Your answers are put together with other people’s, to see whether the training works. Reports show "
        "groups of people, never who said what.\n"
        "\n"
        "This is not the place to report a worry about a child: nobody reads the answers straight away. "
        f"{current_app.config['CONCERN_WORDS']}\n"
        "\n"
        "A question, or the wrong person? Reply to this email.\n"
        "\n"
        "Soar Valley Board\n"
        "Soar Valley Partnership\n"
    )


def test_a_managers_letter_names_the_delegate_by_first_name_and_shows_no_answer():
    letter = written(JO)
    assert letter.subject.startswith("Asha’s course, 3 months on: ")
    assert letter.text.startswith("Hello Jo Lane,\n\nAsha, who works in your team, took part in ")
    assert "Asha does not see them." in letter.text
    for words in (letter.subject, letter.text, letter.html):
        assert "Hill" not in words
        assert "asha" not in words


def test_a_manager_without_a_name_is_greeted_all_the_same():
    letter = written(JO, name="", delegate_first_name="")
    assert letter.text.startswith("Hello,\n\nYour team member, who works in your team, took part in ")
    assert letter.subject.startswith("Your team member’s course, 3 months on")


@pytest.mark.parametrize(("kind", "audience"), list(product(MessageKind, Audience)))
@pytest.mark.parametrize("point", TimePoint)
def test_every_letter_says_the_same_in_text_and_html_with_one_link(kind, audience, point):
    letter = written(kind=kind, audience=audience, point=point)
    assert letter.text.count("http") == letter.text.count(LINK) == 1
    tree = parse(letter.html)
    assert [link.get("href") for link in tree.iter("a")] == [LINK]
    assert {element.tag for element in tree.iter()}.isdisjoint({"img", "table", "form"})
    in_text = " ".join(letter.text.replace(LINK, "Answer the questions").split())
    in_html = text_of(tree.find("body"))
    title = text_of(tree.find(".//h1"))
    assert in_html == f"{title} {in_text}"
    assert text_of(tree.find("head/title")) == letter.subject
    assert "{" not in letter.subject + letter.text


def test_each_kind_tells_why_it_comes():
    said = {kind: written(kind=kind) for kind in MessageKind}
    assert said[MessageKind.REMINDER].subject.startswith("Reminder: Before your course on 10 March 2027")
    assert "have no answers from you yet" in said[MessageKind.REMINDER].text
    assert said[MessageKind.FRESH_LINK].subject == "Your new link: Before your course on 10 March 2027"
    assert "those in older emails no longer open" in said[MessageKind.FRESH_LINK].text
    assert "have no answers" not in said[MessageKind.INVITATION].text


ODD = "<script>x</script> {{ 7*7 }} {course} %s {0} & Co"


def test_what_people_wrote_is_never_markup_nor_a_pattern():
    letter = written(
        course_title=ODD,
        board_name=ODD,
        delegate_first_name=ODD,
        name=ODD,
    )
    assert letter.text.count(ODD) == 3
    tree = parse(letter.html)
    assert text_of(tree).count(ODD) == 3


def headers(letter, now=PRE_OPENS):
    return as_email(letter, now)


def test_the_headers_say_who_writes_and_that_no_machine_need_reply():
    mail = headers(written())
    assert str(mail["From"]) == "Soar Valley Partnership <training@soar.example>"
    assert str(mail["To"]) == "Asha Hill <asha.hill@soar.example>"
    assert str(mail["Reply-To"]) == "office@soar.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == PRE_OPENS
    assert {name.lower() for name in mail} == {
        "from", "to", "reply-to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
        "mime-version", "content-type",
    }  # fmt: skip


def test_the_message_id_is_ours_and_the_same_each_time():
    letter = written()
    first, second = headers(letter), headers(letter, PRE_OPENS + days(1))
    assert first["Message-ID"] == second["Message-ID"]
    assert re.fullmatch(r"<\d+\.\d+@foursteps\.soar\.example>", first["Message-ID"])


@pytest.mark.parametrize(
    "name",
    [
        "Asha\r\nBcc: all@soar.example",
        "Asha\nHill",
        "Hill, Asha",
        'Asha "the" Hill',
        "Asha <ceo@soar.example>",
        "Ásha Hìll",
        "Asha\x00\u202e\u2028Hill",
        "a" * 200,
        "",
    ],
)
def test_no_name_breaks_out_of_its_header(name):
    letter = written(name=name, delegate_first_name=name, course_title=name)
    wire = as_email(letter, PRE_OPENS).as_bytes()
    head = wire.partition(b"\r\n\r\n")[0].decode("ascii")
    assert re.findall(r"^(\S+):", head, re.M).count("To") == 1
    assert "\nBcc" not in head
    assert parseaddr(str(as_email(letter, PRE_OPENS)["To"]))[1] == "asha.hill@soar.example"
    assert max(len(line) for line in wire.split(b"\r\n")) <= 998


def test_links_start_from_the_setting_whatever_a_request_says(site):
    with site.test_request_context(base_url="http://evil.example"):
        letter = written()
    assert LINK in letter.text
    assert "evil" not in letter.text + letter.html


def test_one_minute_is_not_minutes(minutes):
    minutes(1)
    letter = written()
    assert letter.subject == "Before your course on 10 March 2027: 1 minute of questions"
    assert "It takes about 1 minute," in letter.text


def test_times_are_londons():
    closes = datetime(2027, 7, 1, 7, 30, tzinfo=UTC)
    assert "It works until 08:30 on Thursday 1 July 2027." in written(closes_at=closes).text
