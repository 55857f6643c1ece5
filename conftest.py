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


#: Whoever uses one of these reaches the database, a child process included.
REACH_IT = frozenset({"db", "transactional_db", "django_db_setup", "live_server", "django_user_model", "admin_client"})


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_on(vendor): what it tests is in the nature of one database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what asks no table: it answers alike on both, and `make verify` runs it all the same."""
    is_thorough = bool(config.getoption("--hypothesis-profile"))
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        is_of_here = _is_of_this_database(item) and (not ON_POSTGRESQL or is_thorough or _reaches_it(item))
        (kept if is_of_here else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _is_of_this_database(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("only_on")
    return mark is None or (mark.args[0] == "postgresql") == ON_POSTGRESQL


def _reaches_it(item: pytest.Item) -> bool:
    named = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not REACH_IT.isdisjoint(named)


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
