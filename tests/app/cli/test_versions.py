"""``banks drafts`` and ``banks remark``."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from question_banks.authoring import new_bank
from question_banks.shipped import shipped_banks
from surveys.models import Answer
from surveys.operations.banks import publish_bank
from surveys.operations.drafts import start_draft
from tests.app.cli.conftest import refused
from tests.app.officers.banks.answering import answer_by
from tests.keys import with_another_key
from tests.partnership import MADE, WHO, Partnership

BANK = shipped_banks()["neglect"]
ASKED, REKEYED = with_another_key(BANK)


@pytest.fixture
def answered(site):
    """Two people who chose what was right by version 1, and version 2 in which it is not."""
    with site.app_context():
        answer_by(db.session, Partnership(db.session), ASKED, choices=[0, 0, 1])
        publish_bank(db.session, REKEYED, by=WHO, now=MADE)
        db.session.commit()


def remark(run, *more, question=ASKED.key, newer=2, reason="Guidance changed."):
    return run(
        "banks", "remark", "neglect", question, "--older", 1, "--newer", newer, "--reason", reason, *more
    )


def test_drafts_are_listed_with_where_they_stand(run, site, answered):
    assert run("banks", "drafts").out == "There are no drafts.\n"
    with site.app_context():
        start_draft(db.session, REKEYED, by=WHO, now=MADE)
        start_draft(db.session, new_bank("own", "Our own"), by=WHO, now=MADE)
        db.session.commit()
    assert run("banks", "drafts").out == "neglect: editing, after version 2.\nown: editing, a new bank.\n"
    assert [
        (one["key"], one["based_on"], one["edited_by"]) for one in run("banks", "drafts", "--json").json
    ] == [
        ("neglect", 2, []),
        ("own", None, [WHO]),
    ]


def test_answers_are_marked_again(run, site, answered):
    assert remark(run).out == "3 answers marked again; 3 have another mark now.\n"
    with site.app_context():
        assert sorted(db.session.scalars(select(Answer.mark))) == [0, 0, 1]


def test_it_answers_a_machine(run, answered):
    assert remark(run, "--json").json == {"question": ASKED.key, "answers": 3, "changed": 3}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"question": "nothing"}, "There is no such question in both versions."),
        ({"newer": 3}, "There is no such version of this question bank."),
        ({"reason": " "}, "Say why the answers are marked again"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, answered, wrong, sentence):
    assert sentence in refused(remark(run, **wrong))
