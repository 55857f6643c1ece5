import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.checklists import shipped_checklist
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.catalogue.models import OwnChecklist
from reprise.apps.catalogue.rules.checklists import (
    LONGEST_ITEM,
    MOST_ITEMS,
    Checklist,
    Item,
    Section,
    from_json,
    to_json,
)
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic


@atomic
def save_checklist(
    *, actor: Actor, kind: str = "", sku: str = "", checklist: Checklist, seen: Checklist | None = None, at: datetime
) -> Checklist:
    """Keep the shop's own list for a kind or for one product; it holds for what is authorised from now on.

    `seen` is the list as it was when the editing began: refused when somebody changed it meanwhile.
    """
    actor.require(Right.SETTINGS_EDIT)
    kind, sku = _whose(kind, sku)
    row = OwnChecklist.objects.select_for_update().filter(shop_id=actor.shop_id, kind=kind, sku=sku).first()
    before = from_json(row.items) if row else replace(shipped_checklist(kind), article=())
    if seen is not None and to_json(seen) != to_json(before):
        raise Overtaken
    tidied = _tidied(checklist)
    OwnChecklist.objects.update_or_create(
        shop_id=actor.shop_id, kind=kind, sku=sku, defaults={"items": to_json(tidied), "changed_at": at}
    )
    return tidied


@atomic
def forget_checklist(*, actor: Actor, kind: str = "", sku: str = "") -> None:
    """Go back to the list that is shipped, or from a product's own list to that of its kind."""
    actor.require(Right.SETTINGS_EDIT)
    kind, sku = _whose(kind, sku)
    OwnChecklist.objects.filter(shop_id=actor.shop_id, kind=kind, sku=sku).delete()


def _whose(kind: str, sku: str) -> tuple[str, str]:
    """Which list is meant: a product's by its SKU, else a kind's."""
    sku = sku.strip().upper()
    if len(sku) > LONGEST_ITEM:
        raise Invalid(field="sku", why=mark("this SKU is too long: write at most 120 characters."))
    if not sku and kind not in set(ProductKind):
        raise Invalid(field="sku", why=mark("write the product’s SKU, as it stands on its orders."))
    return ("", sku) if sku else (kind, "")


def _tidied(checklist: Checklist) -> Checklist:
    parts: Mapping[str, tuple[Item, ...]] = {
        part.value: tuple(_items(part, checklist.section(part))) for part in Section
    }
    return replace(Checklist(), **parts)


def _items(part: Section, items: Iterable[Item]) -> list[Item]:
    """The items of a part without empty ones, each with a code of its own."""
    kept = [Item(one.code, " ".join(one.fr.split()), " ".join(one.en.split())) for one in items]
    kept = [one for one in kept if one.fr or one.en]
    if len(kept) > MOST_ITEMS:
        raise Invalid(field=part.value, why=mark("at most 30 items are read by anybody: join some of them."))
    if any(len(text) > LONGEST_ITEM for one in kept for text in (one.fr, one.en)):
        raise Invalid(field=part.value, why=mark("say each item in at most 120 characters."))
    taken: set[str] = set()
    coded = []
    for one in kept:
        code = one.code if one.code and len(one.code) <= 40 and one.code not in taken else "own_" + secrets.token_hex(4)
        taken.add(code)
        coded.append(replace(one, code=code))
    return coded
