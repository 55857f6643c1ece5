"""Every example in the package is answered as it says."""

from importlib import resources

import pytest

from reprise.law.checking import check
from reprise.law.scenario_files import read_scenarios

FOLDER = resources.files("reprise.law") / "examples"
FILES = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".yaml"))


@pytest.mark.parametrize("name", FILES)
def test_every_example_is_answered_as_it_says(name: str) -> None:
    report = check(read_scenarios((FOLDER / name).read_bytes()))
    assert report.failures == ()
    assert report.passed == report.total


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    names = [scenario.id for name in FILES for scenario in read_scenarios((FOLDER / name).read_bytes())]
    assert len(names) == len(set(names)) >= 370
