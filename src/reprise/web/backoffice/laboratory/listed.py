"""The changes of a replay, one by one: chosen by what changes, a page at a time, or all of them as a table file."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.simulation_queries import simulation_for
from reprise.core.refusals import NotFound, mark
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.fields import typed_amount
from reprise.web.backoffice.laboratory.words import ANSWERS, answer_told
from reprise.web.backoffice.queue.export import harmless
from reprise.web.templatetags.reprise_lab import signed

if TYPE_CHECKING:
    from reprise.apps.policies.models import Simulation

Change = Mapping[str, Any]
A_PAGE: Final = 25

SHOWN: Final = {
    "all": mark("All changes"), "worse": mark("Worse off"), "dearer": mark("Cost us more"),
    "saving": mark("Save us money"), "automatic": mark("Decided at once"), "person": mark("Now need a person"),
}  # fmt: skip


def listed(request: StaffRequest, replay: "Simulation", report: Mapping[str, Any]) -> dict[str, Any]:
    """A page of the changes chosen, and the choices."""
    asked = request.GET.get("show", "all")
    asked = asked if asked in SHOWN else "all"
    changes = chosen(replay.changes or [], asked)
    pages = max(1, -(-len(changes) // A_PAGE))
    page = min(max(1, int(number)), pages) if (number := request.GET.get("page", "1")).isdecimal() else 1
    part = changes[(page - 1) * A_PAGE : page * A_PAGE]
    return {
        "shown": asked, "choices": [(name, gettext(words)) for name, words in SHOWN.items()], "count": len(changes),
        "changes": [_told(change, report["currency"]) for change in part], "page": page, "pages": pages,
        "left_out": report["changes_left_out"],
    }  # fmt: skip


def chosen(changes: Sequence[Change], asked: str) -> list[Change]:
    """The changes of one sort."""
    tests = {
        "worse": lambda each: each["worse"], "dearer": lambda each: each["cost_minor"] > 0,
        "saving": lambda each: each["cost_minor"] < 0,
        "automatic": lambda each: each["after"]["answer"] == "automatic" != each["before"]["answer"],
        "person": lambda each: each["after"]["answer"] == "person" != each["before"]["answer"],
    }  # fmt: skip
    test = tests.get(asked)
    return [each for each in changes if test(each)] if test else list(changes)


def _told(change: Change, currency: str) -> dict[str, Any]:
    return {
        "case": change["case"], "article": change["article"], "quantity": change["quantity"],
        "before": answer_told(change["before"]), "after": answer_told(change["after"]),
        "cost": signed(change["cost_minor"], currency), "customer": signed(change["customer_minor"], currency),
        "is_worse": change["worse"], "row": change["after"]["row"],
    }  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=READ)
def simulation_changes(request: StaffRequest, simulation_id: int) -> HttpResponse:
    """The changes as a table file, as the spreadsheet of the reader's language opens it."""
    replay = simulation_for(request.actor, simulation_id)
    if replay.report is None:
        raise NotFound
    out, french = io.StringIO(), request.LANGUAGE_CODE == "fr"
    table = csv.writer(out, delimiter=";" if french else ",")
    table.writerow([
        gettext("Case"), gettext("Opened"), gettext("Article"), gettext("Kind"), gettext("Pieces"), gettext("In force"),
        gettext("Draft"), gettext("Costs us"), gettext("The customer"), gettext("Currency"), gettext("Worse off"),
    ])  # fmt: skip
    for change in chosen(replay.changes or [], request.GET.get("show", "all")):
        table.writerow(
            [harmless(str(cell)) for cell in _cells(change, replay.report["currency"], request.LANGUAGE_CODE)]
        )
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="changes-{replay.pk}.csv"'
    return response


def _cells(change: Change, currency: str, language: str) -> list[object]:
    before, after = str(change["before"]["answer"]), str(change["after"]["answer"])
    return [
        change["case"], change["opened_on"], harmless(change["article"]),
        kind_name(change["kind"]) if change["kind"] else "",
        change["quantity"], gettext(ANSWERS[before]), gettext(ANSWERS[after]),
        typed_amount(change["cost_minor"], currency, language),
        typed_amount(change["customer_minor"], currency, language), currency,
        gettext("yes") if change["worse"] else gettext("no"),
    ]  # fmt: skip
