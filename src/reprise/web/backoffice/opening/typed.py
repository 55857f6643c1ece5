"""An order that was never imported, written down from an invoice or a voice."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.catalogue.services.type_order import TypedLine, TypedOrder, type_order
from reprise.core.refusals import Refusal
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice import words
from reprise.web.backoffice.conversations.opening import asked_key
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField, MoneyField
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go, show
from reprise.web.countries import country_choices
from reprise.web.refusals import status_of

ROWS: Final = 3


class OrderForm(DeskForm):
    """The order: its number and days, who bought, and up to three articles."""

    number = forms.CharField(label=_("Order or invoice number"), max_length=60,
                             error_messages={"required": _("Write the number of the order or invoice.")})  # fmt: skip
    ordered_on = DayField(label=_("Ordered on"), error_messages={"required": _("Choose a day.")})
    delivered_on = DayField(label=_("Delivered on"), required=False)
    name = forms.CharField(label=_("Name of the customer"), max_length=160,
                           error_messages={"required": _("Write the name of the customer.")})  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254,
        help_text=_("The link for their photos goes there. Without it, nothing can be mailed."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    language = forms.ChoiceField(label=_("Language of the customer"))
    country = forms.ChoiceField(label=_("Country"))
    buyer_kind = forms.ChoiceField(label=_("Bought as"))
    shipping = MoneyField(label=_("Delivery fee paid"), required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, ROWS + 1):
            self.fields |= _row_fields(row, currency)
        self._offer("language", [(code, _language(code)) for code in ("fr", "en")])
        self._offer("country", country_choices())
        self._offer("buyer_kind", [(kind.value, gettext(words.BUYERS[kind.value])) for kind in BuyerKind])
        kinds = [("", gettext("Not sorted yet")), *((kind.value, kind_name(kind)) for kind in ProductKind)]
        for row in range(1, ROWS + 1):
            self._offer(f"kind_{row}", kinds)

        self.dress()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each article."""
        return [[self[f"{name}_{row}"] for name in ("name", "quantity", "paid", "kind")] for row in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        """An article has a name, pieces and a price; the days are in their order."""
        given = super().clean() or {}
        for row in range(1, ROWS + 1):
            name, paid = given.get(f"name_{row}"), given.get(f"paid_{row}")
            if name and paid is None and f"paid_{row}" not in self.errors:
                self.add_error(f"paid_{row}", gettext("Write what was paid for it."))
            if paid is not None and not name:
                self.add_error(f"name_{row}", gettext("Write what it is."))
        if not any(given.get(f"name_{row}") for row in range(1, ROWS + 1)) and "name_1" not in self.errors:
            self.add_error("name_1", gettext("Write at least one article."))
        ordered, delivered = given.get("ordered_on"), given.get("delivered_on")
        if ordered and delivered and delivered < ordered:
            self.add_error("delivered_on", gettext("This is before the day of the order."))
        return given

    def order(self) -> TypedOrder:
        """What was typed."""
        given = self.cleaned_data
        lines = [
            TypedLine(given[f"name_{row}"], given.get(f"quantity_{row}") or 1, given[f"paid_{row}"],
                      kind=given[f"kind_{row}"])
            for row in range(1, ROWS + 1) if given.get(f"name_{row}")
        ]  # fmt: skip
        return TypedOrder(
            number=given["number"], ordered_on=given["ordered_on"], delivered_on=given["delivered_on"],
            name=given["name"], email=given["email"], phone=given["phone"], language=given["language"],
            country=given["country"], buyer_kind=BuyerKind(given["buyer_kind"]), lines=lines,
            shipping_minor=given["shipping"] or 0,
        )  # fmt: skip


def _row_fields(row: int, currency: str) -> dict[str, forms.Field]:
    return {
        f"name_{row}": forms.CharField(label=_("Article"), max_length=200, required=False),
        f"quantity_{row}": forms.IntegerField(label=_("Pieces"), min_value=1, max_value=10_000, required=False,
                                              initial=1),
        f"paid_{row}": MoneyField(label=_("Paid for all pieces"), required=False, currency=currency),
        f"kind_{row}": forms.ChoiceField(label=_("Sort of product"), required=False),
    }  # fmt: skip


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"]).capitalize()


@desk_page(right=Right.ORDERS_EDIT)
def type_an_order(request: StaffRequest) -> HttpResponse:
    """Write the order down, then go on to what it is about."""
    initial = {"country": request.shop.country, "language": request.shop.language, "buyer_kind": "consumer"}
    form = OrderForm(typed(request), currency=request.shop.currency, initial=initial)
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                order = type_order(actor=request.actor, typed=form.order(), key=_key(form), at=timezone.now())
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(
                    request, gettext("Order written down."), "order_case", order.pk, conversation=asked_key(request)
                )
    return show(request, "opening/typed", {"form": form}, section="queue", status=form.status)


def _key(form: OrderForm) -> str:
    """The form's own id, so that it is written down once; without one, what was typed."""
    return form.client() or f"{form.cleaned_data['number']} {form.cleaned_data['ordered_on']}"[:64]
