"""What is due at the desk, for each of its people: late and soon.

A refund that waits for a second person is told of at once, by a letter of its own (`refund_customer.approval`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from reprise.apps.accounts.models import Membership
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Deadline
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import LetterSettings, Mail
from reprise.apps.notifications.services.send_letters import NewLetter
from reprise.core.refusals import mark
from reprise.readmodels.clock_words import clock, wall
from reprise.readmodels.deadline_about import About, abouts
from reprise.readmodels.deadlines import COMPLAINT, DECISION, DELIVER, POSTAGE, PROMISED, REFUND, REMEDY, REPLY
from reprise.readmodels.reminders.shops import Calendar

MOST: Final = 12  # lines of one list; the queue has them all
READ_AT_ONCE: Final = 2_000
WINDOW: Final = 4  # hours after the set one in which a summary still makes sense

DUE: Final[Mapping[str, str]] = {
    DECISION: mark("%(reference)s: answer due %(day)s"),
    REFUND: mark("%(reference)s: refund due %(day)s"),
    REMEDY: mark("%(reference)s: repair or replacement due %(day)s"),
    REPLY: mark("%(reference)s: answer due by law %(day)s"),
    DELIVER: mark("%(reference)s: delivery due %(day)s"),
    POSTAGE: mark("%(reference)s: return postage to repay %(day)s"),
    PROMISED: mark("%(reference)s: answer promised for %(day)s"),
    COMPLAINT: mark("%(reference)s: answer to the complaint due %(day)s"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a summary, and about which cases."""

    to: str
    name: str
    language: str
    key: str
    person_id: int | None
    everything: bool  # also the cases that are nobody's


def digests(calendar: Calendar) -> list[NewLetter]:
    """The summaries of today that are not written yet; a reader without anything to do gets none."""
    rules = calendar.rules
    if rules.digest == LetterSettings.Digest.OFF or not 0 <= calendar.hour - rules.digest_hour < WINDOW:
        return []
    readers = _readers(calendar)
    keys = [reader.key for reader in readers]
    known = Mail.objects.filter(shop_id=calendar.shop.pk, dedupe_key__in=keys)
    written = set(known.values_list("dedupe_key", flat=True))
    readers = [reader for reader in readers if reader.key not in written]
    if not readers:
        return []
    due = due_soon(calendar)
    matters = abouts(due)
    letters = (_letter(calendar, reader, [(row, matters[row.pk]) for row in due]) for reader in readers)
    return [letter for letter in letters if letter is not None]


def _readers(calendar: Calendar) -> list[Reader]:
    shop, day = calendar.shop, calendar.today.isoformat()
    if calendar.rules.digest == LetterSettings.Digest.SHOP:
        if not shop.email:
            return []
        return [Reader(shop.email, "", shop.language, f"digest:{day}:shop", None, everything=True)]
    members = Membership.objects.filter(shop_id=shop.pk, person__is_active=True).select_related("person")
    return [
        Reader(
            member.person.email, member.person.name, member.person.language, f"digest:{day}:{member.person_id}",
            member.person_id, everything=member.role in {Role.OWNER.value, Role.MANAGER.value},
        )
        for member in members.order_by("pk")
        if Right.CASES_WRITE in RIGHTS[Role(member.role)]
    ]  # fmt: skip


def due_soon(calendar: Calendar) -> list[Deadline]:
    """What the shop owes within the days its staff are told ahead, and what is late."""
    until = calendar.today + timedelta(days=calendar.rules.digest_days)
    rows = Deadline.objects.filter(
        state=DeadlineState.OPEN.value, duty=Duty.SELLER.value, due_on__lte=until, shop_id=calendar.shop.pk,
        name__in=DUE,
    ).select_related("case__assignee")  # fmt: skip
    return list(rows.order_by("due_at", "pk")[:READ_AT_ONCE])


def _letter(calendar: Calendar, reader: Reader, due: Iterable[tuple[Deadline, About]]) -> NewLetter | None:
    theirs = [(row, about) for row, about in due if _is_for(reader, about)]
    count = len({(row.case_id, None if row.case_id else row.conversation_id) for row, _ in theirs})
    if not count:
        return None
    shop, language = calendar.shop, reader.language if reader.language in dict(settings.LANGUAGES) else "en"
    with override(language):
        late = _list([_line(*each, language) for each in theirs if each[0].due_on < calendar.today])
        soon = _list([_line(*each, language) for each in theirs if each[0].due_on >= calendar.today])
    values: dict[str, Value] = {
        "shop_name": shop.name, "count": count, "late": late, "soon": soon, "name": reader.name,
        "link": f"{settings.ENV.base_url.rstrip('/')}/{language}/desk/{shop.slug}/queue/",
    }  # fmt: skip
    return NewLetter(
        to=reader.to, language=language, letter=Letter.STAFF_DIGEST, dedupe_key=reader.key,
        values={name: value for name, value in values.items() if value != ""},
    )  # fmt: skip


def _is_for(reader: Reader, about: About) -> bool:
    if reader.person_id is None:
        return True
    assignee_id = about.assignee.pk if about.assignee else None
    return assignee_id == reader.person_id or (assignee_id is None and reader.everything)


def _line(row: Deadline, about: About, language: str) -> str:
    day = _day(row.due_on, language)
    if row.name == PROMISED:
        day = f"{day}, {clock(wall(row.due_at, row.zone)[1])}"
    return gettext(DUE[row.name]) % {"reference": about.name, "day": day}


def _list(lines: list[str]) -> str:
    more = len(lines) - MOST
    rest = [ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}] if more > 0 else []
    return "\n".join([*lines[:MOST], *rest])


def _day(day: date, language: str) -> str:
    return str(format_date(day, "EEE d MMM", locale="en_GB" if language == "en" else language))
