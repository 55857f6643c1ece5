"""A shop, its cases, the people who add pictures, and stored files, for the tests of this app."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.cases.kinds import CaseKind, LineSource
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from reprise.apps.catalogue.models import Order
from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import incoming, keep
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case


def a_case(shop: "Shop") -> "Case":
    """A complaint of two lines about lifted corners."""
    line = NewLine("Boîtier", 1, "conformity", source=LineSource.UNIDENTIFIED, product_kind="custom_print")
    new = NewCase(CaseKind.COMPLAINT, (line, line), "Alice Martin", "alice@example.com", "fr", "portal")
    return open_case(actor=system(shop.pk), new=new, at=AT)


def an_order(shop: "Shop") -> Order:
    """An order without lines."""
    return Order.objects.create(
        shop=shop, platform="csv", external_id="1", number="1", number_key="1", ordered_at=AT, currency="EUR",
        country="FR", total_minor=0, imported_at=AT, changed_at=AT,
    )  # fmt: skip


def alice(case: "Case") -> Actor:
    """Alice, the customer of a case."""
    return customer_of_case(case.shop_id, case.pk, "Alice")


def staff(shop: "Shop", role: Role = Role.AGENT, person_id: int = 1) -> Actor:
    """Inès, of the shop's staff."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[role], "Inès", person_id=person_id)


def a_file(actor: Actor, content: bytes = b"picture", size: int | None = None) -> StoredFile:
    """A file somebody uploaded."""
    folder = incoming()
    (folder / "main").write_bytes(content + secrets.token_bytes(4))
    return StoredFile.objects.create(
        shop_id=actor.shop_id, kind="photo", name="photo.jpg", media_type="image/jpeg", size=size or len(content),
        sha256=secrets.token_hex(32), key=keep(folder / "main"), uploaded_by=actor.key, created_at=AT,
    )  # fmt: skip


def bytes_exist(file: StoredFile) -> bool:
    """Whether a file's bytes are on the disk."""
    return (Path(settings.MEDIA_ROOT) / file.key).exists()
