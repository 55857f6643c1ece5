from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import CannedReply, Macro
from reprise.apps.conversations.reply_queries import macro_for
from reprise.apps.conversations.rules.macro_steps import Step, check_steps
from reprise.apps.conversations.services.save_canned import NameTaken
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

MOST: Final = 50


@atomic
def save_macro(
    *, actor: Actor, name: str, steps: Sequence[Step], people: Iterable[int], at: datetime, macro_id: int | None = None
) -> Macro:
    """Keep a macro whose every step can be done: `people` are those of the shop."""
    actor.require(Right.SETTINGS_EDIT)
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise Invalid(field="name", why=mark("give it a name of 80 characters at most."))
    mine = CannedReply.objects.filter(shop_id=actor.shop_id).values_list("pk", flat=True)
    check_steps(steps, canned=mine, people=people)
    others = Macro.objects.filter(shop_id=actor.shop_id).exclude(pk=macro_id or 0)
    if others.filter(name=name).exists():
        raise NameTaken(field="name", name=name)
    if macro_id is None and others.count() >= MOST:
        raise Invalid(field="name", why=mark("fifty macros are enough; remove one first."))
    macro = macro_for(actor, macro_id) if macro_id else Macro(shop_id=actor.shop_id)
    macro.name, macro.steps = name, [step.as_json() for step in steps]
    macro.changed_by_id, macro.changed_at = actor.person_id, at
    macro.save()
    return macro


@atomic
def remove_macro(*, actor: Actor, macro_id: int) -> None:
    """Take a macro off the list; what it did stays done."""
    actor.require(Right.SETTINGS_EDIT)
    macro_for(actor, macro_id).delete()
