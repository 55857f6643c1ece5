"""What the environment says about open pages is checked at the start."""

import pytest
from pydantic import SecretStr, ValidationError

from reprise.config.env import Env


@pytest.mark.parametrize("url", ["http://localhost", "localhost:6379", "redis", ""])
def test_an_address_that_is_no_redis_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="redis://"):
        Env(redis_url=SecretStr(url))


@pytest.mark.parametrize("url", ["redis://:secret@cache:6379/2", "rediss://cache", "unix:///run/redis.sock"])
def test_an_address_of_a_redis_is_taken(url: str) -> None:
    told = Env(redis_url=SecretStr(url)).redis_url
    assert told is not None
    assert told.get_secret_value() == url
