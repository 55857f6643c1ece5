"""The dates of one case for its customer: what they and the shop have to do, and the rights that run."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.queries import deadlines_of
from reprise.readmodels.calendars.told import Told, written

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case


def case_calendar(case: "Case", shop: "Shop", *, titles: Mapping[str, str], language: str) -> bytes:
    """What is due and what runs; nothing in it opens the case, for a calendar is easily shared."""
    told = {DeadlineState.OPEN.value, DeadlineState.RUNS.value, DeadlineState.REPLACED.value}
    rows = [row for row in deadlines_of(case) if row.state in told and row.name in titles]
    with override(language):
        name = gettext("%(shop)s: case %(reference)s") % {"shop": shop.name, "reference": case.reference}
        return written(name, (Told(row, case.reference, titles=titles) for row in rows))
