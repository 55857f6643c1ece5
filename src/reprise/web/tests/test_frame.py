"""What every page has: its language, the way to the others, its colours, and nothing inline."""

import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from reprise.web.context import other_languages

TEMPLATES = Path(__file__).parents[1] / "templates"
INLINE = re.compile(
    r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*(?:\ssrc=|application/json))|javascript:", re.IGNORECASE
)


def test_no_template_holds_inline_style_or_script() -> None:
    pages = [path for path in TEMPLATES.rglob("*.html") if "letters" not in path.parts]
    assert [str(path) for path in pages if INLINE.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("bad", ['<p style="x">', "<a onclick='x'>", "<script>x</script>", '<a href="javascript:x">'])
def test_inline_code_is_seen(bad: str) -> None:
    assert INLINE.search(bad)


def test_the_other_language_is_the_same_page() -> None:
    request = RequestFactory().get("/fr/s/lamelle/find/?for=defect")
    with override("fr"):
        (english,) = other_languages(request)
    assert (english.code, english.name, english.url) == ("en", "English", "/en/s/lamelle/find/?for=defect")


def test_a_page_without_a_language_has_no_other() -> None:
    with override("fr"):
        assert other_languages(RequestFactory().get("/theme/")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("cookie", "shown"), [("dark", "dark"), ("light", "light"), ("<script>", "light")])
def test_the_colours_come_from_the_cookie(client: Client, cookie: str, shown: str) -> None:
    client.cookies = SimpleCookie({"theme": cookie})
    page = client.get("/fr/nothing/").content.decode()
    assert f'data-bs-theme="{shown}"' in page
    assert ('data-theme-from="device"' in page) is (cookie not in {"dark", "light"})


@pytest.mark.django_db
def test_choosing_colours_leads_back_to_the_page_and_nowhere_else(client: Client) -> None:
    back = client.post("/theme/", {"theme": "dark", "next": "/fr/s/lamelle/"})
    assert (back.status_code, back.headers["Location"], back.cookies["theme"].value) == (302, "/fr/s/lamelle/", "dark")
    away = client.post("/theme/", {"theme": "pink", "next": "https://evil.example/"})
    assert (away.headers["Location"], "theme" in away.cookies) == ("/", False)


@pytest.mark.django_db
def test_the_content_policy_allows_nothing_inline(client: Client) -> None:
    policy = client.get("/fr/nothing/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do_and_the_id_to_quote(client: Client) -> None:
    response = client.get("/en/nothing/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "copy the whole link" in page
    assert response.headers["X-Request-Id"] in page


def test_the_address_of_a_form_opened_like_a_page_says_so(client: Client) -> None:
    answer = client.get("/theme/", headers={"accept-language": "fr"})
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Cette adresse n’accepte qu’un formulaire." in answer.content.decode()
