"""A shop's rules for product kinds, as the services ask them."""

from reprise.apps.catalogue.kinds import ProductKind, RuleMatch
from reprise.apps.catalogue.models import KindRule
from reprise.apps.catalogue.rules.kinds import KindRules, Rule


def stored_rules(shop_id: int) -> list[Rule]:
    """The rules in their order."""
    stored = KindRule.objects.filter(shop_id=shop_id).order_by("position")
    return [Rule(RuleMatch(rule.match), rule.pattern, ProductKind(rule.kind)) for rule in stored]


def rules_of(shop_id: int) -> KindRules:
    """The rules, ready to be asked."""
    return KindRules(stored_rules(shop_id))
