"""Moodle XML: the questions of a Moodle question bank with their categories, tags and feedback, read and written."""

from __future__ import annotations

from question_banks.exchange.format import Format
from question_banks.exchange.moodle_xml.reading import read, tells
from question_banks.exchange.moodle_xml.writing import write

MOODLE_XML = Format("moodle-xml", "Moodle XML", (".xml",), tells, read, write, "application/xml")
