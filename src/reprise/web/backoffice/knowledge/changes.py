"""What changed in an article from one version to another, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.web.backoffice.knowledge.differences import Piece, differences, lists
from reprise.web.backoffice.knowledge.words import DEEDS, KINDS

_TEXTS = {
    "title": {"fr": _("Title in French"), "en": _("Title in English")},
    "answer": {"fr": _("Answer in French"), "en": _("Answer in English")},
    "body": {"fr": _("Article in French"), "en": _("Article in English")},
}
_PHRASINGS = {"fr": _("How customers ask it in French"), "en": _("How customers ask it in English")}


@dataclass(frozen=True, slots=True)
class Change:
    """One part that says something else."""

    label: str | Promise
    language: str
    pieces: tuple[Piece, ...]
    is_list: bool = False


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every part that changed, in the order of the page."""
    found = [
        Change(label, language, differences(_text(before, language, part), _text(after, language, part)))
        for part, labels in _TEXTS.items()
        for language, label in labels.items()
    ]
    found += [
        Change(_PHRASINGS[language], language, _listed(before, after, language), is_list=True) for language in LANGUAGES
    ]
    found += [Change(label, "", lists(old, new), is_list=True) for label, old, new in _shared(before, after)]
    return [one for one in found if one.pieces]


def _text(content: Mapping[str, Any], language: str, part: str) -> str:
    return str(content.get(language, {}).get(part, ""))


def _listed(before: Mapping[str, Any], after: Mapping[str, Any], language: str) -> tuple[Piece, ...]:
    return lists(before.get(language, {}).get("phrasings", []), after.get(language, {}).get("phrasings", []))


def _shared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[Promise, list[str], list[str]]]:
    both = (before, after)
    near: list[list[str]] = [
        next((one[code]["near"] for code in LANGUAGES if one.get(code, {}).get("near")), []) for one in both
    ]
    sources = [[f"{each['label']} {each['url']}" for each in one.get("sources", [])] for one in both]
    deeds = [[str(DEEDS.get(each["do"], each["do"])) for each in one.get("actions", [])] for one in both]
    kinds = [[str(KINDS[one["kind"]])] if one.get("kind") in KINDS else [] for one in both]
    return [
        (_("Related articles"), *_pair(near)), (_("Sources"), *_pair(sources)),
        (_("Buttons below the answer"), *_pair(deeds)), (_("What it is about"), *_pair(kinds)),
    ]  # fmt: skip


def _pair(both: list[list[str]]) -> tuple[list[str], list[str]]:
    return both[0], both[1]


def _near(content: Mapping[str, Any]) -> list[str]:
    """The related articles, which both languages share."""
    return next((list(content[code]["near"]) for code in LANGUAGES if content.get(code, {}).get("near")), [])
