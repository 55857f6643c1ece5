"""Data for search engines within a page."""

import json
from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

#: What could end the element or begin another is written as JSON may write it, so the data stays data.
_ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(data: Mapping[str, object]) -> SafeString:
    """Data as the element that search engines read; browsers do not run it, so the content policy allows it."""
    written = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308  # escaped
