"""Paper: nothing is reached for, nothing hidden is let through, and what cannot be made is said."""

from __future__ import annotations

import base64
import builtins
import importlib
import io
import logging
import os
import subprocess
import sys
import threading
from dataclasses import fields, is_dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest

from app import create_app
from app.pdf import PressUnavailable, event_summary
from app.pdf.press import press
from surveys.findings.model import Figure
from tests.app.invented_findings import findings

ROOT = Path(__file__).parents[3]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)
PAGE = '<!DOCTYPE html><html lang="en"><head><title>Page</title>{head}</head><body><h1>Page</h1>{body}</body></html>'


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return create_app({"FOURSTEPS_INSTANCE": str(tmp_path_factory.mktemp("instance"))})


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def images(pdf: bytes) -> int:
    with opened(pdf) as whole:
        streams = [thing for thing in whole.objects if isinstance(thing, pikepdf.Stream)]
        return sum(stream.get("/Subtype") == "/Image" for stream in streams)


class TestNothingIsReachedFor:
    @pytest.fixture
    def listener(self):
        """A server on this machine that would give what is asked for, with the paths that were."""
        asked = []

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(PIXEL)

        server = HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        server.server_close()

    def test_neither_over_the_network_nor_from_the_disk(self, listener, tmp_path, caplog):
        site, asked = listener
        (tmp_path / "pixel.png").write_bytes(PIXEL)
        disk = (tmp_path / "pixel.png").as_uri()
        head = f'<link rel="stylesheet" href="{site}/style.css"><link rel="attachment" href="{disk}">'
        body = "".join(f'<img src="{place}" alt="x">' for place in (f"{site}/pixel.png", disk))
        css = f'@import url("{site}/more.css"); body {{ background: url("{disk}") }}'
        with caplog.at_level(logging.CRITICAL, logger="weasyprint"):
            made = press(PAGE.format(head=head, body=body), css)
        assert (asked, images(made)) == ([], 0)
        assert "/EmbeddedFiles" not in opened(made).Root.get("/Names", {})

    def test_what_the_document_itself_carries_is_printed(self):
        """So that the test above can fail."""
        carried = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
        made = press(PAGE.format(head="", body=f'<img src="{carried}" alt="x">'), "")
        assert images(made) == 1


class TestNothingHiddenIsLetThrough:
    """Not in a word, a shape, an alternative text or a file's own data."""

    @pytest.mark.parametrize("n", [4, 9, 28])
    def test_a_number_under_a_hidden_figure_changes_no_letter_of_page_or_report(self, app, n):
        whole = findings(n)
        assert repr(whole).count("87.654") == 0 < repr(planted(whole)).count("87.654")
        with app.app_context():
            for name in ("findings/body.html", "reports/event_summary/document.html"):
                template = app.jinja_env.get_template(name)
                assert template.render(findings=planted(whole)) == template.render(findings=whole)

    def test_nor_one_byte_of_the_pdf(self, app):
        whole = findings(4, objectives=2)
        with app.app_context():
            assert event_summary(planted(whole)) == event_summary(whole)


def planted(value):
    """The same findings with a number in every hidden figure, which there never should be."""
    if isinstance(value, Figure):
        return replace(value, estimate=87.654, low=81.5, high=93.5, n=3) if value.hidden else value
    if is_dataclass(value):
        return replace(value, **{f.name: planted(getattr(value, f.name)) for f in fields(value)})
    return tuple(map(planted, value)) if isinstance(value, tuple) else value


def test_another_process_makes_the_same_bytes(app):
    """Not even the order in which a set is walked shows in the file."""
    script = (
        "import sys; from app import create_app; from app.pdf import event_summary;"
        "from tests.app.invented_findings import findings\n"
        "with create_app().app_context(): sys.stdout.buffer.write(event_summary(findings(9, objectives=2)))"
    )
    with app.app_context():
        here = event_summary(findings(9, objectives=2))
    environ = os.environ | {
        "PYTHONHASHSEED": "77",
        "FOURSTEPS_INSTANCE": app.instance_path,
        "TZ": "Asia/Tokyo",
    }
    there = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env=environ, cwd=ROOT
    )
    assert there.stdout == here


def test_a_word_of_10000_letters_and_a_table_of_500_rows_do_not_break_a_page():
    rows = "".join(f"<tr><th scope='row'>{n}</th><td>{n * n}</td></tr>" for n in range(500))
    made = press(
        PAGE.format(head="", body=f"<p>{'x' * 10_000}</p><table><tbody>{rows}</tbody></table>"), PRINT
    )
    last = subprocess.run(
        ["pdftotext", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    assert last.replace("\n", "").count("x") == 10_000
    assert str(499 * 499) in last


PRINT = (ROOT / "app/templates/reports/event_summary/print.css").read_text(encoding="utf-8")


class TestWhatCannotBeMade:
    def test_an_untagged_file_is_better_than_none_and_is_told_of(self, monkeypatch, caplog):
        press_room = importlib.import_module("app.pdf.press")
        written = press_room._written

        def fails_when_tagged(document, **options):
            if options:
                raise RuntimeError("no tags today")
            return written(document)

        monkeypatch.setattr(press_room, "_written", fails_when_tagged)
        with caplog.at_level(logging.WARNING, logger="app.pdf.press"):
            made = press(PAGE.format(head="", body="<p>Text</p>"), "")
        assert "/MarkInfo" not in opened(made).Root
        assert [record.getMessage() for record in caplog.records if record.name == "app.pdf.press"] == [
            "The tagged PDF could not be made; an untagged one was made instead."
        ]

    def test_a_machine_without_pango_says_what_to_install(self, monkeypatch):
        find = builtins.__import__

        def without_pango(name, *rest, **more):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")
            return find(name, *rest, **more)

        monkeypatch.setattr(builtins, "__import__", without_pango)
        with pytest.raises(PressUnavailable, match="apt-get install libpango"):
            press(PAGE, "")


def test_a_web_process_starts_without_what_makes_pdfs(tmp_path):
    script = "import sys; from app import create_app; create_app(); print('weasyprint' in sys.modules)"
    environ = os.environ | {"FOURSTEPS_INSTANCE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environ, cwd=ROOT, text=True
    )
    assert done.stdout.strip() == "False", done.stderr
