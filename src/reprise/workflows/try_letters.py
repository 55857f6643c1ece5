"""Send somebody of the staff a letter as customers get them, to see that letters arrive and what they look like."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import person_of, shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import spend
from reprise.apps.accounts.services.set_up import keep_step
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic

TESTS_AN_HOUR: Final = 10


@atomic
def send_test_letter(*, actor: Actor, language: str, at: datetime) -> None:
    """Write the letter to the actor's own address, and note the step of the set-up."""
    actor.require(Right.SETTINGS_EDIT)
    shop, person = shop_of(actor), person_of(actor)
    spend(what="test_letter", who=f"{shop.pk} {person.pk}", limit=TESTS_AN_HOUR, per=timedelta(hours=1), at=at)
    with override(language):
        message = gettext("This is a test: letters of your shop arrive, and look like this.")
        reference = gettext("Test")
    send_letter(
        shop=shop, to=person.email, language=language, letter=Letter.MESSAGE_FROM_SHOP, at=at,
        values={
            "shop_name": shop.name, "reference": reference, "message": message, "name": str(person),
            "link": f"{settings.ENV.base_url.rstrip('/')}/{language}/s/{shop.slug}/",
        },
    )  # fmt: skip
    keep_step(actor=actor, step="mail")
