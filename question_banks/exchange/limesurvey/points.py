"""The points that answers earn in a LimeSurvey "assessment", as the key of a question or the numbers of a scale."""

from __future__ import annotations

from dataclasses import replace

from question_banks.exchange.limesurvey.tables import Asked
from question_banks.exchange.survey_content import Choice, Content, points_in, scale_of, with_credits
from question_banks.model import Kind


def with_points(content: Content, asked: Asked) -> Content:
    """The content marked by the points of its answers, where they tell answers apart."""
    lines = [line for line in asked.answers if line.scale == "0"]
    points = [points_in(line.worth) for line in lines]
    if len(set(points)) < 2:
        return content
    if content.kind is Kind.STATEMENTS:
        choices = [Choice(line.code, line.text or line.code) for line in lines]
        scale = scale_of(choices, [line.worth.strip() for line in lines])
        return replace(content, points=scale.points, outside=scale.outside, losses=scale.losses)
    # An answer of one's own, where there is one, stands after those of the list and earns nothing.
    return with_credits(content, [*points, *[0.0] * (len(content.options) - len(points))])
