"""One replay: how far it is, then everything it found."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import TableName
from reprise.apps.policies.simulation_queries import simulation_for
from reprise.apps.policies.telling.labels import column_label
from reprise.readmodels.policy_trial import trial_from
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.laboratory.charts import charts
from reprise.web.backoffice.laboratory.listed import listed
from reprise.web.backoffice.laboratory.words import ANSWERS, BUYERS, GLYPHS, WHY_NOT
from reprise.web.backoffice.pages import address, show
from reprise.web.backoffice.policy.words import TABLES
from reprise.web.templatetags.reprise_lab import signed

if TYPE_CHECKING:
    from reprise.apps.policies.models import Simulation

Report = Mapping[str, Any]
STEPS = 5  # shades of the table of answers


@desk_page(right=Right.CASES_READ, methods=READ)
def simulation(request: StaffRequest, simulation_id: int) -> HttpResponse:
    """The page of a replay; a script asks for its progress alone while it is at work."""
    found = simulation_for(request.actor, simulation_id)
    trial = trial_from(found)
    context: dict[str, Any] = {"replay": found, "trial": trial}
    if request.headers.get("HX-Request"):
        response = render(request, "desk/laboratory/progress.html", {**context, "shop": request.shop})
        if not trial.is_open:
            response["HX-Refresh"] = "true"
        return response
    if found.report:
        context |= _found(request, found, found.report)
    response = show(request, "laboratory/simulation", context, section="policy")
    if trial.is_open and request.GET.get("wait") != "no":
        response["Refresh"] = "5"  # for a browser without scripts; those with one have the page anew sooner
    return response


def _found(request: StaffRequest, replay: "Simulation", report: Report) -> dict[str, Any]:
    difference = report["cost"]["difference"]
    return {
        "report": report, "headline": _headline(report), "charts": charts(report), "matrix": _matrix(report),
        "costs": _costs(difference, report["currency"]), "rows": _rows(request, report, replay.content),
        "worse": _worse(report),
        "skipped": [(gettext(WHY_NOT.get(why, why)), lines) for why, lines in report["not_replayed"].items()],
        "unknown": [
            (column_label(name), lines) for name, lines in report["unknown_facts"].items()
        ],
        "more": signed(difference["total_minor"], report["currency"]),
        **listed(request, replay, report),
    }  # fmt: skip


def _headline(report: Report) -> str:
    if not report["lines"]:
        return gettext("No request in these days")
    if not report["changed"]:
        return gettext("Nothing changes")
    said = ngettext("%(count)s answer changes", "%(count)s answers change", report["changed"])
    return said % {"count": report["changed"]}


def _matrix(report: Report) -> dict[str, Any]:
    """From which answer to which: a number in each cell, darker the more there are; the diagonal stays as it is."""
    cells = {(cell["from"], cell["to"]): cell["lines"] for cell in report["matrix"]}
    used = [name for name in ANSWERS if any(name in pair for pair in cells)]
    most = max([lines for (old, new), lines in cells.items() if old != new], default=1)
    rows = [
        {
            "name": gettext(ANSWERS[old]), "glyph": GLYPHS[old],
            "cells": [
                {"lines": cells.get((old, new), 0), "same": old == new,
                 "step": -(-STEPS * cells.get((old, new), 0) // most) if old != new else 0}
                for new in used
            ],
        }
        for old in used
    ]  # fmt: skip
    return {"heads": [gettext(ANSWERS[name]) for name in used], "rows": rows}


def _costs(difference: Report, currency: str) -> list[tuple[str, str]]:
    names = (
        ("refunds_minor", gettext("Refunds")), ("replacements_minor", gettext("Repairs and replacements")),
        ("postage_minor", gettext("Return postage we pay")), ("kept_minor", gettext("Goods that do not come back")),
    )  # fmt: skip
    return [(words, signed(difference[name], currency)) for name, words in names]


def _rows(request: StaffRequest, report: Report, draft: Report) -> list[dict[str, Any]]:
    """How often each row speaks, in the order and by the numbers of the draft; rows it has no more come last."""
    places = {
        (table, row["id"]): number
        for table, rows in draft.get("tables", {}).items()
        for number, row in enumerate(rows, start=1)
    }
    most = max([max(row["before"], row["after"]) for row in report["rows"]], default=1) or 1
    found = [
        {
            "table": gettext(TABLES[TableName(row["table"])][0]), "row": row["row"], "before": row["before"],
            "after": row["after"], "number": places.get((row["table"], row["row"])),
            "before_length": round(100 * row["before"] / most), "after_length": round(100 * row["after"] / most),
            "url": address(request, "policy_row", row["table"], row["row"]),
            "order": [*TableName].index(TableName(row["table"])),
        }
        for row in report["rows"]
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each["order"], each["number"] or most + 10**6, each["row"]))


def _worse(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "whom": gettext(BUYERS.get(group["whom"], group["whom"])) if group["by"] == "buyer"
            else kind_name(group["whom"]) if group["whom"] else gettext("Unknown kind"),
            "lines": group["lines"], "amount": signed(-group["by_minor"], report["currency"]),
        }
        for group in report["worse_off"]["groups"]
    ]  # fmt: skip
