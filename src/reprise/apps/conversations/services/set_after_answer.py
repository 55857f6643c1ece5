from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import ChatSettings
from reprise.platform.transactions import atomic


@atomic
def set_after_answer(*, actor: Actor, alarm_person_id: int | None, asks_opinion: bool) -> ChatSettings:
    """Say who looks at threats, and whether customers are asked what they thought; the person is of the shop."""
    actor.require(Right.SETTINGS_EDIT)
    kept, _ = ChatSettings.objects.update_or_create(
        shop_id=actor.shop_id, defaults={"alarm_person_id": alarm_person_id, "asks_opinion": asks_opinion}
    )
    return kept
