"""Every visible word of a template goes through gettext."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.architecture.code import SOURCE

VISIBLE = {"alt", "aria-label", "aria-description", "heading", "hint", "label", "legend", "placeholder", "title"}
SILENT = {"script", "style", "code", "kbd"}
NAMES = {
    "Reprise",
    "QR",
    "CSV",
    "JSON",
    "API",
    "PDF",
    "RMA",
    "HTML",
    "SKU",
    "IBAN",
    "CSRF",
}  # the same in every language
WORD = re.compile(r"[^\W\d_]{2,}")
OPEN = re.compile(r"(blocktranslate|blocktrans|comment|verbatim)\b")


def visible_part(source: str) -> str:
    """The template without tags, variables, comments and translated blocks; line numbers stay."""
    kept: list[str] = []
    closing = ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            if closing:
                closing = "" if name == closing else closing
            elif opened := OPEN.match(token.contents):
                closing = f"end{opened[1]}"
        elif token.token_type is TokenType.TEXT:
            kept.append("\n" * token.contents.count("\n") if closing else token.contents)
    return "".join(kept)


class Words(HTMLParser):
    """Collects the words a person would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def note(self, text: str) -> None:
        words = [word for word in WORD.findall(text) if word not in NAMES]
        if words:
            self.found.append(f"{self.getpos()[0]}: {' '.join(words)}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        for name, value in attrs:
            if name in VISIBLE:
                self.note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.note(data)


def loose_words(source: str) -> list[str]:
    reader = Words()
    reader.feed(visible_part(source))
    reader.close()
    return reader.found


def templates() -> list[Path]:
    return sorted([*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")])


def test_templates_say_nothing_outside_gettext() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}:{words}"
        for path in templates()
        for words in loose_words(path.read_text(encoding="utf-8"))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "source", ["<p>Your return</p>", '<c-button label="Send">{{ x }}</c-button>', "Hello {{ name }}"]
)
def test_a_loose_word_is_seen(source: str) -> None:
    assert loose_words(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p title="{% translate "Ask" %}" class="big word">{% translate "Your return" %} {{ case }}</p>',
        "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}{# a note #}",
        "<code>reprise demo</code> 12 € · RMA",
    ],
)
def test_translated_words_are_left_alone(source: str) -> None:
    assert loose_words(source) == []
