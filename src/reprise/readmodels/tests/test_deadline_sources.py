import pytest
from django.utils.translation import override

from reprise.law.parameters import sources
from reprise.readmodels.deadline_sources import policy_source, source_in_words


@pytest.mark.parametrize(
    ("lang", "article", "policy"),
    [
        ("fr", "Code de la consommation, art. L221-24", "Notre politique, version 7"),
        ("en", "French Consumer Code, art. L221-24", "Our policy, version 7"),
    ],
)
def test_what_a_deadline_rests_on_is_told_in_the_reader_s_language(lang: str, article: str, policy: str) -> None:
    with override(lang):
        assert source_in_words("CC-L221-24") == article
        assert source_in_words(policy_source(7)) == policy
        assert source_in_words("") == ""


def test_every_source_of_the_law_has_words_and_fits_its_column() -> None:
    assert all(source_in_words(name) and len(name) <= 120 for name in sources())
