"""Interactions that arrange: an order, and matching rows with options; statement lists, which we write as matching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from question_banks.exchange.feedback import by_rightness
from question_banks.exchange.qti.content import Choice, Content, Misfit, choices_of, is_shuffled
from question_banks.exchange.qti.declared import NotUnderstood, Value, in_any_order, values
from question_banks.exchange.qti.marking import (
    CLOSE,
    Trials,
    feedback_of,
    marks,
    other_marks,
    right_set,
    unseen,
)
from question_banks.exchange.qti.our_classes import is_ours, points_in
from question_banks.exchange.xml_text import children
from question_banks.model import Kind, Option, Row

NO_ORDER = "It does not say which order is right, or not for all of its choices."
NOT_ONE_EACH = "Its rows do not each have exactly one right answer, which ours must."


def read_order(interaction: Element, trials: Trials) -> Content:
    """An ``orderInteraction``, whose right order is the declared one."""
    parts = list(children(interaction, "simpleChoice"))
    choices = {choice.identifier: choice for choice in choices_of(parts)}
    right = _declared(trials)
    if sorted(right) != sorted(choices) or len(right) < 2:
        raise Misfit(NO_ORDER)
    options = tuple(Option(choices[name].key, choices[name].text) for name in right)
    # It is always put to people in another order, so nothing need say so.
    content = Content(Kind.ORDERING, options)
    return _with_feedback(content, trials, tuple(right), tuple(reversed(right)))


def read_match(interaction: Element, trials: Trials) -> Content:
    """A ``matchInteraction``: either of its two sets may be the rows, if each has one right partner in the other."""
    sets = [list(children(one, "simpleAssociableChoice")) for one in children(interaction, "simpleMatchSet")]
    if len(sets) != 2 or not all(sets):
        raise Misfit("It does not match two lists.")
    left, right = (choices_of(parts) for parts in sets)
    pairs = _right_pairs(trials)
    if not pairs and not trials.has_key:
        return _statements(interaction, left, right)
    shuffle, losses = is_shuffled(interaction, [*sets[0], *sets[1]])
    content = _matching(left, right, pairs) or _matching(right, left, [(two, one) for one, two in pairs])
    if content is None:
        raise Misfit(NOT_ONE_EACH)
    wrong = tuple(
        f"{one} {right[(place + 1) % len(right)].identifier}" for place, (one, _) in enumerate(pairs)
    )
    content = replace(content, shuffle=shuffle, losses=losses)
    return _with_feedback(content, trials, _joined(pairs), wrong)


def read_association(interaction: Element, trials: Trials) -> Content:
    """An ``associateInteraction`` whose right pairs have nothing in common: one of each pair becomes a row."""
    choices = {
        choice.identifier: choice
        for choice in choices_of(list(children(interaction, "simpleAssociableChoice")))
    }
    pairs = _right_pairs(trials)
    used = [name for pair in pairs for name in pair]
    if len(pairs) < 2 or len(set(used)) != len(used) or not set(used) <= set(choices):
        raise Misfit("Its pairs cannot be told apart into rows and what they are matched to.")
    rows = {first for first, _ in pairs}
    left = [choice for choice in choices.values() if choice.identifier in rows]
    right = [choice for choice in choices.values() if choice.identifier not in rows]
    content = _matching(left, right, pairs)
    if content is None:
        raise Misfit(NOT_ONE_EACH)
    content = replace(
        content,
        shuffle=interaction.get("shuffle") == "true",
        losses=("It asked to find pairs in one list; here one of each pair is given.",),
    )
    return _with_feedback(content, trials, _joined(pairs), None)


def _declared(trials: Trials) -> list[str]:
    try:
        return list(right_set(trials))
    except NotUnderstood:
        return [str(one) for one in values(trials.response.right)]


def _right_pairs(trials: Trials) -> list[tuple[str, str]]:
    """The declared right pairs, or those that earn something."""
    found = _declared(trials)
    if not found and trials.response.weights is not None:
        found = [str(entry.key) for entry in trials.response.weights.entries if entry.points > 0]
    pairs = [tuple(pair.split()) for pair in found]
    if any(len(pair) != 2 for pair in pairs):
        raise Misfit("Its right answers are not pairs.")
    return [(pair[0], pair[1]) for pair in pairs]


def _joined(pairs: Iterable[tuple[str, str]]) -> Value:
    return tuple(f"{one} {other}" for one, other in pairs)


def _matching(
    rows: Sequence[Choice], options: Sequence[Choice], pairs: Sequence[tuple[str, str]]
) -> Content | None:
    """The matching question with these rows; None when they do not each have exactly one right option."""
    answers = dict(pairs)
    keys = {choice.identifier: choice.key for choice in options}
    if len(answers) != len(pairs) or set(answers) != {row.identifier for row in rows}:
        return None
    if not set(answers.values()) <= set(keys) or len(rows) < 2:
        return None
    return Content(
        Kind.MATCHING,
        options=tuple(Option(choice.key, choice.text) for choice in options),
        rows=tuple(Row(row.key, row.text, keys[answers[row.identifier]]) for row in rows),
    )


def _statements(interaction: Element, left: Sequence[Choice], right: Sequence[Choice]) -> Content:
    """A matching without right answers is a list of statements, each rated on the same scale."""
    if len(right) < 2:
        raise Misfit("It has no right answers, and fewer than two points to rate its statements on.")
    scale = points_in(right)
    rows = tuple(Row(row.key, row.text) for row in left)
    losses = (
        ()
        if is_ours(interaction, "statements")
        else ("It has no right answers, so it was taken as statements.",)
    )
    return Content(Kind.STATEMENTS, rows=rows, scale=scale, losses=losses)


def _with_feedback(content: Content, trials: Trials, right: Value, wrong: Value) -> Content:
    """The content with its marks, its feedback, and what is lost because partly right answers earn a part here."""
    try:
        most = trials.points(right)
    except NotUnderstood:
        most = 1.0
    said = feedback_of(trials, {}, right, wrong or ())
    losses = (*content.losses, *unseen(said.unseen), *other_marks(most), *_part_marks(trials, right))
    feedback = by_rightness(said.general, said.right, wrong=said.wrong)
    return replace(content, feedback=feedback, marks=marks(most), losses=losses)


def _part_marks(trials: Trials, right: Value) -> tuple[str, ...]:
    """What to tell where a part of the right answer earned nothing there, or not each part the same."""
    parts = list(values(right))
    if trials.response.cardinality == "ordered":
        return (
            "It gave marks only for the whole right order; here each step that follows the right one earns a part.",
        )
    try:
        earned = [trials.points(in_any_order((part,))) for part in parts]
    except NotUnderstood:
        return ()
    if not any(earned):
        return ("It gave marks only when wholly right; here each row rightly matched earns a part.",)
    if max(earned) - min(earned) > CLOSE:
        return ("Its rows earned different marks there; here each earns the same.",)
    return ()
