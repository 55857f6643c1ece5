"""Is the process alive, and may it take requests?"""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

_schema_seen_current = False


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
    global _schema_seen_current
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _schema_seen_current:
            executor = MigrationExecutor(connection)
            _schema_seen_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
    return _schema_seen_current


def _files() -> bool:
    folder = settings.MEDIA_ROOT
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".ready"
        probe.write_text("")
    except OSError:
        return False
    return True
