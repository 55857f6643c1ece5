"""What the assistant did, beside its words on the desk."""

from typing import TYPE_CHECKING

from django import template

from reprise.readmodels import first_line_tried

if TYPE_CHECKING:
    from reprise.readmodels.first_line_tried import Tried
    from reprise.readmodels.thread_view import Said

register = template.Library()


@register.simple_tag
def tried_in(said: "Said") -> "Tried | None":
    """What it did with one message."""
    return first_line_tried.tried_in(said)
