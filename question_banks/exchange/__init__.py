"""Taking a bank out of one file format into another: bytes in, bytes and a report out. No file is touched.

The format of what comes in is told from its content, never from a name. Every question of the file is either taken
or named with the reason why not; a file that is broken, or is not what it claims to be, is refused whole.

How a format is added:

1. A module or package here with ``tells(source) -> bool``, ``read(source) -> Taken`` and, where it is written too,
   ``write(bank) -> Written``; a ``Format`` that names them; a place in ``registry.FORMATS``.
2. ``Source`` gives the file as text, lines, XML (``xml_text`` finds children whatever their namespace), JSON, zip or
   the sheets of a workbook, each lazily, safely and within ``limits``. Nothing else opens a file or parses XML.
3. A reader makes one ``Taking(source)``, asks ``taking.objective_for(category)`` for the objective that a category
   becomes and ``taking.keys.unique(name, "question")`` for a key, makes a ``question(key, kind, stem, ...)`` (which
   knows family, step and audience), and hands each question of the file over once: ``taking.add(question, where)``
   or ``taking.leave_out(where, what, why)``. ``taking.note(where, what)`` names what was lost inside one that was
   taken. Options are called by ``letter(index)``. It ends with ``taking.taken(title=...)``.
4. Whatever is said about a piece of the file repeats it only through ``shown``. HTML becomes text by
   ``html_text.plain``, whose ``lost`` goes to ``taking.note_lost``; text becomes HTML by ``html_text.as_html``.
5. A writer returns ``Written(data, left_out, notes)``: ``left_out`` maps the key of each question that the format
   has no form for to the sentence that says why. The same bank always gives the same bytes.
6. Tests: a corpus of our own under ``tests/question_banks/exchange/``; each bank within the format's power comes
   back equal; writing what was read from our own file gives the same bytes; mutated files are read or refused.
"""

from __future__ import annotations

from question_banks.errors import Refusal as Refusal
from question_banks.exchange.account import LeftOut as LeftOut
from question_banks.exchange.account import Note as Note
from question_banks.exchange.account import Report as Report
from question_banks.exchange.account import Taken as Taken
from question_banks.exchange.account import Written as Written
from question_banks.exchange.account import refusal_report as refusal_report
from question_banks.exchange.account import report_of
from question_banks.exchange.account import shown as shown
from question_banks.exchange.format import Format as Format
from question_banks.exchange.html_text import as_html as as_html
from question_banks.exchange.html_text import plain as plain
from question_banks.exchange.keys import Keys as Keys
from question_banks.exchange.keys import letter as letter
from question_banks.exchange.limits import MOST_BYTES as MOST_BYTES
from question_banks.exchange.registry import FORMATS as FORMATS
from question_banks.exchange.registry import WRITABLE as WRITABLE
from question_banks.exchange.registry import format_names as format_names
from question_banks.exchange.registry import format_to_write, told
from question_banks.exchange.source import Source as Source
from question_banks.exchange.taking import Taking as Taking
from question_banks.exchange.taking import question as question
from question_banks.model import Bank


def convert(data: bytes, out_name: str, format_name: str | None = None) -> tuple[bytes, Report]:
    """The bank in ``data`` in another format, and what became of it.

    The format is the one called ``format_name``, else the first that the ending of ``out_name`` asks for.
    Raises ``Refusal``, and nothing else; ``refusal_report`` makes the report of that.
    """
    form = format_to_write(out_name, format_name)
    name, taken = take(data)
    written = write_bank(taken.bank, form)
    return written.data, report_of(name, taken, written)


def take(data: bytes) -> tuple[str, Taken]:
    """The name of a file's format, told from its content, and what was taken from it. Raises only ``Refusal``."""
    source = Source(data)
    form = told(source)
    return form.name, form.read(source)


def read_report(data: bytes) -> tuple[Bank, Report]:
    """The bank in a file and what became of each question, as a page shows it. Raises only ``Refusal``."""
    name, taken = take(data)
    return taken.bank, report_of(name, taken)


def read_bank(data: bytes) -> tuple[str, Bank]:
    """The format of a file and the bank in it, for those who want no account. Raises only ``Refusal``."""
    name, taken = take(data)
    return name, taken.bank


def write_bank(bank: Bank, form: Format) -> Written:
    """The bank as a file. Raises ``Refusal`` when the format is only read, or can hold none of its questions."""
    if form.write is None:
        raise Refusal(f"{form.title} is read, but not written.")
    written = form.write(bank)
    if bank.questions and len(written.left_out) == len(bank.questions):
        raise Refusal(f"{form.title} has no form for any question of this bank.")
    return written
