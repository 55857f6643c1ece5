"""The form in which staff write: to the customer, a note for the team, or what was said on the telephone."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reprise.web.backoffice.forms import DeskForm


class As(StrEnum):
    """What is written."""

    REPLY = "reply"
    NOTE = "note"
    CALL = "call"


class SayForm(DeskForm):
    """A text; what came in while it was written is shown before it leaves."""

    as_what = forms.ChoiceField(choices=[(one.value, one.value) for one in As], required=False)
    body = forms.CharField(
        label=_("Text"), max_length=10_000, strip=False, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, sequence: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", sequence)

    def kind(self) -> As:
        """What is written; a reply unless something else was chosen."""
        return As(self.cleaned_data.get("as_what") or As.REPLY)
