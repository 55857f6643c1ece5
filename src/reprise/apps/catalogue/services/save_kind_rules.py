from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.importing.values import kind_of
from reprise.apps.catalogue.kinds import KindSource, LineType, ProductKind, RuleMatch
from reprise.apps.catalogue.models import KindRule, Order, OrderLine
from reprise.apps.catalogue.rules.kinds import KindRules, Rule
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic

MOST_RULES: Final = 1_000
LONGEST_PATTERN: Final = 240
BATCH: Final = 1_000  # lines looked at between two writes


@atomic
def save_kind_rules(*, actor: Actor, rules: Sequence[Rule], at: datetime, seen: Collection[Rule] | None = None) -> int:
    """Replace the shop's rules for product kinds; answers how many lines have another kind now.

    `seen` are the rules as they were when the writing began: refused (Overtaken) when somebody changed them meanwhile.
    Lines on which a case or a refund rests, and lines whose kind staff or the export itself told, stay as they are.
    """
    actor.require(Right.SETTINGS_EDIT)
    tidied = _tidied(rules)
    if seen is not None and set(seen) != kept_rules(actor.shop_id):
        raise Overtaken
    KindRule.objects.filter(shop_id=actor.shop_id).delete()
    KindRule.objects.bulk_create(
        KindRule(
            shop_id=actor.shop_id, match=rule.match.value, pattern=rule.pattern, kind=rule.kind.value, position=position
        )
        for position, rule in enumerate(tidied)
    )
    return _apply(actor.shop_id, KindRules(tidied), at)


def kept_rules(shop_id: int) -> set[Rule]:
    """The rules as they are kept now, in no order."""
    rows = KindRule.objects.select_for_update().filter(shop_id=shop_id)
    return {Rule(RuleMatch(row.match), row.pattern, ProductKind(row.kind)) for row in rows}


def _tidied(rules: Sequence[Rule]) -> list[Rule]:
    """The rules without space around their patterns; refuses what cannot be meant."""
    if len(rules) > MOST_RULES:
        raise Invalid(field="rules", why=mark("these are too many rules: use a shorter beginning of the SKU instead."))
    tidied = [Rule(rule.match, rule.pattern.strip(), rule.kind) for rule in rules]
    seen: set[tuple[str, str]] = set()
    for rule in tidied:
        key = (rule.match.value, rule.pattern.casefold())
        if not rule.pattern:
            raise Invalid(field="pattern", why=mark("write what the rule looks for."))
        if len(rule.pattern) > LONGEST_PATTERN:
            raise Invalid(field="pattern", why=mark("this text is too long for a rule."))
        if key in seen:
            raise Invalid(field="pattern", why=mark("two rules look for the same: keep one of them."))
        seen.add(key)
    return tidied


def _apply(shop_id: int, rules: KindRules, at: datetime) -> int:
    """Ask the rules again about every line that follows rules; writes only the kinds that change."""
    lines = OrderLine.objects.filter(
        order__shop_id=shop_id, type=LineType.PRODUCT.value, claimed_quantity=0, reserved_minor=0, exported_kind=""
    ).exclude(kind_source=KindSource.STAFF.value)
    changed = last = 0
    while page := list(lines.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = page[-1].pk
        ids: dict[tuple[str, str], list[int]] = defaultdict(list)
        for line in page:
            kind, source = kind_of(line.type, line.sku, line.name, line.attributes, "", rules)
            if kind != line.kind:
                ids[kind, source].append(line.pk)
        for (kind, source), keys in ids.items():
            changed += lines.filter(pk__in=keys).update(kind=kind, kind_source=source)
            Order.objects.filter(lines__in=keys).update(changed_at=at)
    return changed
