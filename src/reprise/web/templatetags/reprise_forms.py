"""A Django form as our components read it: what was typed, what is wrong with each field, and all of it."""

from dataclasses import dataclass, field

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm

register = template.Library()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to correct, and the id of its field; empty when it is about the whole form."""

    target: str
    message: str


@dataclass(frozen=True, slots=True)
class FormState:
    """What stands in a form; our inputs have the field's name as their id."""

    said: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@register.simple_tag
def read_form(form: BaseForm | None) -> FormState:
    """What somebody typed, and what is wrong with it."""
    if not isinstance(form, BaseForm):
        return FormState()
    said = {name: _text(form[name].value()) for name in form.fields}
    if not form.is_bound:
        return FormState(said)
    faults = [
        Fault("" if name == NON_FIELD_ERRORS else name, str(message))
        for name, messages in form.errors.items()
        for message in messages
    ]
    return FormState(said, {name: " ".join(map(str, messages)) for name, messages in form.errors.items()}, faults)


@register.filter
def has_faults(form: BaseForm | None) -> bool:
    """Whether something is to be corrected."""
    return isinstance(form, BaseForm) and form.is_bound and bool(form.errors)


def _text(value: object) -> str:
    return "" if value is None else str(value)
