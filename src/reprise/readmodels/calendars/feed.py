"""A person's dates: those of the cases they may see, open ones and those that ended in the last weeks."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Membership
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.core.refusals import NotFound
from reprise.readmodels.calendars.writing import Told, since, written

if TYPE_CHECKING:
    from reprise.apps.cases.models import CalendarFeed

MOST: Final = 2_000  # events of one calendar, the soonest first


def feed(calendar: "CalendarFeed", *, at: datetime) -> bytes:
    """The calendar as it stands; nothing at all for somebody who left the shop, or came back later."""
    shop, person = calendar.shop, calendar.person
    member = Membership.objects.filter(
        shop_id=shop.pk, person_id=person.pk, person__is_active=True, created_at__lte=calendar.made_at
    ).first()
    if member is None or Right.CASES_READ not in RIGHTS[Role(member.role)]:
        raise NotFound
    open_now = Q(state=DeadlineState.OPEN.value)
    lately = Q(ended_at__date__gte=since(at)) & ~Q(state=DeadlineState.RUNS.value)
    rows = Deadline.objects.filter(open_now | lately, shop_id=shop.pk, case__erased_at__isnull=True)
    if calendar.only_mine:
        rows = rows.filter(case__assignee_id=person.pk)
    language = person.language if person.language in dict(settings.LANGUAGES) else "en"
    home = f"{settings.ENV.base_url.rstrip('/')}/{language}/desk/{shop.slug}/cases"
    found = rows.select_related("case").order_by("due_at", "pk")[:MOST]
    with override(language):
        name = gettext("%(shop)s: dates of returns") % {"shop": shop.name}
        told = (Told(row, row.case.reference, f"{home}/{row.case.reference}/") for row in found)
        return written(name, told)
