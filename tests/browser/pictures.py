"""Makes the README's pictures from the demo: a page that a delegate sees, and a page that SEG reads.

Run it as ``bin/pictures``. It starts the product on a fresh instance of its own and leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from app import create_app
from tests.browser.conftest import ARGUMENTS, serving

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}


def foursteps(*words: str) -> str:
    """What one of the product's own commands prints."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def event_with(*, point: str, state: str) -> str:
    """The key of the oldest event whose wave at ``point`` is in ``state``; events are listed with the newest first."""
    events = json.loads(foursteps("events", "list", "--json"))
    return [
        event["key"]
        for event in events
        if any(wave["point"] == point and wave["state"] == state for wave in event["waves"])
    ][-1]


def delegate_page(path: Path) -> None:
    """A page of questions that is not answered yet, at phone width."""
    links = json.loads(
        foursteps(
            "links", "list", "--event", event_with(point="pre", state="open"), "--point", "pre", "--json"
        )
    )
    tokens = [link["link"].rpartition("/")[2] for link in links if link["link"] and not link["submitted_at"]]
    with serving(create_app()) as at, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(viewport=PHONE, device_scale_factor=1.5)
        for token in tokens:
            page.goto(f"{at}/s/{token}/page/2")
            if not page.locator("input:checked").count():
                break
        page.screenshot(path=path)
        browser.close()


def report_page(path: Path, folder: Path) -> None:
    """The first page of an event's summary."""
    pdf = folder / "report.pdf"
    foursteps("report", "event", event_with(point="month6", state="closed"), "--out", str(pdf))
    subprocess.run(
        ["pdftoppm", "-r", "70", "-f", "1", "-l", "1", "-png", "-singlefile", pdf, path.with_suffix("")],
        check=True,
    )


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOURSTEPS_INSTANCE"] = folder
        foursteps("db", "upgrade")
        foursteps("demo", "load")
        delegate_page(PICTURES / "delegate.png")
        report_page(PICTURES / "report.png", Path(folder))


if __name__ == "__main__":
    main()
