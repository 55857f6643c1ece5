"""An article as its readers see it, for the preview and for a version that was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, override

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.web.article_html import body_html
from reprise.web.backoffice.knowledge.words import DEEDS


@dataclass(frozen=True, slots=True)
class Look:
    """One language of it."""

    language: str
    language_name: str
    title: str
    answer: str
    body: SafeString
    deeds: list[str]
    is_written: bool


def looks(content: Mapping[str, Any], address: Callable[[str], str | None]) -> list[Look]:
    """Both languages, side by side."""
    return [_look(content, language, address) for language in LANGUAGES]


def _look(content: Mapping[str, Any], language: str, address: Callable[[str], str | None]) -> Look:
    text = content.get(language, {})
    with override(language):
        deeds = [str(DEEDS[one["do"]]) for one in content.get("actions", []) if one["do"] in DEEDS]
    return Look(
        language, get_language_info(language)["name_translated"], text.get("title", ""), text.get("answer", ""),
        body_html(text.get("body", ""), address=address, shift=2, ids=""), deeds, bool(text),
    )  # fmt: skip
