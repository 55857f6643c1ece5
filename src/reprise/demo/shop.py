"""The shop of the demo: who it is, and what it promises."""

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.brand_shop import brand_shop
from reprise.apps.accounts.services.describe_shop import Identity, describe_shop
from reprise.apps.accounts.services.set_up import put_set_up_away
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.demo.brand import COLOUR, logo
from reprise.demo.hours import open_the_door
from reprise.demo.policy import POLICY
from reprise.demo.tour import SLUG
from reprise.platform.files.accept import accept_upload
from reprise.workflows.new_shop import new_shop

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

_AGE: Final = timedelta(days=400)  # the shop and its policy are older than every order of the exports

IDENTITY: Final = Identity(
    legal_name="Atelier Lamelle SARL",
    registration_number="000 000 000",
    email="bonjour@atelier-lamelle.example",
    phone="+33 4 99 99 00 00",
    address={"lines": ["14 rue des Tanneurs"], "postcode": "38000", "city": "Grenoble", "country": "FR"},
    return_address={
        "lines": ["Atelier Lamelle – Retours", "14 rue des Tanneurs, quai B"],
        "postcode": "38000",
        "city": "Grenoble",
        "country": "FR",
    },
    mediator={"name": "Médiateur de démonstration", "website": "https://mediateur.example"},
    second_person_above_minor=50_000,
)


def open_shop(at: datetime) -> "Shop":
    """Make the shop as if it had been open for a year."""
    opened = at - _AGE
    shop = new_shop(slug=SLUG, name="Atelier Lamelle", country="FR", at=opened)
    house = system(shop.pk)
    describe_shop(actor=house, identity=IDENTITY)
    mark = accept_upload(actor=house, name="logo.png", content=io.BytesIO(logo()), at=opened, logo=True)
    described = brand_shop(actor=house, colour=COLOUR, logo=mark, at=opened)
    put_set_up_away(actor=house, at=opened)
    open_the_door(described, house, opened, at)
    since = (opened + timedelta(days=1)).date()
    publish_policy(actor=house, policy=POLICY, in_force_from=since, today=since, at=opened)
    return described
