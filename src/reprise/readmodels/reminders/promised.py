"""Answers that are promised for a minute soon to come: who is told of it, before it is too late to keep the promise."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import override

from reprise.apps.accounts.queries import answering
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline, DeadlineReminder
from reprise.apps.cases.services.mark_reminded import Reminded
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.send_letters import NewLetter
from reprise.readmodels.clock_words import clock, wall
from reprise.readmodels.deadline_about import About, abouts
from reprise.readmodels.deadlines import PROMISED

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Person, Shop

AHEAD: Final = timedelta(minutes=30)  # as long as it stands first in the list of conversations
MOST: Final = 200  # of a shop at once


def nearly_due(at: datetime) -> dict[int, list[Deadline]]:
    """The open promises of every shop whose minute is near, by shop; one query."""
    rows = Deadline.objects.filter(
        name=PROMISED, state=DeadlineState.OPEN.value, due_at__gt=at, due_at__lte=at + AHEAD
    ).select_related("case__assignee")  # fmt: skip
    found: dict[int, list[Deadline]] = {}
    for row in rows.order_by("due_at", "pk"):
        if row.shop_id is not None and _is_near(row, at):
            found.setdefault(row.shop_id, []).append(row)
    return found


def promise_letters(shop: "Shop", rows: list[Deadline]) -> list[NewLetter]:
    """One letter of each promise to whoever has the matter, else to those who answer; never a second time."""
    members = answering(shop.pk)
    there = [one.person for one in members if one.takes_matters] or [one.person for one in members]
    matters = abouts(rows[:MOST])
    letters = {
        row.pk: [_letter(shop, row, matters[row.pk], one) for one in _called(matters[row.pk], there)]
        for row in rows[:MOST]
    }
    keys = [letter.dedupe_key for each in letters.values() for letter in each]
    written = set(Mail.objects.filter(shop_id=shop.pk, dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [one for each in letters.values() for one in each if not {two.dedupe_key for two in each} & written]


def of_promises(letters: Iterable[NewLetter]) -> list[Reminded]:
    """Which promises some letters remind of: on their very day."""
    told = {int(letter.wanted_while.partition(":")[2]) for letter in letters}
    return [(number, DeadlineReminder.To.STAFF.value, 0) for number in sorted(told)]


def _is_near(row: Deadline, at: datetime) -> bool:
    """What was promised for in twenty minutes is not called late at once: half of the time is left in peace."""
    whole = row.due_at - row.set_at if row.set_at else AHEAD * 2
    return row.due_at - at <= min(AHEAD, whole / 2)


def _called(about: About, there: "list[Person]") -> "Iterator[Person]":
    yield from [about.assignee] if about.assignee is not None else there


def _letter(shop: "Shop", row: Deadline, about: About, person: "Person") -> NewLetter:
    language = person.language if person.language in dict(settings.LANGUAGES) else shop.language
    base = f"{settings.ENV.base_url.rstrip('/')}/{language}/desk/{shop.slug}"
    with override(language):
        promised = clock(wall(row.due_at, row.zone or shop.timezone)[1])
    values: dict[str, Value] = {
        "shop_name": shop.name, "promised": promised, "name": person.name, "reference": about.reference,
        "link": f"{base}/conversations/{about.conversation}/" if about.conversation else f"{base}/conversations/",
    }  # fmt: skip
    return NewLetter(
        to=person.email, language=language, letter=Letter.STAFF_PROMISE_DUE, case_id=row.case_id,
        dedupe_key=f"promise_due:{row.pk}:{person.pk}", wanted_while=f"deadline:{row.pk}",
        values={name: value for name, value in values.items() if value},
    )  # fmt: skip
