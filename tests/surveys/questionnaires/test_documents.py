"""A questionnaire is kept as a document, and comes back equal with the banks that it refers to."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from question_banks.shipped import shipped_banks
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import bank_versions, compose, digest, from_dict, to_dict

BANKS = {4: shipped_banks()["neglect"], 7: shipped_banks()["information-sharing"]}
GATES = [
    (TimePoint.PRE, Audience.DELEGATE),
    (TimePoint.MONTH3, Audience.DELEGATE),
    (TimePoint.MONTH6, Audience.MANAGER),
]


@pytest.mark.parametrize(("point", "audience"), GATES)
def test_a_document_read_back_is_the_same_questionnaire(point, audience):
    composed = compose(list(BANKS.items()), point, audience)
    assert from_dict(json.loads(json.dumps(to_dict(composed))), BANKS) == composed


def test_it_repeats_nothing_of_its_questions():
    text = json.dumps(to_dict(compose(list(BANKS.items()), TimePoint.PRE, Audience.DELEGATE)))
    assert '{"bank_version": 7, "question": "ruby-confidence"}' in text
    assert [q.key for bank in BANKS.values() for q in bank.questions if q.stem in text] == []


def test_it_names_the_bank_versions_that_it_asks_from():
    assert bank_versions(compose(list(BANKS.items()), TimePoint.PRE, Audience.DELEGATE)) == {4, 7}


def test_equal_questionnaires_have_one_digest_and_others_another():
    whole = compose(list(BANKS.items()), TimePoint.PRE, Audience.DELEGATE)
    fewer = replace(whole, pages=whole.pages[1:])
    moved = replace(whole, pages=whole.pages[::-1])
    longer = replace(whole, minutes=whole.minutes + 1)
    digests = {digest(to_dict(one)) for one in (whole, fewer, moved, longer)}
    assert len(digests) == 4
    reordered = dict(reversed(to_dict(whole).items()))
    assert digest(reordered) == digest(to_dict(whole))
