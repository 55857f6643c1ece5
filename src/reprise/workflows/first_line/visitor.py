"""Who is answered, and what they have proved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody of the customer's side, as the way they came in knows them."""

    language: str  # of the page they write on
    zone: str = ""  # of their clock
    cases: "Sequence[Case]" = ()  # those they proved to be theirs: by its secret link, or by who vouches for them
    has_address: bool = False  # an answer reaches them by mail
