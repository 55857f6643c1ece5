"""What every test has at hand, those beside the apps too: the database and the browser."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

from tests.support import flush, postgresql
from tests.support.instance import DATA_DIR, ON_POSTGRESQL

pytest_plugins = ("tests.support.browser",)

hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)  # the same examples in every run
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile("steady")
flush.step_aside()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """PostgreSQL is thrown away whole: dropping its databases one by one would wait for the last open connection."""
    return ON_POSTGRESQL


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """One database per worker, on disk, so that threads and child processes see what a test wrote."""
    database = settings.DATABASES["default"]
    if not ON_POSTGRESQL:
        database["TEST"]["NAME"] = DATA_DIR / "reprise.sqlite3"
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        return
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database["TEST"]["NAME"] = f"reprise_{worker}"
    os.environ["REPRISE_DATABASE_URL"] = postgresql.url(f"reprise_{worker}")


@pytest.fixture(autouse=True)
def no_language_chosen() -> None:
    """A test begins in the first language, whatever the last page of the test before was written in."""
    translation.deactivate()
