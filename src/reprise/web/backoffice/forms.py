"""What every form of the desk has in common: it keeps what was typed and says at the field what is wrong."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, QueryDict

from reprise.core.refusals import Refusal
from reprise.web.refusals import tell

_CLASSES = (
    (forms.RadioSelect, "form-check-input"), (forms.CheckboxInput, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"), (forms.Select, "form-select"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct: the id of the field it is about (empty: the whole form), and the sentence."""

    target: str
    message: str


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


class DeskForm(forms.Form):
    """A form with its own id, so that a second submit is seen for what it is."""

    client_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    named: ClassVar[Mapping[str, str]] = {}  # what deeds call a field, where the form calls it otherwise
    use_required_attribute = False  # the page says what is missing, in its own words

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status = 200
        self.initial.setdefault("client_id", secrets.token_urlsafe(16))
        self.dress()

    def dress(self) -> None:
        """Give each field the class of its sort; a form that grows fields calls it again."""
        for field in self.fields.values():
            style = next((css for kind, css in _CLASSES if isinstance(field.widget, kind)), "form-control")
            field.widget.attrs.setdefault("class", style)

    @property
    def problems(self) -> list[Problem]:
        """Everything to correct, in the order of the fields, for the summary above the form."""
        return [
            Problem("" if name == NON_FIELD_ERRORS else self[name].id_for_label or self[name].auto_id, str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]

    def refused(self, refusal: Refusal, status: int) -> None:
        """Show a refusal at the field it is about, or above the form."""
        self.status = status
        name = self.named.get(refusal.field or "", refusal.field or "")
        field = name if name in self.fields else None
        self.add_error(field, tell(refusal))

    def overtaken(self, sequence: int) -> None:
        """Ask again, as somebody who now knows how far things have come."""
        self.status = 409
        self.data = {**{name: self.data[name] for name in self.data}, "seen": str(sequence)}

    def client(self) -> str:
        """The id the browser sent."""
        return str(self.cleaned_data.get("client_id") or "")
