"""Is the process alive, and may it take requests?"""

from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

_SEEN: Final[set[str]] = set()  # "current" once the schema was seen up to date: it does not go back while we run


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers with the schema this version expects, and files can be written; 503 otherwise."""
    faults = [name for name, fine in (("database", _database()), ("files", _files())) if not fine]
    return JsonResponse({"status": "busy" if faults else "ok", "faults": faults}, status=503 if faults else 200)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _SEEN:
            executor = MigrationExecutor(connection)
            if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
                _SEEN.add("current")
    except DatabaseError:
        return False
    return bool(_SEEN)


def _files() -> bool:
    folder = settings.MEDIA_ROOT
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".ready"
        probe.write_text("")
    except OSError:
        return False
    return True
