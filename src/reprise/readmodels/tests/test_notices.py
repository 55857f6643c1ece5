"""The notices to paste: filled in, honest about what is missing, and known as changed when their text is."""

import re

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.policies.rules import Policy
from reprise.apps.policies.services.place_notice import place_notice, take_notice_back
from reprise.core.refusals import Forbidden
from reprise.readmodels.notices.catalogue import LANGUAGES, articles, notices
from reprise.readmodels.notices.placed import Placed, notices_of, tally
from reprise.readmodels.tests.conditions import a_version, the_shop, windows
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
BASE = "https://returns.example"
SET_BY_LAW = ("withdrawal", "form", "online_function", "guarantees", "guarantees_digital")


def kept(**more: object) -> Shop:
    """Bruno's shop, written down."""
    shop = the_shop(**more)
    shop.save()
    return shop


def of(shop: Shop, policy: Policy | None = None, lang: str = "en") -> dict[str, Placed]:
    """Its notices by name."""
    return {each.name: each for each in notices_of(shop, a_version(policy), lang, BASE)}


def test_every_notice_says_its_duty_its_article_and_where_it_goes_in_both_languages() -> None:
    for notice in notices():
        for told in (notice.title, notice.duty, notice.where):
            assert all(told[lang].strip() for lang in LANGUAGES), notice.name
        assert notice.articles
        assert all(articles()[name]["url"].startswith("http") for name in notice.articles)
        assert notice.wording in {"law", "ours", "link"}
        assert (notice.wording == "link") <= (notice.texts == {})
        assert set(notice.texts) in (set(), set(LANGUAGES)), notice.name


def test_a_shop_that_says_everything_lacks_nothing_and_no_blank_stays() -> None:
    for notice in of(kept()).values():
        assert notice.missing == ()
        for text in notice.texts.values():
            assert not re.search(r"[{}]", text), notice.name


def test_the_model_notice_names_the_shop_and_the_online_function() -> None:
    texts = of(kept())["withdrawal"].texts
    assert "14 rue des Tanneurs" in texts["fr"]
    assert "Vous pouvez également exercer votre droit de rétractation en ligne sur " in texts["fr"]
    assert f"{BASE}/fr/s/atelier-lamelle/withdraw/" in texts["fr"]
    assert "la date et l'heure de sa soumission" in texts["fr"]
    assert f"{BASE}/en/s/atelier-lamelle/withdraw/" in texts["en"]


def test_who_pays_the_return_is_told_as_the_policy_has_it() -> None:
    assert "Vous devrez prendre en charge" in of(kept())["return_cost"].texts["fr"]
    shop = kept(slug="other")
    assert "Nous prendrons en charge" in of(shop, windows(return_cost=False))["return_cost"].texts["fr"]


def test_a_mediator_that_is_missing_is_named_as_missing_and_dots_stand_for_it() -> None:
    notice = of(kept(mediator={}))["mediator"]
    assert notice.missing == ("mediator_name", "mediator_address", "mediator_website")
    assert notice.texts["en"].endswith(": …, …, ….")


def test_the_consent_to_a_download_is_a_box_that_is_not_ticked() -> None:
    for text in of(kept())["digital"].texts.values():
        assert text.startswith("☐")


def test_the_link_of_the_online_function_bears_the_words_of_the_law() -> None:
    texts = of(kept())["online_function"].texts
    assert texts["fr"].endswith(">Renoncer au contrat ici</a>")
    assert texts["en"].endswith(">Withdraw from contract here</a>")


def test_no_notice_prints_what_a_seller_may_not_say() -> None:
    for notice in of(kept()).values():
        for text in notice.texts.values():
            assert not re.search(r"our decision is final|décision définitive|sans recours", text, re.IGNORECASE)


def test_a_tick_holds_until_the_text_changes() -> None:
    shop = kept()
    notice = of(shop)["mediator"]
    place_notice(actor=system(shop.pk), notice="mediator", digest=notice.digest, at=AT)
    assert (of(shop)["mediator"].state, of(shop)["mediator"].since) == ("in_place", AT)
    assert tally(list(of(shop).values()))[0] == 1
    shop.mediator = {**shop.mediator, "name": "Médicys"}
    assert of(shop)["mediator"].state == "changed"
    take_notice_back(actor=system(shop.pk), notice="mediator")
    assert of(shop)["mediator"].state == "open"


def test_a_tick_of_one_shop_is_none_of_another() -> None:
    shop, other = kept(), kept(slug="voisin")
    place_notice(actor=system(shop.pk), notice="weee", digest=of(shop)["weee"].digest, at=AT)
    assert of(other)["weee"].state == "open"


def test_an_agent_ticks_nothing() -> None:
    shop = kept()
    agent = Actor(ActorKind.STAFF, shop.pk, RIGHTS[Role.AGENT], "Inès")
    with refused(Forbidden):
        place_notice(actor=agent, notice="weee", digest="x", at=AT)
    with refused(Forbidden):
        take_notice_back(actor=agent, notice="weee")


def test_the_words_the_law_sets_are_those_we_read() -> None:
    texts = {notice.name: notice.texts for notice in notices()}
    assert set(SET_BY_LAW) == {notice.name for notice in notices() if notice.wording == "law"}
    box = texts["guarantees"]["fr"]
    for words in (
        "délai de deux ans à compter de la délivrance du bien",
        "extension de six mois de la garantie initiale",
        "amende civile d'un montant maximal de 300 000 euros",
        "à compter de la découverte du défaut",
    ):
        assert words in box
    digital = texts["guarantees_digital"]["fr"]
    for words in (
        "délai d'un an à compter de la date de fourniture",
        "sans retard injustifié suivant sa demande",
        "contre renoncement au contenu numérique",
        "articles L. 224-25-1 à L. 224-25-31 du code de la consommation",
    ):
        assert words in digital
