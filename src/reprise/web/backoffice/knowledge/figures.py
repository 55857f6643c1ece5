"""How the assistant does: wrong answers first and largest, then what it settled, handed over, missed and lacked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.asked_queries import sample_to_judge
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.readmodels.knowledge_figures import (
    AssistantFigures,
    GuideFigures,
    assistant_figures,
    guide_figures,
    time_to_a_person,
    wrong_by_week,
)
from reprise.readmodels.shares import Share
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.measures import Measure, measure
from reprise.web.backoffice.overview.charts import Chart, Table
from reprise.web.backoffice.overview.drawing import curve
from reprise.web.backoffice.overview.spans import span
from reprise.web.backoffice.pages import address
from reprise.web.templatetags.reprise_format import date_text

SPANS: Final = {"4": 4, "12": 12, "52": 52}  # weeks
WEEKS: Final = 12
AIM: Final = 0.05  # three of sixty


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A guide with what came of it."""

    title: str
    begun: int
    shares: tuple[Measure, ...]  # solved, claimed anyway, solved and then claimed
    parts: int
    time: str


@desk_page(right=Right.CASES_READ, methods=READ)
def figures(request: StaffRequest) -> HttpResponse:
    """The measures of some weeks, each with its counts and interval."""
    at = timezone.now()
    asked = request.GET.get("weeks", "")
    weeks = SPANS.get(asked, 4)
    since = at - timedelta(weeks=weeks)
    seen = assistant_figures(request.shop.pk, since, at)
    drawn = sample_to_judge(request.shop.pk, at)
    context = {
        "seen": seen, "wrong": _wrong(seen), "finding": _finding(seen), "chart": _chart(request, at),
        "settled": _settled(seen), "rest": _rest(seen), "raw": _raw(seen), "weeks": weeks,
        "waited": _waited(request, since, at), "dangers": _dangers(seen),
        "spans": [(n, address(request, "knowledge_figures", weeks=n), _span(n)) for n in SPANS.values()],
        "to_judge": sum(not one.judged for one in drawn), "sampled": len(drawn),
        "guides": [_guide(one) for one in guide_figures(request.shop.pk, since, at)],
    }  # fmt: skip
    return show_knowledge(request, "figures", gettext("How the assistant does"), context, tab="figures")


def _waited(request: StaffRequest, since: datetime, at: datetime) -> str:
    """How long people let those wait whom the assistant gave them."""
    middle, answered = time_to_a_person(request.shop.pk, since, at)
    if middle is None:
        return gettext("Of those given to a person in a chat, nobody has been answered yet.") if answered.total else ""
    told = gettext(
        "Given to a person in a chat: answered after %(time)s, by the median; %(count)s of %(total)s so far."
    )
    return told % {"time": span(middle / timedelta(days=1)), "count": answered.count, "total": answered.total}


def _dangers(seen: AssistantFigures) -> str:
    if not seen.dangers:
        return gettext("No danger was heard in these weeks.")
    told = ngettext(
        "%(n)s danger was heard and given to a person at once.",
        "%(n)s dangers were heard and given to a person at once.", seen.dangers,
    )  # fmt: skip
    return told % {"n": seen.dangers}


def _span(weeks: int) -> str:
    return ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}


def _wrong(seen: AssistantFigures) -> Measure:
    return measure(gettext("Wrong answers"), "", seen.wrong, zoomed=True, limit=AIM)


def _finding(seen: AssistantFigures) -> str:
    share = seen.wrong
    if not share.total:
        return gettext("Nobody has judged an answer of these weeks yet")
    if not share.count:
        said = ngettext(
            "The one answer that was judged was right", "None of %(total)s answers judged was wrong", share.total
        )
        return said % {"total": share.total} if share.total > 1 else said
    said = ngettext(
        "%(count)s of %(total)s answers judged was wrong",
        "%(count)s of %(total)s answers judged were wrong",
        share.count,
    )
    return said % {"count": share.count, "total": share.total}


def _settled(seen: AssistantFigures) -> Measure:
    note = gettext("The customer said “that is it”, and no person was needed within seven days.")
    return measure(gettext("Settled, and verified"), note, seen.contained)


def _raw(seen: AssistantFigures) -> list[Measure]:
    """What flatters, told small: silence looks like help."""
    left = Share(max(0, seen.asked - seen.handed_over.count), seen.asked)
    said = gettext("Nobody checked whether a person was needed after all.")
    note = gettext("Whoever leaves in anger counts here too: do not aim at it.")
    return [
        measure(gettext("Said “that is it”"), said, seen.said_helpful),
        measure(gettext("Ended without a person"), note, left),
    ]


def _rest(seen: AssistantFigures) -> list[Measure]:
    after_all = gettext("Said “that is it”, and needed one within seven days.")
    silent = gettext("In a chat: neither pressed nor wrote after the answer.")
    missed = gettext("It offered titles and none was right: a person should have come.")
    return [
        measure(gettext("Handed over to a person"), gettext("Of all questions."), seen.handed_over),
        measure(gettext("Missed hand-overs"), missed, seen.missed),
        measure(gettext("A person for nothing"), gettext("Of the hand-overs judged."), seen.needless),
        measure(gettext("No article"), gettext("It found nothing and said so."), seen.no_article),
        measure(gettext("A person after all"), after_all, seen.after_all),
        measure(gettext("Went silent"), silent, seen.went_silent),
    ]  # fmt: skip


def _chart(request: StaffRequest, at: datetime) -> Chart:
    """The share of wrong answers week by week."""
    found = wrong_by_week(request.shop.pk, timezone.localdate(at), weeks=WEEKS)
    labels = [date_text(week, "short").split(" ", 1)[-1] for week, _share in found]
    values = [None if share.rate is None else round(100 * share.rate, 1) for _week, share in found]
    rows = tuple(
        (label, str(share.count), str(share.total), "–" if value is None else f"{value:g}")
        for label, (_week, share), value in zip(labels, found, values, strict=True)
    )
    judged = sum(share.total for _week, share in found)
    told = gettext("In per cent of the answers judged, by the week they were given; %(count)s judged in 12 weeks.")
    written = [label if n % 2 == 0 else "" for n, label in enumerate(labels)]
    limit = (100 * AIM, gettext("aim: 5 % at most"))
    head = (gettext("Week of"), gettext("wrong"), gettext("judged"), gettext("per cent"))
    drawing = curve(values, written, limit=limit) if judged else None
    title = gettext("Wrong answers, week by week")
    return Chart("wrong", title, told % {"count": judged}, title, drawing, Table(head, rows))


def _guide(one: GuideFigures) -> GuideRow:
    guide = shipped_guides().get(one.guide)
    title = guide.in_(get_language() or "fr").title if guide else one.guide
    shares = tuple(measure("", "", share) for share in (one.solved, one.claimed, one.came_back))
    return GuideRow(
        title, one.begun, shares, one.parts, span(one.median_time / timedelta(days=1)) if one.median_time else "–",
    )  # fmt: skip
