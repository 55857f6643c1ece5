"""A guide before a claim is an offer: taken up or passed by, the claim goes on exactly where it stood."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.knowledge.models import GuideRun
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_shop
from tests.journeys.guiding import begun, end_to_claim, text, walk, walk_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_guide")]


@pytest.fixture
def shop() -> Shop:
    return a_shop()


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
