"""Where sessions are kept: in the database, as Django keeps them, read by a statement that is built once."""

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from reprise.platform.statements import Reading

_STANDING: Final = Reading(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))
_Django: Any = db.SessionStore


class SessionStore(_Django):  # type: ignore[misc]
    """Each page of the desk looks its session up, and each notice a page is told makes it ask again."""

    def _get_session_from_db(self) -> Session | None:
        found = _STANDING.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found
