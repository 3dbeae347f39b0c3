"""From HTML to a tagged PDF. The only place that knows WeasyPrint, and it is imported when the first PDF is made.

Nothing outside the document is read: our typeface travels inside the style sheet, and every other address is refused.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

FAMILY = "Atkinson Hyperlegible Next"
FONTS = Path(__file__).parents[1] / "static" / "fonts"
PREFIX = "atkinson-hyperlegible-next-"

NO_PANGO = (
    "PDF reports need the Pango library, which is not on this machine. On Debian, install it with: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class PressUnavailable(Exception):
    """This machine cannot make PDFs. The message is one sentence for the operator, with the remedy."""


def press(html: str, css: str) -> bytes:
    """The document as a PDF that says it is PDF/UA-1, or an untagged one, with a warning, if that cannot be made.

    The same input gives the same bytes. Raises ``PressUnavailable`` when the libraries are missing.
    """
    weasyprint = _weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = _closed_fetcher(weasyprint)
    sheets = [
        weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=fetcher) for sheet in (font_faces(), css)
    ]
    page = weasyprint.HTML(string=html, url_fetcher=fetcher, media_type="print")
    document = page.render(stylesheets=sheets, font_config=fonts)
    try:
        return _written(document, pdf_variant="pdf/ua-1")
    except Exception:
        log.warning("The tagged PDF could not be made; an untagged one was made instead.", exc_info=True)
        return _written(document)


def _written(document: Any, **options: Any) -> bytes:
    made: bytes = document.write_pdf(**options)
    return made


def _weasyprint() -> Any:
    try:
        # Importing it takes 0.6 s and 60 MB; a web worker that makes no PDF never needs it.
        import weasyprint  # noqa: PLC0415
        import weasyprint.text.fonts  # noqa: PLC0415
    except OSError as error:
        raise PressUnavailable(NO_PANGO) from error
    return weasyprint


def _closed_fetcher(weasyprint: Any) -> Any:
    """A fetcher that opens addresses with their content inside, and no other."""

    class DataOnly(weasyprint.urls.URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    return DataOnly()


@cache
def font_faces() -> str:
    """The style sheet's @font-face rules, each with its font inside."""
    return "".join(_face(path) for path in sorted(FONTS.glob(f"{PREFIX}*.woff2")))


def _face(path: Path) -> str:
    _subset, weight, style = path.stem.removeprefix(PREFIX).rsplit("-", 2)
    data = b64encode(path.read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
