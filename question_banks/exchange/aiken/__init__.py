"""Aiken: a question, its options by letters, and the letter that is right, each on a line.

Read as its users write it: "A." or "A)", capitals or not, over several lines, with several right letters, and with
the lines that Chamilo adds (explanation, score, tags). Written as Moodle reads it: one right option, one line each.
"""

from question_banks.exchange.aiken.reading import read, tells
from question_banks.exchange.aiken.writing import write
from question_banks.exchange.format import Format

AIKEN = Format("aiken", "Aiken", (".aiken",), tells, read, write)
