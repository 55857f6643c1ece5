from datetime import datetime

from django.conf import settings

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.models import Case
from reprise.apps.cases.services.record import record
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def set_language(*, case: Case, language: str, actor: Actor, at: datetime) -> None:
    """Keep the language somebody wants to be written to in; saying it again changes nothing."""
    if not actor.is_customer:
        actor.require(Right.CASES_WRITE)
    if language not in dict(settings.LANGUAGES):
        raise Invalid(field="language", why=mark("choose one of the languages offered."))
    if Case.objects.filter(pk=case.pk).exclude(language=language).update(language=language):
        record(case=case, actor=actor, at=at, event=Event(EventType.LANGUAGE_CHOSEN, {"language": language}))
    case.language = language
