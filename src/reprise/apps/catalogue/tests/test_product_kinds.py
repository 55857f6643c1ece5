from datetime import timedelta

import pytest

from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.kinds import ProductKind, RuleMatch
from reprise.apps.catalogue.models import KindRule, Order, OrderLine
from reprise.apps.catalogue.queries import kind_rules, lines_of_unknown_kind
from reprise.apps.catalogue.rules.kinds import DEFAULT_RULES, KindRules, Rule
from reprise.apps.catalogue.services.pieces import claim_pieces
from reprise.apps.catalogue.services.save_kind_rules import save_kind_rules
from reprise.apps.catalogue.services.set_kind import set_kind
from reprise.apps.catalogue.tests.builders import a_line, an_order, import_told, ines, told_line, told_order
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

LATER = AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("sku", "name", "attributes", "kind"),
    [
        ("PRT-CUSTOM-PA12", "", {}, ProductKind.CUSTOM_PRINT),
        ("prt-cat-vase", "", {}, ProductKind.CATALOGUE_PRINT),
        ("PRT-NEW", "", {}, None),
        ("STL-DRAGON", "", {}, ProductKind.DIGITAL_FILE),
        ("X-1", "Vase", {"Gravure": "Zoé"}, ProductKind.PERSONALISED_PRINT),
        ("FIL-1", "Vase", {"gravure": "Zoé"}, ProductKind.PERSONALISED_PRINT),
        ("X-1", "Vase", {"fini": "BRUT"}, ProductKind.CUSTOM_PRINT),
        ("X-1", "Vase", {"fini": "poli"}, None),
        ("FIL-EXACT", "", {}, ProductKind.ACCESSORY),
        ("", "Un porte-bobine en chêne", {}, ProductKind.SPARE_PART),
        ("", "", {}, None),
    ],
)
def test_the_most_telling_rule_wins(sku: str, name: str, attributes: dict[str, str], kind: ProductKind | None) -> None:
    own = [
        Rule(RuleMatch.ATTRIBUTE, "Gravure", ProductKind.PERSONALISED_PRINT),
        Rule(RuleMatch.ATTRIBUTE, "Fini = brut", ProductKind.CUSTOM_PRINT),
        Rule(RuleMatch.PRODUCT, "fil-exact", ProductKind.ACCESSORY),
        Rule(RuleMatch.PRODUCT, "Porte-bobine", ProductKind.SPARE_PART),
    ]
    assert KindRules([*DEFAULT_RULES, *own]).kind_of(sku=sku, name=name, attributes=attributes) == kind


@pytest.mark.django_db
def test_imported_lines_get_their_kind_from_the_rules_or_wait() -> None:
    shop = a_shop()
    save_kind_rules(actor=ines(shop), rules=DEFAULT_RULES, at=AT)
    import_told(shop, told_order(lines=(
        told_line(), told_line("Mystère", sku="ZZZ"), told_line("Plaque", sku="P-1", kind="personalised_print"),
        told_line("Autre", sku="P-2", kind="no such kind"),
    )))  # fmt: skip
    found = dict(OrderLine.objects.values_list("sku", "kind"))
    assert found == {"FIL-PLA": "filament", "ZZZ": "", "P-1": "personalised_print", "P-2": ""}
    assert {line.sku for line in lines_of_unknown_kind(ines(shop))} == {"ZZZ", "P-2"}


@pytest.mark.django_db
def test_rules_saved_anew_reach_the_lines_no_case_rests_on_and_not_staff_s_word_or_the_export_s() -> None:
    shop = a_shop()
    order = an_order(shop)
    free, rested, staffed, exported = (a_line(order, position=n, sku=f"ZZZ-{n}", kind="") for n in range(1, 5))
    foreign = a_line(an_order(a_shop("lab-nord")), sku="ZZZ-1", kind="")
    claim_pieces(order_line_id=rested.pk, quantity=1)
    set_kind(actor=ines(shop), order_line_id=staffed.pk, kind=ProductKind.RESIN, at=AT)
    OrderLine.objects.filter(pk=exported.pk).update(kind="printer", kind_source="export", exported_kind="printer")
    changed = save_kind_rules(
        actor=ines(shop), rules=[Rule(RuleMatch.SKU_PREFIX, " zzz ", ProductKind.ACCESSORY)], at=LATER
    )
    kinds = dict(OrderLine.objects.values_list("pk", "kind"))
    assert changed == 1
    assert kinds == {free.pk: "accessory", rested.pk: "", staffed.pk: "resin", exported.pk: "printer", foreign.pk: ""}
    assert Order.objects.get(pk=order.pk).changed_at == LATER


@pytest.mark.django_db
def test_a_rule_taken_away_leaves_its_lines_waiting() -> None:
    shop = a_shop()
    save_kind_rules(actor=ines(shop), rules=DEFAULT_RULES, at=AT)
    import_told(shop, told_order())
    save_kind_rules(actor=ines(shop), rules=[], at=AT)
    assert (OrderLine.objects.get().kind, KindRule.objects.count()) == ("", 0)


@pytest.mark.django_db
def test_many_lines_follow_new_rules_in_few_queries(django_assert_max_num_queries: object) -> None:
    shop = a_shop()
    order = an_order(shop)
    for n in range(1, 40):
        a_line(order, position=n, sku=f"FIL-{n}", kind="")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert save_kind_rules(actor=ines(shop), rules=DEFAULT_RULES, at=AT) == 39


@pytest.mark.django_db
def test_what_staff_say_of_a_line_stays_through_imports_and_can_be_taken_back() -> None:
    shop = a_shop()
    save_kind_rules(actor=ines(shop), rules=DEFAULT_RULES, at=AT)
    import_told(shop, told_order())
    line = OrderLine.objects.get()
    set_kind(actor=ines(shop, Role.AGENT), order_line_id=line.pk, kind=ProductKind.ACCESSORY, at=AT)
    import_told(shop, told_order(lines=(told_line(quantity=4),)))
    line.refresh_from_db()
    assert (line.kind, line.kind_source, line.quantity) == ("accessory", "staff", 4)
    set_kind(actor=ines(shop), order_line_id=line.pk, kind=None, at=AT)
    line.refresh_from_db()
    assert (line.kind, line.kind_source) == ("filament", "rule")


@pytest.mark.django_db
def test_a_kind_remembered_becomes_a_rule_that_other_lines_of_the_product_follow() -> None:
    shop = a_shop()
    save_kind_rules(actor=ines(shop), rules=DEFAULT_RULES, at=AT)
    import_told(shop, *(told_order(str(n), lines=(told_line("Mystère", sku="ZZZ"),)) for n in range(3)))
    first = OrderLine.objects.order_by("pk")[0]
    for kind in (ProductKind.RESIN, ProductKind.ACCESSORY):
        set_kind(actor=ines(shop), order_line_id=first.pk, kind=kind, at=AT, remember=True)
        assert set(OrderLine.objects.values_list("kind", flat=True)) == {kind.value}
    rules = kind_rules(ines(shop))
    assert (rules[0].match, rules[0].pattern, rules[0].kind) == ("product", "ZZZ", "accessory")
    assert len(rules) == len(DEFAULT_RULES) + 1


@pytest.mark.django_db
def test_setting_kinds_and_rules_asks_for_rights_and_for_lines_that_have_a_kind() -> None:
    shop, other = a_shop(), a_shop("lab-nord")
    order = an_order(shop)
    line, shipping = a_line(order), a_line(order, position=2, type="shipping", kind="")
    kind = ProductKind.RESIN
    with refused(Forbidden):
        set_kind(actor=ines(shop, Role.VIEWER), order_line_id=line.pk, kind=kind, at=AT)
    with refused(Forbidden):
        set_kind(actor=ines(shop, Role.AGENT), order_line_id=line.pk, kind=kind, at=AT, remember=True)
    with refused(Forbidden):
        save_kind_rules(actor=ines(shop, Role.AGENT), rules=[], at=AT)
    with refused(NotFound):
        set_kind(actor=ines(other), order_line_id=line.pk, kind=kind, at=AT)
    with refused(Invalid):
        set_kind(actor=ines(shop), order_line_id=shipping.pk, kind=kind, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("patterns", [[""], ["  "], ["a", "A "], ["x" * 300]])
def test_rules_that_cannot_be_meant_are_refused_and_the_old_ones_stay(patterns: list[str]) -> None:
    shop = a_shop()
    save_kind_rules(actor=ines(shop), rules=DEFAULT_RULES, at=AT)
    with refused(Invalid):
        save_kind_rules(
            actor=ines(shop), rules=[Rule(RuleMatch.PRODUCT, text, ProductKind.RESIN) for text in patterns], at=AT
        )
    assert KindRule.objects.count() == len(DEFAULT_RULES)
