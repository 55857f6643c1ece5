"""A person's dates: those of the cases they may see, open ones and those that ended in the last weeks."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Membership
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.core.refusals import NotFound
from reprise.readmodels.calendars.told import Told, since, written
from reprise.readmodels.deadline_about import About, abouts, of_person
from reprise.readmodels.deadlines import ACKNOWLEDGED

if TYPE_CHECKING:
    from reprise.apps.cases.models import CalendarFeed

MOST: Final = 500  # events of one calendar, the soonest first
WRITTEN: Final = "2"  # goes up when the same dates are written in another way


def version_of(calendar: "CalendarFeed", *, at: datetime) -> bytes:
    """What changes when the calendar does, in one query; nothing at all for somebody who left, or came back later."""
    seen = _dates(calendar, at).aggregate(Count("pk"), Sum("pk"), Max("ended_at"), Max("due_at"))
    return repr((WRITTEN, calendar.key, _language(calendar), sorted(seen.items(), key=str))).encode()


def feed(calendar: "CalendarFeed", *, at: datetime) -> bytes:
    """The calendar as it stands."""
    shop, language = calendar.shop, _language(calendar)
    home = f"{settings.ENV.base_url.rstrip('/')}/{language}/desk/{shop.slug}"
    found = list(_dates(calendar, at).select_related("case__assignee").order_by("due_at", "pk")[:MOST])
    with override(language):
        name, matters = gettext("%(shop)s: dates of returns") % {"shop": shop.name}, abouts(found)
        return written(name, (_told(row, matters[row.pk], home) for row in found))


def _told(row: Deadline, about: About, home: str) -> Told:
    """No name stands in a calendar: a question without a case is told as that."""
    if about.reference:
        return Told(row, about.reference, f"{home}/cases/{about.reference}/")
    return Told(row, gettext("question"), f"{home}/conversations/{about.conversation}/" if about.conversation else "")


def _dates(calendar: "CalendarFeed", at: datetime) -> QuerySet[Deadline]:
    shop, person = calendar.shop, calendar.person
    member = Membership.objects.filter(
        shop_id=shop.pk, person_id=person.pk, person__is_active=True, created_at__lte=calendar.made_at
    ).first()
    if member is None or Right.CASES_READ not in RIGHTS[Role(member.role)]:
        raise NotFound
    open_now = Q(state=DeadlineState.OPEN.value)
    lately = Q(ended_at__gte=since(at)) & ~Q(state=DeadlineState.RUNS.value)
    rows = Deadline.objects.filter(open_now | lately, shop_id=shop.pk, case__erased_at__isnull=True)
    rows = rows.exclude(name=ACKNOWLEDGED)  # done when it is set: nobody plans for it
    return rows.filter(of_person(person.pk)) if calendar.only_mine else rows


def _language(calendar: "CalendarFeed") -> str:
    language = calendar.person.language
    return language if language in dict(settings.LANGUAGES) else "en"
