"""Drawings of findings and what stands beside them in tables. Templates reach all of it by the name ``charts``."""

from __future__ import annotations

import sys

from flask import Flask

from app.charts import wording
from app.charts.answers import answer_charts
from app.charts.bars import answer_bar
from app.charts.changes import change_charts
from app.charts.choices import choice_charts, choices, shown_choices
from app.charts.flow import flow_chart
from app.charts.groups import (
    knowledge_groups,
    people,
    points_of,
    points_of_answers,
    question_groups,
    self_rating_groups,
    theme_groups,
    theme_rating_groups,
)
from app.charts.messages import key_messages, step_messages
from app.charts.notes import notes_of_answers, notes_of_changes, notes_of_findings
from app.charts.plots import change_plots

__all__ = [
    "answer_bar", "answer_charts", "change_charts", "change_plots", "choice_charts", "choices", "flow_chart",
    "init_charts", "key_messages", "knowledge_groups", "notes_of_answers", "notes_of_changes",
    "notes_of_findings", "people", "points_of", "points_of_answers", "question_groups", "self_rating_groups",
    "shown_choices", "step_messages", "theme_groups", "theme_rating_groups", "wording",
]  # fmt: skip


def init_charts(app: Flask) -> None:
    app.jinja_env.globals["charts"] = sys.modules[__name__]
