"""Import orders from a platform's export, with a report of every row that could not be used."""

from typing import Any, BinaryIO, Final, cast

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.ports import Sentence
from reprise.apps.catalogue.services.import_orders import import_orders
from reprise.core.refusals import Refusal, mark
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.orders.remarks import told
from reprise.web.backoffice.pages import show
from reprise.web.backoffice.uploads import FileField
from reprise.web.refusals import status_of

FORMATS: Final = {
    "shopify": mark("Shopify: orders export (CSV)"), "woocommerce": mark("WooCommerce: REST v3 orders (JSON)"),
    "prestashop": mark("PrestaShop: web service orders (JSON)"), "csv": mark("Plain CSV from a spreadsheet"),
}  # fmt: skip
#: The columns of the plain file that matter most; the others are optional, and all are in the example.
COLUMNS: Final = (
    ("order_number", mark("needed: what the customer was given")),
    ("ordered_at", mark("needed: the day it was ordered")),
    ("product, quantity", mark("needed: the article and how many")),
    ("price", mark("of one piece, with tax; or line_total for all of them")),
    ("email, name", mark("who bought: with both the customer finds the order without you")),
    ("delivered_on", mark("the day it arrived: time limits count from it; or fulfilled_on, the day it was sent")),
    ("carrier_chosen_by_buyer", mark("yes, when the buyer ordered a carrier you did not offer")),
    ("line_type", mark("shipping for the delivery fee, discount for a voucher; empty for an article")),
    ("paid, payment_reference", mark("what was received, and where; empty: it is not known")),
)
SHOWN: Final = 200


class ImportForm(DeskForm):
    """The file, and what made it."""

    format = forms.ChoiceField(
        label=_("Where it comes from"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the file comes from.")},
    )  # fmt: skip
    file = FileField(label=_("File"), accept=".csv,.json,text/csv,application/json")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [(name, gettext(label)) for name, label in FORMATS.items()]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """A file that is far too large is not even read."""
        sent, most = self.cleaned_data["file"], settings.ENV.max_import_mb
        if sent.size > most * 1_000_000:
            raise forms.ValidationError(gettext("This file is larger than %(most)s MB. Export fewer orders at once.")
                                        % {"most": most})  # fmt: skip
        return sent


@desk_page(right=Right.ORDERS_IMPORT)
def order_import(request: StaffRequest) -> HttpResponse:
    """Take a file and say what became of each of its rows. The same file again changes nothing."""
    form = ImportForm(typed(request), request.FILES or None)
    report: ImportReport | None = None
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                report = import_orders(
                    actor=request.actor, file=cast(BinaryIO, form.cleaned_data["file"].file),
                    format=form.cleaned_data["format"], at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                form.status = 200
    context = {
        "form": form,
        "report": report,
        "columns": [(name, gettext(about)) for name, about in COLUMNS],
        **(_rows(report) if report else {}),
    }
    return show(request, "orders/import", context, section="orders", status=form.status)


def _rows(report: ImportReport) -> dict[str, object]:
    refused = [(row.line, row.order, row.field, tell(row.reason)) for row in report.refused[:SHOWN]]
    remarks = [(row.line, row.order, row.remark.field, tell(row.remark.reason)) for row in report.remarks[:SHOWN]]
    return {
        "refused": refused, "remarks": remarks, "more_refused": max(0, len(report.refused) - SHOWN),
        "more_remarks": max(0, len(report.remarks) - SHOWN),
    }  # fmt: skip


def tell(sentence: Sentence) -> str:
    """A sentence of the catalogue in the reader's language."""
    return told(sentence.text, sentence.params)
