"""Every letter, in both languages, taken off the wire and read as mail programs read it."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import pytest

from reprise.apps.notifications.answers import AnswerAddress, provide_answer_address, route_of
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.samples import sample_values
from reprise.apps.notifications.sending.message import compose
from reprise.apps.notifications.services.new_mail import new_mail
from tests.support.builders import AT, a_shop
from tests.support.mail_reading import seen_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db
EVERY: Final = [(letter, language) for letter in Letter for language in ("fr", "en")]
VOID: Final = frozenset({"br", "img", "meta"})
#: Gmail clips a page above this.
CLIPPED: Final = 100_000


@pytest.fixture
def shop() -> "Iterator[Shop]":
    before = provide_answer_address(lambda _shop, _wanted: AnswerAddress("support@lamelle.example", takes_plus=True))
    yield a_shop()
    provide_answer_address(before)


def on_the_wire(shop: "Shop", letter: Letter, language: str) -> bytes:
    mail = new_mail(
        shop=shop, to="alice@example.com", language=language, letter=letter,
        values=sample_values(letter, language), at=AT, case_id=7,
    )  # fmt: skip
    return compose(mail, sender="Reprise <noreply@host.example>", route=route_of(mail)).as_bytes()


class Tags(HTMLParser):
    """Whether every tag is closed, and what the page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.loads += [told[name] or "" for name in ("src", "background") if told.get(name)]
        if tag == "a":
            self.links.append(told.get("href") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def words(text: str) -> list[str]:
    return re.findall(r"\w{4,}", text)


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_a_letter_reads_alike_as_text_and_as_page(shop: "Shop", letter: Letter, language: str) -> None:
    raw = on_the_wire(shop, letter, language)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    message = message_from_bytes(raw, policy=policy.default)
    assert not message.defects
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text, page = (part.get_content() for part in message.iter_parts() if isinstance(part, EmailMessage))
    shown = seen_text(page)
    told = re.sub(r"\[rp:\w+:\]|https?://\S+", "", text)
    missing = set(words(told)) - set(words(shown)) - set(words(_line(language)))
    assert not missing
    assert len(page) < CLIPPED
    assert message["Content-Language"] == language


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_a_page_is_whole_and_loads_nothing(shop: "Shop", letter: Letter, language: str) -> None:
    message = message_from_bytes(on_the_wire(shop, letter, language), policy=policy.default)
    part = message.get_body(("html",))
    assert isinstance(part, EmailMessage)
    page = str(part.get_content())
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    assert tags.loads == []
    assert all(link.startswith(("http://", "https://")) for link in tags.links)
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page


def _line(language: str) -> str:
    said = {"fr": "Laissez cette ligne dans votre réponse", "en": "Please leave this line in your answer"}
    return said[language]


def test_answers_of_one_click_are_links_of_their_own_which_are_blotted_out_later(shop: "Shop") -> None:
    values = sample_values(Letter.RATING_ASKED, "fr")
    mail = new_mail(
        shop=shop, to="alice@example.com", language="fr", letter=Letter.RATING_ASKED, values=values, at=AT
    )  # fmt: skip
    for number in range(1, 6):
        assert f'href="https://example.org/{number}/"' in mail.html
        assert f"{number}\nhttps://example.org/{number}/" in mail.text
        assert f"https://example.org/{number}/" in mail.secrets
    assert mail.secrets == sorted(mail.secrets, key=len, reverse=True)
