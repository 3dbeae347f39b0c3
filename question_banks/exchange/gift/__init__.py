"""Moodle's GIFT: questions as people type them into a text file.

All its answer forms are read, and those of Moodle's ordering questions. Its categories become objectives, its tags
themes, its names keys. The word before a gap and the words behind it stay together round a line (``_____``).
"""

from question_banks.exchange.format import Format
from question_banks.exchange.gift.reading import read, tells
from question_banks.exchange.gift.writing import write

GIFT = Format("gift", "GIFT", (".gift", ".txt"), tells, read, write)
