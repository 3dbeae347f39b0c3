"""A bank with every kind of question, for the tests of what respondents see and of what becomes of their answers."""

from __future__ import annotations

from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Row,
    Scale,
    Scenario,
)
from surveys.questionnaires import Page, asked_of

DELEGATE = (Audience.DELEGATE,)


def _known(key, kind, stem, **more):
    return Question(key, kind, stem, Family.KNOWLEDGE, 2, DELEGATE, objective="act", **more)


def _said(key, kind, stem, family=Family.REACTION, **more):
    return Question(key, kind, stem, family, 2, DELEGATE, **more)


HELPFUL = Scale(
    "agree",
    "Agreement",
    (
        Point(1, "Strongly disagree"),
        Point(2, "Disagree"),
        Point(3, "Neither"),
        Point(4, "Agree"),
        Point(5, "Strongly agree"),
    ),
    (OutsideCode("not-for-me", "Does not apply to my work"),),
)

EVERY_KIND = Bank(
    "every",
    "Every kind of question",
    (Objective("act", "Acting", "Act on the first signs of neglect."),),
    (
        _known(
            "first",
            Kind.SINGLE,
            "Iris, 8, says that nobody is at home after school. What do you do first?",
            options=(
                Option("speak", "Speak with the child", right=True, feedback="Her own words come first."),
                Option("wait", "Wait for the next visit", feedback="Waiting leaves her alone again."),
                Option("write", "Write to the parents", credit=50, feedback="Good, but not first."),
            ),
            marks=2,
            shuffle=True,
            certainty=True,
            comment=True,
            scenario="iris",
            feedback="See the local procedures, part 2.",
        ),
        _known(
            "signs",
            Kind.SEVERAL,
            "Which can be signs of neglect?",
            options=(
                Option("tired", "Tired", right=True),
                Option("hungry", "Hungry", right=True),
                Option("talkative", "Talkative"),
            ),
            marks=2,
            choose=2,
            certainty=True,
        ),
        _known("intent", Kind.TRUE_FALSE, "Neglect is always meant.", answer=False, core=True),
        _known(
            "steps",
            Kind.ORDERING,
            "In which order do you take these steps?",
            options=(
                Option("listen", "Listen to the child"),
                Option("note", "Write down what was said"),
                Option("lead", "Tell the safeguarding lead"),
                Option("refer", "Make a referral"),
            ),
            marks=3,
            certainty=True,
        ),
        _known(
            "who",
            Kind.MATCHING,
            "Who does what?",
            options=(
                Option("lead", "Safeguarding lead"),
                Option("social", "Social worker"),
                Option("nurse", "School nurse"),
            ),
            rows=(
                Row("advise", "Advises staff in the school", answer="lead"),
                Row("assess", "Assesses the family’s needs", answer="social"),
                Row("comment", "Looks at the child’s health", answer="nurse"),
            ),
            marks=3,
            comment=True,
            shuffle=True,
        ),
        _known(
            "days",
            Kind.NUMBER,
            "Within how many working days is an assessment to be finished?",
            numbers=(
                NumberKey(45, feedback="The <b>longest</b> & no longer."),
                NumberKey(40, 5, credit=50),
            ),
            marks=2,
        ),
        _known(
            "form",
            Kind.SHORT_TEXT,
            "What is the document called in which agencies agree what each will do?",
            accepted=(Accepted("child protection plan"), Accepted("*plan*", credit=50)),
            help="One to four words.",
            marks=2,
        ),
        _said("policy", Kind.YES_NO, "Does your team have a neglect policy?", comment=True),
        _said("since", Kind.DATE, "When did you last speak with a child about their home?", required=False),
        _said("agree", Kind.SCALE, "The course was worth my time.", scale="agree"),
        _said(
            "course",
            Kind.STATEMENTS,
            "How far do you agree?",
            scale="agree",
            rows=(
                Row("useful", "I can use in my work what I learned."),
                Row("pace", "The pace was right for me, with enough time for questions and for practice."),
                Row("comment", "I would recommend the course to a colleague."),
            ),
            comment=True,
        ),
        _said("sure", Kind.CONFIDENCE, "How confident are you that you see neglect?", Family.SELF_RATING),
        _said("story", Kind.LONG_TEXT, "Without naming anyone: an example.", required=False),
    ),
    scales=(HELPFUL,),
    scenarios=(Scenario("iris", "Iris comes to school without a coat. Her shoes are too small."),),
)

RIGHT = {
    "every.first": ["speak"],
    "every.first.certainty": ["4"],
    "every.first.comment": ["I asked her at lunch."],
    "every.signs": ["tired", "hungry"],
    "every.signs.certainty": ["2"],
    "every.intent": ["false"],
    "every.steps.listen": ["1"],
    "every.steps.note": ["2"],
    "every.steps.lead": ["3"],
    "every.steps.refer": ["4"],
    "every.steps.certainty": ["3"],
    "every.who.advise": ["lead"],
    "every.who.assess": ["social"],
    "every.who.comment.": ["nurse"],
    "every.who.comment": [""],
    "every.days": ["45"],
    "every.form": ["Child protection plan"],
    "every.policy": ["not-applicable"],
    "every.policy.comment": ["We are writing one."],
    "every.since.day": ["27"],
    "every.since.month": ["2"],
    "every.since.year": ["2027"],
    "every.agree": ["5"],
    "every.course.useful": ["4"],
    "every.course.pace": ["not-for-me"],
    "every.course.comment.": ["5"],
    "every.course.comment": ["More time for practice, please."],
    "every.sure": ["7"],
    "every.story": [""],
}
"""A form that answers all of them, each keyed one right."""

MARKS = {"first": 2, "signs": 2, "intent": 1, "steps": 3, "who": 3, "days": 2, "form": 2}
"""What it earns."""

PAGES = (
    ("What would you do?", ("first", "signs", "intent")),
    ("Steps and people", ("steps", "who", "days", "form")),
    ("About you", ("policy", "since", "agree")),
    ("What did you make of it?", ("course", "sure", "story")),
)


def pages_of(version_id: int) -> tuple[Page, ...]:
    return tuple(
        Page(
            title,
            "",
            tuple(
                asked_of(version_id, EVERY_KIND, EVERY_KIND.questions_by_key[key], Audience.DELEGATE)
                for key in keys
            ),
        )
        for title, keys in PAGES
    )
