from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import Macro
from reprise.apps.conversations.reply_queries import canned_for
from reprise.apps.conversations.rules.macro_steps import steps_of
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic


class SaidByMacro(Refusal):
    """A macro says this reply."""

    code = "said_by_macro"
    kind = Kind.CONFLICT
    sentence = mark("The macro “%(macro)s” says this reply. Change the macro first.")


@atomic
def remove_canned(*, actor: Actor, reply_id: int) -> None:
    """Take a reply off the list; what was said with it stays said."""
    actor.require(Right.SETTINGS_EDIT)
    reply = canned_for(actor, reply_id)
    for macro in Macro.objects.filter(shop_id=actor.shop_id).order_by("name"):
        if any(step.canned == reply_id for step in steps_of(macro.steps)):
            raise SaidByMacro(macro=macro.name)
    reply.delete()
