"""From a draft to a version: sent for review, read by a second officer, approved or sent back, and published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from app.extensions import db
from app.staff.models import User
from question_banks.authoring import describe_bank, new_bank, replace_question
from question_banks.documents import digest
from question_banks.shipped import shipped_banks
from surveys.enums import Approval, DraftState
from surveys.models import BankDraft, BankVersion, Objective
from surveys.operations.banks import publish_bank
from surveys.operations.drafts import approve_draft, edit_draft, return_draft, send_for_review, start_draft
from surveys.queries.drafts import bank_of
from tests.forms import buttons, errors, heading, links, notices, page, press, words
from tests.keys import with_another_key
from tests.partnership import MADE, WHO
from tests.staff import add_staff, signed_in

BANK = shipped_banks()["neglect"]
ASKED, REKEYED = with_another_key(BANK)
WRITER, REVIEWER = "writer@soar.example", "reader@soar.example"
NAMES = {WRITER: "Wyn Hale", REVIEWER: "Ravi Shah"}


def client_of(site, address):
    """A client of an officer at this address."""
    with site.app_context():
        staff = add_staff("officer", email=address)
        staff.name = NAMES[address]
        db.session.commit()
        uniquifier = staff.fs_uniquifier
    client = site.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = uniquifier, True
    return client


@pytest.fixture
def writer(site, partnership):
    return client_of(site, WRITER)


@pytest.fixture
def reader(site, partnership):
    return client_of(site, REVIEWER)


@pytest.fixture
def draft(session, partnership):
    """The published bank with one question reworded by the writer."""
    made = start_draft(session, BANK, by=WRITER, now=MADE)
    change(session, made, "What is neglect?")
    return made


def change(session, draft, stem, by=WRITER):
    reworded = replace(ASKED, stem=stem)
    edit_draft(
        session,
        draft,
        lambda bank: replace_question(bank, ASKED.key, reworded),
        noun=None,
        seen="",
        by=by,
        now=MADE,
    )
    session.commit()


def unfinished(session, draft):
    """Has the draft stand as it is on record with a question without words, whatever state it is in."""
    questions = [
        one | ({"stem": ""} if one["key"] == ASKED.key else {}) for one in draft.document["questions"]
    ]
    draft.document = draft.document | {"questions": questions}
    session.commit()


def sent_back(session, draft, note="Too vague."):
    in_review(session, draft)
    return_draft(session, draft, note=note, by=REVIEWER, now=MADE)
    session.commit()


def in_review(session, draft):
    send_for_review(session, draft, by=WRITER, now=MADE)
    session.commit()


def approved(session, draft):
    in_review(session, draft)
    approve_draft(session, draft, seen=digest(bank_of(draft)), by=REVIEWER, now=MADE)
    session.commit()


@pytest.fixture
def state(fresh):
    """Where the one draft stands on record."""

    def read():
        [row] = fresh(BankDraft)
        return row.state, row.note, row.approved_by

    return read


class TestTheWay:
    def test_it_is_sent_approved_by_another_and_published(self, writer, reader, draft, state, fresh):
        sent = press(
            writer, writer.get("/banks/neglect/review"), "Send for review", note="Please look.", follow=True
        )
        assert notices(sent) == [
            "It is sent for review. Whoever can approve it finds it on their page Today."
        ]
        assert state() == (DraftState.IN_REVIEW, "Please look.", None)
        shown = reader.get("/banks/neglect/review")
        assert "Please look." in words(shown)
        approval = press(reader, shown, "Approve", note="Good.", follow=True)
        assert notices(approval) == ["You have approved it. It can be published now."]
        assert state() == (DraftState.APPROVED, "Good.", REVIEWER)
        asked = writer.get(links(approval)["Go on to publish"])
        assert heading(asked) == "Publish this bank?"
        assert "It becomes version 2, which never changes. Questions: 1 changed" in words(asked)
        assert "Neglect: first signs" in words(asked)
        done = press(writer, asked, "Publish", follow=True)
        assert notices(done) == [f"“{BANK.title}” is published as version 2."]
        versions = fresh(BankVersion)
        assert [(one.number, one.published_by) for one in versions] == [(1, WHO), (2, WRITER)]
        assert fresh(BankDraft) == []

    def test_it_is_sent_back_with_a_note(self, reader, session, draft, state):
        in_review(session, draft)
        shown = reader.get("/banks/neglect/review")
        refused = press(reader, shown, "Send it back")
        assert (refused.status_code, errors(refused)) == (422, [("#note", "Say what should be changed.")])
        assert state()[0] is DraftState.IN_REVIEW
        press(reader, refused, "Send it back", note="Too vague.")
        assert state() == (DraftState.EDITING, "Too vague.", None)
        assert "Too vague." in words(reader.get("/banks/neglect/review"))

    def test_a_note_that_is_too_long_is_shown_again(self, writer, draft, state):
        long = "x" * 2_001
        refused = press(writer, writer.get("/banks/neglect/review"), "Send for review", note=long)
        assert (refused.status_code, errors(refused)) == (422, [("#note", "Use at most 2,000 characters.")])
        assert page(refused).find(".//textarea").text.strip() == long
        assert state()[0] is DraftState.EDITING


class TestReading:
    def test_all_of_the_draft_can_be_read_with_its_right_answers(self, reader, session, draft):
        in_review(session, draft)
        shown = words(reader.get(links(reader.get("/banks/neglect/review"))["Read all of it"]))
        assert [q.key for q in BANK.questions[1:] if " ".join(q.stem.split()) not in shown] == []
        assert "What is neglect?" in shown
        assert shown.count("(right)") == sum(option.right for q in BANK.questions for option in q.options)

    def test_what_the_checks_have_found_leads_to_where_it_is_put_right(self, reader, session, draft):
        change(session, draft, "")
        shown = reader.get("/banks/neglect/review")
        assert "1 thing must be put right before it can be published." in words(shown)
        assert links(shown)["A question without words"] == f"/banks/neglect/draft/questions/{ASKED.key}"

    def test_what_is_wrong_with_an_objective_is_called_by_its_title(self, reader, session, partnership):
        first, *others = BANK.objectives
        bank = replace(BANK, key="own", objectives=(replace(first, text=""), *others))
        start_draft(session, bank, by=WRITER, now=MADE)
        session.commit()
        found = links(reader.get("/banks/own/review"))
        assert found[first.title] == f"/banks/own/draft/objectives/{first.key}"


class TestTheSecondOfficer:
    def test_whoever_wrote_it_is_not_offered_to_approve(self, writer, session, draft):
        in_review(session, draft)
        shown = writer.get("/banks/neglect/review")
        assert "Approve" not in buttons(shown)
        assert "You have changed this draft yourself" in words(shown)

    def test_whoever_wrote_it_cannot_approve_by_hand(self, writer, reader, session, draft, state):
        in_review(session, draft)
        form = reader.get("/banks/neglect/review")
        token = page(writer.get("/banks/neglect/review")).find(".//input[@name='csrf_token']").get("value")
        seen = page(form).find(".//input[@name='seen']").get("value")
        answer = writer.post(
            "/banks/neglect/review/approve", data={"csrf_token": token, "seen": seen}, follow_redirects=True
        )
        assert notices(answer) == [
            "You have edited this draft yourself, so another officer has to approve it."
        ]
        assert state()[0] is DraftState.IN_REVIEW

    def test_what_changed_while_it_was_read_is_not_approved(self, reader, session, draft, state):
        in_review(session, draft)
        shown = reader.get("/banks/neglect/review")
        change(session, draft, "Changed meanwhile?")
        in_review(session, draft)
        answer = press(reader, shown, "Approve", follow=True)
        assert notices(answer) == [
            "The draft was changed while you were reading it. Read what is new, then decide."
        ]
        assert state()[0] is DraftState.IN_REVIEW

    @pytest.mark.parametrize("role", ["coordinator", "development-officer"])
    def test_only_officers_decide(self, site, session, draft, role):
        in_review(session, draft)
        shown = signed_in(site, role).get("/banks/neglect/review")
        assert [words for words in buttons(shown) if words in ("Approve", "Send it back")] == []
        assert "An officer has to read and approve it." in words(shown)

    def test_a_draft_that_was_published_meanwhile_is_not_there(self, reader, session, draft):
        in_review(session, draft)
        shown = reader.get("/banks/neglect/review")
        session.delete(draft)
        session.commit()
        assert press(reader, shown, "Approve").status_code == 404


class TestPublishing:
    def obstacles(self, answer):
        return [
            " ".join("".join(line.itertext()).split()) for line in page(answer).find(".//main").iter("li")
        ]

    def test_it_says_what_stands_in_the_way(self, writer, session, draft):
        change(session, draft, "")
        answer = writer.get("/banks/neglect/publish")
        assert heading(answer) == "It cannot be published yet"
        assert self.obstacles(answer) == [
            "A second officer has not approved it yet.",
            "The checks have found 1 thing to put right first.",
        ]
        assert buttons(answer) == []

    def test_a_draft_that_changes_nothing_has_nothing_to_publish(
        self, writer, session, draft, site, monkeypatch
    ):
        monkeypatch.setitem(site.config, "BANK_APPROVAL", Approval.NONE)
        change(session, draft, ASKED.stem)
        assert self.obstacles(writer.get("/banks/neglect/publish")) == [
            "It says exactly what version 1 says."
        ]

    def test_nobody_publishes_around_the_second_officer(self, writer, session, draft, fresh):
        approved(session, draft)
        shown = writer.get("/banks/neglect/publish")
        change(session, draft, "Changed after it was approved?")
        answer = press(writer, shown, "Publish", follow=True)
        assert notices(answer) == ["The draft cannot be published before a second officer has approved it."]
        assert len(fresh(BankVersion)) == 1

    def test_where_no_approval_is_wanted_it_is_published_at_once(
        self, writer, draft, site, monkeypatch, fresh
    ):
        monkeypatch.setitem(site.config, "BANK_APPROVAL", Approval.NONE)
        shown = writer.get("/banks/neglect/review")
        press(writer, writer.get(links(shown)["Go on to publish"]), "Publish")
        assert [version.number for version in fresh(BankVersion)] == [1, 2]

    def test_changed_right_answers_are_named_before_and_after(self, writer, session, partnership):
        draft = start_draft(session, REKEYED, by=WRITER, now=MADE)
        approved(session, draft)
        shown = writer.get("/banks/neglect/publish")
        assert f"The right answer has changed for: {ASKED.stem}" in words(shown)
        assert notices(press(writer, shown, "Publish", follow=True))[1].startswith(
            "Right answers have changed."
        )

    def test_the_courses_take_over_the_objectives(self, writer, session, partnership, fresh):
        first, *others = BANK.objectives
        renamed = replace(BANK, objectives=(replace(first, title="Seeing neglect"), *others))
        approved(session, start_draft(session, renamed, by=WRITER, now=MADE))
        press(writer, writer.get("/banks/neglect/publish"), "Publish")
        assert sorted(fresh(Objective), key=lambda row: row.position)[0].title == "Seeing neglect"

    def test_a_version_that_came_meanwhile_is_told_and_looked_at_first(self, writer, session, draft, state):
        publish_bank(session, describe_bank(BANK, title="Newer"), by=WHO, now=MADE)
        session.commit()
        shown = writer.get("/banks/neglect/review")
        assert "Version 2 was published after this draft was begun" in words(shown)
        seen = writer.get(links(shown)["See how version 2 and the draft differ"])
        assert (heading(seen), "Newer" in words(seen)) == ("What changed", True)
        done = press(writer, shown, "I have seen it: go on with this draft", follow=True)
        assert "was published after this draft was begun" not in words(done)

    def test_a_new_bank_is_published_by_a_course_of_nobody(self, writer, session, partnership, fresh):
        bank = replace(BANK, key="own", title="Our own")
        approved(session, start_draft(session, bank, by=WRITER, now=MADE))
        shown = writer.get("/banks/own/publish")
        assert "No course uses this bank yet" in words(shown)
        press(writer, shown, "Publish")
        assert [version.number for version in fresh(BankVersion)] == [1, 1]


class TestWhoCanApprove:
    def test_they_are_named_before_it_is_sent(self, writer, reader, draft):
        shown = words(writer.get("/banks/neglect/review"))
        assert (
            "Who can approve it: Ravi Shah. Not Wyn Hale, who wrote it. "
            "If Ravi Shah changes anything in it, nobody is left who can."
        ) in shown

    def test_they_are_named_while_it_waits(self, writer, reader, session, draft):
        in_review(session, draft)
        assert "Who can approve it: Ravi Shah." in words(writer.get("/banks/neglect/review"))

    def test_only_officers_who_can_sign_in_count(self, writer, reader, session, draft):
        session.execute(update(User).where(User.email == REVIEWER).values(active=False))
        session.commit()
        assert "Nobody can approve this draft as things are" in words(writer.get("/banks/neglect/review"))

    def test_two_who_both_wrote_it_are_told_that_nobody_is_left(self, site, writer, reader, session, draft):
        signed_in(site, "coordinator")
        change(session, draft, "What is neglect, then?", by=REVIEWER)
        shown = writer.get("/banks/neglect/review")
        assert (
            "Wyn Hale and Ravi Shah wrote this one, and no other officer has an account. "
            "Ask whoever looks after Foursteps to add another officer;"
        ) in words(shown)

    def test_two_of_the_same_name_are_told_apart(self, writer, reader, session, draft):
        session.execute(update(User).values(name="Sam Lee"))
        session.commit()
        shown = words(writer.get("/banks/neglect/review"))
        assert f"Sam Lee ({REVIEWER}). Not Sam Lee ({WRITER}), who wrote it." in shown

    def test_no_setting_is_named(self, writer, draft):
        assert "FOURSTEPS_" not in words(writer.get("/banks/neglect/review"))


class TestSeriousProblems:
    def test_it_is_not_sent_while_they_stand(self, writer, session, draft, state):
        before = writer.get("/banks/neglect/review")
        change(session, draft, "")
        shown = writer.get("/banks/neglect/review")
        assert "Send for review" not in buttons(shown)
        said = words(shown)
        assert said.index("1 thing must be put right") < said.index("Ask a second officer to read it")
        [refused] = notices(press(writer, before, "Send for review", follow=True))
        assert refused.startswith("The bank cannot be sent for review yet.")
        assert state()[0] is DraftState.EDITING

    def test_it_is_not_approved_while_they_stand(self, reader, session, draft, state):
        in_review(session, draft)
        unfinished(session, draft)
        shown = reader.get("/banks/neglect/review")
        assert [one for one in buttons(shown) if one in ("Approve", "Send it back")] == ["Send it back"]
        press(reader, shown, "Send it back", note="It has no words.")
        assert state() == (DraftState.EDITING, "It has no words.", None)

    def test_what_was_approved_is_not_said_to_be_ready(self, writer, session, draft):
        approved(session, draft)
        unfinished(session, draft)
        today = words(writer.get("/today"))
        assert "is approved, but 1 thing must be put right before it can be published." in today
        assert "Go on to publish" not in links(writer.get("/banks/neglect/review"))


class TestSentBack:
    def test_whoever_wrote_it_is_told_today_and_in_the_list(self, writer, reader, session, draft):
        sent_back(session, draft)
        assert "Ravi Shah sent it back: “Too vague.” Your turn." in words(writer.get("/today"))
        assert "Your turn" not in words(reader.get("/today"))
        assert "Sent back" in words(writer.get("/banks"))

    def test_it_is_over_once_it_is_sent_again(self, writer, reader, session, draft):
        sent_back(session, draft)
        in_review(session, draft)
        assert "Your turn" not in words(writer.get("/today"))
        assert "Sent back" not in words(writer.get("/banks"))

    def test_the_notes_keep_their_thread(self, writer, reader, session, draft):
        send_for_review(session, draft, note="Please look.", by=WRITER, now=MADE)
        return_draft(session, draft, note="Too vague.", by=REVIEWER, now=MADE)
        in_review(session, draft)
        [thread] = [
            [" ".join("".join(line.itertext()).split()) for line in one]
            for one in page(reader.get("/banks/neglect/review")).find(".//main").iter("ol")
            if "fs-stages" not in one.get("class")
        ]
        assert thread == [
            "4 January 2027 at 09:00: Wyn Hale sent it for review. Please look.",
            "4 January 2027 at 09:00: Ravi Shah sent it back. Too vague.",
            "4 January 2027 at 09:00: Wyn Hale sent it for review.",
        ]


def test_a_draft_that_changes_nothing_is_not_to_be_sent(writer, session, partnership):
    start_draft(session, BANK, by=WRITER, now=MADE)
    session.commit()
    shown = writer.get("/banks/neglect/review")
    assert "exactly what version 1 says, so there is nothing to review or to publish." in words(shown)
    assert "Send for review" not in buttons(shown)


def test_whoever_comes_back_after_publishing_is_led_to_the_versions(writer, reader, session, draft):
    approved(session, draft)
    press(writer, writer.get("/banks/neglect/publish"), "Publish")
    writer.get("/banks/neglect/versions")
    shown = writer.get("/banks/neglect/review", follow_redirects=True)
    assert heading(shown) == "Versions"
    [notice] = notices(shown)
    assert notice.startswith("There is no draft now. It was published as version 2 on ")
    told = "by Wyn Hale, approved by Ravi Shah. Written by Wyn Hale."
    assert told in words(shown)
    assert told in words(writer.get("/banks/neglect/versions/2"))


class TestDiscarding:
    def test_it_asks_first_and_says_what_is_lost(self, writer, draft, fresh):
        asked = writer.get(links(writer.get("/banks/neglect/review"))["Throw this draft away"])
        assert "Questions: 1 changed" in words(asked)
        done = press(writer, asked, "Throw it away", follow=True)
        assert notices(done) == [f"The draft of “{BANK.title}” is thrown away."]
        assert (fresh(BankDraft), len(fresh(BankVersion))) == ([], 1)

    def test_who_else_wrote_it_is_named_and_a_copy_offered(self, writer, reader, draft):
        shown = reader.get("/banks/neglect/draft/discard")
        assert "Wyn Hale has written in it too." in words(shown)
        copy = reader.get(links(shown)["Download a copy first"])
        assert "What is neglect?" in copy.get_data(as_text=True)
        assert "has written in it too" not in words(writer.get("/banks/neglect/draft/discard"))

    def test_what_others_wrote_is_thrown_away_by_officers_only(self, site, reader, draft, fresh):
        coordinator, form = signed_in(site, "coordinator"), reader.get("/banks/neglect/draft/discard")
        shown = coordinator.get("/banks/neglect/draft/discard")
        assert ("Only an officer can" in words(shown), "Throw it away" in buttons(shown)) == (True, False)
        token = (
            page(coordinator.get("/banks/neglect/review")).find(".//input[@name='csrf_token']").get("value")
        )
        refused = coordinator.post("/banks/neglect/draft/discard", data={"csrf_token": token})
        assert (refused.status_code, len(fresh(BankDraft))) == (422, 1)
        press(reader, form, "Throw it away")
        assert fresh(BankDraft) == []

    def test_of_a_new_bank_all_is_lost(self, writer, session, partnership):
        start_draft(session, new_bank("own", "Our own"), by=WRITER, now=MADE)
        session.commit()
        assert "all 0 questions in it are lost" in words(writer.get("/banks/own/draft/discard"))


def test_there_is_no_review_without_a_draft(writer):
    assert [writer.get(f"/banks/neglect/{rest}").status_code for rest in ("review", "draft/discard")] == [
        404,
        404,
    ]


class TestToday:
    def waiting(self, client):
        return [words for words in links(client.get("/today")) if words == BANK.title]

    def test_a_draft_waits_for_whoever_may_read_it(self, writer, reader, session, draft, site):
        assert self.waiting(reader) == []
        in_review(session, draft)
        coordinator = signed_in(site, "coordinator")
        assert [self.waiting(one) for one in (reader, writer, coordinator)] == [[BANK.title], [], []]

    def test_an_approved_draft_waits_to_be_published(self, writer, reader, session, draft, site):
        approved(session, draft)
        coordinator = signed_in(site, "coordinator")
        assert [self.waiting(one) for one in (reader, writer, coordinator)] == [
            [BANK.title],
            [BANK.title],
            [],
        ]
        assert "is approved and can be published" in words(writer.get("/today"))
