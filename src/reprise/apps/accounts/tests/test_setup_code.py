"""Only whoever can read the data folder makes the first shop, once."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from reprise.apps.accounts.models import Person
from reprise.apps.accounts.queries import is_unclaimed
from reprise.apps.accounts.services.budget import TooMany
from reprise.apps.accounts.services.claim import (
    TRIES_OF_ONE,
    ClaimedAlready,
    WrongSetupCode,
    claim,
    require_unclaimed,
    try_setup_code,
)
from reprise.apps.accounts.setup_code import is_setup_code, setup_code
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of its own."""
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path / "data"})
    return tmp_path / "data"


def test_the_code_is_made_once_and_read_by_its_owner_only(data_folder: Path) -> None:
    code = setup_code()
    assert setup_code() == code
    assert len(code.replace("-", "")) == 16
    assert stat.S_IMODE((data_folder / "setup_code").stat().st_mode) == 0o600


def test_spaces_dashes_and_small_letters_do_not_matter() -> None:
    code = setup_code()
    assert is_setup_code(f"  {code.lower().replace('-', ' ')} ")
    assert not is_setup_code(code[:-1])


def test_without_a_code_none_is_right(data_folder: Path) -> None:
    assert not is_setup_code("")
    data_folder.mkdir()
    (data_folder / "setup_code").write_text("\n")
    assert not is_setup_code("")


def test_it_is_used_up_by_the_first() -> None:
    setup_code()
    claim()
    with pytest.raises(ClaimedAlready):
        claim()


def test_whoever_guesses_is_stopped_even_before_the_right_code() -> None:
    code = setup_code()
    for _ in range(TRIES_OF_ONE):
        with pytest.raises(WrongSetupCode):
            try_setup_code(code="AAAA", who="192.0.2.1", at=AT)
    with pytest.raises(TooMany):
        try_setup_code(code=code, who="192.0.2.1", at=AT)


@pytest.mark.django_db
def test_the_budget_is_of_an_hour() -> None:
    code = setup_code()
    for _ in range(TRIES_OF_ONE):
        with pytest.raises(WrongSetupCode):
            try_setup_code(code="AAAA", who="192.0.2.1", at=AT)
    try_setup_code(code=code, who="192.0.2.1", at=AT + timedelta(minutes=61))


def test_an_instance_with_a_person_or_a_shop_is_nobody_s_to_take() -> None:
    assert is_unclaimed()
    Person.objects.create_user("ines@example.com")
    assert not is_unclaimed()
    with pytest.raises(ClaimedAlready):
        require_unclaimed()


def test_an_instance_with_a_shop_only_is_not_empty_either() -> None:
    a_shop()
    assert not is_unclaimed()
