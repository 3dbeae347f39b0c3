"""A draft is written by several, overwrites nothing silently, and is published once somebody else has read it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from app.database import prepare
from question_banks.authoring import (
    add_question,
    describe_bank,
    move_question,
    new_bank,
    remove_question,
    replace_question,
)
from question_banks.documents import digest
from question_banks.errors import BankError
from surveys.enums import Approval, DraftState
from surveys.errors import AlreadyThere, DraftChanged, NotFound, SurveyError
from surveys.models import Activity, BankDraft, BankVersion, Base
from surveys.operations.banks import publish_bank
from surveys.operations.drafts import (
    approve_draft,
    discard_draft,
    edit_draft,
    go_on_from_latest,
    may_approve,
    noun_digest,
    publish_draft,
    return_draft,
    send_for_review,
    start_draft,
    version_since,
)
from surveys.queries.drafts import Step, bank_of, draft_by_key, find_draft, open_drafts, sent_back, steps_of
from tests.respondents import BANK, NOW

WRITER, READER, THIRD = "asha@soar.example", "ben@soar.example", "cy@soar.example"
LATER = NOW + timedelta(hours=1)
FIRST, SIGNS = ("question", "first-step"), ("question", "signs")


@pytest.fixture
def version(record):
    return publish_bank(record, BANK, by=READER, now=NOW)


@pytest.fixture
def draft(record, version):
    """A draft of the published bank in which nothing is changed yet."""
    return start_draft(record, BANK, by=WRITER, now=NOW)


def said(draft):
    """What tells somebody who reads the draft now from one who has read another text."""
    return digest(bank_of(draft))


def reworded(key, stem):
    """A change that gives the question another stem."""

    def change(bank):
        return replace_question(bank, key, replace(bank.questions_by_key[key], stem=stem))

    return change


def edit(record, draft, change, noun=None, *, seen=None, by=WRITER):
    """Edit what was just looked at, unless ``seen`` says otherwise."""
    if seen is None:
        seen = noun_digest(bank_of(draft), noun) if noun else ""
    return edit_draft(record, draft, change, noun=noun, seen=seen, by=by, now=LATER)


def stem(draft, key):
    return bank_of(draft).questions_by_key[key].stem


def trail(record):
    return [
        (row.verb, row.actor)
        for row in record.scalars(
            select(Activity).where(Activity.subject == "bank_drafts").order_by(Activity.id)
        )
    ]


class TestBeginning:
    def test_it_begins_as_the_latest_version_and_nobody_has_edited_it(self, record, version, draft):
        assert bank_of(draft) == BANK
        assert (draft.key, draft.revision, draft.state) == ("neglect", 1, DraftState.EDITING)
        assert (draft.based_on, draft.edited_by, draft.started_by) == (version, [], WRITER)

    def test_whoever_begins_with_another_text_has_written_it(self, record, version):
        draft = start_draft(record, describe_bank(BANK, title="Other"), by=WRITER, now=NOW)
        assert (draft.based_on, draft.edited_by) == (version, [WRITER])

    def test_a_new_bank_has_no_version_to_begin_as(self, record):
        draft = start_draft(record, new_bank("thresholds", "Thresholds"), by=WRITER, now=NOW)
        assert (draft.based_on, draft.edited_by, draft.title) == (None, [WRITER], "Thresholds")

    def test_there_is_one_draft_of_a_bank(self, record, draft):
        with pytest.raises(AlreadyThere) as refused:
            start_draft(record, BANK, by=READER, now=LATER)
        assert str(refused.value) == f"There is a draft of this bank already; {WRITER} began it."
        assert record.scalar(select(func.count()).select_from(BankDraft)) == 1

    def test_drafts_are_found_by_key_and_listed_by_title(self, record, draft):
        other = start_draft(record, new_bank("a-bank", "A bank"), by=WRITER, now=NOW)
        assert open_drafts(record) == [other, draft]
        assert (draft_by_key(record, "neglect"), find_draft(record, "none")) == (draft, None)
        with pytest.raises(NotFound):
            draft_by_key(record, "none")


class TestEditing:
    def test_a_change_is_kept_with_who_made_it(self, record, draft):
        after = edit(record, draft, reworded("signs", "Which are signs?"), SIGNS)
        assert bank_of(draft) == after
        assert (stem(draft, "signs"), draft.revision, draft.edited_by, draft.edited_at) == (
            "Which are signs?",
            2,
            [WRITER],
            LATER,
        )

    def test_the_last_editor_is_named_last_and_once(self, record, draft):
        for by, words in ((WRITER, "One?"), (READER, "Two?"), (WRITER, "Three?")):
            edit(record, draft, reworded("signs", words), SIGNS, by=by)
        assert draft.edited_by == [READER, WRITER]

    def test_different_questions_edited_at_once_both_survive(self, record, draft):
        seen = noun_digest(bank_of(draft), SIGNS)
        edit(record, draft, reworded("first-step", "What first?"), FIRST, by=READER)
        edit(record, draft, reworded("signs", "Which are signs?"), SIGNS, seen=seen)
        assert (stem(draft, "first-step"), stem(draft, "signs")) == ("What first?", "Which are signs?")

    def test_the_same_question_is_never_overwritten_silently(self, record, draft):
        seen = noun_digest(bank_of(draft), SIGNS)
        edit(record, draft, reworded("signs", "Theirs?"), SIGNS, by=READER)
        with pytest.raises(DraftChanged) as refused:
            edit(record, draft, reworded("signs", "Mine?"), SIGNS, seen=seen)
        assert (refused.value.present.stem, refused.value.by) == ("Theirs?", READER)
        assert (stem(draft, "signs"), draft.revision) == ("Theirs?", 2)

    def test_a_question_that_is_gone_is_told_so(self, record, draft):
        seen = noun_digest(bank_of(draft), SIGNS)
        edit(record, draft, lambda bank: remove_question(bank, "signs"), SIGNS, by=READER)
        with pytest.raises(DraftChanged) as refused:
            edit(record, draft, reworded("signs", "Mine?"), SIGNS, seen=seen)
        assert refused.value.present is None
        assert (
            str(refused.value) == f"{READER} has taken away this meanwhile. Nothing of yours was saved yet."
        )

    def test_what_is_added_disturbs_nobody(self, record, draft):
        one, other = (replace(BANK.questions[0], key=key) for key in ("one", "other"))
        edit(record, draft, lambda bank: add_question(bank, one), by=READER)
        edit(record, draft, lambda bank: add_question(bank, other))
        assert [question.key for question in bank_of(draft).questions[-2:]] == ["one", "other"]

    def test_the_order_is_a_thing_of_its_own(self, record, draft):
        order = ("order", "questions")
        seen = noun_digest(bank_of(draft), order)
        edit(record, draft, reworded("signs", "Which are signs?"), SIGNS, by=READER)
        edit(record, draft, lambda bank: move_question(bank, "signs", 0), order, seen=seen)
        with pytest.raises(DraftChanged):
            edit(record, draft, lambda bank: move_question(bank, "story", 0), order, seen=seen, by=READER)

    def test_the_title_is_a_thing_of_its_own(self, record, draft):
        head = ("bank", "")
        seen = noun_digest(bank_of(draft), head)
        edit(record, draft, reworded("signs", "Which are signs?"), SIGNS, by=READER)
        edit(record, draft, lambda bank: describe_bank(bank, title="Neglect"), head, seen=seen)
        assert draft.title == bank_of(draft).title == "Neglect"
        with pytest.raises(DraftChanged):
            edit(record, draft, lambda bank: describe_bank(bank, title="Other"), head, seen=seen)

    def test_a_change_of_nothing_makes_nobody_an_editor(self, record, draft):
        edit(record, draft, lambda bank: bank)
        assert (draft.revision, draft.edited_by) == (1, [])
        assert trail(record) == [("start-draft", WRITER)]

    def test_what_cannot_be_done_to_a_bank_leaves_the_draft(self, record, draft):
        with pytest.raises(BankError):
            edit(record, draft, lambda bank: add_question(bank, BANK.questions[0]))
        assert (draft.revision, bank_of(draft)) == (1, BANK)

    def test_a_bank_keeps_its_key(self, record, draft):
        with pytest.raises(SurveyError, match="keeps its key"):
            edit(record, draft, lambda bank: replace(bank, key="other"))


class TestReview:
    def test_it_goes_to_review_comes_back_with_a_note_and_goes_again(self, record, draft):
        edit(record, draft, reworded("signs", "Which are signs?"), SIGNS)
        send_for_review(record, draft, note="Please look at the signs.", by=WRITER, now=LATER)
        assert (draft.state, draft.note) == (DraftState.IN_REVIEW, "Please look at the signs.")
        return_draft(record, draft, note="Too vague.", by=READER, now=LATER)
        assert (draft.state, draft.note) == (DraftState.EDITING, "Too vague.")
        send_for_review(record, draft, by=WRITER, now=LATER)
        approve_draft(record, draft, seen=said(draft), note="Good.", by=READER, now=LATER)
        assert (draft.state, draft.note, draft.approved_by) == (DraftState.APPROVED, "Good.", READER)
        assert trail(record) == [
            ("start-draft", WRITER),
            ("edit-draft", WRITER),
            ("send-draft-for-review", WRITER),
            ("return-draft", READER),
            ("send-draft-for-review", WRITER),
            ("approve-draft", READER),
        ]

    def test_who_handed_it_on_and_what_they_said_is_kept(self, record, draft):
        edit(record, draft, reworded("signs", "Which are signs?"), SIGNS)
        send_for_review(record, draft, note="Please look.", by=WRITER, now=NOW)
        return_draft(record, draft, note="Too vague.", by=READER, now=LATER)
        assert sent_back(draft) == Step(DraftState.EDITING, READER, LATER, "Too vague.")
        send_for_review(record, draft, by=WRITER, now=LATER)
        assert (sent_back(draft), draft.note) == (None, "Too vague.")
        assert [(step.state, step.by, step.at, step.note) for step in steps_of(draft)] == [
            (DraftState.IN_REVIEW, WRITER, NOW, "Please look."),
            (DraftState.EDITING, READER, LATER, "Too vague."),
            (DraftState.IN_REVIEW, WRITER, LATER, ""),
        ]

    def test_what_has_serious_problems_is_neither_sent_nor_approved(self, record, draft):
        edit(record, draft, reworded("signs", ""), SIGNS)
        with pytest.raises(SurveyError, match="cannot be sent for review yet"):
            send_for_review(record, draft, by=WRITER, now=LATER)
        draft.state = DraftState.IN_REVIEW
        record.flush()
        with pytest.raises(SurveyError, match="cannot be approved yet"):
            approve_draft(record, draft, seen=said(draft), by=READER, now=LATER)
        assert draft.approved_by is None

    def test_nobody_approves_what_they_have_edited(self, record, draft):
        edit(record, draft, reworded("signs", "One?"), SIGNS, by=READER)
        edit(record, draft, reworded("signs", "Two?"), SIGNS, by=WRITER)
        send_for_review(record, draft, by=WRITER, now=LATER)
        assert [may_approve(draft, who) for who in (WRITER, READER, THIRD)] == [False, False, True]
        for who in (WRITER, READER):
            with pytest.raises(SurveyError, match="edited this draft yourself"):
                approve_draft(record, draft, seen=said(draft), by=who, now=LATER)
        assert draft.state is DraftState.IN_REVIEW
        approve_draft(record, draft, seen=said(draft), by=THIRD, now=LATER)

    def test_what_changed_after_it_was_read_is_not_approved(self, record, draft):
        send_for_review(record, draft, by=WRITER, now=LATER)
        read = said(draft)
        edit(record, draft, reworded("signs", "One?"), SIGNS)
        send_for_review(record, draft, by=WRITER, now=LATER)
        with pytest.raises(DraftChanged):
            approve_draft(record, draft, seen=read, by=READER, now=LATER)
        assert draft.approved_by is None

    def test_another_draft_in_the_place_of_the_one_that_was_read_is_not_approved(self, record, draft):
        edit(record, draft, reworded("signs", "One?"), SIGNS)
        send_for_review(record, draft, by=WRITER, now=LATER)
        read, revision = said(draft), draft.revision
        discard_draft(record, draft, by=WRITER, now=LATER)
        other = start_draft(record, BANK, by=WRITER, now=LATER)
        edit(record, other, reworded("signs", "Two?"), SIGNS)
        send_for_review(record, other, by=WRITER, now=LATER)
        assert other.revision == revision
        with pytest.raises(DraftChanged):
            approve_draft(record, other, seen=read, by=READER, now=LATER)
        assert other.approved_by is None

    def test_an_edit_takes_approval_away(self, record, draft):
        send_for_review(record, draft, by=WRITER, now=LATER)
        approve_draft(record, draft, seen=said(draft), by=READER, now=LATER)
        edit(record, draft, reworded("signs", "One?"), SIGNS)
        assert (draft.state, draft.approved_by) == (DraftState.EDITING, None)

    def test_a_draft_is_given_back_with_a_reason_only(self, record, draft):
        send_for_review(record, draft, by=WRITER, now=LATER)
        with pytest.raises(SurveyError, match="Say what should be changed"):
            return_draft(record, draft, note="  ", by=READER, now=LATER)

    @pytest.mark.parametrize("state", [DraftState.EDITING, DraftState.APPROVED])
    def test_only_what_is_in_review_is_approved(self, record, draft, state):
        if state is DraftState.APPROVED:
            send_for_review(record, draft, by=WRITER, now=LATER)
            approve_draft(record, draft, seen=said(draft), by=READER, now=LATER)
        with pytest.raises(SurveyError, match="Look at it again"):
            approve_draft(record, draft, seen=said(draft), by=THIRD, now=LATER)

    def test_a_note_is_no_essay(self, record, draft):
        with pytest.raises(SurveyError, match="longer than 2,000"):
            send_for_review(record, draft, note="x" * 2_001, by=WRITER, now=LATER)
        assert draft.state is DraftState.EDITING


class TestPublishing:
    @pytest.fixture
    def changed(self, record, draft):
        edit(record, draft, reworded("signs", "Which are signs?"), SIGNS)
        return draft

    def publish(self, record, draft, approval=Approval.SECOND_OFFICER):
        return publish_draft(record, draft, approval=approval, by=WRITER, now=LATER)

    def approved(self, record, draft):
        send_for_review(record, draft, by=WRITER, now=LATER)
        approve_draft(record, draft, seen=said(draft), by=READER, now=LATER)

    def test_an_approved_draft_becomes_the_next_version_and_is_gone(self, record, changed):
        self.approved(record, changed)
        version = self.publish(record, changed)
        assert (version.number, version.published_by) == (2, WRITER)
        assert version.document["questions"][1]["stem"] == "Which are signs?"
        assert find_draft(record, "neglect") is None
        detail = record.scalars(select(Activity.detail).where(Activity.verb == "publish-draft")).one()
        assert detail == {
            "bank": "neglect",
            "version": 2,
            "revision": 2,
            "edited_by": [WRITER],
            "approved_by": READER,
        }

    @pytest.mark.parametrize("sent", [False, True])
    def test_nothing_is_published_without_the_second_officer(self, record, changed, sent):
        if sent:
            send_for_review(record, changed, by=WRITER, now=LATER)
        with pytest.raises(SurveyError, match="before a second officer has approved it"):
            self.publish(record, changed)
        assert record.scalar(select(func.count()).select_from(BankVersion)) == 1

    def test_where_no_approval_is_wanted_it_is_published_at_once(self, record, changed):
        assert self.publish(record, changed, Approval.NONE).number == 2

    def test_a_draft_that_changes_nothing_is_not_published(self, record, draft):
        with pytest.raises(SurveyError, match="exactly what version 1 says"):
            self.publish(record, draft, Approval.NONE)
        assert find_draft(record, "neglect") is draft

    def test_an_unfinished_draft_is_refused_and_stays(self, record, draft):
        edit(record, draft, reworded("signs", ""), SIGNS)
        with pytest.raises(SurveyError, match="It needs a stem"):
            self.publish(record, draft, Approval.NONE)
        assert find_draft(record, "neglect") is draft

    def test_a_version_that_came_meanwhile_is_not_undone_unseen(self, record, changed):
        assert version_since(record, changed) is None
        newer = publish_bank(record, describe_bank(BANK, title="Newer"), by=THIRD, now=LATER)
        assert version_since(record, changed) is newer
        self.approved(record, changed)
        with pytest.raises(SurveyError, match="Version 2 was published after this draft was begun"):
            self.publish(record, changed)
        go_on_from_latest(record, changed, by=WRITER, now=LATER)
        assert (changed.based_on, changed.state, changed.approved_by) == (newer, DraftState.EDITING, None)
        assert self.publish(record, changed, Approval.NONE).number == 3

    def test_a_new_bank_is_published_as_its_first_version(self, record):
        draft = start_draft(record, replace(BANK, key="new"), by=WRITER, now=NOW)
        self.approved(record, draft)
        version = self.publish(record, draft)
        assert (version.bank.key, version.number) == ("new", 1)

    def test_a_discarded_draft_leaves_the_versions(self, record, changed):
        discard_draft(record, changed, by=WRITER, now=LATER)
        assert find_draft(record, "neglect") is None
        assert record.scalar(select(func.count()).select_from(BankVersion)) == 1
        assert trail(record)[-1] == ("discard-draft", WRITER)


class TestTogether:
    """Two officers at once, each in a transaction of their own that is really committed."""

    @pytest.fixture
    def office(self, empty_database_url):
        engine = create_engine(empty_database_url)
        prepare(engine)
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            publish_bank(session, BANK, by=READER, now=NOW)
            start_draft(session, BANK, by=WRITER, now=NOW)
            session.commit()
        yield engine
        engine.dispose()

    def test_changes_to_different_questions_all_survive(self, office):
        def write(key, by):
            for count in range(8):
                with Session(office) as session:
                    mine = draft_by_key(session, "neglect")
                    seen = noun_digest(bank_of(mine), ("question", key))
                    change = reworded(key, f"{by} {count}?")
                    edit_draft(session, mine, change, noun=("question", key), seen=seen, by=by, now=LATER)
                    session.commit()

        with ThreadPoolExecutor(2) as both:
            for written in [both.submit(write, "signs", WRITER), both.submit(write, "first-step", READER)]:
                written.result()
        with Session(office) as session:
            draft = draft_by_key(session, "neglect")
            assert (stem(draft, "signs"), stem(draft, "first-step"), draft.revision) == (
                f"{WRITER} 7?",
                f"{READER} 7?",
                17,
            )

    def test_of_changes_to_the_same_question_one_is_told(self, office):
        barrier = Barrier(2)

        def write(by):
            with Session(office) as session:
                mine = draft_by_key(session, "neglect")
                seen = noun_digest(bank_of(mine), SIGNS)
                session.rollback()
                barrier.wait()
                try:
                    edit_draft(session, mine, reworded("signs", by), noun=SIGNS, seen=seen, by=by, now=LATER)
                except DraftChanged as refused:
                    return refused.present.stem
                session.commit()
                return "saved"

        with ThreadPoolExecutor(2) as both:
            said = list(both.map(write, (WRITER, READER)))
        with Session(office) as session:
            kept = stem(draft_by_key(session, "neglect"), "signs")
        assert sorted(said) == sorted(["saved", kept])

    def test_a_draft_that_was_discarded_meanwhile_is_not_found(self, office):
        with Session(office) as session:
            mine = draft_by_key(session, "neglect")
            session.rollback()
            with Session(office) as other:
                discard_draft(other, draft_by_key(other, "neglect"), by=READER, now=LATER)
                other.commit()
            with pytest.raises(NotFound, match="published or discarded meanwhile"):
                edit(session, mine, reworded("signs", "Mine?"), SIGNS, seen="")
