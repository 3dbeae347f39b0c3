"""Whatever bank the door lets through, finished or not: each format writes it, and what it writes is read again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from question_banks.errors import Refusal
from question_banks.exchange import WRITABLE, take, write_bank
from tests.question_banks.generating import BANKS


@pytest.mark.parametrize("form", WRITABLE, ids=lambda form: form.name)
@settings(max_examples=40, deadline=None)
@given(bank=BANKS)
def test_no_question_gets_lost_on_the_way_and_nothing_changes_from_the_second_time(form, bank):
    try:
        written = write_bank(bank, form)
        _, taken = take(written.data)
    except Refusal:
        return
    assert len(taken.bank.questions) + len(taken.left_out) + len(written.left_out) == len(bank.questions)
    if not taken.bank.questions:
        return
    again = form.write(taken.bank)
    assert again.left_out == {}
    _, back = take(again.data)
    assert len(back.bank.questions) == len(taken.bank.questions)
    assert form.write(back.bank).data == again.data
