"""Who looks when a customer threatens, and whether customers are asked what they thought."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.reply_queries import alarm_person_id, asks_opinion
from reprise.apps.conversations.services.set_after_answer import set_after_answer
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings


class AfterForm(DeskForm):
    """Two choices."""

    person = forms.TypedChoiceField(
        label=_("Who looks when a customer threatens"), required=False, coerce=int, empty_value=None,
        help_text=_("With a lawyer, the press, a public review or an authority. They are called at once."),
    )  # fmt: skip
    asks = forms.BooleanField(
        label=_("Ask customers what they thought"), required=False,
        help_text=_("Once, an hour after a person closed the matter; never after an automatic close."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [("", _("Nobody in particular")), *people]


@desk_page(right=Right.SETTINGS_EDIT)
def after_answer(request: StaffRequest) -> HttpResponse:
    """Look at both choices, or change them."""
    people = [(person.pk, str(person)) for person in colleagues(request.actor)]
    kept = {"person": alarm_person_id(request.shop.pk) or "", "asks": asks_opinion(request.shop.pk)}
    form = AfterForm(typed(request), initial=kept, people=people)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        set_after_answer(actor=request.actor, alarm_person_id=given["person"], asks_opinion=given["asks"])
        return go(request, gettext("Saved."), "after_answer")
    if form.is_bound:
        form.status = 422
    return show_settings(request, "after_answer", {"form": form}, page="after_answer", status=form.status)
