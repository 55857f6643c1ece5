"""Which sites may show the chat is a list of names a browser would say, and nothing cleverer."""

import pytest

from reprise.apps.conversations.rules.origins import (
    MOST,
    NoOrigin,
    NotSafe,
    TooManyOrigins,
    is_allowed,
    origin_of,
    origins_of,
)


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.example.com", "https://www.example.com"),
        ("https://www.example.com/", "https://www.example.com"),
        (" https://WWW.Example.com/shop?x=1#y ", "https://www.example.com"),
        ("www.example.com", "https://www.example.com"),
        ("https://example.com:443", "https://example.com"),
        ("https://example.com:8443", "https://example.com:8443"),
        ("https://atelier-été.fr", "https://xn--atelier-t-i4ab.fr"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_is_kept_as_its_origin(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "", "*", "https://*.example.com", "https://", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "https://user@example.com", "https://evil.com@example.com", "example", "https://-x.example.com",
        "https://192.168.1.4", "https://[::1]", "https://example.com:99999", "https://exa mple.com", "null",
        "https://example.com\nhttps://evil.com", "a" * 300, "https://exam\x00ple.com", "ftp://example.com",
        "https://example.com;frame-ancestors *", "https://'self'",
    ],
)  # fmt: skip
def test_what_no_browser_would_call_a_site_is_refused(typed: str) -> None:
    with pytest.raises(NoOrigin):
        origin_of(typed)


def test_a_site_without_encryption_is_refused() -> None:
    with pytest.raises(NotSafe):
        origin_of("http://www.example.com")


def test_lines_are_kept_once_in_their_order() -> None:
    assert origins_of(["https://b.example.com", "", "a.example.com", "https://B.example.com/x"]) == [
        "https://b.example.com", "https://a.example.com",
    ]  # fmt: skip
    with pytest.raises(TooManyOrigins):
        origins_of([f"https://s{number}.example.com" for number in range(MOST + 1)])


@pytest.mark.parametrize(
    "origin",
    ["", "null", "https://example.com.evil.com", "https://www.example.com", "http://example.com", "https://example.com/",
     "HTTPS://EXAMPLE.COM", "https://example.com:443", "https://evilexample.com"],
)  # fmt: skip
def test_only_the_very_same_origin_is_allowed(origin: str) -> None:
    assert not is_allowed(origin, ["https://example.com"])
    assert is_allowed("https://example.com", ["https://example.com"])
