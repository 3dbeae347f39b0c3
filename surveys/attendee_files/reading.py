"""The way in: bytes of an attendee list become checked people, with every row accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveys.attendee_files.account import few_enough
from surveys.attendee_files.cells import fact, shown, split_name, tidy
from surveys.attendee_files.columns import find_columns, same_heading_twice
from surveys.attendee_files.decoding import decode
from surveys.attendee_files.judging import Judgement
from surveys.attendee_files.model import AttendeeFile, FileRefused, Record, Skipped
from surveys.attendee_files.orders import order_questions
from surveys.attendee_files.tables import Table, split_table

NOT_TAKEN = "nothing was taken from this file"


def read_attendee_file(data: bytes) -> AttendeeFile:
    """Read an attendee list: an Eventbrite report, old or new, or a provider's own register, as CSV.

    Any bytes give an ``AttendeeFile``; one that cannot be taken says why in ``refused``, in one sentence.
    """
    try:
        decoded = decode(data)
        table = split_table(decoded.text)
        columns = find_columns(table.header)
        records = list(_records(table, columns))
    except FileRefused as refusal:
        return AttendeeFile(refused=str(refusal))
    judged = _refusal(table.header, columns, records) or _judged(columns, records)
    return AttendeeFile(
        rows=len(records),
        attendees=judged.attendees,
        skipped=judged.skipped,
        questions=judged.questions,
        refused=judged.refused,
        notes=decoded.notes,
        encoding=decoded.encoding,
        delimiter=table.delimiter,
    )


def _records(table: Table, columns: Mapping[str, int]) -> Iterator[Record]:
    for line, row in table.rows:
        cells = {name: row[index] for name, index in columns.items() if index < len(row)}
        yield _record(line, cells, spilled=any(cell.strip() for cell in row[len(table.header) :]))


def _record(line: int, cells: Mapping[str, str], *, spilled: bool) -> Record:
    first_name, last_name = tidy(cells.get("first_name", "")), tidy(cells.get("last_name", ""))
    if not first_name and not last_name:
        first_name, last_name = split_name(tidy(cells.get("full_name", "")))
    return Record(
        line=line,
        address=tidy(cells.get("address", "")),
        first_name=first_name,
        last_name=last_name,
        status=tidy(cells.get("status", "")),
        signed_in=tidy(cells.get("signed_in", "")),
        agency=fact(cells.get("agency", "")),
        job_title=fact(cells.get("job_title", "")),
        manager_name=fact(cells.get("manager_name", "")),
        manager_address=fact(cells.get("manager_address", "")),
        order=tidy(cells.get("order", "")),
        quantity=tidy(cells.get("quantity", "")),
        event=tuple(
            tidy(cells.get(part, "")).casefold() for part in ("event_id", "event_name", "event_date")
        ),
        spilled=spilled,
    )


def _refusal(header: Sequence[str], columns: Mapping[str, int], records: list[Record]) -> AttendeeFile | None:
    """Why no row can be taken, with the question that would help; None when the file is sound."""
    if "address" not in columns:
        return _without_addresses(columns, records)
    if same_heading_twice(header, columns["address"]):
        heading = shown(header[columns["address"]])
        return _refused(
            records,
            "Two columns have the same e-mail heading, so it is not clear whose addresses they hold.",
            f"Two columns are headed “{heading}”: which one holds the delegates' own addresses?",
        )
    events = {record.event for record in records if any(record.event)}
    if len(events) > 1:
        return _refused(
            records,
            f"This file holds {len(events)} events, so nobody was booked: export one event at a time.",
            f"{len(events)} events in this file: which one?",
        )
    return None


def _without_addresses(columns: Mapping[str, int], records: list[Record]) -> AttendeeFile:
    if "buyer_address" in columns:
        return _refused(
            records,
            "This file lists orders, not attendees: it has only the addresses of those who ordered.",
            "Who attends on these orders? Eventbrite's attendee report names each person.",
        )
    return _refused(records, "There is no e-mail column in this file, so nobody could be booked.")


def _refused(records: list[Record], sentence: str, *questions: str) -> AttendeeFile:
    return AttendeeFile(
        skipped=tuple(Skipped(record.line, NOT_TAKEN) for record in records),
        questions=questions,
        refused=sentence,
    )


def _judged(columns: Mapping[str, int], records: list[Record]) -> AttendeeFile:
    judgement = Judgement()
    for record in records:
        judgement.judge(record)
    judgement.keep_one_line_each()
    questions = [*_column_questions(columns, records), *order_questions(records), *judgement.questions]
    return AttendeeFile(
        attendees=tuple(judgement.attendees),
        skipped=tuple(sorted(judgement.skipped, key=lambda row: row.line)),
        questions=few_enough(questions),
    )


def _column_questions(columns: Mapping[str, int], records: list[Record]) -> Iterator[str]:
    if not records:
        return
    if "status" not in columns and "signed_in" not in columns:
        yield "This file has no status column: is everybody in it booked?"
    if not {"first_name", "last_name", "full_name"} & set(columns):
        yield "This file has no names: who are these people?"
