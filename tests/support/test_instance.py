import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.support.instance import ON_POSTGRESQL

COUNT = """
import django
django.setup()
from django.contrib.contenttypes.models import ContentType
print(ContentType.objects.filter(app_label="made_by_a_test").count())
"""


@pytest.mark.django_db(transaction=True)
def test_a_child_process_sees_what_a_test_wrote() -> None:
    ContentType.objects.create(app_label="made_by_a_test", model="thing")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "reprise.config.settings"}
    child = subprocess.run([sys.executable, "-c", COUNT], env=environment, capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "1"


@pytest.mark.django_db
def test_the_run_is_on_the_database_it_says() -> None:
    assert connection.vendor == ("postgresql" if ON_POSTGRESQL else "sqlite")


def test_the_developer_s_own_data_is_out_of_reach() -> None:
    assert settings.ENV.data_dir.name.startswith("reprise-tests-")
