"""Each test begins with nothing counted against anybody."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def patience(settings: Settings, db: None) -> Iterator[None]:
    """allauth counts attempts in the cache, which outlives a test; passwords are hashed the quick way."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()
