"""Programs go a short way of their own: it ends where the long one would, and the answer says what a page's says."""

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import resolve

from reprise.web.api.urls import api_addresses, routes
from tests.api.programs import a_program, bruno_s_shop

ADDRESSES = sorted({str(route.pattern) for route in routes} - {""})
MIXED = ["conversations/files/messages", "conversations/files/1", "orders/imports/rights", "help/answer/1/outcomes",
         "cases/a/b/c/decisions", "cases//lines", "cases/", "/cases", "nothing", "cases/a/remedies//completions",
         "cases/a\n/lines", "CASES"]  # fmt: skip


@pytest.mark.parametrize("path", [*(address.replace("<", "").replace(">", "") for address in ADDRESSES), *MIXED])
def test_an_address_leads_where_django_would_lead(path: str) -> None:
    match = resolve(f"/api/v1/{path}")
    found = api_addresses.find(path)
    if found is None:
        assert match.url_name is None  # nothing is there
    else:
        assert found == (match.func, match.kwargs)


@pytest.mark.django_db
@pytest.mark.parametrize("https", [False, True])
def test_an_answer_is_as_guarded_as_a_page(settings: Any, https: bool) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    token = a_program(bruno_s_shop()).token
    page = Client().get("/en/account/login/", secure=https)
    answer = Client().get("/api/v1/cases", secure=https, headers={"Authorization": f"Bearer {token}"})
    for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"):
        assert answer[name] == page[name]
    assert set(answer["Content-Security-Policy"].split("; ")) >= {"default-src 'self'", "frame-ancestors 'none'"}
    assert ("Strict-Transport-Security" in answer) is ("Strict-Transport-Security" in page) is https
    assert int(answer["Content-Length"]) == len(answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "cookie", "told"),
    [("en", "", "en"), ("de, en;q=0.5", "", "en"), ("de", "", "fr"), ("x" * 600, "", "fr"), ("en", "fr", "fr"),
     ("", "en", "en")],
)  # fmt: skip
def test_a_fault_is_told_in_the_language_asked_for(asked: str, cookie: str, told: str) -> None:
    program = Client()
    if cookie:
        program.cookies["django_language"] = cookie
    answer = program.get("/api/v1/nothing", headers={"Accept-Language": asked})
    assert (answer["Content-Language"], answer["Vary"]) == (told, "Accept-Language")
    assert ("There is nothing" in answer.content.decode()) is (told == "en")


def test_a_host_that_is_not_ours_is_refused(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["shop.example"]
    answer = Client().get("/api/v1/nothing", headers={"Host": "evil.example"})
    assert (answer.status_code, bool(answer["X-Request-Id"])) == (400, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("gone", [OperationalError, InterfaceError])
def test_a_database_that_goes_away_is_told_as_such_and_asked_again_by_the_next_call(gone: type[Exception]) -> None:
    def ask(*_: object) -> None:
        raise gone

    program = {"Authorization": f"Bearer {a_program(bruno_s_shop()).token}", "Accept-Language": "en"}
    with connection.execute_wrapper(ask):
        answer = Client().get("/api/v1/cases", headers=program)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert (answer["Retry-After"], answer.json()["status"]) == ("600", 503)
    assert Client().get("/api/v1/cases", headers=program).status_code == 200
