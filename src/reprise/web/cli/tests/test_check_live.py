"""`reprise check` says when open pages cannot be told at once, and when all visitors look like one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from pytest_django import Settings

from reprise.platform.live.between import between
from reprise.web.cli.main import main
from tests.support.redis import redis_server


@pytest.fixture(autouse=True)
def chosen_anew() -> Iterator[None]:
    between.cache_clear()
    yield
    between.cache_clear()


@pytest.mark.django_db
def test_a_redis_that_does_not_answer_is_broken_and_one_that_does_is_fine(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    url = SecretStr(f"unix://{tmp_path / 'redis.sock'}")
    settings.ENV = settings.ENV.model_copy(update={"redis_url": url})
    assert main(["check"]) == 1
    assert "live: broken Redis does not answer (ConnectionError)" in capsys.readouterr().out
    with redis_server(tmp_path):
        main(["check"])
    assert "live:" not in capsys.readouterr().out


@pytest.mark.django_db
def test_a_data_folder_too_deep_for_neighbours_is_told_and_breaks_nothing(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    settings.ENV = settings.ENV.model_copy(update={"data_dir": deep})
    main(["check"])
    told = capsys.readouterr().out
    assert (
        "live: plain Only pages of the same process are told at once: the path of the data folder is too long" in told
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("https", "proxies", "told"), [(True, 0, True), (True, 1, False), (False, 0, False)])
def test_a_proxy_that_hides_who_comes_is_named(
    https: bool, proxies: int, told: bool, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ENV = settings.ENV.model_copy(update={"https": https, "trusted_proxies": proxies})
    main(["check"])
    assert ("proxy: broken All visitors count as one address" in capsys.readouterr().out) is told
