"""Write to a customer in the language they choose."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.set_language import set_language
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def speak(*, actor: Actor, case: "Case", language: str, at: datetime) -> None:
    """Pages and letters of the case follow from now on; what was written stays as it is."""
    case_by_id(actor, case.pk)
    set_language(case=case, language=language, actor=actor, at=at)
