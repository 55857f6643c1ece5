"""The shop's logo and colour: checked so that they can be read, and shown before they are saved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.brand import HOUSE_COLOUR, brand_of
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.seen import ChangedMeanwhile, marks_of
from reprise.apps.accounts.services.brand_shop import SHOWN, TooPale, brand_shop, tidied_colour
from reprise.core.refusals import Refusal
from reprise.platform.files.accept import accept_upload
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.backoffice.settings.seen import SeenForm
from reprise.web.backoffice.uploads import FileField
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

PICTURES = "image/png,image/jpeg,image/webp,image/avif"


class BrandForm(SeenForm):
    """A colour, and a logo."""

    parts: ClassVar[Mapping[str, tuple[str, ...]]] = {"brand_colour": ("colour",), "logo_id": ("logo",)}
    named: ClassVar[Mapping[str, str]] = {"file": "logo"}
    colour = forms.CharField(
        label=_("Colour code"), required=False, max_length=40,
        help_text=_("For buttons and links, with white words on it. Empty: the colour of Reprise."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "data-colour": ""}),
    )  # fmt: skip
    logo = FileField(
        label=_("Picture file"), required=False, accept=PICTURES,
        help_text=_("PNG, JPEG or WebP, best with a transparent ground, up to 5 MB. It is drawn anew as a PNG."),
    )  # fmt: skip
    without_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    nearest = ""  # the colour to take instead of one that cannot be read


@desk_page(right=Right.SETTINGS_EDIT)
def brand(request: StaffRequest) -> HttpResponse:
    """The form, and how the pages and letters would look."""
    shop = request.shop
    now: dict[str, object] = {"colour": shop.brand_colour}
    files = request.FILES if request.method == "POST" else None
    form = BrandForm(typed(request), files, marks=marks_of(shop, SHOWN), now=now)
    if request.method == "POST":
        form.status = 422
        if form.is_valid() and _kept(request, form):
            return go(request, gettext("Saved. Your pages look like this from now on."), "brand")
    colour = brand_of(shop).colour
    context = {"form": form, "colour": colour, "house": HOUSE_COLOUR, "may_drop": shop.logo_id is not None}
    return show_settings(request, "brand", context, page="brand", status=form.status)


def _kept(request: StaffRequest, form: BrandForm) -> bool:
    """Whether it was saved; the colour is looked at before the file, which takes longer."""
    given, at = form.cleaned_data, timezone.now()
    try:
        tidied_colour(given["colour"])
        logo = _logo(request, form)
        brand_shop(
            actor=request.actor, colour=given["colour"], logo=logo, seen=form.seen_marks(), at=at,
            without_logo=given["without_logo"] and logo is None,
        )  # fmt: skip
    except TooPale as refusal:
        form.nearest = str(refusal.params["nearest"])
        form.refused(refusal, status_of(refusal))
    except ChangedMeanwhile as refusal:
        form.changed_meanwhile(refusal, {"brand_colour": given["colour"]})
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
    else:
        return True
    return False


def _logo(request: StaffRequest, form: BrandForm) -> "StoredFile | None":
    sent = form.cleaned_data["logo"]
    if not sent:
        return None
    return accept_upload(actor=request.actor, name=sent.name or "", content=sent, at=timezone.now(), logo=True)
