"""The banks that come with the product keep what docs/question-banks.md says of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from question_banks.documents import read_toml
from question_banks.errors import BankError
from question_banks.items import is_keyed
from question_banks.model import Audience, Family, Kind
from question_banks.shipped import FOLDER, shipped_banks, shipped_path
from question_banks.validation import problems

DOCS = Path(__file__).parents[2] / "docs" / "question-banks.md"
KEYS = ("information-sharing", "neglect", "professional-curiosity")
BOTH = {Audience.DELEGATE, Audience.MANAGER}


@pytest.fixture(params=KEYS)
def bank(request):
    return shipped_banks()[request.param]


def of(bank, family, kind=None):
    return [q for q in bank.questions if q.family is family and kind in (None, q.kind)]


def one_for_each_objective(bank, questions):
    return sorted(question.objective for question in questions) == sorted(bank.objectives_by_key)


def test_these_banks_are_shipped_and_each_is_called_as_its_file():
    assert tuple(shipped_banks()) == KEYS
    assert [bank.key for bank in shipped_banks().values()] == list(KEYS)
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{key}.toml" for key in KEYS]


def test_a_shipped_bank_is_the_file_at_its_path():
    assert read_toml(shipped_path("neglect").read_text(encoding="utf-8")) == shipped_banks()["neglect"]


def test_another_bank_has_no_path():
    with pytest.raises(BankError) as error:
        shipped_path("../secrets")
    assert str(error.value) == f"No bank with this key is shipped; there are {', '.join(KEYS)}."


def test_nothing_is_left_to_mend(bank):
    assert problems(bank) == ()


def test_there_are_four_objectives_with_three_or_more_knowledge_questions_each(bank):
    tested = Counter(question.objective for question in of(bank, Family.KNOWLEDGE))
    assert set(tested) == set(bank.objectives_by_key)
    assert len(tested) >= 4
    assert min(tested.values()) >= 3


def test_at_least_half_of_the_knowledge_questions_are_on_a_scenario(bank):
    knowledge = of(bank, Family.KNOWLEDGE)
    assert len(knowledge) >= 12
    assert sum(bool(question.scenario) for question in knowledge) >= len(knowledge) / 2


def test_each_knowledge_question_is_keyed_with_a_source_and_says_why(bank):
    lacking = [
        question.key
        for question in of(bank, Family.KNOWLEDGE)
        if not (is_keyed(question) and question.source and question.feedback and question.themes)
    ]
    assert lacking == []


def test_nothing_else_is_keyed(bank):
    assert [q.key for q in bank.questions if is_keyed(q) and q.family is not Family.KNOWLEDGE] == []


def test_one_knowledge_question_per_objective_is_asked_again_later(bank):
    core = [question for question in of(bank, Family.KNOWLEDGE) if question.core]
    assert one_for_each_objective(bank, core)


def test_the_place_of_the_right_answer_tells_nothing(bank):
    singles = of(bank, Family.KNOWLEDGE, Kind.SINGLE)
    assert all(question.shuffle for question in of(bank, Family.KNOWLEDGE) if question.options)
    places = Counter([option.right for option in question.options].index(True) for question in singles)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= len(singles) / 3


def test_the_length_of_the_right_answer_tells_nothing(bank):
    singles = of(bank, Family.KNOWLEDGE, Kind.SINGLE)
    longest = sum(max(q.options, key=lambda option: len(option.text)).right for q in singles)
    assert longest <= len(singles) / 2


def test_texts_are_short_enough_for_a_phone(bank):
    def too_long(texts, most):
        return [text for text in texts if len(text.split()) > most]

    knowledge = of(bank, Family.KNOWLEDGE)
    assert too_long((scenario.text for scenario in bank.scenarios), 60) == []
    assert too_long((question.stem for question in knowledge), 30) == []
    assert too_long((option.text for question in knowledge for option in question.options), 18) == []


def test_each_objective_has_one_self_rating_of_confidence(bank):
    ratings = of(bank, Family.SELF_RATING)
    assert {question.kind for question in ratings} == {Kind.CONFIDENCE}
    assert one_for_each_objective(bank, ratings)


def test_behaviour_is_put_to_delegate_and_manager_on_the_same_scale(bank):
    practice = of(bank, Family.BEHAVIOUR, Kind.SCALE)
    assert one_for_each_objective(bank, practice)
    assert {frozenset(question.audiences) for question in practice} == {frozenset(BOTH)}
    assert {(question.scale, question.step) for question in practice} == {("how-often", 3)}
    assert all(question.stem_for(Audience.MANAGER) != question.stem for question in practice)


def test_barriers_are_asked_without_a_key(bank):
    barriers = bank.questions_by_key["barriers"]
    assert (barriers.kind, barriers.family, barriers.step) == (Kind.SEVERAL, Family.BEHAVIOUR, 3)


def test_reaction_is_asked_of_delegates_after_the_course(bank):
    reaction = of(bank, Family.REACTION)
    assert Counter(question.kind for question in reaction) == {Kind.SCALE: 4, Kind.LONG_TEXT: 1}
    assert {(question.audiences, question.step) for question in reaction} == {((Audience.DELEGATE,), 2)}


def test_outcome_is_asked_of_delegate_and_manager(bank):
    outcome = of(bank, Family.OUTCOME)
    assert Counter(question.kind for question in outcome) == {Kind.SCALE: 2, Kind.LONG_TEXT: 2}
    assert {question.step for question in outcome} == {4}
    assert {audience for question in outcome for audience in question.audiences} == BOTH


def test_free_text_may_be_left_empty_asks_to_name_nobody_and_says_where_a_worry_goes(bank):
    for question in bank.questions:
        if question.kind is Kind.LONG_TEXT:
            assert not question.required
            assert "naming anyone" in question.stem or "do not name" in question.help
            assert "follow your safeguarding procedure" in question.help


def test_the_table_in_the_docs_counts_right(bank):
    knowledge = of(bank, Family.KNOWLEDGE)
    on_a_scenario = sum(bool(question.scenario) for question in knowledge)
    row = f"| {bank.title} | `{bank.key}.toml` | {len(knowledge)} | {on_a_scenario} |"
    assert row in DOCS.read_text(encoding="utf-8").splitlines()


def test_what_is_asked_in_each_course_is_the_same_in_each_bank():
    def shared(bank):
        reaction = [question for question in bank.questions if question.key.startswith("reaction-")]
        return bank.scales, [bank.questions_by_key["barriers"], *reaction]

    first, *others = shipped_banks().values()
    assert all(shared(other) == shared(first) for other in others)


def test_questions_told_apart_by_their_words_have_different_keys_over_all_banks():
    """Those with the same key are asked only once of someone who takes two courses."""
    stems = {}
    for bank in shipped_banks().values():
        for question in bank.questions:
            stems.setdefault(question.key, set()).add(question.stem)
    assert [key for key, texts in stems.items() if len(texts) > 1] == []
