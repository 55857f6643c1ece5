from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.importing.values import kind_of
from reprise.apps.catalogue.kinds import KindSource, LineType, ProductKind, RuleMatch
from reprise.apps.catalogue.models import KindRule, Order, OrderLine
from reprise.apps.catalogue.queries import order_line_for
from reprise.apps.catalogue.rules.kinds import Rule
from reprise.apps.catalogue.services.kind_rules import rules_of, stored_rules
from reprise.apps.catalogue.services.save_kind_rules import save_kind_rules
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def set_kind(
    *, actor: Actor, order_line_id: int, kind: ProductKind | None, at: datetime, remember: bool = False
) -> OrderLine:
    """Say what kind of product a line is; no rule and no import changes it back. None takes the word back.

    Remembered, it becomes a rule for this product, which all its other lines follow; that asks for one more right.
    """
    actor.require(Right.ORDERS_EDIT)
    line = order_line_for(actor, order_line_id)
    if line.type != LineType.PRODUCT:
        raise Invalid(field="kind", why=mark("delivery and fees have no product kind."))
    if remember and kind is not None:
        pattern = (line.sku or line.name)[: KindRule._meta.get_field("pattern").max_length]
        others = [rule for rule in stored_rules(actor.shop_id) if not _same(rule, pattern)]
        save_kind_rules(actor=actor, rules=[Rule(RuleMatch.PRODUCT, pattern, kind), *others], at=at)
    value, source = (kind.value, KindSource.STAFF.value) if kind else _without_staff(line, actor.shop_id)
    OrderLine.objects.filter(pk=line.pk).update(kind=value, kind_source=source)
    Order.objects.filter(pk=line.order_id).update(changed_at=at)
    return order_line_for(actor, order_line_id)


def _same(rule: Rule, pattern: str) -> bool:
    return rule.match is RuleMatch.PRODUCT and rule.pattern.casefold() == pattern.casefold()


def _without_staff(line: OrderLine, shop_id: int) -> tuple[str, str]:
    return kind_of(line.type, line.sku, line.name, line.attributes, line.exported_kind, rules_of(shop_id))
