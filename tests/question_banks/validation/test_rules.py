"""What a bank still needs: each rule has a bank that trips it and nothing else; the sound bank trips none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.authoring import add_objective, add_question, describe_bank, replace_question
from question_banks.model import (
    Accepted,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    OutsideCode,
    Point,
    Row,
    Scenario,
    Status,
    Theme,
)
from question_banks.validation import RULES, problems
from tests.question_banks.tiny import tiny_bank
from tests.question_banks.validation.breaking import (
    BOTH,
    SOUND,
    adding,
    advice,
    changed,
    knowledge,
    rated,
    rescaled,
    said,
    serious,
    single,
    without,
)

YES_NO = (Option("a", "Yes", right=True), Option("b", "No"))
WHO = (Option("a", "The police"), Option("b", "The school"), Option("c", "The clinic"))
SURE_THEN = rated("Before the course, how confident were you?", Kind.CONFIDENCE, family=Family.SELF_RATING)
SURE_THEN = replace(SURE_THEN, key="then", objective="see", then_of="sure")
OTHER_FORM = replace(SOUND.questions_by_key["one"], key="form-b", stem="Another?", equivalent_to="one")


def controls(**facts):
    """The sound bank with three questions about what the course does not teach, the first of them changed."""
    stems = ("The moon is round.", "Tea is hot.", "Snow is white.")
    made = [
        knowledge(f"control-{n}", Kind.TRUE_FALSE, stem=stem, answer=n < 2, objective="", control=True)
        for n, stem in enumerate(stems)
    ]
    return adding(replace(made[0], **facts), *made[1:])


TRIPPED = {
    "asks_something": [
        (Bank("empty", "Empty"), [serious("bank", "The bank has no questions.")]),
        (
            Bank("drafts", "Drafts", questions=(replace(SOUND.questions_by_key["comment"], status=Status.DRAFT),)),
            [serious("bank", "The bank has no question that is ready.")],
        ),
    ],
    "has_its_texts": [
        (describe_bank(SOUND, title=" "), [serious("bank", "It needs a title.")]),
        (replace(SOUND, themes=(Theme("neglect", ""),)), [serious('theme "neglect"', "It needs a title.")]),
        (
            replace(SOUND, objectives=(Objective("see", "", "\n"),)),
            [serious('objective "see"', "It needs a title."), serious('objective "see"', "It needs a text.")],
        ),
        (replace(SOUND, scenarios=(Scenario("noor", ""),)), [serious('scenario "noor"', "It needs a text.")]),
        (changed("comment", stem=""), [serious('question "comment"', "It needs a stem.")]),
        (changed("comment", stem="", status=Status.DRAFT), [advice('question "comment"', "It needs a stem.")]),
        (
            rescaled(points=(Point(0, ""), Point(1, "Every time"))),
            [serious('scale "how-often"', "It needs a text for point 0.")],
        ),
        (
            rescaled(outside=(OutsideCode("not-observed", ""),)),
            [serious('scale "how-often"', 'It needs a text for "not-observed".')],
        ),
    ],
    "names_what_there_is": [
        (
            changed("sure", objective="hear"),
            [serious('question "sure"', 'It names objective "hear", which the bank does not have.')],
        ),
        (
            changed("often", scale="how-much"),
            [serious('question "often"', 'It names scale "how-much", which the bank does not have.')],
        ),
        (
            changed("true", scenario="ivy"),
            [serious('question "true"', 'It names scenario "ivy", which the bank does not have.')],
        ),
        (
            changed("which", themes=("neglect", "voice")),
            [serious('question "which"', 'It names theme "voice", which the bank does not have.')],
        ),
        (
            changed("comment", objective="hear", status=Status.RETIRED),
            [serious('question "comment"', 'It names objective "hear", which the bank does not have.')],
        ),
    ],
    "fits_its_kind": [
        (
            changed("which", choose=3),
            [serious('question "which"', "It asks for three answers but has 2 right, so nobody can earn full marks.")],
        ),
        (changed("often", scale=""), [serious('question "often"', "It needs a scale.")]),
        (
            changed("often", scale="", status=Status.DRAFT),
            [advice('question "often"', "It needs a scale.")],
        ),
        (
            adding(knowledge("who", Kind.MATCHING, options=WHO, rows=(Row("r", "Refer", "a"), Row("s", "Tell")))),
            [serious('question "who"', 'It needs the right option for line "s".')],
        ),
        (
            adding(knowledge("how-many", Kind.NUMBER, numbers=(NumberKey(7, credit=50),))),
            [
                serious(
                    'question "how-many"',
                    "It has no number that earns all the marks, so nobody can earn full marks.",
                )
            ],
        ),
    ],
    "has_nothing_that_its_kind_ignores": [
        (
            changed("true", options=YES_NO),
            [serious('question "true"', "It has options, which kind true_false does not use.")],
        ),
        (
            changed("sure", scale="how-often"),
            [serious('question "sure"', "It has a scale, which kind confidence does not use.")],
        ),
        (
            changed("one", answer=True),
            [serious('question "one"', "It has a true or false answer, which kind single does not use.")],
        ),
        (
            changed("one", choose=1),
            [serious('question "one"', "It has a number of answers to choose, which kind single does not use.")],
        ),
        (
            changed("one", rows=(Row("r", "This"),)),
            [serious('question "one"', "It has rows, which kind single does not use.")],
        ),
        (
            changed("comment", accepted=(Accepted("Yes"),)),
            [serious('question "comment"', "It has accepted answers, which kind long_text does not use.")],
        ),
        (
            changed("sure", numbers=(NumberKey(7),)),
            [serious('question "sure"', "It has right numbers, which kind confidence does not use.")],
        ),
    ],
    "is_put_to_somebody": [
        (
            changed("comment", audiences=()),
            [serious('question "comment"', "It is put to nobody: name the delegate, the manager or both.")],
        ),
    ],
    "scales_can_be_answered": [
        (rescaled(points=(Point(0, "Never"),)), [serious('scale "how-often"', "It needs at least two points.")]),
        (
            rescaled(points=(Point(1, "Every time"), Point(0, "Never"))),
            [serious('scale "how-often"', "Its points must be listed from the lowest number to the highest.")],
        ),
        (
            rescaled(outside=(OutsideCode("1", "Not able to observe"),)),
            [serious('scale "how-often"', 'Its code "1" is also the number of a point.')],
        ),
    ],
    "choices_differ": [
        (
            changed("two", options=(Option("a", "No"), Option("b", " no", right=True))),
            [serious('question "two"', "Two of its choices read the same: “No”.")],
        ),
        (
            rescaled(points=(Point(0, "Never"), Point(1, "Never"))),
            [serious('scale "how-often"', "Two of its points read the same: “Never”.")],
        ),
    ],
    "questions_differ": [
        (
            adding(replace(SOUND.questions_by_key["true"], key="again", stem="It  is TRUE.")),
            [advice('question "again"', 'It reads the same as question "true".')],
        ),
    ],
    "ties_lead_to_a_question": [
        (
            adding(replace(SURE_THEN, then_of="surer")),
            [serious('question "then"', 'It looks back at question "surer", which the bank does not have.')],
        ),
        (
            adding(replace(OTHER_FORM, equivalent_to="form-b")),
            [serious('question "form-b"', "It is a parallel form of itself.")],
        ),
        (
            replace_question(adding(SURE_THEN), "sure", replace(SOUND.questions_by_key["sure"], status=Status.DRAFT)),
            [serious('question "then"', 'It looks back at question "sure", which is not ready to be asked.')],
        ),
    ],
    "then_tests_ask_the_same_again": [
        (
            adding(replace(SURE_THEN, objective="")),
            [serious('question "then"', 'It looks back at question "sure" with another objective.')],
        ),
        (
            adding(replace(SURE_THEN, family=Family.REACTION)),
            [serious('question "then"', "It looks back at a rating, so both must be self-ratings.")],
        ),
        (
            adding(replace(SURE_THEN, stem="How confident  are you?")),
            [
                advice('question "then"', 'It reads the same as question "sure".'),
                advice(
                    'question "then"',
                    'It reads as question "sure" does, so people will not know that they look back.',
                ),
            ],
        ),
    ],
    "parallel_forms_measure_the_same": [
        (
            adding(replace(OTHER_FORM, marks=2, core=True)),
            [
                serious(
                    'question "form-b"',
                    'It is a parallel form of question "one" with another marks and choice of being asked '
                    "again at 3 and 6 months.",
                )
            ],
        ),
        (
            adding(replace(OTHER_FORM, options=(*WHO[:2], Option("c", "The clinic", right=True)))),
            [
                advice(
                    'question "form-b"',
                    'It is guessed more or less easily than question "one": its choices differ.',
                )
            ],
        ),
    ],
    "ties_make_pairs": [
        (
            adding(SURE_THEN, replace(SURE_THEN, key="then-2", stem="At the start, how confident were you?")),
            [serious('question "sure"', "2 questions look back at it.")],
        ),
        (
            adding(OTHER_FORM, replace(OTHER_FORM, key="form-c", stem="A third?")),
            [serious('question "one"', "2 questions are parallel forms of it.")],
        ),
    ],
    "controls_are_not_taught": [
        (
            controls(objective="see"),
            [
                advice(
                    'question "control-0"',
                    "It is about something the course does not teach, and names an objective, which is taught.",
                )
            ],
        ),
        (
            adding(rated("Was it useful?", control=True)),
            [
                serious(
                    'question "rated"',
                    "It is about something the course does not teach, so it must measure knowledge.",
                )
            ],
        ),
    ],
    "certainty_is_of_a_right_answer": [
        (
            changed("often", certainty=True),
            [
                serious(
                    'question "often"',
                    "It asks how sure people are of an answer that is neither right nor wrong.",
                )
            ],
        ),
    ],
    "comments_stand_beside_choices": [
        (
            changed("comment", comment=True),
            [advice('question "comment"', "It asks for a comment on an answer that is written anyway.")],
        ),
    ],
    "knowledge_is_keyed": [
        (changed("true", answer=None), [serious('question "true"', "It tests knowledge, so it needs a right answer.")]),
    ],
    "knowledge_has_an_objective": [
        (
            changed("true", objective=""),
            [serious('question "true"', "It tests knowledge, so it needs the objective that it tests.")],
        ),
    ],
    "managers_are_asked_what_they_can_see": [
        (
            changed("true", audiences=BOTH, manager_stem="It is true of them."),
            [serious('question "true"', "It tests a manager's knowledge, but managers are asked what they see.")],
        ),
        (
            changed("sure", audiences=BOTH, manager_stem="How confident are they?"),
            [
                serious(
                    'question "sure"',
                    "It asks a manager how sure of themselves somebody else is, which nobody can see.",
                )
            ],
        ),
        (
            changed("comment", audiences=BOTH, manager_stem="How was the course?"),
            [
                serious(
                    'question "comment"',
                    "It asks a manager what the course was like, but only the delegate was there.",
                )
            ],
        ),
    ],
    "managers_are_not_asked_about_minds": [
        (
            changed("often", manager_stem="Since the course, your team member feels able to ask."),
            [
                advice(
                    'question "often"',
                    "It asks a manager what goes on in somebody else's mind: “your team member feels”.",
                )
            ],
        ),
        (
            changed("often", manager_stem="Your team member's confidence has grown."),
            [
                advice(
                    'question "often"',
                    "It asks a manager what goes on in somebody else's mind: “team member's confidence”.",
                )
            ],
        ),
    ],
    "managers_can_say_that_they_did_not_see": [
        (
            rescaled(outside=()),
            [advice('question "often"', "A manager who could not see it has no answer to give.")],
        ),
    ],
    "managers_have_their_own_words": [
        (
            changed("often", manager_stem=""),
            [advice('question "often"', "It is put to managers in the words for delegates.")],
        ),
        (
            changed("sure", manager_stem="How confident are they?"),
            [advice('question "sure"', "It has words for managers, but is not put to them.")],
        ),
        (
            changed("often", manager_stem="How often do I?"),
            [
                advice(
                    'question "often"',
                    "The manager's words speak of “I”, so a manager would answer for themselves.",
                )
            ],
        ),
    ],
    "objectives_are_tested": [
        (
            add_objective(SOUND, Objective("act", "Acting", "Act on it.")),
            [serious('objective "act"', "No question tests knowledge of it.")],
        ),
    ],
    "scores_rest_on_enough_questions": [
        (
            replace_question(
                replace(without("one", "two", "three"), themes=()),
                "true",
                replace(SOUND.questions_by_key["true"], answer=None),
            ),
            [
                serious('question "true"', "It tests knowledge, so it needs a right answer."),
                advice(
                    'objective "see"',
                    "Only 1 question tests knowledge of it; 3 or more say more. "
                    "1 more has no right answer and cannot count.",
                ),
            ],
        ),
        (
            replace(without("one", "two", "three"), themes=()),
            [advice('objective "see"', "Only 2 questions test knowledge of it; 3 or more say more.")],
        ),
        (
            replace(without("one", "two", "three", "which"), themes=()),
            [advice('objective "see"', "Only 1 question tests knowledge of it; 3 or more say more.")],
        ),
        (
            changed("three", themes=()),
            [advice('theme "neglect"', "Only 2 questions test knowledge of it; 3 or more say more.")],
        ),
        (
            adding(knowledge("moon", Kind.TRUE_FALSE, answer=False, objective="", control=True)),
            [advice("bank", "It has only 1 question about something the course does not teach; 3 or more say more.")],
        ),
    ],
    "knowledge_has_a_source": [
        (changed("one", source=" "), [advice('question "one"', "It names no source for its right answer.")]),
    ],
    "not_every_text_is_accepted": [
        (
            adding(knowledge("say", Kind.SHORT_TEXT, accepted=(Accepted("refer"), Accepted(" ** ", credit=50)))),
            [serious('question "say"', "It gives credit for any text whatever.")],
        ),
    ],
    "each_key_can_be_reached": [
        (
            adding(knowledge("n", Kind.NUMBER, numbers=(NumberKey(10, 0.5), NumberKey(10.2, 0.3, 50)))),
            [advice('question "n"', "Its right answer 10.2 lies within its right answer 10.")],
        ),
        (
            adding(knowledge("say", Kind.SHORT_TEXT, accepted=(Accepted("*refer*"), Accepted("a referral")))),
            [advice('question "say"', "“a referral” is accepted by “*refer*” already.")],
        ),
    ],
    "ticking_everything_does_not_pay": [
        (
            adding(
                knowledge(
                    "signs",
                    Kind.SEVERAL,
                    options=(*(Option(key, f"Sign {key}", right=True) for key in "abcd"), Option("e", "Other")),
                )
            ),
            [advice('question "signs"', "Whoever ticks everything earns 75 per cent of its marks.")],
        ),
    ],
    "one_choice_costs_nothing": [
        (
            changed("one", options=(Option("a", "Yes", right=True), Option("b", "No", credit=-50))),
            [advice('question "one"', "It takes marks away for a wrong choice, which counts as no marks.")],
        ),
    ],
    "orders_and_matches_are_hard_to_guess": [
        (
            adding(knowledge("order", Kind.ORDERING, options=WHO[:2])),
            [advice('question "order"', "It has only two steps to put in order.")],
        ),
        (
            adding(knowledge("who", Kind.MATCHING, options=WHO, rows=(Row("r", "This", "a"), Row("s", "That", "a")))),
            [advice('question "who"', "All its lines are matched to the same choice.")],
        ),
        (
            adding(
                knowledge("who", Kind.MATCHING, options=WHO[:2], rows=(Row("r", "This", "a"), Row("s", "That", "b")))
            ),
            [advice('question "who"', "Each choice fits exactly one line, so the last match is given away.")],
        ),
    ],
    "keys_stand_at_different_places": [
        (
            changed("two", options=YES_NO),
            [advice("bank", "Each question with one choice has its right answer at place 1: it can be guessed.")],
        ),
    ],
    "statements_are_not_all_true": [
        (
            adding(
                *(
                    knowledge(f"t-{n}", Kind.TRUE_FALSE, stem=f"This is so {n}.", answer=True)
                    for n in range(3)
                )
            ),
            [advice("bank", "“True” is right for each of its 4 statements.")],
        ),
    ],
    "the_longest_choice_is_not_the_key": [
        (
            adding(single("long", "Speak with the child alone and write down what is said", "Wait", "Ring a friend")),
            [advice('question "long"', "Its right answer is much the longest: 54 letters, the next has 13.")],
        ),
    ],
    "distractors_claim_no_absolutes": [
        (
            adding(single("claims", "Share what is needed", "Never share", "Share it later")),
            [
                advice(
                    'question "claims"', "Its wrong answer “Never share” says “Never”: it can be ruled out."
                )
            ],
        ),
        (
            changed("true", stem="Consent is always needed.", answer=False),
            [advice('question "true"', "The statement is false and says “always”: it can be guessed.")],
        ),
    ],
    "no_choice_speaks_of_the_others": [
        (
            adding(single("above", "The school", "The clinic", "None of the above")),
            [advice('question "above"', "Its choice “None of the above” speaks of the other choices.")],
        ),
    ],
    "nothing_is_denied_twice": [
        (
            adding(rated("It is not uncommon to feel unsure.")),
            [advice('question "rated"', "It denies something twice: “not uncommon”.")],
        ),
    ],
    "one_thing_is_asked_at_a_time": [
        (
            adding(rated("The trainer was clear and engaging.")),
            [
                advice(
                    'question "rated"', "It seems to ask two things at once: “was clear and engaging”."
                )
            ],
        ),
    ],
    "stems_are_easy_to_read": [
        (
            adding(
                rated(
                    "Interdisciplinary organisations operationalise proportionate information governance "
                    "arrangements notwithstanding countervailing institutional considerations regarding liability."
                )
            ),
            [advice('question "rated"', "It needs the reading of somebody with a university degree.")],
        ),
    ],
}  # fmt: skip


def test_the_sound_bank_has_no_problem():
    assert problems(SOUND) == ()


def test_each_rule_is_tripped_here():
    assert set(TRIPPED) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    ("rule", "bank", "found"), [(rule, *case) for rule, cases in TRIPPED.items() for case in cases]
)
def test_a_bank_with_one_thing_wrong_is_told_of_that_and_nothing_else(rule, bank, found):
    assert said(bank) == found
    [check] = [each for each in RULES if each.__name__ == rule]
    assert [(each.where, each.what, each.serious) for each in check(bank)][-1:] == found[-1:]


@pytest.mark.parametrize("name", ["sure", "one"])
def test_a_problem_names_its_noun_and_says_why_it_matters_and_what_to_do(name):
    """An officer who has never written a test must be able to act on it."""
    [problem] = problems(changed(name, objective="hear"))
    assert (problem.noun, problem.key) == ("question", name)
    assert problem.why.endswith(".")
    assert problem.remedy.endswith(".")


def test_every_rule_explains_itself_in_words_of_its_own():
    explained = {}
    for cases in TRIPPED.values():
        for bank, _found in cases:
            for problem in problems(bank):
                explained.setdefault(problem.why, set()).add(problem.remedy)
    assert "" not in explained
    assert [why for why in explained if len(why.split()) < 6 or "\n" in why] == []


def test_serious_problems_come_first():
    bank = changed("one", source="", stem="")
    assert said(bank) == [
        ('question "one"', "It needs a stem.", True),
        ('question "one"', "It names no source for its right answer.", False),
    ]


def test_what_a_draft_lacks_stops_nothing_and_what_a_retired_question_lacks_is_not_told():
    drafted = changed("one", options=(), status=Status.DRAFT)
    drafted = replace(drafted, themes=(), questions=tuple(replace(q, themes=()) for q in drafted.questions))
    assert [problem.serious for problem in problems(drafted)] == [False, False]
    retired = replace_question(
        drafted, "one", replace(drafted.questions_by_key["one"], status=Status.RETIRED)
    )
    assert said(retired) == []


def test_a_choice_without_a_key_may_be_asked_where_knowledge_is_not_tested():
    assert said(tiny_bank("unkeyed-choices")) == []


def test_a_scenario_that_nobody_names_does_no_harm():
    assert said(replace(SOUND, scenarios=(*SOUND.scenarios, Scenario("ivy", "Ivy, 9, is quiet.")))) == []


def test_whatever_a_question_of_another_family_has_for_a_key_is_not_asked_for_a_source():
    asked = replace(
        SOUND.questions_by_key["one"],
        key="taught",
        stem="Else?",
        family=Family.REACTION,
        source="",
        objective="",
    )
    assert said(add_question(SOUND, asked)) == []


def test_one_question_can_have_several_problems():
    assert [
        what for _where, what, _serious in said(changed("two", kind=Kind.SCALE, options=(), scale=""))
    ] == [
        "It needs a scale.",
        "It tests knowledge, so it needs a right answer.",
        "Only 2 questions test knowledge of it; 3 or more say more. "
        "1 more has no right answer and cannot count.",
    ]


@pytest.mark.parametrize(
    "bank",
    [
        adding(SURE_THEN),
        adding(OTHER_FORM),
        controls(),
        changed("one", certainty=True, comment=True),
        adding(knowledge("n", Kind.NUMBER, numbers=(NumberKey(10, 0.5), NumberKey(10, 2, 50)))),
        adding(knowledge("say", Kind.SHORT_TEXT, accepted=(Accepted("refer"), Accepted("re*", credit=50)))),
        adding(knowledge("order", Kind.ORDERING, options=WHO)),
        adding(
            knowledge("who", Kind.MATCHING, options=WHO, rows=(Row("r", "This", "a"), Row("s", "That", "c")))
        ),
        adding(rated("How often?", Kind.STATEMENTS, rows=(Row("r", "I ask."), Row("s", "I listen.")))),
    ],
)
def test_ties_and_keys_that_are_right_are_let_be(bank):
    assert said(bank) == []


def test_of_two_parallel_forms_only_one_counts_for_a_score():
    """Each person gets one of the two at a time."""
    bank = replace(without("one", "two"), themes=())
    bank = replace(bank, questions=tuple(replace(q, themes=()) for q in bank.questions))
    form = replace(bank.questions_by_key["three"], key="form", stem="Another?", equivalent_to="three")
    few = replace(bank, questions=(*(q for q in bank.questions if q.key != "which"), form))
    assert said(few) == [
        advice('objective "see"', "Only 2 questions test knowledge of it; 3 or more say more.")
    ]
