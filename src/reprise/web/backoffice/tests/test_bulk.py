"""One deed over many cases: each on its own, nothing silent, nothing twice."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import BulkItem, BulkRun, Case, CaseTag
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.models import Message
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.worker import work_off
from reprise.readmodels.requests import Request, Wish
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.ask_for_details import ask as ask_detail
from reprise.workflows.decide import decide
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import a_request, a_shop, alice, an_order, asked, goods, now
from reprise.workflows.tests.builders import ines as staff
from reprise.workflows.tests.policies import TWO_PHOTOS, publish
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db
SOON = LATER + timedelta(minutes=1)
BULK = "/fr/desk/atelier-lamelle/queue/bulk/"


def do(desk: Client, deed: str, cases: list[Case], **more: str) -> BulkRun:
    """Do a deed on cases; the run that was made."""
    answer = desk.post(BULK, {"deed": deed, "step": "do", "case": [case.reference for case in cases], **more})
    assert answer.status_code == 302, answer.content.decode()
    return BulkRun.objects.latest("pk")


def outcomes(run: BulkRun) -> list[str]:
    return list(BulkItem.objects.filter(run=run).order_by("position").values_list("outcome", flat=True))


def report(desk: Client, run: BulkRun) -> str:
    return desk.get(f"{BULK}{run.pk}/").content.decode()


def test_chosen_cases_are_shown_before_anything_happens(desk: Client, order: Order) -> None:
    case = asked(order)
    page = desk.post(BULK, {"deed": "assign", "case": case.reference}).content.decode()
    assert case.reference in page
    assert not BulkRun.objects.exists()


def test_cases_are_given_to_somebody(desk: Client, shop: Shop, ines: Person) -> None:
    cases = [asked(an_order(shop, number=str(n))) for n in range(3)]
    run = do(desk, "assign", cases, person=str(ines.pk))
    assert outcomes(run) == ["done"] * 3
    assert set(Case.objects.values_list("assignee", flat=True)) == {ines.pk}
    assert "confié à Inès Marchetti" in report(desk, run)


def test_what_law_and_policy_grant_is_granted_and_the_rest_is_told(desk: Client, shop: Shop) -> None:
    plain = asked(an_order(shop, number="1"))
    danger_order = an_order(shop, number="2")
    wishes = a_request(danger_order, 1, "defect").wishes
    danger = ask(actor=alice(danger_order), order=danger_order,
                 request=Request(wishes, danger=True, language="fr"), at=AT)  # fmt: skip
    decided = asked(an_order(shop, number="3"))
    decide(actor=staff(shop.pk), case=decided, line_id=lines_of(decided)[0].pk, verdict=LineMove.APPROVE, at=AT)
    late = asked(an_order(shop, number="4", delivered_on=(AT - timedelta(days=60)).date(), days_ago=70))
    run = do(desk, "approve", [plain, danger, decided, late])
    assert outcomes(run) == ["done", "refused", "refused", "refused"]
    assert lines_of(plain)[0].state == "approved"
    assert (lines_of(danger)[0].state, lines_of(late)[0].state) == ("pending", "pending")
    told = report(desk, run)
    for sentence in ("quelqu’un a été en danger", "quelqu’un a décidé entre-temps", "ouvrez le dossier et décidez"):
        assert sentence in told


def test_what_the_shop_s_own_rule_still_asks_to_see_is_left_and_told_before_what_was_done(
    desk: Client, shop: Shop
) -> None:
    publish(shop, evidence=(TWO_PHOTOS,))
    clear, unseen = an_order(shop, number="1"), an_order(shop, number="2", kind="catalogue_print", paid=2_000)
    wish = Wish(goods(unseen)[0].pk, 1, "defect", reason="fdm_warping")
    hidden = ask(actor=alice(unseen), order=unseen, request=Request((wish,), danger=False, language="fr"), at=AT)
    shown = asked(clear)
    run = do(desk, "approve", [shown, hidden])
    assert outcomes(run) == ["done", "refused"]
    told = report(desk, run)
    assert "n’est pas encore montrée" in told
    assert told.index(hidden.reference) < told.index(shown.reference)


def test_the_same_detail_is_asked_in_each_one_s_language(desk: Client, shop: Shop) -> None:
    french, english = (asked(an_order(shop, number=str(n))) for n in (1, 2))
    Case.objects.filter(pk=english.pk).update(language="en")
    run = do(desk, "ask", [french, english], text_fr="Une photo ?", text_en="A photo?")
    assert outcomes(run) == ["done", "done"]
    bodies = dict(Message.objects.values_list("conversation__case_id", "body"))
    assert bodies == {french.pk: "Une photo ?", english.pk: "A photo?"}
    assert {now(case).turn for case in (french, english)} == {"customer"}


def test_a_text_is_asked_for_in_every_language_of_the_chosen(desk: Client, order: Order) -> None:
    case = asked(order)
    answer = desk.post(BULK, {"deed": "ask", "step": "do", "case": case.reference, "text_fr": " "})
    assert answer.status_code == 422
    assert not BulkRun.objects.exists()


def test_only_those_whose_turn_it_is_are_reminded_and_once(desk: Client, shop: Shop) -> None:
    waiting, ours = (asked(an_order(shop, number=str(n))) for n in (1, 2))
    ask_detail(actor=staff(shop.pk), case=waiting, line_id=lines_of(waiting)[0].pk, question="Une photo ?",
               at=AT - timedelta(days=3))  # fmt: skip
    first = do(desk, "remind", [waiting, ours], text_fr="Nous attendons votre réponse.")
    again = do(desk, "remind", [waiting], text_fr="Nous attendons votre réponse.")
    assert (outcomes(first), outcomes(again)) == (["done", "refused"], ["refused"])
    assert Message.objects.filter(body="Nous attendons votre réponse.").count() == 1
    assert "moins d’un jour" in report(desk, again)


def test_a_tag_goes_on_all_and_is_not_put_on_twice(desk: Client, shop: Shop) -> None:
    cases = [asked(an_order(shop, number=str(n))) for n in range(2)]
    CaseTag.objects.create(case=cases[0], shop=shop, label="lot 42")
    assert outcomes(do(desk, "tag", cases, label="Lot  42")) == ["refused", "done"]
    assert CaseTag.objects.count() == 2


def test_the_same_form_sent_twice_is_done_once(desk: Client, order: Order) -> None:
    case = asked(order)
    for _ in range(2):
        desk.post(BULK, {"deed": "tag", "step": "do", "case": case.reference, "label": "x", "client_id": "abc"})
    assert BulkRun.objects.count() == 1


def test_many_are_done_a_few_at_a_time_by_a_job(desk: Client, shop: Shop) -> None:
    cases = [asked(an_order(shop, number=str(n))) for n in range(25)]
    run = do(desk, "tag", cases, label="x")
    assert outcomes(run).count("done") == 10
    assert desk.get(f"{BULK}{run.pk}/")["Refresh"] == "2"
    work_off(at=SOON)
    assert outcomes(run) == ["done"] * 25
    assert "Refresh" not in desk.get(f"{BULK}{run.pk}/")


def test_somebody_who_lost_the_right_meanwhile_does_nothing_more(desk: Client, shop: Shop, ines: Person) -> None:
    cases = [asked(an_order(shop, number=str(n))) for n in range(12)]
    run = do(desk, "tag", cases, label="x")
    Membership.objects.filter(person=ines).delete()
    work_off(at=SOON)
    assert outcomes(run) == ["done"] * 10 + ["refused"] * 2
    assert CaseTag.objects.count() == 10


def test_somebody_made_a_viewer_meanwhile_is_refused_case_by_case(desk: Client, shop: Shop, ines: Person) -> None:
    cases = [asked(an_order(shop, number=str(n))) for n in range(12)]
    run = do(desk, "tag", cases, label="x")
    Membership.objects.filter(person=ines).update(role=Role.VIEWER)
    work_off(at=SOON)
    assert outcomes(run) == ["done"] * 10 + ["refused"] * 2


def test_the_whole_list_is_chosen_at_once(desk: Client, shop: Shop) -> None:
    for n in range(30):
        asked(an_order(shop, number=str(n)))
    asked(an_order(shop, number="99"), 1, "defect")
    desk.post(BULK, {"deed": "tag", "step": "do", "whole": "yes", "query": "view=open&kind=withdrawal", "label": "x"})
    work_off(at=SOON)
    assert CaseTag.objects.count() == 30


@pytest.mark.django_db(transaction=True)
def test_more_than_five_hundred_are_refused_whole(desk: Client, order: Order) -> None:
    first = asked(order)
    values = {name: getattr(first, name) for name in ("shop_id", "kind", "queue_at", "opened_at", "turn", "stage")}
    Case.objects.bulk_create(
        Case(**values, reference=f"RP-ZZZZ-{n:04d}", link_key=str(n), axes=first.axes) for n in range(500)
    )
    answer = desk.post(BULK, {"deed": "tag", "step": "do", "whole": "yes", "query": "view=open", "label": "x"})
    assert answer.status_code == 422
    assert not BulkRun.objects.exists()


def test_the_neighbour_s_cases_are_left_out(desk: Client, order: Order) -> None:
    ours, theirs = asked(order), asked(an_order(a_shop("voisin")))
    run = do(desk, "tag", [ours, theirs], label="x")
    assert outcomes(run) == ["done"]
    assert not CaseTag.objects.filter(case=theirs).exists()


def test_nothing_chosen_and_nothing_known_do_nothing(desk: Client, order: Order) -> None:
    asked(order)
    assert desk.post(BULK, {"deed": "tag"}).status_code == 302
    assert desk.post(BULK, {"deed": "drop everything", "case": "RP-7F3K-Q2M4"}).status_code == 404
    assert desk.get(BULK).status_code == 302


def test_a_role_without_the_right_is_refused_at_the_door(shop: Shop, order: Order) -> None:
    case = asked(order)
    browser = at_the_desk(somebody(shop, Role.VIEWER))
    assert browser.post(BULK, {"deed": "approve", "case": case.reference}).status_code == 403


def test_the_neighbour_s_report_is_not_ours(desk: Client, order: Order) -> None:
    run = do(desk, "tag", [asked(order)], label="x")
    a_shop("voisin")
    assert desk.get(f"/fr/desk/voisin/queue/bulk/{run.pk}/").status_code == 404


def test_the_chosen_cases_are_exported_and_no_cell_is_a_formula(desk: Client, order: Order) -> None:
    case = asked(order)
    Case.objects.filter(pk=case.pk).update(contact_name="=HYPERLINK(1)")
    answer = desk.post("/fr/desk/atelier-lamelle/queue/export/", {"case": case.reference})
    assert answer["Content-Type"].startswith("text/csv")
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert (head[0], row[0], row[1]) == ("Dossier", case.reference, "'=HYPERLINK(1)")
    assert "90,00" in row  # with a point, a French spreadsheet would take it for a text or a day


def test_a_run_killed_between_two_cases_goes_on_where_it_stopped(desk: Client, shop: Shop) -> None:
    cases = [asked(an_order(shop, number=str(n))) for n in range(12)]
    run = do(desk, "tag", cases, label="x")
    Job.objects.filter(kind="cases.bulk").update(state=Job.State.RUNNING, lease_until=LATER - timedelta(hours=1))
    work_off(at=SOON)
    assert outcomes(run) == ["done"] * 12
    assert CaseTag.objects.count() == 12
