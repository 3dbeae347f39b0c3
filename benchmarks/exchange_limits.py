"""How long and in how much memory ``flask banks convert`` reads the largest and the worst files that it lets in.

Each file is made here, given to the command in a process of its own, and either taken or refused in one sentence.
Exit status 1 when one takes more than 10 seconds of processor time or 300 MB, or ends in anything but 0 or 2.

    .venv/bin/python benchmarks/exchange_limits.py [--only WORDS] [--list]
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from question_banks.exchange import MOST_BYTES, WRITABLE  # noqa: E402 - the path has to be there first
from question_banks.exchange.taking import question  # noqa: E402 - as above
from question_banks.model import Bank, Kind, Objective, Option  # noqa: E402 - as above

MOST_SECONDS = 10.0
MOST_MEGABYTES = 300
PATIENCE = 120
QUESTIONS = 3_000
WORDS = "A worker who is unsure asks on the day and writes down in the child's own words what was said. "


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float
    status: int
    said: str
    size: float

    @property
    def is_within(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES and self.status in (0, 2)


def large_bank(count: int, length: int) -> Bank:
    """So many questions with texts of about so many characters."""
    text = (WORDS * (length // len(WORDS) + 1))[:length].strip()
    options = tuple(Option(key, f"{text} {key}", key == "b", f"{key}: {text}") for key in "abcd")
    asked = tuple(
        replace(question(f"q-{place}", Kind.SINGLE, f"{text} {place}?"), options=options, objective="one")
        for place in range(count)
    )
    return Bank("large", "A large bank", (Objective("one", "One", "One thing."),), asked)


def fill(unit: str | bytes, before: str = "", after: str = "") -> bytes:
    """The unit again and again, up to the size that is let in."""
    data = unit.encode() if isinstance(unit, str) else unit
    room = MOST_BYTES - len(before) - len(after)
    return before.encode() + data * (room // len(data)) + after.encode()


def written(name: str) -> bytes:
    """The largest bank in a format that is let in, or nearly."""
    form = next(form for form in WRITABLE if form.name == name)
    length = 1_000
    while True:
        bank = large_bank(QUESTIONS, length)
        data = form.write(bank).data  # type: ignore[misc]
        if len(data) <= MOST_BYTES:
            return data
        length = length * 4 // 5


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


SHEET_PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/s.xml"/>'
    b'<Relationship Id="t" Type="x/sharedStrings" Target="t.xml"/></Relationships>',
    "xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="S" r:id="s"/></sheets></workbook>',
}


def workbook(sheet: bytes, texts: bytes = b"<sst/>") -> bytes:
    return zipped(SHEET_PARTS | {"xl/worksheets/s.xml": sheet, "xl/t.xml": texts})


def cells(count: int) -> bytes:
    return (
        b"<worksheet><sheetData>"
        + b'<row><c t="str"><v>ab</v></c></row>' * count
        + b"</sheetData></worksheet>"
    )


def csv_rows(count: int, cell: str) -> bytes:
    return f"Question,A,B,Right answer\r\n{f'{cell},{cell},{cell},A' + chr(10)}".encode() * 1 + (
        f"{cell},{cell},{cell},A\r\n".encode() * count
    )


def surveyjs() -> bytes:
    element = {
        "type": "radiogroup",
        "name": "q",
        "title": WORDS * 6,
        "choices": ["a", "b", "c"],
        "correctAnswer": "b",
    }
    elements = [element | {"name": f"q{place}"} for place in range(QUESTIONS)]
    return json.dumps({"title": "T", "pages": [{"name": "p", "elements": elements}]}).encode()


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{place} "&e{place - 1};&e{place - 1};">' for place in range(1, 40))
    return f'<!DOCTYPE quiz [<!ENTITY e0 "x">{lines}]><quiz>&e39;</quiz>'.encode()


ONE = "Is it so? {=Yes ~No}\n\n"

CASES: dict[str, Callable[[], bytes]] = {
    **{f"{form.name}, {QUESTIONS:,} questions": (lambda name=form.name: written(name)) for form in WRITABLE},
    f"surveyjs, {QUESTIONS:,} questions": surveyjs,
    "text, spaces": lambda: fill(" "),
    "text, one line": lambda: fill("word "),
    "text, Windows-1252": lambda: fill("caf\xe9 ".encode("cp1252")),
    "text, encoded twice": lambda: fill("Ã© "),
    "text, UTF-16": lambda: fill("word \n".encode("utf-16-le"), "", "")[: MOST_BYTES // 2 * 2],
    "toml, tables": lambda: fill("[[questions]]\n")[:4_999_990],
    "toml, inline": lambda: (b'format = "foursteps-bank/1"\nx = [' + b"{a=1}," * 800_000)[:4_999_990] + b"]",
    "toml, nested": lambda: b"key = " + b"[" * 4_000_000,
    "json, nested": lambda: fill("["),
    "json, empty objects": lambda: fill("{},", '{"format": [', "{}]}"),
    "json, short texts": lambda: fill('"ab",', '{"format": [', '""]}'),
    "json, numbers": lambda: fill("10001,", '{"format": [', "1]}"),
    "json, one long number": lambda: fill("9", '{"format": ', "}"),
    "json, one long text": lambda: fill("\\u0041", '{"format": "', '"}'),
    "gift, tiny questions": lambda: fill("a{}\n\n"),
    "gift, opening braces": lambda: fill("{", ONE),
    "gift, braces on lines": lambda: fill("{\n\n", ONE),
    "gift, options": lambda: fill("~a", ONE + "Which? {", "=b}"),
    "gift, escapes": lambda: fill("\\=\\n", ONE + "Which? {=", "~b}"),
    "gift, no blank line": lambda: fill("a word\n", ONE),
    "gift, comments": lambda: fill("// [tag:x]\n", ONE, "\nQ{T}"),
    "gift, unclosed tags": lambda: fill("<a ", ONE + "[html]", "{T}"),
    "gift, unclosed comments": lambda: fill("<!--", ONE + "[html]", "{T}"),
    "gift, quotes in tags": lambda: fill('<a ">', ONE + "[html]", "{T}"),
    "gift, pictures": lambda: fill('<img src="a" alt="b">', ONE + "[html]", "{T}"),
    "gift, entities": lambda: fill("&#9999999999;&amp;", ONE + "[html]", "{T}"),
    "gift, categories": lambda: fill("$CATEGORY: a/b\n", ONE),
    "aiken, options": lambda: fill("A) a\n", "Q\nA) a\nB) b\nANSWER: A\n"),
    "aiken, answers": lambda: fill("ANSWER: A\n", "Q\nA) a\nB) b\nANSWER: A\n"),
    "aiken, many": lambda: fill("Q\nA) a\nB) b\nANSWER: A\n"),
    "aiken, one long stem": lambda: fill("a word\n", "Q\nA) a\nB) b\nANSWER: A\n\n"),
    "csv, a million rows": lambda: csv_rows(1_000_000, "abc"),
    "csv, wide cells": lambda: csv_rows(2_900, WORDS * 24),
    "csv, quotes": lambda: fill('"",', "Question,A,B,Right answer\n"),
    "csv, one long cell": lambda: fill("a", 'Question,A,B,Right answer\n"', '"\n'),
    "csv, commas": lambda: fill(",", "Question,A,B,Right answer\n"),
    "csv, wide headings": lambda: fill("Question,A,", "Question,Right answer,"),
    "xlsx, many rows": lambda: workbook(cells(299_000)),
    "xlsx, too many rows": lambda: workbook(cells(1_400_000)),
    "xlsx, bomb": lambda: workbook(b"<worksheet>" + b" " * 500_000_000),
    "xlsx, empty cells": lambda: workbook(cells(1).replace(b"<row>", b"<row>" + b"<c/>" * 5_000_000)),
    "xlsx, attributes": lambda: workbook(b'<worksheet a="' + b"x" * 50_000_000 + b'"/>'),
    "xlsx, shared texts": lambda: workbook(
        cells(1), b"<sst>" + b"<si><t>ab</t></si>" * 2_500_000 + b"</sst>"
    ),
    "xml, elements": lambda: fill("<a/>", "<quiz>", "</quiz>"),
    "xml, attributes": lambda: fill('<a b="" c=""/>', "<quiz>", "</quiz>"),
    "xml, nested": lambda: fill("<a>"),
    "xml, one long text": lambda: fill("word ", "<quiz>", "</quiz>"),
    "xml, line breaks": lambda: fill("\n", "<quiz>", "</quiz>"),
    "xml, names": lambda: b"<quiz>" + b"".join(b"<n%d/>" % place for place in range(1_800_000)) + b"</quiz>",
    "xml, entities": entities,
    "xml, letters by number": lambda: fill("&#65;", "<quiz>", "</quiz>"),
    "zip, many files": lambda: zipped({f"{place}.xml": b"<a/>" for place in range(60_000)}),
    "zip, names outside": lambda: zipped({"../../etc/passwd": b"x"}),
    "zip, rubbish": lambda: b"PK\x03\x04" + os.urandom(MOST_BYTES - 4),
}


def run(name: str) -> Run:
    """Make the file and give it to the command; processor time and the most memory are those of the whole process.

    A process is counted the memory of the one that it came of, so the file is made in a third one.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in"
        subprocess.run([sys.executable, __file__, "--make", name, str(path)], check=True)
        command = [
            sys.executable,
            "-m",
            "flask",
            "--app",
            "wsgi",
            "banks",
            "convert",
            str(path),
            f"{folder}/out.json",
        ]
        environment = os.environ | {"FOURSTEPS_INSTANCE": f"{folder}/instance"}
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            assert process.stdout is not None  # noqa: S101 - it was asked for
            said = process.stdout.read(2_000).decode(errors="replace").strip().partition("\n")[0]
            process.stdout.close()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        size = path.stat().st_size / 1e6
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, said, size)


def chosen(words: str) -> Iterator[str]:
    return (name for name in CASES if words in name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="only the files whose name holds these words")
    parser.add_argument("--list", action="store_true", help="only name the files")
    parser.add_argument("--make", nargs=2, metavar=("NAME", "PATH"), help="only make one of the files")
    options = parser.parse_args()
    if options.make:
        Path(options.make[1]).write_bytes(CASES[options.make[0]]())
        return 0
    beyond = 0
    for name in chosen(options.only):
        if options.list:
            print(name)
            continue
        result = run(name)
        beyond += not result.is_within
        mark = " " if result.is_within else "!"
        figures = f"{result.size:5.1f} MB {result.seconds:5.1f} s {result.megabytes:4.0f} MB"
        print(f"{mark} {name:28} {figures}  {result.said[-90:]}", flush=True)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
