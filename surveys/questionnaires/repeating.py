"""Which questions are asked again later: what is right must not be told before the last time, or a test is spoiled."""

from __future__ import annotations

from question_banks.model import Audience
from surveys.enums import TimePoint
from surveys.questionnaires.model import Asked
from surveys.questionnaires.templates import PageTemplate, template_for


def is_asked_again(asked: Asked, point: TimePoint, audience: Audience) -> bool:
    """Whether a time point after ``point`` asks this audience the question, or one that it is a parallel form of."""
    points = list(TimePoint)
    templates = (template_for(later, audience) for later in points[points.index(point) + 1 :])
    return any(_asks(page, asked) for template in templates if template for page in template.pages)


def _asks(page: PageTemplate, asked: Asked) -> bool:
    return any(
        form.family in page.families and (form.core or not page.core_only)
        for form in (asked.question, *asked.forms)
    )
