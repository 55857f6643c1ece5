"""The tests' own instance, set by environment variables like any other, before Django reads its settings.

A child process started by a test inherits these variables and so reaches the same database and files.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import pytest

from reprise.config.env import Env
from tests.support import postgresql
from tests.support.network import close_sockets

ON_POSTGRESQL = os.environ.get("REPRISE_TEST_DATABASE", "sqlite") == "postgresql"


def prepare() -> Path:
    """Forget the developer's own instance and point every variable at a fresh folder."""
    for name in [name for name in os.environ if name.startswith("REPRISE_") and not name.startswith("REPRISE_TEST_")]:
        del os.environ[name]
    Env.model_config["env_file"] = None
    data_dir = Path(tempfile.mkdtemp(prefix="reprise-tests-"))
    atexit.register(shutil.rmtree, data_dir, ignore_errors=True)
    os.environ["REPRISE_DATA_DIR"] = str(data_dir)
    os.environ["REPRISE_MAILBOX_HOSTS"] = "127.0.0.1"  # tests have their own IMAP servers there
    os.environ["REPRISE_SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in the main thread
    if ON_POSTGRESQL:
        os.environ["REPRISE_DATABASE_URL"] = postgresql.url("reprise")
    return data_dir


DATA_DIR = prepare()


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, and start the throw-away server once, before the workers."""
    close_sockets()
    if ON_POSTGRESQL and not hasattr(config, "workerinput"):
        postgresql.start()
        config.add_cleanup(postgresql.stop)


def pytest_report_header() -> str:
    """Say on which database this run is."""
    return f"database: {'PostgreSQL, thrown away afterwards' if ON_POSTGRESQL else 'SQLite on disk'}"
