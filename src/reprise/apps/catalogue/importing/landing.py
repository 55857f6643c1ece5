"""Where orders land: what every step of an import needs to know."""

from dataclasses import dataclass
from datetime import datetime

from reprise.apps.catalogue.ports import Home
from reprise.apps.catalogue.rules.kinds import KindRules


@dataclass(frozen=True, slots=True)
class Landing:
    """Which shop in which language, from which platform, by which rules for kinds, when."""

    shop_id: int
    language: str
    platform: str
    home: Home
    kinds: KindRules
    at: datetime
