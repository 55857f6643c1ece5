"""A guide before a claim is an offer: taken up or passed by, the claim goes on exactly where it stood."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.knowledge.models import GuideRun
from reprise.apps.knowledge.rules import guide_shelf
from reprise.apps.knowledge.tests.guide_builders import a_document, yaml_of
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_shop, an_order, articles, opened

pytestmark = pytest.mark.django_db
PRINTER = ("Imprimante Lamelle One", "printer", 1, 44900)
BOX = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)
FAILED = {"reason": "printer_part_fault", "description": "L’axe ne bouge plus."}
SAFE = {"danger": "no"}


@pytest.fixture(autouse=True)
def _one_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The guide of the tests alone: what ships may be rewritten without them."""
    (tmp_path / "axis.yaml").write_text(yaml_of(a_document()))
    monkeypatch.setattr(guide_shelf, "guide_folder", lambda: tmp_path)
    guide_shelf.shipped_guides.cache_clear()
    yield
    guide_shelf.shipped_guides.cache_clear()


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def walk(client: Client, path: str, *posted: dict[str, str]) -> str:
    """Answer one page after another; the path of the last one reached, wherever it leads on its own."""
    for answer in posted:
        response = client.post(path, answer)
        assert response.status_code == 302, response.content.decode()
        path = response.headers["Location"]
    return path


def offered(client: Client, shop: Shop, *after: dict[str, str], bought: tuple[str, str, int, int] = PRINTER) -> str:
    """The page that follows once the printer is said to have failed, and nobody was in danger."""
    order = an_order(shop, bought)
    items = opened(client, order)
    return walk(client, items, {"line": str(articles(order)[0].pk)}, *(after or (FAILED, SAFE)))


def begun(client: Client, shop: Shop) -> str:
    """The first step of the guide, begun from a claim by somebody who names no machine."""
    bench = walk(client, offered(client, shop), {"do": "start", "guide": "axis"})
    return walk_to(client, walk(client, bench, {"machine": ""}))


def walk_to(client: Client, path: str) -> str:
    """Where a page that only leads on leads."""
    response = client.get(path)
    return str(response.headers["Location"]) if response.status_code == 302 else path


def text(client: Client, path: str) -> str:
    """What a page says."""
    return client.get(path).content.decode()


def test_the_offer_follows_the_question_of_danger_and_both_ways_are_buttons_alike(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    assert page.endswith("/try_first/")
    body = text(client, page)
    assert "Axe bloqué" in body
    assert "À essayer d’abord : 3 minutes" in body.replace("\xa0", " ")
    both = [part.split("</button>")[0] for part in body.split("<button")[1:] if "btn-secondary btn-xl" in part[:80]]
    assert len(both) == 2
    assert "btn-primary" not in body.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("bought", "said"),
    [
        (PRINTER, ({"reason": "withdraw"},)),
        (PRINTER, (FAILED, {"danger": "burn"})),
        (PRINTER, ({"reason": "wrong_item"},)),
        (PRINTER, ({"reason": "electrical_safety"}, SAFE)),
        (BOX, ({"reason": "fdm_layer_shift"}, SAFE)),
        (("Carte", "", 1, 900), ({"reason": "printer_part_fault"}, SAFE)),
    ],
)
def test_whom_no_guide_can_help_never_sees_one(
    client: Client, shop: Shop, bought: tuple[str, str, int, int], said: tuple[dict[str, str], ...]
) -> None:
    page = offered(client, shop, *said, bought=bought)
    assert "/try_first/" not in page
    key = page.split("/request/")[1].split("/")[0]
    assert "/try_first/" not in walk_to(client, f"/fr/s/lamelle/request/{key}/try_first/")


def test_passing_by_is_said_once(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    wish = walk(client, page, {"do": "on"})
    assert wish.endswith("/wish/")
    evidence = walk(client, wish, {"wish": "repair"})
    assert not GuideRun.objects.exists()
    assert client.get(page).status_code == 200, "one may come back to it"
    assert client.get(evidence).status_code == 200


def test_another_reason_that_calls_for_a_guide_is_offered_anew(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    walk(client, page, {"do": "on"})
    RequestDraft.objects.update(data={**RequestDraft.objects.get().data, "tried": "0:other"})
    assert walk_to(client, page.replace("try_first", "wish")).endswith("/try_first/")


def test_every_page_of_a_guide_leads_back_to_where_the_claim_stood(client: Client, shop: Shop) -> None:
    step = begun(client, shop)
    while True:
        body = text(client, step)
        assert "Continuer ma demande" in body
        back = body.split('">', 1)[0] and body.split("/rights/")[0].rsplit('"', 1)[1] + "/rights/"
        assert walk_to(client, back).endswith("/wish/")
        if "answer" not in body:
            break
        step = walk(client, step, {"answer": "1"})
    assert GuideRun.objects.get().outcome == "part"


def test_the_part_that_failed_can_be_wished_for_and_staff_read_what_was_done(client: Client, shop: Shop) -> None:
    end = walk(client, begun(client, shop), {"answer": "1"}, {"answer": "1"})
    assert "Un moteur" in text(client, end)
    wish = end_to_claim(client)
    assert "M’envoyer la pièce" in text(client, wish)
    evidence = walk(client, wish, {"wish": "spare_part"})
    case_page = walk(client, evidence, {}, {})
    case = Case.objects.get()
    assert case.lines.get().asked_remedy == "spare_part"
    run = GuideRun.objects.get()
    assert (run.case_id, run.outcome, run.part) == (case.pk, "part", "Un moteur")
    desk = text(at_the_desk(somebody(shop, Role.AGENT)), f"/en/desk/lamelle/cases/{case.reference}/")
    for told in ("Tried before the claim", "Stuck axis", "Part to send:", "A motor", "Does it move by hand?", "No"):
        assert told in desk
    assert "/c/" in case_page


def test_the_part_a_guide_found_is_granted_told_and_sent_by_its_name(client: Client, shop: Shop) -> None:
    walk(client, begun(client, shop), {"answer": "1"}, {"answer": "1"})
    walk(client, end_to_claim(client), {"wish": "spare_part"}, {}, {})
    case, desk = Case.objects.get(), at_the_desk(somebody(shop, Role.AGENT))
    path = f"/en/desk/lamelle/cases/{case.reference}/"
    assert "Grant it: spare part (a motor) for Imprimante Lamelle One" in text(desk, path)
    decide = f"{path}decide/?line={case.lines.get().pk}"
    form = desk.get(decide).context["form"]
    assert form["remedy"].value() == "spare_part"
    assert "La pièce que nous envoyons\N{NO-BREAK SPACE}: Un moteur." in form["text"].value()
    proposed = {name: form[name].value() or "" for name in ("verdict", "remedy", "text", "seen", "client_id")}
    decided = desk.post(decide, proposed)
    assert decided.status_code == 302, decided.content.decode()
    assert case.remedies.get().type == "spare_part"
    assert case.lines.get().items.get().state == "not_required"
    assert "Carry out the remedy: spare part (a motor)" in text(desk, path)


def end_to_claim(client: Client) -> str:
    """The page of the claim that is open."""
    key = RequestDraft.objects.get().key
    return walk_to(client, f"/fr/s/lamelle/request/{key}/rights/")


def test_solved_closes_the_claim_and_one_word_opens_it_where_it_stood(client: Client, shop: Shop) -> None:
    end = walk(client, begun(client, shop), {"answer": "1"}, {"answer": "0"})
    assert "rien n’a été envoyé" in text(client, end)
    solved = end_to_claim(client)
    assert solved.endswith("/solved/")
    assert "Finalement, ce n’est pas réglé" in text(client, solved)
    rights = walk(client, solved, {"do": "again"})
    assert walk_to(client, rights).endswith("/wish/")
    assert GuideRun.objects.get().back is not None
    assert not Case.objects.exists()


def test_after_a_solved_claim_something_else_begins_anew(client: Client, shop: Shop) -> None:
    walk(client, begun(client, shop), {"answer": "1"}, {"answer": "0"})
    first = RequestDraft.objects.get()
    items = walk(client, end_to_claim(client), {"do": "other"})
    assert client.get(items).status_code == 200
    first.refresh_from_db()
    assert first.data["solved"]
    assert RequestDraft.objects.count() == 2


def test_going_back_and_answering_otherwise_is_what_counts(client: Client, shop: Shop) -> None:
    first = begun(client, shop)
    walk(client, first, {"answer": "1"}, {"answer": "0"})
    assert RequestDraft.objects.get().data["solved"]
    assert "Votre réponse" in text(client, first)
    walk(client, first, {"answer": "0"})
    assert not RequestDraft.objects.get().data["solved"]
    assert [entry[0] for entry in GuideRun.objects.get().path if entry[0][0] != "@"] == ["looks"]


def test_a_smell_of_burning_asks_the_claim_about_danger_again(client: Client, shop: Shop) -> None:
    end = walk(client, begun(client, shop), {"answer": "2"})
    body = text(client, end)
    assert "112" in body
    assert "rp-stop" in body
    assert end_to_claim(client).endswith("/safety/")


def test_what_was_sent_is_not_rewritten_by_the_guide(client: Client, shop: Shop) -> None:
    first = begun(client, shop)
    walk(client, first, {"answer": "1"}, {"answer": "1"})
    walk(client, end_to_claim(client), {"wish": ""}, {}, {})
    path = GuideRun.objects.get().path
    assert "/rights/" in walk(client, first, {"answer": "0"})
    assert GuideRun.objects.get().path == path


def test_what_was_sent_keeps_the_machine_it_was_sent_with(client: Client, shop: Shop) -> None:
    first = begun(client, shop)
    walk(client, first, {"answer": "1"}, {"answer": "1"})
    walk(client, end_to_claim(client), {"wish": ""}, {}, {})
    path = GuideRun.objects.get().path
    assert "/rights/" in walk(client, first.rsplit("/", 2)[0] + "/", {"machine": "prusa"})
    assert GuideRun.objects.get().path == path


def test_another_machine_said_at_the_end_keeps_what_was_found(client: Client, shop: Shop) -> None:
    first = begun(client, shop)
    end = walk(client, first, {"answer": "1"}, {"answer": "1"})
    found = GuideRun.objects.get().path[-1]
    assert walk_to(client, walk(client, first.rsplit("/", 2)[0] + "/", {"machine": "prusa"})) == end
    path = GuideRun.objects.get().path
    assert path[-1] == found
    assert ["@machine", "prusa"] in [entry[:2] for entry in path]


def test_whoever_was_sent_the_address_of_a_guide_does_not_answer_the_claim(client: Client, shop: Shop) -> None:
    first = begun(client, shop)
    stranger = Client()
    walk(stranger, first, {"answer": "1"}, {"answer": "0"})
    assert not RequestDraft.objects.get().data.get("solved")
    walk(stranger, first, {"answer": "2"})
    assert RequestDraft.objects.get().data["danger"] is None  # a danger is asked about, whoever saw it


def test_the_rights_do_not_depend_on_having_tried(client: Client, shop: Shop) -> None:
    def rights(page: str) -> str:
        body = text(client, walk(client, page, {"wish": "repair"}, {}))
        return body.split('class="rp-rights')[1].split("<form")[0]

    untouched = rights(walk(client, offered(client, shop), {"do": "on"}))
    RequestDraft.objects.all().delete()
    order = an_order(shop, PRINTER, number="AL-2")
    page = walk(client, opened(client, order), {"line": str(articles(order)[0].pk)}, FAILED, SAFE)
    bench = walk(client, page, {"do": "start", "guide": "axis"})
    walk(client, walk_to(client, walk(client, bench, {})), {"answer": "1"}, {"answer": "1"})
    assert rights(end_to_claim(client)) == untouched


@pytest.mark.parametrize("answer", ["7", "-1", "", "x" * 5000, "<script>"])
def test_an_answer_nobody_offered_is_asked_again(client: Client, shop: Shop, answer: str) -> None:
    step = begun(client, shop)
    response = client.post(step, {"answer": answer})
    assert response.status_code == 422
    assert "<script>" not in response.content.decode().split("<main")[1].split("</main>")[0]


def test_a_guide_that_was_not_offered_cannot_be_begun(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    assert client.post(page, {"do": "start", "guide": "clog"}).status_code == 422
    assert not GuideRun.objects.exists()


def test_a_step_far_ahead_leads_to_where_the_run_stands(client: Client, shop: Shop) -> None:
    step = begun(client, shop)
    ahead = step.replace("/looks/", "/works/")
    assert walk_to(client, walk_to(client, ahead)) == step
    assert GuideRun.objects.get().outcome == ""


def test_a_guide_stands_alone_and_a_claim_after_it_knows_what_was_tried(client: Client, shop: Shop) -> None:
    assert "Axe bloqué" in text(client, "/fr/s/lamelle/guides/")
    run = walk(client, "/fr/s/lamelle/guides/axis/", {"machine": "prusa"})
    step = walk_to(client, run)
    assert "Continuer ma demande" not in text(client, step)
    clears = walk(client, step, {"answer": "1"})
    assert "On a Prusa, the left rail." in text(client, clears)
    walk(client, clears, {"answer": "1"})
    page = offered(client, shop)
    assert "Vous avez déjà essayé" in text(client, page)
    walk(client, walk(client, page, {"do": "on"}), {"wish": "repair"}, {}, {})
    assert GuideRun.objects.get().case == Case.objects.get()


def test_a_search_among_guides_finds_or_says_that_it_does_not(client: Client, shop: Shop) -> None:
    assert "Voilà qui en parle" in text(client, "/fr/s/lamelle/guides/?q=l%27axe+est+bloqué")
    assert "Aucun guide" in text(client, "/fr/s/lamelle/guides/?q=remboursement")
    hostile = text(client, "/fr/s/lamelle/guides/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in hostile


def test_the_guide_of_another_shop_is_nobody_s(client: Client, shop: Shop) -> None:
    step = begun(client, shop)
    a_shop("voisin")
    assert client.get(step.replace("/s/lamelle/", "/s/voisin/")).status_code == 404
    assert client.get("/fr/s/lamelle/guides/axis/unknown/looks/").status_code == 404
    assert client.get("/fr/s/lamelle/guides/none/").status_code == 404


def test_pages_of_a_guide_cost_few_queries(
    client: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    step = begun(client, shop)
    client.get(step)
    with django_assert_max_num_queries(8):
        client.get(step)
    with django_assert_max_num_queries(20):
        client.post(step, {"answer": "1"})
    with django_assert_max_num_queries(10):
        client.get("/fr/s/lamelle/guides/")
