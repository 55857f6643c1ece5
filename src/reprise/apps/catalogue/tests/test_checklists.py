"""What comes back with an article: the shop's own list where it wrote one, the shipped one everywhere else."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.tests.builders import an_actor
from reprise.apps.catalogue.checklists import checklist_for, checklists_for, own_checklists, shipped_checklist
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.catalogue.rules.checklists import Checklist, Item, Section
from reprise.apps.catalogue.services.save_checklist import forget_checklist, save_checklist
from reprise.core.refusals import Forbidden, Invalid, Overtaken
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db
OWN = Checklist(accessories=(Item("", "Adaptateur secteur", "Mains adapter"),), checks=(Item("", "Bruit", ""),))


@pytest.mark.parametrize("kind", [*ProductKind, ""])
def test_every_kind_has_a_list_in_both_languages(kind: str) -> None:
    shipped = shipped_checklist(kind)
    items = [one for part in Section for one in shipped.section(part)] + list(shipped.article)
    assert all(one.code and one.fr and one.en for one in items)
    assert len({one.code for one in items}) == len(items)
    assert bool(items) is (kind != ProductKind.DIGITAL_FILE)


def test_a_printer_comes_back_with_its_cord_its_plate_its_tools_and_its_card() -> None:
    codes = {one.code for one in shipped_checklist("printer").accessories}
    assert {"power", "build_plate", "spool_holder", "tools", "memory"} <= codes
    assert "bottle" in {one.code for one in shipped_checklist("resin").in_the_parcel()}


def test_the_shop_s_own_list_holds_for_its_kind_and_a_product_s_own_before_it() -> None:
    shop, other = a_shop(), a_shop("voisin")
    marc = an_actor(shop, "marc", Role.MANAGER)
    save_checklist(actor=marc, kind="printer", checklist=OWN, at=AT)
    only = Checklist(documents=(Item("", "Certificat", "Certificate"),))
    save_checklist(actor=marc, sku=" mk4s ", checklist=only, at=AT)
    assert [one.fr for one in checklist_for(shop.pk, "printer", "X1").accessories] == ["Adaptateur secteur"]
    assert [one.en for one in checklist_for(shop.pk, "printer", "Mk4S").documents] == ["Certificate"]
    assert checklist_for(shop.pk, "resin") == shipped_checklist("resin")
    assert checklist_for(other.pk, "printer", "MK4S") == shipped_checklist("printer")
    assert checklist_for(shop.pk, "printer").article == shipped_checklist("printer").article
    assert [(row.kind, row.sku) for row in own_checklists(marc)] == [("printer", ""), ("", "MK4S")]


def test_many_articles_are_asked_for_at_once() -> None:
    shop = a_shop()
    with CaptureQueriesContext(connection) as asked:
        found = checklists_for(shop.pk, [("printer", "A"), ("resin", "B"), ("printer", "")])
    assert len(asked) == 1
    assert len(found) == 3


def test_an_item_without_one_language_is_read_in_the_other() -> None:
    assert Item("x", "Bruit", "").name("en") == "Bruit"
    assert Item("x", "", "Noise").name("fr") == "Noise"
    assert Item("x", "Bruit", "Noise").name("fr-FR") == "Bruit"


def test_empty_items_are_dropped_and_codes_stay_or_are_made() -> None:
    marc = an_actor(a_shop(), "marc", Role.MANAGER)
    twice = (Item("power", "Cordon", ""), Item("power", "Autre", ""), Item("", "  ", ""), Item("", "Neuf ", "New"))
    kept = save_checklist(actor=marc, kind="printer", checklist=Checklist(accessories=twice), at=AT)
    codes = [one.code for one in kept.accessories]
    assert [one.fr for one in kept.accessories] == ["Cordon", "Autre", "Neuf"]
    assert codes[0] == "power"
    assert len(set(codes)) == 3
    assert all(codes)


def test_somebody_who_saves_second_is_told_instead_of_overwriting() -> None:
    marc = an_actor(a_shop(), "marc", Role.MANAGER)
    seen = replace(shipped_checklist("printer"), article=())
    first = save_checklist(actor=marc, kind="printer", checklist=OWN, seen=seen, at=AT)
    save_checklist(actor=marc, kind="printer", checklist=Checklist(), seen=first, at=AT)
    with pytest.raises(Overtaken):
        save_checklist(actor=marc, kind="printer", checklist=OWN, seen=seen, at=AT)


def test_a_shop_goes_back_to_the_shipped_list() -> None:
    shop = a_shop()
    marc = an_actor(shop, "marc", Role.MANAGER)
    save_checklist(actor=marc, kind="printer", checklist=OWN, at=AT)
    forget_checklist(actor=marc, kind="printer")
    assert checklist_for(shop.pk, "printer") == shipped_checklist("printer")


@pytest.mark.parametrize(
    ("kind", "sku", "items"),
    [
        ("", "", ()),
        ("toaster", "", ()),
        ("", "x" * 121, ()),
        ("printer", "", (Item("", "é" * 121, ""),)),
        ("printer", "", tuple(Item("", f"n° {n}", "") for n in range(31))),
    ],
)
def test_what_cannot_be_a_list_is_refused(kind: str, sku: str, items: tuple[Item, ...]) -> None:
    marc = an_actor(a_shop(), "marc", Role.MANAGER)
    with pytest.raises(Invalid):
        save_checklist(actor=marc, kind=kind, sku=sku, checklist=Checklist(checks=items), at=AT)


def test_an_agent_changes_no_list() -> None:
    ines = an_actor(a_shop())
    with pytest.raises(Forbidden):
        save_checklist(actor=ines, kind="printer", checklist=OWN, at=AT)
    with pytest.raises(Forbidden):
        forget_checklist(actor=ines, kind="printer")
