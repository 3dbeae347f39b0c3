"""Looks at a page as it stands in the browser and names what would shut somebody out."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

NARROW = 320
HTML = "text/html; charset=utf-8"

UNGROUPED = """() => [...document.querySelectorAll('input[type=radio]')]
    .filter(e => !e.closest('fieldset')?.querySelector('legend')?.textContent.trim()).map(e => e.name)"""

DEAD_ENDS = """() => [...document.querySelectorAll('.govuk-error-summary a')].filter(a => {
    const url = new URL(a.href);
    if (url.pathname !== location.pathname) return false;
    const target = document.getElementById(decodeURIComponent(url.hash.slice(1)));
    return !target || target.tabIndex < 0;
}).map(a => a.href)"""

SIDEWAYS = "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"


def faults(page) -> dict[str, object]:
    """What is wrong with the page in front of us, by kind; an empty mapping when nothing is.

    Axe needs scripts, so it looks at a twin: the same HTML at the same address in a context with scripts on.
    """
    context = page.context.browser.new_context(viewport=page.viewport_size)
    twin = context.new_page()
    html = page.content()
    twin.route(page.url.partition("#")[0], lambda route: route.fulfill(body=html, content_type=HTML))
    twin.goto(page.url)
    try:
        return _faults(twin)
    finally:
        context.close()


def _faults(page) -> dict[str, object]:
    found = {
        "axe": [(v["id"], [n["target"] for n in v["nodes"]]) for v in Axe().run(page).response["violations"]],
        "radio buttons without a legend": page.evaluate(UNGROUPED),
        "error lines that lead nowhere": page.evaluate(DEAD_ENDS),
        f"scrolls sideways at {NARROW} px": _sideways(page),
    }
    return {kind: fault for kind, fault in found.items() if fault}


def _sideways(page) -> int:
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": size["height"]})
    try:
        return page.evaluate(SIDEWAYS)
    finally:
        page.set_viewport_size(size)
