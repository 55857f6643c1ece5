import pytest
from django.utils.translation import override

from reprise.web.countries import country_choices


@pytest.mark.parametrize(("language", "name"), [("fr", "Allemagne"), ("en", "Germany")])
def test_countries_have_their_names_in_the_language_of_the_page(language: str, name: str) -> None:
    with override(language):
        assert dict(country_choices())["DE"] == name


def test_they_stand_in_the_order_of_the_alphabet_whatever_their_accents() -> None:
    with override("fr"):
        names = [name for _code, name in country_choices()]
    assert names.index("Égypte") < names.index("Espagne") < names.index("Zambie")
    assert "Union européenne" not in names


def test_only_those_asked_for_are_offered() -> None:
    with override("fr"):
        assert country_choices(["FR", "BE"]) == [("BE", "Belgique"), ("FR", "France")]
