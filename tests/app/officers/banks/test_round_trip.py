"""Every question of every tiny and shipped bank comes back from its form as it went in."""

from __future__ import annotations

import pytest

from question_banks.model import Kind
from question_banks.shipped import shipped_banks
from surveys.operations.drafts import start_draft
from tests.app.officers.banks.drafts import path, written
from tests.forms import press
from tests.partnership import MADE, WHO
from tests.question_banks.tiny import NAMES, tiny_bank

BANKS = {
    **{name: tiny_bank(name) for name in NAMES if tiny_bank(name).questions},
    **{f"shipped {key}": bank for key, bank in shipped_banks().items()},
}


@pytest.mark.parametrize("name", BANKS)
def test_saving_a_question_without_touching_it_changes_nothing(officer, session, name):
    bank = BANKS[name]
    start_draft(session, bank, by=WHO, now=MADE)
    session.commit()
    for question in bank.questions:
        form = officer.get(path(bank.key, f"questions/{question.key}"))
        saved = press(officer, form, "Save")
        assert (question.key, saved.status_code) == (question.key, 303)
    after = written(session, bank.key)
    assert [one for one, was in zip(after.questions, bank.questions, strict=True) if one != was] == []
    assert after == bank


def test_the_tiny_banks_have_every_kind():
    assert {question.kind for bank in BANKS.values() for question in bank.questions} == set(Kind)
