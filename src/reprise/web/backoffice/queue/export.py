"""The chosen cases as a table file."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queue import tags_of
from reprise.web.backoffice import words
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.fields import typed_amount
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.queue.choice import chosen_cases

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

_FORMULA: Final = frozenset("=+-@")
_LOOKED_AT: Final = 1_000  # characters


@desk_page(right=Right.CASES_READ, methods=("POST",))
def export(request: StaffRequest) -> HttpResponse:
    """A CSV of the chosen cases, as the spreadsheet of the reader's language opens it."""
    cases = chosen_cases(request)[:500]
    if not cases:
        return go(request, gettext("Choose at least one case."), "queue")
    out = io.StringIO()
    table = csv.writer(out, delimiter=";" if request.LANGUAGE_CODE == "fr" else ",")
    table.writerow([gettext("Case"), gettext("Customer"), gettext("E-mail"), gettext("Kind"), gettext("State"),
                    gettext("About"), gettext("Whose turn"), gettext("Due"), gettext("Value"), gettext("Currency"),
                    gettext("Opened"), gettext("Tags")])  # fmt: skip
    tags = tags_of(request.actor, [case.pk for case in cases])
    for case in cases:
        table.writerow([harmless(cell) for cell in _row(case, tags.get(case.pk, []))])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate().isoformat()}.csv"'
    return response


def _row(case: "Case", tags: list[str]) -> Iterator[str]:
    yield from (case.reference, case.contact_name, case.contact_email)
    yield gettext(words.KINDS.get(case.kind, case.kind))
    yield gettext(words.STAGES.get(case.stage, case.stage))
    yield case.subject
    yield gettext(words.TURNS.get(case.turn, case.turn))
    yield timezone.localtime(case.next_due).date().isoformat() if case.next_due else ""
    yield typed_amount(case.value_minor, case.currency, (get_language() or "fr")[:2])  # or it is read as a date
    yield from (case.currency, timezone.localtime(case.opened_at).date().isoformat(), ", ".join(tags))


def harmless(cell: str) -> str:
    """A text a spreadsheet would run as a formula is shown as text, whatever nobody sees before its first sign.

    Some read the wide signs of Asian writing as the narrow ones, and drop what is no letter at the beginning.
    """
    told = unicodedata.normalize("NFKC", cell[:_LOOKED_AT])
    first = next((sign for sign in told if unicodedata.category(sign)[0] not in "ZC"), "")
    return f"'{cell}" if first in _FORMULA or cell[:1] in {"\t", "\r", "\n"} else cell
