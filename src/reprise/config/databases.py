"""Which database: SQLite in the data folder, or the PostgreSQL that a URL names."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-8000; PRAGMA journal_size_limit=67108864;"
    " PRAGMA wal_autocheckpoint=4000;"  # pages: what is written again and again goes to its place once
)


def sqlite(path: Path) -> dict[str, Any]:
    """Write-ahead log, fsync at every commit, and writers that queue instead of failing."""
    return {
        "ENGINE": "reprise.platform.database.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
            "cached_statements": 500,  # a return alone asks a hundred different ones
            "detect_types": 0,  # fields read their columns themselves: the driver would do it before, and slower
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Settings from postgresql://user:password@host:port/name; ?host=/folder names a socket folder."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "reprise.platform.database.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 10,
            "tcp_user_timeout": 30_000,  # milliseconds until a server that vanished without a word counts as gone
            "options": "-c lock_timeout=20s",  # as long as SQLite waits: nobody holds a page for ever
        },
    }


def cache(url: str | None) -> dict[str, Any]:
    """What is remembered for minutes, such as tries to sign in: shared where an instance has several processes."""
    if url is None:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "instance_cache"}


def database(url: str | None, data_dir: Path) -> dict[str, Any]:
    """The database of this instance; a URL of any other kind is refused at start-up."""
    if url is None:
        return sqlite(data_dir / "reprise.sqlite3")
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("REPRISE_DATABASE_URL must start with postgresql:// (leave it unset for SQLite)")
    return postgresql(url)
