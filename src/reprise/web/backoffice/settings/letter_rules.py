"""Where answers to letters go, and when the shop reminds."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.mailbox_queries import answer_address
from reprise.apps.notifications.queries import letter_settings
from reprise.apps.notifications.services.set_letters import Digest, LetterRules, set_letters
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

HOURS = [(hour, f"{hour}:00") for hour in range(25)]


class DaysField(forms.CharField):
    """Some numbers of days, typed with commas between them; empty is none."""

    def clean(self, value: Any) -> Any:
        """The numbers."""
        given = str(super().clean(value) or "").replace(";", ",").split(",")
        try:
            return tuple(int(each) for each in given if each.strip())
        except ValueError as fault:
            why = gettext("Write numbers of days with commas between them, for example 3, 1.")
            raise ValidationError(why) from fault


class RulesForm(DeskForm):
    """Answers and reminders."""

    reply_to = forms.EmailField(
        label=_("Answers go to"), required=False, max_length=254,
        help_text=_("Where a customer’s answer to a letter arrives. Empty: the shop’s e-mail address."),
    )  # fmt: skip
    return_days = DaysField(
        label=_("Remind to send the parcel"), required=False, max_length=40,
        help_text=_("So many days before the last day, for example 3, 1. Empty: never."),
    )  # fmt: skip
    question_days = DaysField(
        label=_("Remind of an open question"), required=False, max_length=40,
        help_text=_("So many days after it was asked, for example 3, 7. Empty: never."),
    )  # fmt: skip
    says_closed = forms.BooleanField(label=_("Write when a case is closed"), required=False)
    encloses_decisions = forms.BooleanField(
        label=_("Enclose our decision as PDF"), required=False,
        help_text=_("With the letter that tells it. The same document stays on the page of the case in any case."),
    )  # fmt: skip
    from_hour = forms.TypedChoiceField(label=_("Reminders leave from"), coerce=int, choices=HOURS[:24])
    until_hour = forms.TypedChoiceField(label=_("until"), coerce=int, choices=HOURS[1:])
    digest = forms.ChoiceField(label=_("Daily summary for staff"))
    digest_hour = forms.TypedChoiceField(label=_("It comes at"), coerce=int, choices=HOURS[:24])
    digest_days = forms.IntegerField(
        label=_("Days it looks ahead"), min_value=0, max_value=14, widget=forms.NumberInput({"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digest"].choices = [  # type: ignore[attr-defined]
            (Digest.EACH.value, gettext("to everybody about their own cases")),
            (Digest.SHOP.value, gettext("to the shop’s address")),
            (Digest.OFF.value, gettext("to nobody")),
        ]


@desk_page(right=Right.SETTINGS_EDIT)
def letter_rules(request: StaffRequest) -> HttpResponse:
    """The form, and what it was changed to."""
    kept = letter_settings(request.shop.pk)
    start = {name: getattr(kept, name) for name in RulesForm.base_fields if hasattr(kept, name)}
    start |= {name: ", ".join(str(day) for day in start[name]) for name in ("return_days", "question_days")}
    form = RulesForm(typed(request), initial=start)
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            given = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
            try:
                set_letters(actor=request.actor, rules=LetterRules(**given))
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(request, gettext("Saved."), "letters")
    context = {
        "form": form, "shop_email": request.shop.email, "read_at": answer_address(request.shop.pk, kept.reply_to),
    }  # fmt: skip
    return show_settings(request, "letter_rules", context, page="letters", status=form.status)
