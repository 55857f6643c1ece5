from collections.abc import Sequence
from dataclasses import dataclass, field

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import ChatSettings
from reprise.apps.conversations.rules.origins import origins_of
from reprise.core.refusals import Refusal, mark
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic


class NoKeyYet(Refusal):
    """An identity is to be asked for, and nothing could check one."""

    code = "no_identity_key"
    sentence = mark("Make a signing key first: without one your site can vouch for nobody, and nobody could write.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRules:
    """Where a shop's chat is, what it says first, and whom it lets in."""

    is_on: bool = True
    assistant_on: bool = True
    model_on: bool = False
    allowed_origins: Sequence[str] = field(default_factory=tuple)
    identity_required: bool = False
    greeting_fr: str = ""
    greeting_en: str = ""


@atomic
def set_chat(*, actor: Actor, rules: ChatRules) -> ChatSettings:
    """Keep how a shop offers its chat; a site taken off the list is refused from then on, on every path."""
    actor.require(Right.SETTINGS_EDIT)
    kept, _new = ChatSettings.objects.select_for_update().get_or_create(shop_id=actor.shop_id)
    if rules.identity_required and not kept.identity_secret:
        raise NoKeyYet(field="identity_required")
    kept.is_on, kept.identity_required = rules.is_on, rules.identity_required
    kept.assistant_on, kept.model_on = rules.assistant_on, rules.model_on
    kept.allowed_origins = origins_of(rules.allowed_origins)
    kept.greeting_fr, kept.greeting_en = readable(rules.greeting_fr)[:300], readable(rules.greeting_en)[:300]
    kept.save(
        update_fields=[
            "is_on", "assistant_on", "model_on", "identity_required", "allowed_origins", "greeting_fr", "greeting_en",
        ]
    )  # fmt: skip
    return kept
