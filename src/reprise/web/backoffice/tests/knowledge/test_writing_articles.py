"""Claire writes an article in both languages; what is wrong is said at its field and nothing typed is lost."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.knowledge.queries import shelf_of
from reprise.web.backoffice.tests.forms import complaint, fields_of
from reprise.web.backoffice.tests.knowledge.builders import ARTICLE, DESK, unanswered

pytestmark = pytest.mark.django_db(transaction=True)


def typed(client: Client, url: str = ARTICLE, **changed: str) -> dict[str, Any]:
    """The fields of the editor, some changed."""
    page = client.get(url).content.decode()
    form = page[page.index('<form class="rp-know-editor"') :]
    ticked = re.findall(r'name="actions" value="(\w+)"[^>]*checked', form)
    return {**fields_of(form), "actions": ticked, **changed}


def test_a_change_is_a_version_that_customers_read(claire: Client, shop: Shop) -> None:
    sent = typed(claire, title_fr="Bien emballer", why="Titre plus court")
    page = claire.post(ARTICLE, sent, follow=True).content.decode()
    assert "vos mots, version 1" in page
    shelved = shelf_of(shop.pk).articles["return-packaging"]
    assert (shelved.version, shelved.article.texts["fr"].title) == (1, "Bien emballer")
    assert shelved.article.texts["en"].title == typed(claire)["title_en"]


def test_saving_changes_nothing_that_was_not_changed(claire: Client, shop: Shop) -> None:
    before = shelf_of(shop.pk).articles["return-packaging"].article
    claire.post(ARTICLE, typed(claire))
    after = shelf_of(shop.pk).articles["return-packaging"].article
    assert replace(after, reviewed=before.reviewed) == before  # ours was read through after the day of this test


def test_french_spaces_and_apostrophes_are_set_by_themselves(claire: Client, shop: Shop) -> None:
    body = "L'étiquette : elle coûte 5 € !\n\n- [la loi](https://a.example/l'art:1)"
    claire.post(ARTICLE, typed(claire, body_fr=body))
    kept = shelf_of(shop.pk).articles["return-packaging"].article.texts["fr"].body
    assert kept == "L’étiquette\u00a0: elle coûte 5\u00a0€\u00a0!\n\n- [la loi](https://a.example/l'art:1)"


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(claire: Client, shop: Shop) -> None:
    sent = typed(claire, title_fr="", body_en="Read <b>this</b> [here](javascript:alert(1))", answer_fr="Gardé.")
    answer = claire.post(ARTICLE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_title_fr"' in complaint(page)
    assert 'href="#id_body_en"' in complaint(page)
    assert fields_of(page[page.index('<form class="rp-know-editor"') :])["answer_fr"] == "Gardé."
    assert shelf_of(shop.pk).articles["return-packaging"].version == 0


@pytest.mark.parametrize("body", ["[" * 200_000, "[a](" * 50_000, "x" * 21_000])
def test_what_no_page_of_ours_would_send_is_refused(claire: Client, shop: Shop, body: str) -> None:
    answer = claire.post(ARTICLE, typed(claire, body_en=body))
    assert answer.status_code == 422
    assert 'href="#id_body_en"' in complaint(answer.content.decode())
    assert shelf_of(shop.pk).articles["return-packaging"].version == 0


def test_a_colleague_s_newer_version_is_told_and_mine_can_go_over_it(claire: Client, shop: Shop) -> None:
    mine = typed(claire, answer_fr="Ce que j’écris.")
    claire.post(ARTICLE, typed(claire, title_fr="Celui d’un autre"))
    answer = claire.post(ARTICLE, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "a enregistré la version 1 pendant que vous écriviez" in page
    assert "<ins>Celui d’un autre</ins>" in page.replace("\n", "").replace("  ", "")
    assert "Ce que j’écris." in page
    claire.post(ARTICLE, {**mine, "do": "over:1"})
    shelved = shelf_of(shop.pk).articles["return-packaging"]
    assert (shelved.version, shelved.article.texts["fr"].answer) == (2, "Ce que j’écris.")


def test_the_preview_follows_what_is_typed_and_nothing_is_kept(claire: Client, shop: Shop) -> None:
    sent = typed(claire, body_fr="## Un\n\n**Deux** <script>", phrasings_fr="une seule", do="preview")
    live = claire.post(ARTICLE, sent, headers={"HX-Request": "true"}).json()
    assert "<strong>Deux</strong> &lt;script&gt;" in live["preview"]
    assert {one["field"] for one in live["remarks"] if not one["blocks"]} >= {"phrasings_fr"}
    assert live["newer"].strip() == ""
    assert "<strong>Deux</strong>" in claire.post(ARTICLE, sent).content.decode()  # by the button
    assert shelf_of(shop.pk).articles["return-packaging"].version == 0


def test_the_preview_tells_of_a_colleague_while_one_still_writes(claire: Client) -> None:
    mine = typed(claire)
    claire.post(ARTICLE, typed(claire, title_fr="Celui d’un autre"))
    live = claire.post(ARTICLE, {**mine, "do": "preview"}, headers={"HX-Request": "true"}).json()
    assert 'data-newer-number="1"' in live["newer"]


def test_a_question_without_an_article_becomes_a_phrasing_of_a_new_one(claire: Client, shop: Shop) -> None:
    question = unanswered(shop, "livrez-vous au Groenland ?")
    address = f"{DESK}new/?question={question.pk}"
    sent = typed(claire, address)
    assert sent["phrasings_fr"] == "livrez-vous au Groenland ?"
    words = {"title_fr": "Livraison lointaine", "answer_fr": "Oui, par avion.", "body_fr": "Comptez trois semaines."}
    claire.post(address, {**sent, **words})
    made = next(
        one for one in shelf_of(shop.pk).articles.values() if one.article.texts["fr"].title == words["title_fr"]
    )
    assert made.article.languages == ("fr",)
    question.refresh_from_db()
    assert question.written_about == made.article.id


def test_an_agent_reads_and_does_not_write(ines: Client, shop: Shop) -> None:
    page = ines.get(ARTICLE).content.decode()
    assert "rp-know-look" in page
    assert "<textarea" not in page
    for address in (ARTICLE, f"{ARTICLE}deed/", f"{DESK}new/"):
        assert ines.post(address, {"do": "hide", "title_fr": "x"}).status_code == 403
    assert not shelf_of(shop.pk).articles["return-packaging"].hidden


def test_hidden_and_shown_again_and_read_through(claire: Client, shop: Shop) -> None:
    claire.post(f"{ARTICLE}deed/", {"do": "hide"})
    assert shelf_of(shop.pk).articles["return-packaging"].hidden
    assert "masqué aux clients" in claire.get(ARTICLE).content.decode()
    claire.post(f"{ARTICLE}deed/", {"do": "show"})
    assert not shelf_of(shop.pk).articles["return-packaging"].hidden
    assert claire.post(f"{ARTICLE}deed/", {"do": "burn"}).status_code == 404


@pytest.mark.parametrize("name", ["nothing-here", "a" * 90])
def test_an_article_that_is_not_there_is_not_found(claire: Client, name: str) -> None:
    assert claire.get(f"{DESK}articles/{name}/").status_code == 404
    assert claire.get(f"{DESK}articles/{name}/versions/").status_code == 404
