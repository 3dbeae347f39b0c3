"""Choice interactions: one choice, several, true or false; and the scales and yes/no questions that we write so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from question_banks.exchange.feedback import by_rightness, by_truth
from question_banks.exchange.qti.content import Choice, Content, Misfit, choices_of, is_shuffled
from question_banks.exchange.qti.declared import NotUnderstood, Value, values
from question_banks.exchange.qti.marking import (
    CLOSE,
    Trials,
    credit,
    feedback_of,
    feedback_of_each,
    marks,
    other_marks,
    right_set,
    unreadable,
    unseen,
)
from question_banks.exchange.qti.our_classes import is_ours, points_in
from question_banks.exchange.xml_text import children
from question_banks.model import Kind, Option

TRUTH = {"true": True, "false": False}
ALL_OR_NOTHING = "It gave marks only when wholly right; here an answer that is right in part earns a part."


def read_choice(interaction: Element, trials: Trials) -> Content:
    """A ``choiceInteraction``, or an ``inlineChoiceInteraction`` that is the only one in its item."""
    parts = list(children(interaction, "simpleChoice", "inlineChoice"))
    choices = choices_of(parts)
    if is_ours(interaction, "scale"):
        return Content(Kind.SCALE, scale=points_in(choices))
    if is_ours(interaction, "yes-no"):
        return Content(Kind.YES_NO)
    shuffle, losses = is_shuffled(interaction, parts)
    if trials.response.cardinality == "multiple" and interaction.get("maxChoices") != "1":
        content = _with_limits(several(choices, trials), interaction)
    elif trials.response.cardinality in ("single", "multiple"):
        content = single(choices, trials)
    else:
        raise Misfit("It asks to choose in an order.")
    return replace(content, shuffle=shuffle, losses=losses + content.losses)


def single(choices: Sequence[Choice], trials: Trials) -> Content:
    """One choice, or true or false: what each choice earns and is told."""
    try:
        points = {choice.identifier: trials.weight(_answer(trials, choice)) for choice in choices}
        losses: tuple[str, ...] = ()
    except NotUnderstood as reason:
        points, losses = _declared(choices, trials, reason)
    most = max(points.values(), default=0)
    if trials.has_key and most <= 0 and not losses:
        points, losses = _declared(choices, trials, NotUnderstood("never gives a mark"))
        most = max(points.values(), default=0)
    options = tuple(_option(choice, points[choice.identifier], most) for choice in choices)
    return _with_feedback_of_each(Content(Kind.SINGLE, options), choices, trials, most, losses)


def _answer(trials: Trials, choice: Choice) -> Value:
    return (choice.identifier,) if trials.response.is_container else choice.identifier


def _declared(
    choices: Sequence[Choice], trials: Trials, reason: NotUnderstood
) -> tuple[dict[str, float], tuple[str, ...]]:
    """One point for what is declared as right. An item that declares nothing has no key, as a survey's."""
    right = tuple(values(trials.response.right))
    losses = (unreadable(reason, bool(right)),)
    return {choice.identifier: float(choice.identifier in right) for choice in choices}, losses


def _option(choice: Choice, points: float, most: float) -> Option:
    if most <= 0:
        return Option(choice.key, choice.text)
    share = credit(points, most)
    return Option(choice.key, choice.text, right=share == 100, credit=None if share in (0, 100) else share)


def _with_feedback_of_each(
    content: Content, choices: Sequence[Choice], trials: Trials, most: float, losses: tuple[str, ...]
) -> Content:
    """The content with what is said after each choice; a true/false question where the choices are these two words."""
    said = feedback_of(trials, {_answer(trials, choice): choice.identifier for choice in choices})
    options = tuple(
        replace(option, feedback=said.specific[_answer(trials, choice)])
        for option, choice in zip(content.options, choices, strict=True)
    )
    feedback = by_rightness(said.general, said.right, wrong=said.wrong)
    losses += unseen(said.unseen) + other_marks(most)
    content = replace(content, options=options, marks=marks(most), feedback=feedback, losses=losses)
    return _as_true_or_false(content) or content


def _as_true_or_false(content: Content) -> Content | None:
    """The same as a true/false question, where one of "true" and "false" is right and the other earns nothing."""
    by_word = {option.text.casefold().rstrip("."): option for option in content.options}
    if set(by_word) != set(TRUTH) or len(content.options) != 2:
        return None
    right = [word for word, option in by_word.items() if option.right]
    if len(right) != 1 or any(option.credit is not None for option in content.options):
        return None
    feedback = by_truth(content.feedback, by_word["true"].feedback, by_word["false"].feedback)
    return replace(
        content, kind=Kind.TRUE_FALSE, options=(), answer=TRUTH[right[0]], feedback=feedback, shuffle=False
    )


def several(choices: Sequence[Choice], trials: Trials) -> Content:
    """Several choices: what each earns or takes away, and what is told to all."""
    identifiers = [choice.identifier for choice in choices]
    points, right, most, losses = _points_of_several(identifiers, trials)
    options = tuple(_ticked(choice, points, right, most) for choice in choices)
    options = _without_needless_credits(options)
    content = Content(Kind.SEVERAL, options, marks=marks(most), losses=losses + other_marks(most))
    return _with_feedback_of_ticks(content, choices, trials, right)


def _points_of_several(
    identifiers: Sequence[str], trials: Trials
) -> tuple[Mapping[str, float], Sequence[str], float, tuple[str, ...]]:
    """What each choice earns or costs, which are right, the most that can be earned, and what was lost."""
    right_one = tuple(values(trials.response.right))
    declared = [name for name in identifiers if name in right_one]
    try:
        wanted = right_set(trials)
        declared = [name for name in identifiers if name in wanted]
        points, right, most = _tried(identifiers, trials)
        if right and most > 0 and _adds_up(points, right, most, trials):
            return points, right, most, ()
        whole = trials.points(tuple(declared)) if declared else 0.0
        if whole > 0:
            return {}, declared, whole, (ALL_OR_NOTHING,)
        reason = NotUnderstood("gives marks in a way that ours cannot follow")
    except NotUnderstood as found:
        reason = found
    told = trials.has_key or bool(declared)
    return {}, declared, 1.0 if declared else 0.0, (unreadable(reason, bool(declared)),) if told else ()


def _tried(identifiers: Sequence[str], trials: Trials) -> tuple[dict[str, float], list[str], float]:
    """What each choice earns by itself or takes away from the right ones, which those are, and what they earn.

    Most items let no one fall below nothing, so what a wrong choice takes away shows only beside right ones.
    """
    nothing = trials.points(None)
    points = {name: trials.points((name,)) - nothing for name in identifiers}
    right = [name for name in identifiers if points[name] > 0]
    most = trials.points(tuple(right)) if right else 0.0
    for name in identifiers:
        if name not in right and right:
            points[name] = trials.points((*right, name)) - most
    return points, right, most


def _adds_up(points: Mapping[str, float], right: Sequence[str], most: float, trials: Trials) -> bool:
    """Whether choices are marked one by one, so that all of them together earn what their points add up to."""
    if sum(points[name] for name in right) < most - CLOSE:
        return False
    total, whole = min(sum(points.values()), most), trials.points(tuple(points))
    return abs(total - whole) < CLOSE or (total <= 0 and whole <= CLOSE)


def _ticked(choice: Choice, points: Mapping[str, float], right: Sequence[str], most: float) -> Option:
    is_right = choice.identifier in right
    if not points:
        return Option(choice.key, choice.text, right=is_right)
    share = credit(points[choice.identifier], most)
    return Option(choice.key, choice.text, right=is_right, credit=share if is_right or share else None)


def _without_needless_credits(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Without credits where they are what the options earn anyhow: a wrong tick takes back a right one."""
    right = sum(option.right for option in options)
    each = 100 / right if right else 0.0
    usual = all(
        option.credit is not None and abs(option.credit - (each if option.right else -each)) < CLOSE
        for option in options
    )
    return tuple(replace(option, credit=None) for option in options) if usual else options


def _with_feedback_of_ticks(
    content: Content, choices: Sequence[Choice], trials: Trials, right: Sequence[str]
) -> Content:
    """Feedback within a choice is that choice's; the other is told apart by whether all or nothing is right."""
    wrong = next((choice.identifier for choice in choices if choice.identifier not in right), None)
    own = feedback_of_each(trials, [choice.identifier for choice in choices])
    said = feedback_of(trials, {}, tuple(right) or None, (wrong,) if wrong else (), but=own.places)
    options = tuple(
        replace(option, feedback=own.texts[choice.identifier])
        for option, choice in zip(content.options, choices, strict=True)
    )
    feedback = by_rightness(said.general, said.right, wrong=said.wrong)
    return replace(content, options=options, feedback=feedback, losses=content.losses + unseen(said.unseen))


def _with_limits(content: Content, interaction: Element) -> Content:
    """With "choose exactly so many" where the least and the most are the same; another most is told of."""
    right = sum(option.right for option in content.options)
    least, most = interaction.get("minChoices", "0"), interaction.get("maxChoices", "0")
    if least == most and least.isdecimal() and 1 < int(least) <= len(content.options):
        return replace(content, choose=int(least))
    if most.isdecimal() and 1 < int(most) < len(content.options) and int(most) != right:
        loss = f"It allowed at most {int(most)} choices; here any number may be chosen."
        return replace(content, losses=(*content.losses, loss))
    return content
