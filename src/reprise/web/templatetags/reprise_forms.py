"""What is wrong with a Django form, for the summary on top of the page."""

from dataclasses import dataclass

from django import template
from django.forms import BaseForm
from django.forms.forms import NON_FIELD_ERRORS

register = template.Library()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to correct, and the id of its field; empty when it is about the whole form."""

    target: str
    message: str


@register.filter
def faults(form: BaseForm | None) -> list[Fault]:
    """All that is wrong; our inputs have the field's name as their id."""
    if form is None or not form.is_bound:
        return []
    return [
        Fault("" if field == NON_FIELD_ERRORS else field, str(message))
        for field, messages in form.errors.items()
        for message in messages
    ]


@register.filter
def said(form: BaseForm | None, field: str) -> str:
    """What somebody typed into a field, or what it begins with."""
    value = form[field].value() if form is not None and field in form.fields else ""
    return "" if value is None else str(value)


@register.filter
def wrong(form: BaseForm | None, field: str) -> str:
    """What is wrong with one field."""
    if form is None or not form.is_bound:
        return ""
    return " ".join(str(message) for message in form.errors.get(field, ()))
