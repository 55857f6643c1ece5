"""What the shop says of itself: who it is, where goods come back to, who mediates, when a second person approves."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.hours_queries import known_versions
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.seen import ChangedMeanwhile, marks_of
from reprise.apps.accounts.services.describe_shop import SHOWN, Identity, describe_shop
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.fields import MoneyField, typed_amount
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.backoffice.settings.seen import SeenForm
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

PLACES = ("address", "return_address")
AS_TYPED = ("name", "legal_name", "registration_number", "vat_number", "email", "phone", "website",
            "opening_hours")  # fmt: skip


class ShopForm(SeenForm):
    """The shop's identity, as it stands on pages, letters and return slips."""

    parts: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **{place: tuple(f"{place}_{part}" for part in ("lines", "postcode", "city")) for place in PLACES},
        "mediator": ("mediator_name", "mediator_address", "mediator_website"),
        "second_person_above_minor": ("second_person_above",),
    }
    named: ClassVar[Mapping[str, str]] = {"second_person_above_minor": "second_person_above"}
    name = forms.CharField(
        label=_("Name of the shop"), max_length=120, help_text=_("As your customers know it."),
        error_messages={"required": _("Write the shop’s name.")},
    )  # fmt: skip
    legal_name = forms.CharField(label=_("Legal name"), max_length=160, required=False)
    registration_number = forms.CharField(
        label=_("Registration number"), max_length=40, required=False, help_text=_("In France the SIREN or SIRET.")
    )
    vat_number = forms.CharField(label=_("VAT number"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Customers’ answers to our letters go there.")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    address_lines = forms.CharField(
        label=_("Street"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    address_postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    address_city = forms.CharField(label=_("Town"), max_length=120, required=False)
    return_address_lines = forms.CharField(
        label=_("Street for returns"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Left empty, goods come back to the address above."),
    )  # fmt: skip
    return_address_postcode = forms.CharField(label=_("Postcode for returns"), max_length=20, required=False)
    return_address_city = forms.CharField(label=_("Town for returns"), max_length=120, required=False)
    opening_hours = forms.CharField(
        label=_("Opening hours"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("When somebody answers or opens the door, in your own words."),
    )  # fmt: skip
    mediator_name = forms.CharField(
        label=_("Consumer mediator"), max_length=160, required=False,
        help_text=_("Sellers to consumers in France must name one (Code de la consommation, art. L616-1)."),
    )  # fmt: skip
    mediator_address = forms.CharField(label=_("The mediator’s postal address"), max_length=240, required=False)
    mediator_website = forms.URLField(label=_("The mediator’s website"), required=False, assume_scheme="https")
    second_person_above = MoneyField(
        label=_("Refunds above this sum need a second person"), required=False, help_text=_("Left empty: never.")
    )

    def without_hours(self) -> None:
        """The hours are written day by day on a page of their own: the words written before stay as they were."""
        del self.fields["opening_hours"]

    def identity(self, country: str) -> Identity:
        """What was typed, as the shop keeps it."""
        given = {"opening_hours": self.now["opening_hours"], **self.cleaned_data}
        mediator = {part: given[f"mediator_{part}"] for part in ("name", "address", "website")}
        return Identity(
            **{name: given[name] for name in AS_TYPED}, address=self._place("address", country),
            return_address=self._place("return_address", country),
            mediator={part: said for part, said in mediator.items() if said},
            second_person_above_minor=given["second_person_above"],
        )  # fmt: skip

    def _place(self, name: str, country: str) -> dict[str, object]:
        given = self.cleaned_data
        lines = [line.strip() for line in given[f"{name}_lines"].splitlines() if line.strip()]
        place = {"lines": lines, "postcode": given[f"{name}_postcode"], "city": given[f"{name}_city"]}
        return place | {"country": country} if any(place.values()) else {}


@desk_page(right=Right.SETTINGS_EDIT)
def shop(request: StaffRequest) -> HttpResponse:
    """The form, and what it was changed to."""
    shop = request.shop
    form = ShopForm(typed(request), marks=marks_of(shop, SHOWN), now=_now(shop, request.LANGUAGE_CODE))
    has_hours = bool(known_versions(shop.pk, timezone.now()))
    if has_hours:
        form.without_hours()
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            identity = form.identity(shop.country)
            try:
                describe_shop(actor=request.actor, identity=identity, seen=form.seen_marks())
            except ChangedMeanwhile as refusal:
                form.changed_meanwhile(refusal, asdict(identity))
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(request, gettext("Saved."), "shop")
    return show_settings(request, "shop", {"form": form, "has_hours": has_hours}, page="shop", status=form.status)


def _now(kept: "Shop", language: str) -> dict[str, object]:
    start: dict[str, object] = {name: getattr(kept, name) for name in AS_TYPED}
    for place in PLACES:
        said = getattr(kept, place)
        start[f"{place}_lines"] = "\n".join(said.get("lines", ()))
        start |= {f"{place}_{part}": said.get(part, "") for part in ("postcode", "city")}
    start |= {f"mediator_{part}": kept.mediator.get(part, "") for part in ("name", "address", "website")}
    start["second_person_above"] = typed_amount(kept.second_person_above_minor, kept.currency, language)
    return start
