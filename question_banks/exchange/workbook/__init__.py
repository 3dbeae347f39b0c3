"""Workbooks (.xlsx) from strangers: the words in the cells of each sheet, read safely and without the formulas.

Nothing is built of a sheet but its cells' words, so that a large one is read in the time and memory of ``limits``.
"""

from question_banks.exchange.workbook.reading import Sheet as Sheet
from question_banks.exchange.workbook.reading import is_workbook as is_workbook
from question_banks.exchange.workbook.reading import sheets_of as sheets_of
