"""Question banks: the shelf of all banks, writing one, and what is done with it afterwards.

Each module adds its pages to the officers' blueprint when it is imported.
"""

from __future__ import annotations

from app.officers.banks import (
    coverage,
    draft,
    exports,
    imports,
    moving,
    preview,
    publishing,
    questions,
    remarks,
    review,
    shelf,
    statistics,
    structure,
    versions,
    wording,
)

__all__ = [
    "coverage",
    "draft",
    "exports",
    "imports",
    "moving",
    "preview",
    "publishing",
    "questions",
    "remarks",
    "review",
    "shelf",
    "statistics",
    "structure",
    "versions",
    "wording",
]
