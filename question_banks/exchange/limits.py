"""How much of a file is looked at. Whatever a file holds, reading it takes at most 10 seconds and 300 MB.

``benchmarks/exchange_limits.py`` measures that. Beyond a limit a file is refused whole, in one sentence.
"""

from __future__ import annotations

MOST_BYTES = 20 * 1024 * 1024
"""A file. A shipped bank has some 30,000 bytes."""

MOST_UNPACKED = 40_000_000
"""All that is read out of one zip file, in bytes."""

MOST_MEMBERS = 10_000
"""Files in one zip file: a package of questions has one for each question and picture."""

MOST_ELEMENTS = 500_000
"""Elements and attributes of one XML text."""

MOST_PASSING = 1_500_000
"""Elements of a part of a workbook, which pass without being kept."""

MOST_DEPTH = 100
"""Elements within one another. Real files have some 20."""

MOST_LINES = 400_000
"""Lines of a text: 3,000 questions with 130 lines each."""

MOST_VALUES = 1_000_000
"""Values and names of one JSON text, roughly counted."""

MOST_QUESTIONS = 3_000
"""Questions of a foreign file, taken or left out. The slowest format takes two thousandths of a second for each."""

MOST_OPTIONS = 100_000
"""Options, lines, accepted texts and numbers of all questions of a foreign file together."""

MOST_OF_ONE = 1_000
"""Options of one question."""

MOST_NOTES = 1_000
"""Notes of a report. The last of them says how many more there were."""

MOST_CELLS = 300_000
"""Cells of a workbook that say something: 3,000 questions with 100 cells each."""

MOST_ROWS = 50_000
"""The last row of a sheet that says something."""

MOST_COLUMNS = 500
"""The last column that is looked at."""
