"""Drawings of findings and what stands beside them in tables. Templates reach all of it by the name ``charts``."""

from __future__ import annotations

import sys

from flask import Flask

from app.charts import wording
from app.charts.answers import answer_charts
from app.charts.changes import change_charts
from app.charts.choices import choice_charts, choices
from app.charts.flow import flow_chart
from app.charts.groups import (
    knowledge_groups,
    people,
    question_groups,
    self_rating_groups,
    theme_groups,
    theme_rating_groups,
)
from app.charts.messages import key_messages, step_messages
from app.charts.notes import notes_of_answers, notes_of_changes

__all__ = [
    "answer_charts", "change_charts", "choice_charts", "choices", "flow_chart", "init_charts", "key_messages",
    "knowledge_groups", "notes_of_answers", "notes_of_changes", "people", "question_groups", "self_rating_groups",
    "step_messages", "theme_groups", "theme_rating_groups", "wording",
]  # fmt: skip


def init_charts(app: Flask) -> None:
    app.jinja_env.globals["charts"] = sys.modules[__name__]
