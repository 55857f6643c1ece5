from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import CannedReply
from reprise.apps.conversations.starters import STARTERS
from reprise.platform.transactions import atomic


@atomic
def adopt_starters(*, actor: Actor, at: datetime) -> int:
    """Give a shop the replies we ship, in the words of both languages; those it has by name or shortcut stay its own.

    Returns how many are new.
    """
    actor.require(Right.SETTINGS_EDIT)
    there = list(CannedReply.objects.filter(shop_id=actor.shop_id).values_list("name", "shortcut"))
    names, shortcuts = {name for name, _ in there}, {shortcut for _, shortcut in there}
    new = [
        CannedReply(
            shop_id=actor.shop_id, name=starter.name, shortcut=starter.shortcut, text_fr=starter.fr,
            text_en=starter.en, changed_by_id=actor.person_id, changed_at=at,
        )
        for starter in STARTERS if starter.name not in names and starter.shortcut not in shortcuts
    ]  # fmt: skip
    return len(CannedReply.objects.bulk_create(new, ignore_conflicts=True))
