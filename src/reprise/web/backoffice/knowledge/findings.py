"""What is remarked on an article, next to the field it concerns and in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from reprise.apps.knowledge.rules.fitness import MISSING, Finding, findings_of
from reprise.web.backoffice.knowledge.form import ArticleForm


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence at a field of the form; one that blocks keeps the article from being saved."""

    field: str
    sentence: str
    blocks: bool


def remarks_on(slug: str, content: Mapping[str, Any], known: Iterable[str]) -> list[Remark]:
    """Everything to say of what is typed, what blocks first."""
    found = findings_of(slug or "new", content, named=frozenset(known))
    return list(dict.fromkeys(remark(one) for one in found))


def remark(finding: Finding) -> Remark:
    """A finding at its field."""
    field, told = field_of(finding.field), gettext(finding.sentence)
    typed = ArticleForm.base_fields.get(field)
    if finding.sentence == MISSING and typed is not None and "lang" in typed.widget.attrs:  # several may be at once
        named = {"field": typed.label}
        told = gettext("%(field)s: this is missing. Write it, or leave that language empty throughout.") % named
    return Remark(field, told % finding.params if finding.params else told, finding.blocks)


def field_of(place: str) -> str:
    """The field of the form that a place in an article's file is typed in."""
    head, _dot, part = place.partition(".")
    if part == "near":
        return "near_1"
    return f"{part}_{head}" if part else head
