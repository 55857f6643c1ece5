"""Drawings of guides and articles within a page, and ways from a defect to its article."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from reprise.apps.knowledge.rules.drawings import shipped_drawings

register = template.Library()


@register.simple_tag
def drawing(name: str) -> SafeString:
    """The drawing of a name, what it shows in words below it; nothing for a name we have no drawing of."""
    found = shipped_drawings().get(name)
    if found is None:
        return SafeString("")
    said = found.said["fr" if (get_language() or "fr").startswith("fr") else "en"]
    svg = mark_safe(found.svg)  # noqa: S308  # checked shape by shape when it was read
    return format_html(
        '<figure class="rp-drawing"><div aria-hidden="true">{}</div><figcaption>{}</figcaption></figure>', svg, said
    )


@register.filter
def about(articles: Mapping[str, str] | None, code: str) -> str:
    """The address of the article about a defect; empty where nothing is written about it."""
    return (articles or {}).get(code, "")
