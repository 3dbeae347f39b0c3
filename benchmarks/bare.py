"""What the same pages cost at least: Flask, Jinja and the database's own driver, and nothing else.

It keeps what must be kept: the draft after each page, and at the end, in one transaction and once only, a response
with a row for each answer. It marks nothing, checks no signature, knows no roles, waves or dead links and says
nothing about mistakes. ``/b/TOKEN/one`` has all the questions on one page and sends them at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from flask import Flask, abort, redirect, render_template, request

from benchmarks.content import plain_pages, questionnaire

URL = os.environ["BARE_DATABASE"]
ON_SQLITE = URL.startswith("sqlite")
PAGES = plain_pages(questionnaire(1))
ALL = [question for page in PAGES for question in page["questions"]]
FACTS = (
    ("Course", "Neglect: recognising and responding"),
    ("Date", "Wednesday 10 March 2027, Beaumanor Hall"),
    ("Time needed", "About 5 minutes. You can stop and come back with the same link."),
    ("Open until", "09:30 on Wednesday 10 March 2027"),
)

app = Flask(__name__, template_folder=str(Path(__file__).with_name("bare_pages")))
app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
mine = threading.local()


def connection() -> Any:
    """This thread's own, kept open; durable as the product's."""
    if not hasattr(mine, "connection"):
        mine.connection = connect()
    return mine.connection


def connect() -> Any:
    if not ON_SQLITE:
        import psycopg  # noqa: PLC0415 - only where it is asked for

        return psycopg.connect(URL, autocommit=True)
    made = sqlite3.connect(URL.removeprefix("sqlite:///"), timeout=10, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        made.execute(f"PRAGMA {pragma}")
    return made


def run(sql: str, *values: Any) -> Any:
    return connection().execute(sql if ON_SQLITE else sql.replace("?", "%s"), values)


def found(token: str) -> tuple[int, dict[str, list[str]], str | None]:
    """The invitation's id, its draft and when it was sent."""
    key = hashlib.sha256(token.encode()).hexdigest()
    row = run("SELECT id, draft, submitted_at FROM invitations WHERE token_digest = ?", key).fetchone()
    if row is None:
        abort(404)
    return row[0], json.loads(row[1]), row[2]


@app.get("/b/<token>")
def start(token: str) -> str:
    found(token)
    return render_template(
        "start.html", token=token, course=FACTS[0][1], board="Soar Valley Board", facts=FACTS
    )


@app.get("/b/<token>/page/<int:number>")
def page(token: str, number: int) -> str:
    return show(found(token)[1], PAGES[number - 1], number, f"/b/{token}/page/{number}")


@app.post("/b/<token>/page/<int:number>")
def save(token: str, number: int) -> Any:
    id_, draft, _ = found(token)
    given = {q["name"]: request.form.getlist(q["name"]) for q in PAGES[number - 1]["questions"]}
    run("UPDATE invitations SET draft = ? WHERE id = ?", json.dumps({**draft, **given}), id_)
    after = f"page/{number + 1}" if number < len(PAGES) else "check"
    return redirect(f"/b/{token}/{after}", 303)


@app.get("/b/<token>/check")
def check(token: str) -> str:
    return render_template("check.html", token=token, questions=ALL, draft=found(token)[1])


@app.post("/b/<token>/check")
def send(token: str) -> str:
    id_, draft, sent = found(token)
    return finish(id_, draft, sent)


@app.get("/b/<token>/one")
def one_page(token: str) -> str:
    return show(found(token)[1], {"title": "What would you do?", "questions": ALL}, 1, f"/b/{token}/one")


@app.post("/b/<token>/one")
def send_one_page(token: str) -> str:
    id_, _, sent = found(token)
    return finish(id_, {q["name"]: request.form.getlist(q["name"]) for q in ALL}, sent)


def show(draft: dict[str, list[str]], page: dict[str, Any], number: int, action: str) -> str:
    return render_template("page.html", **page, draft=draft, number=number, pages=len(PAGES), action=action)


def finish(id_: int, draft: dict[str, list[str]], sent: str | None) -> str:
    if any(not draft.get(question["name"]) for question in ALL):
        abort(422)
    if sent is None:
        keep(id_, draft)
    return render_template("thanks.html")


def keep(id_: int, draft: dict[str, list[str]]) -> None:
    run("BEGIN IMMEDIATE" if ON_SQLITE else "BEGIN")
    now = "2027-03-04 09:00:00"
    taken = run("UPDATE invitations SET submitted_at = ? WHERE id = ? AND submitted_at IS NULL", now, id_)
    if taken.rowcount == 1:
        run("INSERT INTO responses (id, submitted_at) VALUES (?, ?)", id_, now)
        rows = [(id_, question["name"], json.dumps(draft[question["name"]])) for question in ALL]
        insert = "INSERT INTO answers (response_id, question, value) VALUES (?, ?, ?)"
        connection().cursor().executemany(insert if ON_SQLITE else insert.replace("?", "%s"), rows)
    run("COMMIT")


TABLES = """
CREATE TABLE invitations (id INTEGER PRIMARY KEY, token_digest VARCHAR(64) UNIQUE, draft TEXT,
                          submitted_at VARCHAR(40));
CREATE TABLE responses (id INTEGER PRIMARY KEY REFERENCES invitations (id), submitted_at VARCHAR(40) NOT NULL);
CREATE TABLE answers (response_id INTEGER REFERENCES responses (id), question VARCHAR(200), value TEXT,
                      PRIMARY KEY (response_id, question));
"""


def prepare(tokens: list[str]) -> None:
    """Make the tables, and an invitation for each token."""
    for statement in TABLES.strip().split(";\n"):
        run(statement.rstrip(";"))
    run("BEGIN")
    for number, token in enumerate(tokens, start=1):
        key = hashlib.sha256(token.encode()).hexdigest()
        run("INSERT INTO invitations (id, token_digest, draft) VALUES (?, ?, ?)", number, key, "{}")
    run("COMMIT")


def kept() -> tuple[int, int]:
    """How many responses and answers there are."""
    return tuple(run(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("responses", "answers"))  # noqa: S608
