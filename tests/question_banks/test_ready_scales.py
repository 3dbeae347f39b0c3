"""The ready-made scales are sound, and say what the shipped banks' scales of the same name say."""

from __future__ import annotations

from question_banks.documents import checked
from question_banks.model import Bank
from question_banks.ready_scales import READY_SCALES
from question_banks.shipped import shipped_banks
from question_banks.validation import problems


def test_they_are_those_of_the_shipped_banks():
    shipped = {scale.key: scale for bank in shipped_banks().values() for scale in bank.scales}
    ready = {scale.key: scale for scale in READY_SCALES}
    assert {key: ready.get(key) for key in shipped} == shipped


def test_none_of_them_has_a_problem():
    bank = checked(Bank("ready", "Ready", scales=READY_SCALES))
    assert [problem.what for problem in problems(bank) if problem.where.startswith("scale")] == []
