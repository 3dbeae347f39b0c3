"""The nouns that questions of a file share: each is made once, under a key of its own, whoever names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from question_banks.documents.fields import LONGEST_TEXT, LONGEST_TITLE
from question_banks.exchange.keys import Keys
from question_banks.exchange.taking import Taking
from question_banks.model import Bank, Objective, Scale, Scenario, Theme


class Nouns:
    """Objectives, themes, scenarios and scales of one account, found again by what they say."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._objectives: dict[str, str] = {}
        self._themes: dict[str, str] = {}
        self._scenarios: dict[str, str] = {}
        self._scales: dict[tuple[object, ...], str] = {}
        self._objective_keys, self._theme_keys = Keys(), Keys()
        self._scenario_keys, self._scale_keys = Keys(), Keys()

    def restore(self, bank: Bank) -> None:
        """Begin with the nouns of a bank that was carried along in the file. To be called before any other."""
        self._taking.objectives[:] = bank.objectives
        self._taking.themes[:] = bank.themes
        self._taking.scenarios[:] = bank.scenarios
        self._taking.scales[:] = bank.scales
        self._objectives = {one.title: one.key for one in bank.objectives}
        self._themes = {one.title: one.key for one in bank.themes}
        self._scenarios = {one.text: one.key for one in bank.scenarios}
        self._scales = {_points(one): one.key for one in bank.scales}
        _reserve(self._objective_keys, bank.objectives)
        _reserve(self._theme_keys, bank.themes)
        _reserve(self._scenario_keys, bank.scenarios)
        _reserve(self._scale_keys, bank.scales)

    def objective(self, category: str, text: str = "") -> str:
        """The key of the objective that a category becomes; "" for one without words. ``text`` says it in full."""
        title = _title(category)
        if title and title not in self._objectives:
            key = self._objective_keys.unique(title, "objective")
            self._objectives[title] = key
            full = text or " ".join(category.split())
            self._taking.objectives.append(Objective(key, title, full if is_passage(full) else title))
        return self._objectives.get(title, "")

    def theme(self, words: str) -> str:
        """The key of the theme that a tag becomes; "" for one without words."""
        title = _title(words)
        if title and title not in self._themes:
            key = self._theme_keys.unique(title, "theme")
            self._themes[title] = key
            self._taking.themes.append(Theme(key, title))
        return self._themes.get(title, "")

    def scenario(self, text: str, name: str = "") -> str:
        """The key of the scenario with this text, which ``is_passage``; "" for none. ``name`` makes its key."""
        if text and text not in self._scenarios:
            key = self._scenario_keys.unique(name or text, "scenario")
            self._scenarios[text] = key
            self._taking.scenarios.append(Scenario(key, text))
        return self._scenarios.get(text, "")

    def scale(self, scale: Scale) -> str:
        """The key of the scale with these points and codes off it."""
        points = _points(scale)
        if points not in self._scales:
            key = self._scale_keys.unique(scale.key or scale.title, "scale")
            self._scales[points] = key
            self._taking.scales.append(replace(scale, key=key))
        return self._scales[points]


def is_passage(text: str) -> bool:
    """Whether a text is short enough for a scenario or another noun to hold."""
    return len(text) <= LONGEST_TEXT


def _reserve(keys: Keys, nouns: Iterable[Objective | Theme | Scenario | Scale]) -> None:
    for noun in nouns:
        keys.unique(noun.key, noun.key)


def _title(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1] + "…"


def _points(scale: Scale) -> tuple[object, ...]:
    """What two scales must have in common to be one. To whom a code is offered, foreign files do not say."""
    return (scale.points, tuple((code.code, code.text) for code in scale.outside))
