"""Before a promised answer's minute, whoever has to give it is told: once, and not while the shop is closed."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.services.mark_reminded import mark_reminded
from reprise.apps.notifications.services.send_letters import send_letters
from reprise.platform.jobs.registry import Finish, periodically
from reprise.readmodels.reminders.promised import nearly_due, of_promises, promise_letters
from reprise.readmodels.reply_promise import promise_for

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline


@periodically("promises.remind", every=timedelta(minutes=5))
def remind_of_promises(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Look for promises whose minute is near; a house that owes none pays one query."""
    due = nearly_due(at)
    return partial(_remind, due, at) if due else None


def _remind(due: "dict[int, list[Deadline]]", at: datetime) -> None:
    for shop_id, rows in due.items():
        now = promise_for(shop_id, at)
        if now is None or not now.is_open:
            continue
        shop = shop_of(system(shop_id))
        letters = promise_letters(shop, rows)
        if not letters:
            continue
        send_letters(shop=shop, letters=letters, at=at)
        mark_reminded(of_promises(letters), at=at)
