"""What guards every request and answer, and what people see when something goes wrong."""

from __future__ import annotations

import pytest
from flask import Blueprint, abort, request
from sqlalchemy.exc import OperationalError

from app import access, create_app
from app.edge import LARGEST_FORM, takes_files
from surveys.errors import NotFound
from tests.strict_html import parse, text_of


@pytest.fixture(scope="module")
def trouble(tmp_path_factory):
    """The app with pages that fail in every way."""
    app = create_app({"FOURSTEPS_INSTANCE": str(tmp_path_factory.mktemp("instance"))})
    pages = Blueprint("trouble", __name__, url_prefix="/trouble")

    @pages.get("/<int:code>")
    def refused(code):
        abort(code)

    @pages.get("/database")
    def database():
        raise OperationalError("SELECT secret_words", {}, Exception("database is locked"))

    @pages.get("/bug")
    def bug():
        raise ZeroDivisionError("secret words")

    @pages.get("/foreign")
    def foreign():
        raise NotFound("There is no such event.")

    @pages.post("/form")
    def form():
        return str(len(request.get_data()))

    @pages.post("/file")
    @takes_files
    def file():
        return str(len(request.get_data()))

    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.register_blueprint(pages)
    with pytest.MonkeyPatch.context() as patch:
        doors = {
            endpoint: access.Door.PUBLIC for endpoint in app.view_functions if endpoint.startswith("trouble.")
        }
        patch.setattr(access, "WHO_MAY", {**access.WHO_MAY, **doors})
        yield app.test_client()


def heading(answer):
    return text_of(parse(answer.get_data(as_text=True)).find(".//h1"))


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (400, "We could not read what was sent"),
        (403, "You cannot open this page"),
        (404, "Page not found"),
        (413, "That was too much at once"),
        (429, "Too many tries"),
        (500, "Sorry, something went wrong"),
        (503, "Sorry, we are busy"),
    ],
)
def test_every_refusal_has_a_page_of_its_own(trouble, code, says):
    answer = trouble.get(f"/trouble/{code}")
    assert (answer.status_code, heading(answer)) == (code, says)


def test_a_status_without_a_page_gets_the_nearest(trouble):
    answer = trouble.get("/trouble/418")
    assert (answer.status_code, heading(answer)) == (418, "We could not read what was sent")


@pytest.mark.parametrize(("path", "code"), [("database", 503), ("bug", 500), ("foreign", 404)])
def test_a_fault_tells_nothing_of_the_program(trouble, path, code):
    answer = trouble.get(f"/trouble/{path}")
    assert answer.status_code == code
    assert [
        word for word in ("secret", "Error", "Traceback", "event") if word in answer.get_data(as_text=True)
    ] == []


def test_a_busy_database_says_when_to_come_back(trouble):
    assert trouble.get("/trouble/database").headers["Retry-After"] == "30"


def test_a_wrong_method_says_which_are_right(trouble):
    answer = trouble.get("/trouble/form")
    assert (answer.status_code, sorted(answer.headers["Allow"].split(", "))) == (405, ["OPTIONS", "POST"])


def test_an_error_in_the_error_page_still_says_what_to_do(trouble, monkeypatch):
    monkeypatch.setattr("app.errors.render_template", lambda name: 1 / 0)
    answer = trouble.get("/trouble/404")
    assert (answer.status_code, answer.get_data(as_text=True)) == (
        404,
        "Sorry, something went wrong. Wait a minute, go back, and try again.",
    )


@pytest.mark.parametrize(("path", "size", "code"), [
    ("form", LARGEST_FORM, 200), ("form", LARGEST_FORM + 1, 413), ("file", LARGEST_FORM + 1, 200),
])  # fmt: skip
def test_a_form_is_bounded_and_a_file_may_be_larger(trouble, path, size, code):
    assert trouble.post(f"/trouble/{path}", data=b"x" * size).status_code == code


def test_another_host_is_refused_without_a_word_in_the_log(trouble, caplog):
    answer = trouble.get("/trouble/404", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.text) == (400, "There is nothing at this address.")
    assert caplog.messages == []


def test_every_answer_carries_the_guards(trouble):
    headers = trouble.get("/nothing").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"], headers["Cache-Control"]) == (
        "nosniff",
        "no-referrer",
        "no-store",
    )
    assert "Strict-Transport-Security" not in headers


def test_an_encrypted_answer_asks_to_stay_encrypted(trouble):
    headers = trouble.get("/nothing", base_url="https://localhost").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
