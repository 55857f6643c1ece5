"""From an article to the guides about the same fault."""

from django.utils.translation import override

from reprise.web.guide_ways import guide_ways


def ways(slug: str) -> list[tuple[str, str]]:
    with override("fr"):
        return [(way.title, way.href) for way in guide_ways(slug, shop_slug="lamelle", language="fr")]


def test_an_article_leads_to_the_guide_about_its_fault() -> None:
    assert ("Les coins se relèvent du plateau", "/fr/s/lamelle/guides/warping/") in ways("help-warping")


def test_a_general_article_leads_to_the_list_and_one_without_guides_nowhere() -> None:
    assert ways("printer-defective") == [("Trouver la panne pas à pas", "/fr/s/lamelle/guides/")]
    assert ways("refund-timing-method") == []
