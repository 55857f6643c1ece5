"""What kind of product a line is, by a shop's own rules; nothing is guessed where none applies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reprise.apps.catalogue.kinds import ProductKind, RuleMatch


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks at, the pattern it looks for, the kind it tells."""

    match: RuleMatch
    pattern: str
    kind: ProductKind


def _prefixes(kinds: Mapping[str, ProductKind]) -> tuple[Rule, ...]:
    return tuple(Rule(RuleMatch.SKU_PREFIX, prefix, kind) for prefix, kind in kinds.items())


#: What a new shop starts with; it edits them as it likes.
DEFAULT_RULES: Final = _prefixes({
    "PRN": ProductKind.PRINTER,
    "FIL": ProductKind.FILAMENT,
    "RES": ProductKind.RESIN,
    "NOZ": ProductKind.SPARE_PART,
    "BED": ProductKind.SPARE_PART,
    "DRY": ProductKind.ACCESSORY,
    "PRT-CUSTOM": ProductKind.CUSTOM_PRINT,
    "PRT-ENGRAVED": ProductKind.PERSONALISED_PRINT,
    "PRT-CAT": ProductKind.CATALOGUE_PRINT,
    "STL": ProductKind.DIGITAL_FILE,
})  # fmt: skip


class KindRules:
    """A shop's rules, ready to be asked.

    The most telling one wins: what the line itself says (attribute), then the exact product, then the longest SKU
    prefix, then a word of the product's name. Letter case never matters; among equals the earlier rule wins.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._attributes: list[tuple[str, str | None, ProductKind]] = []
        self._products: dict[str, ProductKind] = {}
        self._prefixes: dict[str, ProductKind] = {}
        for rule in rules:
            pattern = rule.pattern.strip().casefold()
            if not pattern:
                continue
            match rule.match:
                case RuleMatch.ATTRIBUTE:
                    name, equals, value = pattern.partition("=")
                    self._attributes.append((name.strip(), value.strip() if equals else None, rule.kind))
                case RuleMatch.PRODUCT:
                    self._products.setdefault(pattern, rule.kind)
                case RuleMatch.SKU_PREFIX:
                    self._prefixes.setdefault(pattern, rule.kind)
        self._longest_first = sorted(self._prefixes, key=len, reverse=True)

    def kind_of(self, *, sku: str, name: str, attributes: Mapping[str, str]) -> ProductKind | None:
        """The kind of a product, or None when no rule tells."""
        sku, name = sku.strip().casefold(), name.casefold()
        said = self._by_attribute(attributes) if self._attributes and attributes else None
        if said is not None:
            return said
        if sku and sku in self._products:
            return self._products[sku]
        for prefix in self._longest_first:
            if sku.startswith(prefix):
                return self._prefixes[prefix]
        return next((kind for pattern, kind in self._products.items() if pattern in name), None)

    def _by_attribute(self, attributes: Mapping[str, str]) -> ProductKind | None:
        said = {key.strip().casefold(): value.strip().casefold() for key, value in attributes.items()}
        for name, value, kind in self._attributes:
            if name in said and (value is None or said[name] == value):
                return kind
        return None
