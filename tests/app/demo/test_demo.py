"""The demo partnership: made by running the product, with the patterns that it promises."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app import create_app
from app.demo.chance import dice
from app.demo.loading import load_demo
from app.demo.people import Staffing
from app.demo.staff import USERS, current_password
from app.extensions import db
from surveys.enums import Audience, BookingStatus, MessageState, TimePoint, WaveState
from surveys.findings.event import event_findings
from surveys.models import (
    Activity,
    Agency,
    Answer,
    Base,
    Board,
    Booking,
    CapturedMail,
    Course,
    Event,
    Invitation,
    Message,
    Person,
    Report,
    Response,
    Wave,
)
from surveys.operations.waves import due
from surveys.queries.events import event_by_key
from surveys.queries.home import Need, attention
from surveys.queries.pairs import before_and_later, marks_given
from tests.conftest import _new_database

NOW = datetime(2027, 3, 4, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(database_kind, tmp_path_factory):
    """The product with the demo as it comes, loaded once for all tests here."""
    folder = tmp_path_factory.mktemp("demo")
    for url in _new_database(database_kind, folder):
        app = create_app({"FOURSTEPS_INSTANCE": str(folder), "DATABASE_URL": url})
        app.config["CLOCK"] = lambda: NOW
        with app.app_context():
            db.create_all()
            load_demo(people=140, seed=1, now=NOW, watch=lambda days: lambda: None)
            db.session.remove()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def session(loaded):
    with loaded.app_context():
        yield db.session
        db.session.rollback()


def count(session, what, *conditions):
    return session.scalar(select(func.count()).select_from(what).where(*conditions))


def change(changes, point):
    return next(one.change for one in changes if one.point is point)


def findings(app, key):
    event = event_by_key(db.session, key)
    return event_findings(db.session, event, partnership="Soar Valley", floors=app.config["FLOORS"], now=NOW)


class TestWhoThereIs:
    def test_two_boards_three_courses_seven_events(self, session):
        assert [count(session, table) for table in (Board, Course, Event)] == [2, 3, 7]

    def test_about_140_people_from_many_agencies_with_their_managers(self, session):
        people, agencies = count(session, Person), count(session, Agency)
        managers = session.scalar(select(func.count(Booking.manager_address.distinct())))
        assert (130 <= people <= 145, agencies, managers > 20) == (True, 10, True)

    def test_every_address_is_reserved_for_examples(self, session):
        addresses = {
            *session.scalars(select(Person.address)),
            *session.scalars(select(CapturedMail.recipient)),
        }
        assert {address.rpartition(".")[2] for address in addresses} == {"example"}

    def test_some_stay_away_cancel_or_come_unbooked(self, session):
        statuses = Counter(session.scalars(select(Booking.status)))
        assert set(statuses) == {
            BookingStatus.BOOKED, BookingStatus.ATTENDED, BookingStatus.NO_SHOW, BookingStatus.CANCELLED,
            BookingStatus.WALK_IN,
        }  # fmt: skip
        assert statuses[BookingStatus.ATTENDED] > 80


class TestMadeByRunningTheProduct:
    def test_every_time_point_is_open_for_some_event(self, session):
        states = {(wave.point, wave.state(NOW)) for wave in session.scalars(select(Wave))}
        assert {point for point, state in states if state is WaveState.OPEN} == set(TimePoint)
        assert {state for _, state in states} == {WaveState.OPEN, WaveState.CLOSED, WaveState.PLANNED}

    def test_each_response_came_through_a_link_that_had_been_mailed(self, session):
        mailed = (
            select(func.min(CapturedMail.captured_at))
            .join(Message, Message.id == CapturedMail.message_id)
            .where(Message.invitation_id == Invitation.id)
            .scalar_subquery()
        )
        late = select(func.count()).select_from(Invitation).where(Invitation.submitted_at < mailed)
        assert session.scalar(late) == 0
        answered = count(session, Invitation, Invitation.submitted_at.is_not(None))
        assert (
            answered
            == count(session, Response)
            == count(session, Activity, Activity.verb == "submit-response")
        )

    def test_bookings_came_from_files(self, session):
        imports = count(session, Activity, Activity.verb == "import-bookings")
        # Three files for each event whose register was taken, two for the one just held, one for those to come.
        assert imports == 4 * 3 + 2 + 1 + 1

    def test_something_is_left_for_a_person_the_register_of_the_event_just_held(self, session):
        [need] = attention(session, boards=None, now=NOW)
        assert (need.need, need.event_key) == (Need.NO_REGISTER, "professional-curiosity-2")

    def test_nothing_is_left_for_the_worker(self, session):
        waiting = Message.state.in_((MessageState.QUEUED, MessageState.CLAIMED, MessageState.FAILED))
        assert (due(session, NOW), count(session, Message, waiting)) == ([], 0)

    def test_some_have_begun_and_not_finished(self, session):
        assert count(session, Invitation, Invitation.draft.is_not(None)) > 0


class TestWhoAnswers:
    def share(self, session, audience):
        over = (
            Wave.closed_at.is_not(None),
            Invitation.audience == audience,
            Invitation.withdrawn_at.is_(None),
        )
        wanted = (
            select(func.count(Invitation.id), func.count(Invitation.submitted_at)).join(Wave).where(*over)
        )
        asked, answered = session.execute(wanted).one()
        return answered / asked

    def test_a_third_does_not_answer_and_managers_less_often(self, session):
        assert 0.6 < self.share(session, Audience.DELEGATE) < 0.73
        assert 0.38 < self.share(session, Audience.MANAGER) < 0.6

    def test_some_answer_only_when_reminded(self, session):
        reminded = select(Message.invitation_id).where(
            Message.ordinal > 0, Message.state == MessageState.SENT
        )
        answered = count(
            session, Invitation, Invitation.id.in_(reminded), Invitation.submitted_at.is_not(None)
        )
        assert answered > 30

    def test_some_had_no_opportunity_and_some_write(self, session):
        assert count(session, Answer, Answer.outside) > 20
        texts = [
            value
            for value in session.scalars(select(Answer.value))
            if isinstance(value, str) and " " in value
        ]
        assert len(texts) > 20


class TestWhatTheyLearn:
    def test_a_course_that_teaches(self, loaded, session):
        found = findings(loaded, "neglect-1")
        assert change(found.overall, TimePoint.POST).low > 0
        assert change(found.overall_self_rating, TimePoint.POST).low > 0

    def test_a_course_that_only_makes_people_sure_of_themselves(self, loaded, session):
        found = findings(loaded, "professional-curiosity-1")
        tested = change(found.overall, TimePoint.POST)
        assert tested.low < 0 < tested.high
        assert change(found.overall_self_rating, TimePoint.POST).low > 1

    def test_some_do_not_learn_where_most_do(self, session):
        gains = Counter()
        for pair in before_and_later(marks_given(session, event_by_key(session, "neglect-1"))):
            if pair.point is TimePoint.POST:
                gains[pair.booking_id] += pair.after - pair.before
        learned = sum(gain > 0 for gain in gains.values())
        assert 0.5 < learned / len(gains) < 1


class TestWhatIsThereToLookAt:
    def test_each_board_has_a_report(self, session):
        wanted = (
            select(Board.key)
            .join(Event, Event.board_id == Board.id)
            .join(Report, Report.event_id == Event.id)
        )
        assert sorted(session.scalars(wanted)) == ["fosse-city", "soar-county"]

    def test_each_account_signs_in_with_the_printed_password(self, loaded, monkeypatch):
        monkeypatch.setitem(loaded.config, "WTF_CSRF_ENABLED", False)
        with loaded.app_context():
            password = current_password()
        for user in USERS:
            form = {"email": user.address, "password": password}
            assert loaded.test_client().post("/sign-in", data=form).status_code == 302


def rows_of(session):
    """The whole record but for secrets, and what is made of them."""
    secret = {
        "token_digest",
        "password",
        "fs_uniquifier",
        "text",
        "html",
        "pdf",
        "pdf_sha256",
        "findings",
        "claimed_by",
    }
    return {
        table.name: [
            tuple(value for name, value in row._mapping.items() if name not in secret)
            for row in session.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in Base.metadata.sorted_tables
    }


class TestChance:
    def load(self, site, seed):
        with site.app_context():
            # Tables made anew count their rows from 1.
            db.drop_all()
            db.create_all()
            load_demo(people=14, seed=seed, now=NOW, watch=lambda days: lambda: None)
            found = rows_of(db.session)
            db.session.remove()
            return found

    def test_the_same_seed_and_moment_give_the_same_record(self, site, monkeypatch):
        monkeypatch.setattr("app.demo.loading.issue_reports", lambda events, now: None)
        assert self.load(site, 5) == self.load(site, 5)

    def test_another_seed_gives_other_people(self):
        people = [[Staffing(dice(seed, "people")).person() for _ in range(5)] for seed in (5, 6)]
        assert people[0] != people[1]
