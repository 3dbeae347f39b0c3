"""The main trip, in its own words: from a question bank to a report in SEG's hands, by the calendar.

The officer works on the command line and in the pages, the worker looks at the calendar every morning, and
people do what their letters ask. Nothing is put on record by hand.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from threading import Event as Stop

import pytest
from sqlalchemy import select

from app.extensions import db
from app.worker import work_once
from question_banks.model import Family, Kind
from question_banks.shipped import shipped_banks, shipped_path
from surveys.models import CapturedMail
from surveys.queries.programme import board_by_key
from surveys.schedule import LONDON
from tests.forms import heading, links, notices, page, press, words
from tests.staff import signed_in
from tests.strict_html import text_of
from tests.trips.respondent import answer

BANK = shipped_banks()["neglect"]
COURSE_DAY = date(2027, 3, 10)
FIRST_DAY, LAST_DAY = date(2027, 3, 1), date(2027, 10, 12)
"""From before the first letter until after the last wave is closed."""

NAMES = ("Amara", "Bilal", "Chloe", "Dev", "Esther", "Farah", "Gareth", "Hana", "Idris", "Jo", "Kit", "Lena")
HEADINGS = (
    "Order no.,Attendee Status,First Name,Last Name,Email,Agency,Job Title,Line manager's name,"
    "Line manager's email"
)
LINK = re.compile(r"http://localhost(/s/\S+)")


def address(name):
    return f"{name.lower()}@soar.example"


def export(status_of=lambda name: "Attending"):
    """The attendee export: the twelve, one who was refunded, and managers for the first six."""
    rows = [
        f"1,{status_of(name)},{name},Hill,{address(name)},Soar City,Nurse,{_manager(name)}" for name in NAMES
    ]
    rows.append("2,Refunded,Rita,Hill,rita@soar.example,Soar City,Nurse,,")
    return "\r\n".join([HEADINGS, *rows]).encode("utf-8-sig")


def _manager(name):
    return "Mo Lane,mo.lane@soar.example" if name in NAMES[:6] else ","


def letter_of(mail):
    """Who got it, and the path of the link in it."""
    return mail.recipient, LINK.search(mail.text)[1]


@dataclass
class Town:
    """The people of the trip: what each of them knows and does when a letter comes.

    ``Kit`` answers only the second letter of a wave, ``Lena`` never. All know more after the course.
    """

    client: object
    letters: Counter = field(default_factory=Counter)
    answered: list = field(default_factory=list)

    def get(self, mail, day):
        who, link = letter_of(mail)
        self.letters[who, link] += 1
        letters = self.letters[who, link]
        if who == address("Lena") or (who == address("Kit") and letters < 2):
            return
        last = answer(self.client, link, _Chooser(who, after=day >= COURSE_DAY))
        self.answered.append((who, link, last))


class _Chooser:
    """Answers as the person ``who`` does: so many of the tested questions right, in the bank's order."""

    def __init__(self, who, *, after):
        self.number = sum(map(ord, who)) % 5
        self.learned = 2 + sum(map(ord, who)) // 5 % 5
        self.knows = 2 + self.number + (self.learned if after else 0)
        self.surer = 2 + self.number % 3
        self.sure = 3 + self.number % 2 + (self.surer if after else 0)
        tested = [question.key for question in BANK.questions if question.family is Family.KNOWLEDGE]
        self.place = {key: place for place, key in enumerate(tested)}

    def __call__(self, name, values):
        question = BANK.questions_by_key[name.partition(".")[2]] if "." in name else None
        if question is None:
            return None
        if question.family is Family.KNOWLEDGE:
            return self.tested(question, right=self.place[question.key] < self.knows)
        if question.kind is Kind.LONG_TEXT:
            return "Now we ring each other first."
        if question.kind is Kind.CONFIDENCE:
            return str(self.sure)
        if question.kind is Kind.SEVERAL:
            return [values[self.number % len(values)]]
        return values[min(1 + self.number % 3, len(values) - 1)]

    def tested(self, question, *, right):
        keys = [option.key for option in question.options if option.right]
        wrong = [option.key for option in question.options if not option.right]
        if question.kind is Kind.TRUE_FALSE:
            return str(question.answer is right).lower()
        return keys if right else [*keys[1:], wrong[0]]


class Trip:
    """The site, its staff and its people; ``until(day)`` lets the days go by."""

    def __init__(self, site):
        self.site = site
        self.town = Town(site.test_client())
        self.day = FIRST_DAY
        self.letters = []
        self._read = 0

    def command(self, *said):
        """An operator's command that must succeed; gives what it printed."""
        result = self.site.test_cli_runner().invoke(args=[str(word) for word in said], catch_exceptions=False)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    def findings(self):
        return self.site.json.loads(self.command("findings", "event", "neglect-march", "--json"))

    def staff(self, role, board="soar"):
        with self.site.app_context():
            board_id = board_by_key(db.session, board).id
        return signed_in(self.site, role, board_id=board_id)

    def until(self, day):
        """Each morning, and on the evening of the course, the worker looks and people read their mail."""
        while self.day <= day:
            for wall in (time(8), time(17)) if self.day == COURSE_DAY else (time(8),):
                self.site.config["CLOCK"].at(datetime.combine(self.day, wall, LONDON))
                with self.site.app_context():
                    work_once("the worker", Stop())
                self._deliver()
            self.day += timedelta(days=1)

    def _deliver(self):
        with self.site.app_context():
            wanted = select(CapturedMail).where(CapturedMail.id > self._read).order_by(CapturedMail.id)
            mails = db.session.scalars(wanted).all()
            db.session.expunge_all()
        for mail in mails:
            self._read = mail.id
            self.letters.append((self.day, mail.recipient))
            self.town.get(mail, self.day)

    def got_letters(self, name):
        """The days on which a person had a letter."""
        return [
            day
            for day, recipient in self.letters
            if recipient == (address(name) if "@" not in name else name)
        ]


def upload(officer, data):
    form = officer.get("/events/neglect-march/bookings/import")
    shown = press(officer, form, "Show what would happen", file=(BytesIO(data), "attendees.csv"))
    return press(officer, shown, "Import")


@pytest.fixture
def trip(site):
    """The programme is there: a published bank, a course, and an event of each of two Boards."""
    trip = Trip(site)
    trip.command("banks", "publish", shipped_path("neglect"))
    trip.command("boards", "add", "--key", "soar", "--name", "Soar Board")
    trip.command("boards", "add", "--key", "wreake", "--name", "Wreake Board")
    trip.command("courses", "add", "--key", "neglect", "--title", "Neglect", "--bank", "neglect")
    trip.command(
        "events", "add", "--course", "neglect", "--starts", "2027-03-10T09:30", "--key", "neglect-march",
        "--board", "soar", "--venue", "Beaumanor Hall",
    )  # fmt: skip
    return trip


def test_from_a_question_bank_to_a_report_in_segs_hands(trip, tmp_path):
    # The coordinator imports the attendee export; who was refunded is not enrolled.
    coordinator = trip.staff("coordinator")
    assert heading(upload(coordinator, export())) == "The file is imported"

    # A week before, everybody booked gets a letter, and most answer.
    trip.until(COURSE_DAY - timedelta(days=1))
    week_before = COURSE_DAY - timedelta(days=7)
    assert trip.got_letters("Amara") == [week_before]
    assert trip.got_letters("Kit") == [week_before, date(2027, 3, 6)]
    assert trip.got_letters("Lena") == [week_before, date(2027, 3, 6), date(2027, 3, 8)]
    assert trip.got_letters("Rita") == []
    assert {last for _, _, last in trip.town.answered} == {"Thank you"}

    # On the day Jo does not come. The register is taken from the export, and settled.
    trip.site.config["CLOCK"].at(datetime.combine(COURSE_DAY, time(10), LONDON))
    upload(coordinator, export(lambda name: "Attending" if name == "Jo" else "Checked In"))
    settle_the_register(coordinator, absent="Jo Hill")

    # When it is over, those who came are asked again; three and six months later they and their managers are.
    trip.until(LAST_DAY)
    assert trip.got_letters("Jo") == [week_before]
    assert trip.got_letters("Amara") == [week_before, COURSE_DAY, date(2027, 6, 10), date(2027, 9, 10)]
    assert Counter(trip.got_letters("mo.lane@soar.example")) == {date(2027, 6, 10): 6, date(2027, 9, 10): 6}

    # A link has done its work once its answers are sent.
    _who, link, _last = trip.town.answered[0]
    assert heading(trip.site.test_client().get(link)) == "You have already answered"

    # The findings say what moved, in matched pairs: the mean is that of what the ten were made to gain.
    found = trip.findings()
    flow = {
        (row["point"], row["audience"]): (row["eligible"], row["submitted"], row["matched"])
        for row in found["flow"]
    }
    assert flow == {
        ("pre", "delegate"): (12, 11, None),
        ("post", "delegate"): (11, 10, 10),
        ("month3", "delegate"): (11, 10, 10),
        ("month3", "manager"): (6, 6, None),
        ("month6", "delegate"): (11, 10, 10),
        ("month6", "manager"): (6, 6, None),
    }
    tested = {change["point"]: change["change"] for change in found["overall"]}
    rated = {change["point"]: change["change"] for change in found["overall_self_rating"]}
    assert (tested["post"]["n"], tested["post"]["low"] > 0) == (10, True)
    assert tested["post"]["estimate"] == pytest.approx(expected(gain_in_marks))
    assert (rated["post"]["n"], rated["post"]["estimate"]) == (
        10,
        pytest.approx(expected(lambda chooser: chooser.surer)),
    )

    # The officer issues the report; the Board's SEG reads and downloads it, and nobody else's does.
    officer, seg, others = trip.staff("officer"), trip.staff("seg"), trip.staff("seg", board="wreake")
    issued = press(officer, officer.get("/events/neglect-march/report"), "Issue the report", follow=True)
    assert notices(issued) == ["Edition 1 is issued. Soar Board’s SEG can read it now."]
    report = links(seg.get("/reports"))["Neglect, 10 March 2027"]
    pdf = seg.get(links(seg.get(report))["Download the PDF"]).get_data()
    assert pdf.startswith(b"%PDF-")
    assert (others.get(report).status_code, "Neglect" in words(others.get("/reports"))) == (404, False)
    if shutil.which("pdftotext"):
        printed = text_in(pdf, tmp_path)
        assert [part for part in ("Neglect", "Soar Board", "10 March 2027") if part not in printed] == []

    # Downloaded again, it is the same to the byte.
    again = seg.get(links(seg.get(report))["Download the PDF"]).get_data()
    assert hashlib.sha256(again).digest() == hashlib.sha256(pdf).digest()


def settle_the_register(coordinator, *, absent):
    """Say on the register's page who did not come, and settle it."""
    register = coordinator.get("/events/neglect-march/register")
    names = {text_of(label): label.get("for") for label in page(register).iter("label")}
    kept = press(
        coordinator,
        register,
        "Save the register",
        follow=True,
        **{names[f"Attendance of {absent}"]: "no-show"},
    )
    settled = press(
        coordinator, coordinator.get(links(kept)["Settle the register"]), "Settle the register", follow=True
    )
    assert notices(settled) == ["The register is settled."]


def expected(gain_of):
    """The mean over the ten who answered before and after, of what each was made to gain."""
    ten = [_Chooser(address(name), after=True) for name in NAMES if name not in ("Jo", "Lena")]
    return sum(map(gain_of, ten)) / len(ten)


def gain_in_marks(chooser):
    """In percentage points of all the bank's marks."""
    marks = [question.marks for question in BANK.questions if question.family is Family.KNOWLEDGE]
    return 100 * sum(marks[chooser.knows - chooser.learned : chooser.knows]) / sum(marks)


def text_in(pdf, folder):
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
