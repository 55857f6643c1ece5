"""What somebody asked the queue for, as it stands in the address; what makes no sense asks for nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import get_language_info, gettext

from reprise.apps.cases.kinds import CaseKind, Stage
from reprise.apps.cases.queue import QueueFilter, Sort, View
from reprise.apps.catalogue.kinds import ProductKind
from reprise.core.refusals import mark
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice import words
from reprise.web.backoffice.choices import LANGUAGES, Chip, Option
from reprise.web.templatetags.reprise_format import date_text

VIEWS: Final = {
    View.NOW: mark("Needs us now"), View.MINE: mark("Mine"), View.UNASSIGNED: mark("Nobody’s"),
    View.OVERDUE: mark("Overdue"), View.SAFETY: mark("Safety"), View.APPROVAL: mark("To approve"),
    View.CUSTOMER: mark("With the customer"),
    View.THIRD: mark("With third parties"), View.OPEN: mark("All open"), View.CLOSED: mark("Closed"),
    View.ALL: mark("All"),
}  # fmt: skip
SORTS: Final = {
    Sort.URGENT: mark("Most urgent first"), Sort.NEWEST: mark("Newest first"), Sort.OLDEST: mark("Oldest first"),
    Sort.VALUE: mark("Highest value first"),
}  # fmt: skip
#: What an old link may call a tab.
_OLD_VIEWS: Final = {"ours": View.NOW}


def read(given: Mapping[str, str]) -> QueueFilter:
    """The choice an address makes."""
    asked = {name: given.get(name, "").strip()[:80] for name in NAMES}
    return QueueFilter(
        view=_view(asked["view"]), sort=Sort(asked["sort"]) if asked["sort"] in set(Sort) else Sort.URGENT,
        kind=asked["kind"] if asked["kind"] in set(CaseKind) else "",
        product=" ".join(asked["product"].replace("\0", "").split()),
        product_kind=asked["product_kind"] if asked["product_kind"] in set(ProductKind) else "",
        stage=asked["stage"] if asked["stage"] in set(Stage) else "",
        assignee=asked["assignee"] if _is_somebody(asked["assignee"]) else "",
        language=asked["language"] if asked["language"] in LANGUAGES else "",
        due_before=_day(asked["due_before"]), tag=asked["tag"].replace("\0", "").casefold()[:40],
    )  # fmt: skip


NAMES: Final = (
    "view", "kind", "product", "product_kind", "stage", "assignee", "language", "due_before", "tag", "sort",
)  # fmt: skip


def query_of(wanted: QueueFilter, **more: str) -> dict[str, str]:
    """A choice as the parameters of an address; what asks for nothing is left out."""
    told = {name: getattr(wanted, name) for name in NAMES}
    if wanted.sort is Sort.URGENT:
        told.pop("sort")
    written = {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in told.items() if value
    }
    return written | {name: value for name, value in more.items() if value}


def link(wanted: QueueFilter, **more: str) -> str:
    """A choice as a link within the page."""
    return f"?{urlencode(query_of(wanted, **more))}"


def chips(wanted: QueueFilter, people: Mapping[int, str]) -> list[Chip]:
    """What was asked for beside the tab, each with the link that takes it away."""
    return [
        Chip(label, f"?{urlencode({key: value for key, value in query_of(wanted).items() if key != name})}")
        for name, label in _told(wanted, people)
    ]  # fmt: skip


def _told(wanted: QueueFilter, people: Mapping[int, str]) -> Iterable[tuple[str, str]]:
    if wanted.kind:
        yield "kind", gettext(words.KINDS.get(wanted.kind, wanted.kind))
    if wanted.stage:
        yield "stage", gettext(words.STAGES.get(wanted.stage, wanted.stage))
    if wanted.product_kind:
        yield "product_kind", kind_name(wanted.product_kind)
    if wanted.product:
        yield "product", gettext("article “%(words)s”") % {"words": wanted.product}
    if wanted.assignee:
        yield "assignee", _somebody(wanted.assignee, people)
    if wanted.language:
        yield "language", str(get_language_info(wanted.language)["name_translated"])
    if wanted.due_before:
        yield "due_before", gettext("due before %(day)s") % {"day": date_text(wanted.due_before, "short")}
    if wanted.tag:
        yield "tag", gettext("tag “%(tag)s”") % {"tag": wanted.tag}


def _somebody(assignee: str, people: Mapping[int, str]) -> str:
    if assignee in {"me", "nobody"}:
        return {"me": gettext("assigned to me"), "nobody": gettext("assigned to nobody")}[assignee]
    return people.get(int(assignee), gettext("somebody who left"))


def options(wanted: QueueFilter, people: Mapping[int, str], tags: Iterable[str]) -> dict[str, list[Option]]:
    """What each field of the filter offers."""
    named = {"me": gettext("Me"), "nobody": gettext("Nobody"), **{str(pk): name for pk, name in people.items()}}
    offered: dict[str, Mapping[str, str]] = {
        "kind": {kind: gettext(label) for kind, label in words.KINDS.items()},
        "stage": {stage: gettext(label).capitalize() for stage, label in words.STAGES.items()},
        "product_kind": {kind.value: kind_name(kind.value) for kind in ProductKind},
        "assignee": named,
        "language": {code: str(get_language_info(code)["name_translated"]).capitalize() for code in LANGUAGES},
        "tag": {tag: tag for tag in tags},
        "sort": {sort.value: gettext(label) for sort, label in SORTS.items()},
    }
    return {
        name: [Option(value, label, value == str(getattr(wanted, name))) for value, label in found.items()]
        for name, found in offered.items()
    }  # fmt: skip


def _view(text: str) -> View:
    return _OLD_VIEWS.get(text) or (View(text) if text in set(View) else View.NOW)


def _is_somebody(text: str) -> bool:
    return text in {"me", "nobody"} or (text.isascii() and text.isdigit() and len(text) <= 9)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 2200 else None
