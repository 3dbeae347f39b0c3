"""How many questionnaires a second people can complete, beside what the same pages cost at least.

    .venv/bin/python benchmarks/respondent_trip.py [--postgresql postgresql://user:password@host/database]

Three trips are timed in turns, in the same run and on the same server settings:

- ours: open the link, answer the pages, check, send, as a person does;
- bare: the same requests to Flask, Jinja and the database's driver (``benchmarks/bare.py``);
- bare, one page: all the questions on one page, opened and sent, which is the least that could be done.

Everything stays on loopback and in a folder that is removed. Every answer is checked for its content, and at the
end the record for its rows. ``benchmarks/README.md`` says what the figures mean and what they do not.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import urlencode

from markupsafe import escape

if __name__ == "__main__":
    # Started by its path: the packages beside this folder are to be found too.
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import product
from benchmarks.content import QUESTIONS, answers, choices, questionnaire
from benchmarks.serving import ROOT, SETTINGS, database, served
from surveys.questionnaires import Page, Questionnaire

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ASKED: Questionnaire = questionnaire(1)
LAST = len(ASKED.pages)


@dataclass
class Timed:
    """One kind of trip: how many a second in each round, and how long each of its requests took, in seconds."""

    name: str
    trips: int = 0
    rates: list[float] = field(default_factory=list)
    requests: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bytes: dict[str, int] = field(default_factory=dict)


class Respondent:
    """One person's line to a server. Raises ``SystemExit`` when an answer is not what it must be."""

    def __init__(self, port: int, timed: Timed) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.timed = timed

    def ask(self, step: str, method: str, path: str, form: dict[str, list[str]] | None = None) -> str:
        body = urlencode(form, doseq=True) if form is not None else None
        began = time.perf_counter()
        self.line.request(method, path, body, FORM if body is not None else {})
        answer = self.line.getresponse()
        page = answer.read()
        self.timed.requests[step].append(time.perf_counter() - began)
        expected = 303 if step == "save a page" else 200
        if answer.status != expected:
            raise SystemExit(f"{self.timed.name}: {method} {step} gave {answer.status} instead of {expected}")
        self.timed.bytes[step] = len(page)
        return page.decode("utf-8")

    def expect(self, page: str, *texts: str) -> None:
        missing = [text for text in texts if text not in page]
        if missing:
            raise SystemExit(f"{self.timed.name}: a page lacks {missing[0]!r}")


def read_on(page: Page) -> list[str]:
    """What must stand on a page, as HTML: every stem and every choice."""
    texts = (text for one in page.asked for text in (one.stem, *(words for _, words in choices(one))))
    return [str(escape(text)) for text in texts]


READ_ON = [read_on(page) for page in ASKED.pages]
STEMS = [str(escape(one.stem)) for one in ASKED.asked]


def whole_trip(person: Respondent, link: str, given: dict[str, list[str]]) -> None:
    """Open the link, answer each page, check, send."""
    person.expect(person.ask("open the link", "GET", link), "Before your course", ASKED_ABOUT)
    for number, page in enumerate(ASKED.pages, start=1):
        path = f"{link}/page/{number}"
        person.expect(person.ask("open a page", "GET", path), *READ_ON[number - 1])
        person.ask("save a page", "POST", path, {one.name: given[one.name] for one in page.asked})
    person.expect(person.ask("check", "GET", f"{link}/check"), "Check your answers", *STEMS)
    person.expect(person.ask("send", "POST", f"{link}/check", {}), "Thank you")


def one_page_trip(person: Respondent, link: str, given: dict[str, list[str]]) -> None:
    """Open all the questions, send the answers."""
    person.expect(person.ask("open", "GET", f"{link}/one"), *chain.from_iterable(READ_ON))
    person.expect(person.ask("send", "POST", f"{link}/one", given), "Thank you")


ASKED_ABOUT = "Neglect: recognising and responding"
TRIPS = {"ours": whole_trip, "bare": whole_trip, "bare, one page": one_page_trip}


def drive(kind: str, timed: Timed, port: int, links: Iterator[str], options: argparse.Namespace) -> None:
    """One round: so many people at once make trips until there were enough or the time is up."""
    deadline = time.monotonic() + options.seconds
    lock, done = threading.Lock(), 0

    def person(_: int) -> None:
        nonlocal done
        respondent = Respondent(port, timed)
        while time.monotonic() < deadline:
            with lock:
                if done == options.trips:
                    return
                done += 1
                number, link = done, next(links)
            TRIPS[kind](respondent, link, answers(ASKED, number))

    began = time.perf_counter()
    with ThreadPoolExecutor(options.respondents) as people:
        list(people.map(person, range(options.respondents)))
    took = time.perf_counter() - began
    timed.trips += done
    timed.rates.append(done / took)


def prepare_bare(url: str, tokens: list[str]) -> None:
    """In a process of its own, which the bare server's settings and driver stay in."""
    code = "import sys; from benchmarks import bare; bare.prepare(sys.stdin.read().split())"
    _in_bare(url, code, " ".join(tokens))


def bare_kept(url: str) -> tuple[int, int]:
    responses, rows = _in_bare(url, "from benchmarks import bare; print(*bare.kept())", "").split()
    return int(responses), int(rows)


def _in_bare(url: str, code: str, given: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=given,
        cwd=ROOT,
        env={"BARE_DATABASE": url},
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return ran.stdout


def run(options: argparse.Namespace, folder: Path) -> dict[str, Timed]:
    count = options.trips * options.rounds + 2 * options.respondents
    with (
        database(folder, "ours", options.postgresql) as ours_url,
        database(folder, "bare", options.postgresql) as bare_url,
    ):
        environ = product.environment(folder, ours_url)
        tokens = product.prepare(environ, count)
        bare_tokens = [f"{number:08d}.{'a' * 43}" for number in range(2 * count)]
        prepare_bare(bare_url, bare_tokens)
        bare_links = iter(f"/b/{token}" for token in bare_tokens)
        links = {
            "ours": iter(f"/s/{token}" for token in tokens),
            "bare": bare_links,
            "bare, one page": bare_links,
        }
        timed = {kind: Timed(kind) for kind in TRIPS}
        with (
            served("wsgi:app", environ, folder / "ours.log") as ours,
            served("benchmarks.bare:app", {"BARE_DATABASE": bare_url}, folder / "bare.log") as bare,
        ):
            for kind in TRIPS:
                warm = argparse.Namespace(**{**vars(options), "trips": options.respondents})
                drive(kind, Timed(kind), ours if kind == "ours" else bare, links[kind], warm)
            for _ in range(options.rounds):
                for kind in TRIPS:
                    drive(kind, timed[kind], ours if kind == "ours" else bare, links[kind], options)
        hold_to_account(options, timed, product.kept(environ), bare_kept(bare_url))
    return timed


def hold_to_account(
    options: argparse.Namespace, timed: dict[str, Timed], ours: dict[str, int], bare: tuple[int, int]
) -> None:
    """Every trip that was counted is on record, whole."""
    warm = options.respondents
    trips = timed["ours"].trips + warm
    answered = {"responses": trips, "answers": trips * QUESTIONS, "marked": trips * QUESTIONS, "trail": trips}
    if ours != answered:
        raise SystemExit(f"ours: {answered} were acknowledged and {ours} are on record")
    trips = timed["bare"].trips + timed["bare, one page"].trips + 2 * warm
    if bare != (trips, trips * QUESTIONS):
        raise SystemExit(f"bare: {trips} trips were acknowledged and {bare} are on record")


def report(options: argparse.Namespace, timed: dict[str, Timed]) -> None:
    engine = "PostgreSQL" if options.postgresql else "SQLite (WAL, synchronous=FULL)"
    print(f"{engine}; gunicorn {' '.join(SETTINGS)}; {options.respondents} respondents at once;")
    print(f"{QUESTIONS} questions on {LAST} pages; medians of {options.rounds} rounds.\n")
    for one in timed.values():
        each = len(one.requests) and sum(map(len, one.requests.values())) // max(one.trips, 1)
        print(
            f"{one.name}: {statistics.median(one.rates):.0f} trips/s ({one.trips} trips of {each} requests)"
        )
        for step, seconds in one.requests.items():
            cuts = statistics.quantiles(seconds, n=100)
            size = one.bytes[step] / 1024
            print(
                f"  {step:<14} p50 {cuts[49] * 1000:6.1f} ms   p95 {cuts[94] * 1000:6.1f} ms   {size:5.1f} KB"
            )
    ours, bare, least = (statistics.median(timed[kind].rates) for kind in TRIPS)
    print(f"\nratio, the same requests:                {ours / bare:.2f}")
    print(f"ratio, against one page opened and sent: {ours / least:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Times completed questionnaires against a bare page.")
    parser.add_argument("--trips", type=int, default=300, help="completed questionnaires in a round, at most")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--respondents", type=int, default=8, help="people at once")
    parser.add_argument("--seconds", type=float, default=60, help="the longest that a round may take")
    parser.add_argument("--postgresql", metavar="URL", help="use this server instead of SQLite files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="foursteps-benchmark-") as folder:
        report(options, run(options, Path(folder)))


if __name__ == "__main__":
    main()
