"""Editing a bank makes a new one, keeps its ties, and refuses in words what would break them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks import authoring
from question_banks.documents import read_json, write_json
from question_banks.errors import BankError
from question_banks.model import (
    Audience,
    Bank,
    Family,
    Kind,
    Objective,
    Option,
    Point,
    Question,
    Scale,
    Scenario,
    Status,
    Theme,
)
from question_banks.validation import problems
from tests.question_banks.tiny import tiny_bank

SOUND = tiny_bank("sound")
KEYS = [question.key for question in SOUND.questions]
DELEGATE = (Audience.DELEGATE,)
TWO_OBJECTIVES = replace(
    SOUND,
    objectives=(*SOUND.objectives, Objective("act", "Acting", "Act.")),
    questions=(
        *(replace(question, objective="act") for question in SOUND.questions[:2]),
        *SOUND.questions[2:],
    ),
)


def keys(nouns):
    return [noun.key for noun in nouns]


def refused(change, *arguments):
    with pytest.raises(BankError) as error:
        change(*arguments)
    return str(error.value)


def statement(key, **more):
    return Question(
        key, Kind.TRUE_FALSE, f"{key}?", Family.KNOWLEDGE, 2, DELEGATE, objective="see", answer=True, **more
    )


def test_a_bank_is_made_from_blank():
    bank = authoring.new_bank("neglect", "Neglect", description="For all", language="cy")
    assert bank == Bank("neglect", "Neglect", description="For all", language="cy")
    bank = authoring.add_theme(bank, Theme("voice", "Voice of the child"))
    bank = authoring.add_objective(bank, Objective("see", "Seeing", "See neglect."))
    bank = authoring.add_scenario(bank, Scenario("noor", "Noor opens the door."))
    bank = authoring.add_scale(bank, Scale("often", "Often", (Point(0, "Never"), Point(1, "Always"))))
    for key in ("one", "two", "three"):
        bank = authoring.add_question(
            bank, statement(key, source="The law", scenario="noor", themes=("voice",))
        )
    often = Question("often", Kind.SCALE, "How often?", Family.BEHAVIOUR, 3, DELEGATE, scale="often")
    bank = authoring.add_question(bank, often)
    assert problems(bank) == ()
    assert read_json(write_json(bank)) == bank


def test_the_old_bank_stays_as_it_was():
    before = write_json(SOUND)
    authoring.remove_question(SOUND, "one")
    authoring.replace_objective(SOUND, "see", Objective("look", "Looking", "Look."))
    assert write_json(SOUND) == before


def test_title_description_and_language_are_changed_one_by_one():
    bank = authoring.describe_bank(SOUND, title="Safer")
    bank = authoring.describe_bank(bank, description="For all")
    bank = authoring.describe_bank(bank, language="en-GB")
    assert bank == replace(SOUND, title="Safer", description="For all", language="en-GB")
    assert authoring.describe_bank(bank, description="") == replace(bank, description="")


def test_what_could_not_be_stored_is_refused():
    assert refused(authoring.new_bank, "Neglect!", "Neglect") == (
        "The document: key must be a key of at most 64 lower-case letters a to z, digits and hyphens."
    )
    assert refused(authoring.add_question, SOUND, statement("late", help="a\0b")) == (
        'questions[9] "late": help holds a character that cannot be kept.'
    )


@pytest.mark.parametrize(
    ("position", "order"),
    [
        (None, [*KEYS, "late"]),
        (0, ["late", *KEYS]),
        (2, [*KEYS[:2], "late", *KEYS[2:]]),
        (8, [*KEYS, "late"]),
    ],
)
def test_a_question_is_added_where_it_is_wanted(position, order):
    assert keys(authoring.add_question(SOUND, statement("late"), position).questions) == order


@pytest.mark.parametrize("position", [-1, 9])
def test_a_question_is_not_added_where_there_is_no_place(position):
    assert (
        refused(authoring.add_question, SOUND, statement("late"), position)
        == "The position must be from 0 to 8."
    )


def test_a_question_is_replaced_in_its_place_and_may_change_its_key():
    bank = authoring.replace_question(SOUND, "two", statement("deux"))
    assert keys(bank.questions) == ["one", "deux", *KEYS[2:]]
    assert bank.questions[1] == statement("deux")
    assert authoring.replace_question(SOUND, "two", SOUND.questions_by_key["two"]) == SOUND


@pytest.mark.parametrize(
    ("name", "key", "tied", "field"),
    [("then-test", "now", "then", "then_of"), ("parallel-forms", "form-a", "form-b", "equivalent_to")],
)
def test_a_question_that_is_tied_to_another_follows_it_and_keeps_it(name, key, tied, field):
    bank = tiny_bank(name)
    renamed = authoring.replace_question(bank, key, replace(bank.questions_by_key[key], key="renamed"))
    assert renamed.questions_by_key[tied] == replace(bank.questions_by_key[tied], **{field: "renamed"})
    assert refused(authoring.remove_question, bank, key) == f'It is still named by question "{tied}".'
    assert tied not in authoring.remove_question(bank, tied).questions_by_key


def test_a_question_is_removed():
    assert keys(authoring.remove_question(SOUND, "two").questions) == ["one", *KEYS[2:]]


@pytest.mark.parametrize(
    ("key", "position", "order"),
    [
        ("one", 0, KEYS),
        ("one", 2, ["two", "three", "one", *KEYS[3:]]),
        ("three", 0, ["three", "one", "two", *KEYS[3:]]),
        ("one", 7, [*KEYS[1:], "one"]),
    ],
)
def test_a_question_stands_where_it_was_moved_to(key, position, order):
    assert keys(authoring.move_question(SOUND, key, position).questions) == order


@pytest.mark.parametrize("position", [-1, 8])
def test_a_question_is_not_moved_where_there_is_no_place(position):
    assert refused(authoring.move_question, SOUND, "one", position) == "The position must be from 0 to 7."


def test_objectives_and_themes_are_added_and_moved_like_questions():
    bank = authoring.add_objective(SOUND, Objective("act", "Acting", "Act."), 0)
    assert keys(bank.objectives) == ["act", "see"]
    assert keys(authoring.move_objective(bank, "act", 1).objectives) == ["see", "act"]
    assert keys(authoring.add_theme(SOUND, Theme("voice", "Voice"), 0).themes) == ["voice", "neglect"]


# what replaces it, the noun with a new key, which field of which question follows
FOLLOWED = [
    (authoring.replace_objective, "see", Objective("look", "Looking", "Look."), "one", {"objective": "look"}),
    (authoring.replace_theme, "neglect", Theme("care", "Care"), "one", {"themes": ("care",)}),
    (
        authoring.replace_scale,
        "how-often",
        replace(SOUND.scales[0], key="often"),
        "often",
        {"scale": "often"},
    ),
    (authoring.replace_scenario, "noor", Scenario("ivy", "Ivy."), "one", {"scenario": "ivy"}),
]


@pytest.mark.parametrize(("change", "key", "noun", "question", "followed"), FOLLOWED)
def test_questions_follow_a_noun_to_its_new_key(change, key, noun, question, followed):
    bank = change(SOUND, key, noun)
    assert problems(bank) == ()
    assert bank.questions_by_key[question] == replace(SOUND.questions_by_key[question], **followed)


def test_only_the_questions_that_named_it_follow():
    bank = authoring.replace_objective(TWO_OBJECTIVES, "see", Objective("look", "Looking", "Look."))
    assert [question.objective for question in bank.questions] == ["act", "act", *["look"] * 5, ""]


def test_a_question_with_two_themes_keeps_their_order():
    bank = authoring.replace_theme(tiny_bank("ties"), "neglect", Theme("care", "Care"))
    assert bank.questions_by_key["see-1"].themes == ("care", "voice")


REMOVALS = [
    (authoring.remove_objective, "act", 'It is still named by questions "one", "two".'),
    (authoring.remove_theme, "neglect", 'It is still named by questions "one", "two", "three".'),
    (authoring.remove_scale, "how-often", 'It is still named by question "often".'),
    (authoring.remove_scenario, "noor", 'It is still named by question "one".'),
]


@pytest.mark.parametrize(("remove", "key", "sentence"), REMOVALS)
def test_what_a_question_names_is_not_removed(remove, key, sentence):
    assert refused(remove, TWO_OBJECTIVES, key) == sentence


def test_what_no_question_names_is_removed():
    bank = replace(TWO_OBJECTIVES, questions=())
    for remove, key, _ in REMOVALS:
        bank = remove(bank, key)
    assert bank == Bank("sound", "A sound bank", objectives=SOUND.objectives)


NOUNS = ["question", "objective", "theme", "scale", "scenario"]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_key_is_used_once(noun):
    there = getattr(SOUND, f"{noun}s")[0]
    sentence = f'The bank already has the {noun} "{there.key}"; choose another key.'
    assert refused(getattr(authoring, f"add_{noun}"), SOUND, there) == sentence
    bank = getattr(authoring, f"add_{noun}")(SOUND, replace(there, key="other"))
    assert refused(getattr(authoring, f"replace_{noun}"), bank, "other", there) == sentence


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("key", ["gone", ""])
def test_what_is_not_there_is_neither_replaced_nor_removed(noun, key):
    sentence = f"The bank does not have this {noun}."
    there = getattr(SOUND, f"{noun}s")[0]
    assert refused(getattr(authoring, f"replace_{noun}"), SOUND, key, replace(there, key="new")) == sentence
    assert refused(getattr(authoring, f"remove_{noun}"), SOUND, key) == sentence


@pytest.mark.parametrize("noun", ["question", "objective"])
def test_what_is_not_there_is_not_moved(noun):
    assert (
        refused(getattr(authoring, f"move_{noun}"), SOUND, "gone", 0)
        == f"The bank does not have this {noun}."
    )


def test_an_unfinished_question_may_be_kept_and_is_told_of():
    unfinished = Question("draft", Kind.SINGLE, "", Family.KNOWLEDGE, 2, (), options=(Option("a", ""),))
    bank = authoring.add_question(SOUND, unfinished)
    assert {problem.where for problem in problems(bank) if problem.serious} == {'question "draft"'}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("What are the first signs of neglect?", "first-signs-neglect"),
        ("Where do you stand?", "stand"),
        ("Zoë’s café isn't far, and it opens early on Mondays", "zoes-cafe-isnt-far-opens"),
        ("What is it?", "what-is-it"),
        ("你好", "question"),
        ("W" * 90, "w" * 40),
        ("Taken", "taken-3"),
    ],
)
def test_a_key_is_made_of_the_words_that_tell(text, key):
    assert authoring.unused_key(text, {"taken", "taken-2"}, default="question") == key


def test_a_copy_stands_after_its_question_and_waits_to_be_changed():
    bank = authoring.replace_question(SOUND, KEYS[0], replace(SOUND.questions[0], then_of=KEYS[1]))
    copied = authoring.duplicate_question(bank, KEYS[0], new_key="copy")
    assert keys(copied.questions) == [KEYS[0], "copy", *KEYS[1:]]
    assert copied.questions[1] == replace(SOUND.questions[0], key="copy", status=Status.DRAFT)


def test_a_parallel_form_names_the_question_that_it_is_equal_to():
    copied = authoring.duplicate_question(SOUND, KEYS[0], new_key="copy", parallel=True)
    assert copied.questions[1].equivalent_to == KEYS[0]


def test_a_question_is_retired_in_its_place():
    retired = authoring.set_status(SOUND, KEYS[1], Status.RETIRED)
    assert keys(retired.questions) == KEYS
    assert [question.status for question in retired.questions[:3]] == ["ready", "retired", "ready"]
