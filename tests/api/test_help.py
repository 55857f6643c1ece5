"""Programs read the help, search it, ask the assistant and say what came of it."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.services.hide_article import hide_article
from reprise.apps.knowledge.services.save_article import save_article
from reprise.apps.knowledge.tests.builders import TODAY, written
from tests.api.programs import Program, a_program, answer, bruno_s_shop
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return bruno_s_shop()


@pytest.fixture
def program(shop: Shop) -> Program:
    return a_program(shop)


def test_the_list_goes_on_page_by_page_and_leaves_out_what_is_hidden(shop: Shop, program: Program) -> None:
    hidden = sorted(shipped(), key=lambda one: one.id)[1].id
    hide_article(actor=system(shop.pk), slug=hidden, at=AT)
    slugs, page = [], answer(program.get("/help/articles", limit=20))
    while page["next"]:
        slugs += [one["slug"] for one in page["items"]]
        page = answer(program.get("/help/articles", limit=20, cursor=page["next"]))
    slugs += [one["slug"] for one in page["items"]]
    assert slugs == sorted({one.id for one in shipped()} - {hidden})
    assert program.get(f"/help/articles/{hidden}").status_code == 404


def test_an_article_is_told_whole_in_the_language_asked_for(program: Program) -> None:
    ours = next(one for one in shipped() if one.id == "help-bed-adhesion")
    for lang in ("fr", "en"):
        told = answer(program.get(f"/help/articles/{ours.id}", lang=lang))
        assert (told["title"], told["body"]) == (ours.texts[lang].title, ours.texts[lang].body)
        assert (told["version"], told["is_own"], told["language"]) == (0, False, lang)
        assert f"/{lang}/s/" in told["url"]
        assert told["sources"][0]["url"].startswith("https://")


def test_an_article_in_one_language_says_so(shop: Shop, program: Program) -> None:
    slug = save_article(actor=system(shop.pk), slug=None, content=written(), reviewed=TODAY, why="", at=AT).slug
    told = answer(program.get(f"/help/articles/{slug}", lang="en"))
    assert (told["language"], told["languages"], told["version"], told["is_own"]) == ("fr", ["fr"], 1, True)


def test_words_find_and_are_marked(program: Program) -> None:
    found = answer(program.get("/help/search", q="remboursemnt", lang="fr", limit=3))["items"]
    assert len(found) == 3
    assert "<mark>" in found[0]["title_html"]


def test_a_question_is_answered_kept_and_settled(program: Program) -> None:
    told = answer(program.post("/help/answer", {"question": "How do I level the bed?", "language": "en"}, key="k1"))
    again = answer(program.post("/help/answer", {"question": "How do I level the bed?", "language": "en"}, key="k1"))
    assert told == again
    assert told["articles"][0]["slug"] == "help-bed-adhesion"
    at = f"/help/answer/{told['id']}/outcomes"
    assert answer(program.post(at, {"chosen": "help-bed-adhesion", "helpful": True}))["helpful"] is True
    asked = Asked.objects.get()
    assert (asked.place, asked.chosen, asked.helpful) == ("api", "help-bed-adhesion", True)
    assert program.post(at, {"chosen": "help-stringing"}).status_code == 404
    assert program.post(at, {}).status_code == 422


def test_a_danger_is_a_person_s(program: Program) -> None:
    told = answer(program.post("/help/answer", {"question": "mon imprimante fume et mon fils s'est brûlé"}))
    assert (told["kind"], told["reason"], told["articles"]) == ("person", "safety", [])


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": "x" * 20_001}, {"question": "a\x00"},
                                  {"question": "a", "language": "de"}, {"question": "a", "who": "me"}])  # fmt: skip
def test_what_is_no_question_is_refused(program: Program, body: dict[str, str]) -> None:
    assert program.post("/help/answer", body).status_code == 422


def test_a_search_for_nothing_is_refused(program: Program) -> None:
    assert program.get("/help/search").status_code == 422
    assert program.get("/help/search", q="a" * 501).status_code == 422
