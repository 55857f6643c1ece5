"""The rows of the agenda as the page shows them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.core.refusals import mark
from reprise.readmodels.agenda.listing import part_of
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.deadline_about import About, abouts
from reprise.readmodels.deadline_words import effect_of, title_of
from reprise.readmodels.deadlines import PROMISED, SAID_BY_HAND
from reprise.readmodels.late_cost import LateCost, late_cost_of
from reprise.readmodels.shop_days import contract_day
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.deed_rights import DEED_RIGHTS
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.due import Due, due_of
from reprise.web.backoffice.late_chart import LateChart, late_chart
from reprise.web.backoffice.pages import address

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, Deadline

PARTS: Final = {
    "missed": mark("Answers promised and missed"), "late": mark("Late"),
    "today": mark("Today"), "week": mark("The next six days"), "later": mark("Later"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One date: when, what, whose, of which case, what a miss does, and the next step."""

    pk: int
    due: Due
    title: str
    basis: str
    reference: str
    who: str
    subject: str
    url: str
    ours: bool
    runs: bool
    effect: str
    late: LateCost | None
    chart: LateChart | None  # the same, drawn
    assignee: str
    act_url: str
    label: str
    by_hand: bool  # a person says that it is done


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one part of the agenda."""

    name: str
    label: str
    rows: tuple[Row, ...]


def parts_of(request: StaffRequest, rows: "Sequence[Deadline]", today: date, at: datetime) -> list[Part]:
    """Rows in their order, under missed promises, late, today, the next six days and later."""
    matters = abouts(rows)
    return [
        Part(name, gettext(PARTS[name]), tuple(_row(request, row, matters[row.pk], today) for row in group))
        for name, group in groupby(rows, key=lambda row: part_of(row, today, at))
    ]


def _row(request: StaffRequest, deadline: "Deadline", about: About, today: date) -> Row:
    if deadline.name == PROMISED:
        return _promised(request, deadline, about, today)
    case = deadline.its_case
    deed, runs = _deed(request, case), deadline.state == DeadlineState.RUNS.value
    late = _late(request, deadline, case, today)
    url = address(request, "case", case.reference)
    return Row(
        pk=deadline.pk, due=due_of(deadline, today), title=title_of(deadline), basis=deadline.basis,
        reference=case.reference, who=about.who,
        subject=case.subject, url=f"{url}#dates", ours=deadline.duty == Duty.SELLER.value, runs=runs,
        effect=effect_of(deadline), late=late, chart=late_chart(late) if late else None,
        assignee=str(case.assignee) if case.assignee else "",
        act_url=address(request, deed, case.reference) if deed and not runs else url,
        label=gettext(words.DEEDS[Deed(deed)]) if deed and not runs else gettext("Open"),
        by_hand=deadline.name in SAID_BY_HAND and not runs,
    )  # fmt: skip


def _promised(request: StaffRequest, deadline: "Deadline", about: About, today: date) -> Row:
    """A promised answer leads to where it is given: the conversation, whether or not there is a case."""
    url = where(request, about)
    return Row(
        pk=deadline.pk, due=due_of(deadline, today), title=title_of(deadline), basis=deadline.basis,
        reference=about.reference, who=about.who, subject=about.subject, url=url, ours=True, runs=False,
        effect=effect_of(deadline), late=None, chart=None, assignee=str(about.assignee or ""), act_url=url,
        label=gettext("Answer"), by_hand=False,
    )  # fmt: skip


def where(request: StaffRequest, about: About) -> str:
    """The page on which a matter stands."""
    if about.conversation:
        return address(request, "conversation", about.conversation)
    return address(request, "case", about.reference) if about.reference else address(request, "agenda")


def _late(request: StaffRequest, deadline: "Deadline", case: "Case", today: date) -> LateCost | None:
    language = "fr" if request.LANGUAGE_CODE == "fr" else "en"
    contract = contract_day(request.shop, case)
    return late_cost_of(deadline, case.currency, contract, today, language)


def _deed(request: StaffRequest, case: "Case") -> str:
    """The next step of the case, if this person may take it."""
    deed = case.next_action
    return deed if deed and Deed(deed) in DEED_RIGHTS and request.actor.may(DEED_RIGHTS[Deed(deed)]) else ""


def titles(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Kinds of dates by their titles, in the order they are told everywhere."""
    known = set(names)
    return ((name, gettext(title)) for name, title in words.DEADLINES.items() if name in known)
