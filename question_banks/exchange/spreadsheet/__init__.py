"""Spreadsheets of questions: a row for each, in a workbook or a CSV file, ours or anybody's with headings like ours.

A workbook of ours lists objectives, themes, scenarios and scales on sheets of their own, so that it holds nearly all
that a bank holds. ``template`` is the empty one, with instructions and examples.
"""

from question_banks.exchange.format import Format
from question_banks.exchange.spreadsheet import book, csv_file
from question_banks.exchange.spreadsheet.reading import read_csv, read_workbook, tells_csv, tells_workbook
from question_banks.exchange.spreadsheet.template import template as template

XLSX = Format(
    "xlsx",
    "Spreadsheet (XLSX)",
    (".xlsx",),
    tells_workbook,
    read_workbook,
    book.write,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
CSV = Format(
    "csv", "Spreadsheet (CSV)", (".csv",), tells_csv, read_csv, csv_file.write, "text/csv; charset=utf-8"
)
