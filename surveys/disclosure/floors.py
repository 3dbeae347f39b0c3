"""The thresholds that every figure is held to, and what is said in place of a figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Floors:
    """The thresholds that figures are held to, in people.

    ``matched``: the fewest people a mean or a group in a distribution may rest on. ``imprecise``: below
    this a figure is labelled very imprecise. ``percentages``: the fewest people of whom percentages are
    given. ``flags``: the fewest pooled answers on which a question itself is judged.

    Raises:
        ValueError: a group of two or fewer would be let through: each of two can tell the other's answer.
    """

    matched: int = 5
    imprecise: int = 10
    percentages: int = 10
    flags: int = 30

    def __post_init__(self) -> None:
        if self.matched < 3 or self.percentages < self.matched:
            raise ValueError("groups of two or fewer people can never be shown")

    def in_words(self) -> tuple[tuple[str, int], ...]:
        """Each threshold with what it means, to be printed in a report."""
        return (
            ("Fewest people a figure may rest on", self.matched),
            ("Fewest people for percentages of people", self.percentages),
            ("Fewer people than this: labelled very imprecise", self.imprecise),
        )

    @property
    def few(self) -> str:
        """What is printed in place of a count that is withheld."""
        return f"fewer than {self.matched}"

    @property
    def reason(self) -> str:
        return (
            f"Not shown, so that nobody's answers can be told: it rests on fewer than {self.matched} people, "
            "or on answers too much alike, or would let another hidden figure be worked out."
        )

    @property
    def reason_for_shares(self) -> str:
        return (
            f"Not shown, so that nobody's answers can be told: percentages need {self.percentages} people, "
            f"and at least {self.matched} in each group that can be worked out from them."
        )


def withholds_count(count: int, floors: Floors) -> bool:
    """Whether it must stay unsaid how many people said something: from one to one below the floor.

    That nobody did is said: it tells of no answer.
    """
    return 0 < count < floors.matched
