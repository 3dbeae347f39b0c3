"""Puts what a form says into a bank: a question, and what came with it that the bank did not have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from app.officers.banks.question_forms import Written, opening
from question_banks import authoring
from question_banks.model import Bank, Question, Theme


def add_written(bank: Bank, written: Written) -> Bank:
    """The bank with a new question, which stands after the last one on the same objective.

    A form that is sent twice, as by a double click, adds one question.
    """
    if not written.question.key and _like(bank, written):
        return bank
    bank, question = _with_its_ties(bank, written)
    key = question.key or authoring.unused_key(question.stem, bank.questions_by_key, default="question")
    same = [place for place, one in enumerate(bank.questions) if one.objective == question.objective]
    return authoring.add_question(bank, replace(question, key=key), same[-1] + 1 if same else None)


def replace_written(bank: Bank, key: str, written: Written) -> Bank:
    """The bank with the question that has this key as it was written."""
    bank, question = _with_its_ties(bank, written)
    return authoring.replace_question(bank, key, question)


def key_of(bank: Bank, written: Written, known: Collection[str]) -> str:
    """The key under which the bank holds what was written; ``known`` are the keys that there were before."""
    if written.question.key:
        return written.question.key
    added = (one.key for one in bank.questions if one.key not in known)
    like = _like(bank, written)
    return next(added, like.key if like else "")


def with_all(bank: Bank, written: Written) -> Bank:
    """The bank as it would be with what was typed, saved or not: what a preview is drawn from."""
    if written.question.key in bank.questions_by_key:
        return replace_written(bank, written.question.key, written)
    return add_written(bank, written)


def _like(bank: Bank, written: Written) -> Question | None:
    """A question that says the same, whatever the keys of what came with it."""
    brought = {"objective": written.objective, "scenario": written.scenario, "scale": written.scale}
    apart: dict[str, Any] = {"key": "", **{name: "" for name, noun in brought.items() if noun}}
    if written.theme:
        apart["themes"] = ()
    wanted = replace(written.question, **apart)
    return next((one for one in bank.questions if replace(one, **apart) == wanted), None)


def _with_its_ties(bank: Bank, written: Written) -> tuple[Bank, Question]:
    """The bank with the new objective, theme, case and scale, and the question that names them."""
    question, named = written.question, dict[str, Any]()
    if written.objective:
        key = authoring.unused_key(written.objective.title, bank.objectives_by_key, default="objective")
        bank = authoring.add_objective(bank, replace(written.objective, key=key))
        named["objective"] = key
    if written.theme:
        bank, key = _with_theme(bank, written.theme.title)
        named["themes"] = tuple(dict.fromkeys((*question.themes, key)))
    if written.scenario:
        key = authoring.unused_key(opening(written.scenario.text), bank.scenarios_by_key, default="case")
        bank = authoring.add_scenario(bank, replace(written.scenario, key=key))
        named["scenario"] = key
    bank, scale = _with_scale(bank, written)
    return bank, replace(question, **named, **scale)


def _with_theme(bank: Bank, title: str) -> tuple[Bank, str]:
    """A theme of the same name is the same theme."""
    there = next((theme for theme in bank.themes if theme.title.casefold() == title.casefold()), None)
    if there:
        return bank, there.key
    key = authoring.unused_key(title, [theme.key for theme in bank.themes], default="theme")
    return authoring.add_theme(bank, Theme(key, title)), key


def _with_scale(bank: Bank, written: Written) -> tuple[Bank, Mapping[str, Any]]:
    """A scale that is ready keeps its key, so that banks can be read side by side; one's own gets a new one."""
    scale = written.scale
    if scale is None or scale.key in bank.scales_by_key:
        return bank, {}
    if not scale.key:
        scale = replace(scale, key=authoring.unused_key(scale.title, bank.scales_by_key, default="scale"))
    return authoring.add_scale(bank, scale), {"scale": scale.key}
