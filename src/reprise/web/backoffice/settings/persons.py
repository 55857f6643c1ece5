"""A customer asks what is kept about them, or to be erased: looked up by address, shown, handed out, erased."""

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import customer_for
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.core.refusals import Overtaken, Refusal, mark
from reprise.readmodels.persons.export import export
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of, tell
from reprise.workflows.erase_person import erase_person, preview, sight

if TYPE_CHECKING:
    from reprise.readmodels.persons.holdings import Holdings

#: What goes, in plain words, and what stays with the law that asks for it.
GOES: Final = {
    "customers": mark("Names, telephone numbers and notes about the customer"),
    "orders": mark("Addresses and e-mail of orders, and what articles were personalised with"),
    "cases": mark("Names, descriptions, reasons and tags of cases; the links mailed for them open nothing any more"),
    "messages": mark("Messages and internal notes"),
    "people": mark("Names and addresses of whoever took part in conversations"),
    "mails": mark("Mails that came in, with the raw ones"),
    "questions": mark("Questions to the assistant"),
    "letters": mark("Letters"),
    "files": mark("Photos, videos, documents and labels"),
    "statements": mark("Words of withdrawal statements"),
    "accounts": mark("The account, with the devices that stay signed in"),
    "drafts": mark("Requests begun and not sent"),
}
_ACCOUNTS: Final = mark("10 years: Code de commerce, art. L123-22")
STAYS: Final = {
    "orders": (mark("Numbers, articles, amounts and dates of orders"), _ACCOUNTS),
    "refunds": (mark("Refunds, with the bank’s reference"), _ACCOUNTS),
    "credit_notes": (mark("Credit notes"), _ACCOUNTS),
    "cases": (mark("What was decided and when, without a name or a word of the customer"),
              mark("Legal claims: GDPR, art. 17(3)(e)")),
    "statements": (mark("That a withdrawal statement came, when, and its seal"),
                   mark("Proof of the withdrawal: GDPR, art. 17(3)(b) and (e)")),
}  # fmt: skip


class PersonForm(DeskForm):
    """Whose data."""

    email = forms.EmailField(
        label=_("E-mail address of the customer"), max_length=254,
        error_messages={"required": _("Enter the address the customer writes from."),
                        "invalid": _("Enter a whole e-mail address, for example alice@example.com.")},
        widget=forms.EmailInput({"autocomplete": "off"}),
    )  # fmt: skip


@desk_page(right=Right.SETTINGS_EDIT)
def persons(request: StaffRequest) -> HttpResponse:
    """Look somebody up: by an address that is sent and never stands in a link, or as a customer or case we know."""
    form = PersonForm(typed(request))
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            return _shown(request, form.cleaned_data["email"])
    elif known := _known(request):
        return _shown(request, known)
    return show_settings(request, "persons", {"form": form}, page="persons", status=form.status)


@desk_page(right=Right.SETTINGS_EDIT, methods=("POST",))
def person_export(request: StaffRequest) -> HttpResponse:
    """Everything that is kept about somebody, as a ZIP that is written while it is sent."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return show_settings(request, "persons", {"form": form}, page="persons", status=422)
    at = timezone.now()
    held = preview(request.actor, form.cleaned_data["email"])
    return StreamingHttpResponse(  # type: ignore[return-value]  # streamed, and a response all the same
        export(held, shop_name=request.shop.name, at=at), content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{request.shop.slug}-{at.date().isoformat()}.zip"'},
    )  # fmt: skip


@desk_page(right=Right.SETTINGS_EDIT, methods=("POST",))
def person_erase(request: StaffRequest) -> HttpResponse:
    """Erase what was shown, once somebody ticked that it was asked for."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return show_settings(request, "persons", {"form": form}, page="persons", status=422)
    email = form.cleaned_data["email"]
    if request.POST.get("sure") != "on":
        return _shown(request, email, fault=gettext("Tick that the customer asked for it."), status=422)
    try:
        done = erase_person(
            actor=request.actor, email=email, at=timezone.now(), seen=request.POST.get("seen", "")[:64] or "unseen"
        )
    except Overtaken:
        changed = gettext("Something was added in the meantime. Look again at what would go, then confirm.")
        return _shown(request, email, fault=changed, status=409)
    except Refusal as refusal:
        return _shown(request, email, fault=tell(refusal), status=status_of(refusal))
    if done.number is None:
        return go(request, gettext("Nothing was kept about this person any more."), "persons")
    said = gettext("Erased. The record has the number %(number)s and names nobody.") % {"number": str(done.number)[:8]}
    return go(request, said, "persons")


def _known(request: StaffRequest) -> str:
    """The address of a customer or a case that a link of ours names by number."""
    number, reference = request.GET.get("customer", ""), request.GET.get("case", "")
    if number.isascii() and number.isdigit() and len(number) < 18:  # what a database takes as a number
        customer = customer_for(request.actor, int(number))
        return "" if customer.erased_at else customer.email
    return case_for(request.actor, reference[:40].replace("\0", "")).contact_email if reference else ""


def _shown(request: StaffRequest, email: str, *, fault: str = "", status: int = 200) -> HttpResponse:
    held = preview(request.actor, email)
    context = {
        "held": held, "seen": sight(held), "fault": fault, "obstacles": _obstacles(request, held),
        "goes": [(gettext(words), held.goes[name]) for name, words in GOES.items() if held.goes[name]],
        "stays": [
            (gettext(words), gettext(law), held.stays[name]) for name, (words, law) in STAYS.items() if held.stays[name]
        ],
    }  # fmt: skip
    return show_settings(request, "person", context, page="persons", status=status)


def _obstacles(request: StaffRequest, held: "Holdings") -> list[tuple[str, str]]:
    """Each thing in the way as a sentence, and the page that deals with it."""
    return [
        (
            gettext(one.sentence) % {"what": one.what},
            reverse(f"desk:{one.page}", args=[request.shop.slug, one.what]) if one.page else "",
        )
        for one in held.obstacles
    ]
