"""The checklist of an article: the shop's own for the product, else its own for the kind, else the one shipped."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml
from django.db.models import Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.models import OwnChecklist
from reprise.apps.catalogue.rules.checklists import Checklist, from_json, items_of
from reprise.platform.statements import Reading

_OF_ONE = Reading(
    lambda shop_id, kind, sku: OwnChecklist.objects.filter(Q(kind=kind, sku="") | Q(kind="", sku=sku), shop_id=shop_id)
)
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def ask_checklist_ahead(shop_id: int, product_kind: str, sku: str) -> None:
    """Have the shop's own lists for one article asked with the next question, for this block."""
    _OF_ONE.ahead(shop_id, product_kind, sku.strip().upper())


def checklist_for(shop_id: int, product_kind: str, sku: str = "") -> Checklist:
    """What to pack and what to inspect for one article; one query."""
    return checklists_for(shop_id, [(product_kind, sku)])[product_kind, sku]


def checklists_for(shop_id: int, articles: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Checklist]:
    """The lists of several articles, by (kind, SKU); one query for all."""
    own = {(row.kind, row.sku): row.items for row in _own(shop_id, articles)}
    return {(kind, sku): _of(own, kind, sku.strip().upper()) for kind, sku in articles}


def _own(shop_id: int, articles: Collection[tuple[str, str]]) -> Iterable[OwnChecklist]:
    kinds, skus = {kind for kind, _ in articles}, {sku.strip().upper() for _, sku in articles} - {""}
    if len(kinds) == 1 and len(skus) < 2:  # most returns are of one article
        return _OF_ONE.all(shop_id, *kinds, *(skus or [""]))
    return OwnChecklist.objects.filter(Q(kind__in=kinds, sku="") | Q(kind="", sku__in=skus), shop_id=shop_id)


def own_checklists(actor: Actor) -> list[OwnChecklist]:
    """The lists the shop wrote itself, those of kinds before those of products."""
    actor.require(Right.CASES_READ)
    return list(OwnChecklist.objects.filter(shop_id=actor.shop_id).order_by("sku", "kind"))


def _of(own: Mapping[tuple[str, str], Mapping[str, Any]], kind: str, sku: str) -> Checklist:
    shipped = shipped_checklist(kind)
    kept = own.get(("", sku)) if sku else None
    kept = kept if kept is not None else own.get((kind, ""))
    return shipped if kept is None else from_json(kept, shipped.article)


def shipped_checklist(product_kind: str) -> Checklist:
    """The list every shop begins with; the general one for a kind nobody has told yet."""
    lists = _shipped()
    return lists.get(product_kind, lists[""])


@cache
def _shipped() -> dict[str, Checklist]:
    text = resources.files("reprise.apps.catalogue").joinpath("data/checklists.yaml").read_text("utf-8")
    kinds: Mapping[str, Any] = yaml.load(text, _LOADER)["kinds"]  # noqa: S506  # a safe loader
    return {kind: from_json(parts, items_of(parts["article"])) for kind, parts in kinds.items()}
