"""What the queue can be asked for, and the choices people keep."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import DeadlineBasis, Duty
from reprise.apps.cases.models import Case, CaseTag, Deadline, SavedFilter
from reprise.apps.cases.services.deadlines import NewDeadline, set_deadlines
from reprise.apps.cases.services.project import store_projection
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
QUEUE = "/fr/desk/atelier-lamelle/queue/"


def rows(desk: Client, **query: str) -> list[str]:
    """The references the queue shows."""
    page = desk.get(QUEUE, {"view": "open", **query}).content.decode()
    return re.findall(r'<tr data-row="(RP-[0-9A-Z]{4}-[0-9A-Z]{4})"', page)


@pytest.fixture
def pair(shop: Shop) -> tuple[Case, Case]:
    """A withdrawal from filament in French, and a complaint about a printer in English."""
    printer = an_order(shop, number="1002", kind="printer", quantity=1, paid=47_900)
    OrderLine.objects.filter(order=printer, position=1).update(name="Imprimante Lamelle S2", sku="PRN-S2")
    first, second = asked(an_order(shop)), asked(printer, 1, "defect")
    Case.objects.filter(pk=second.pk).update(language="en")
    return first, second


@pytest.mark.parametrize(
    "query",
    [{"kind": "complaint"}, {"product": "lamelle"}, {"product": "prn-s2"}, {"product_kind": "printer"},
     {"language": "en"}, {"kind": "complaint", "language": "en", "stage": "submitted"}],
)  # fmt: skip
def test_a_filter_holds_what_it_asks_for_and_nothing_else(
    desk: Client, pair: tuple[Case, Case], query: dict[str, str]
) -> None:
    assert rows(desk, **query) == [pair[1].reference]


def test_mine_nobody_s_and_somebody_s(desk: Client, ines: Person, pair: tuple[Case, Case]) -> None:
    Case.objects.filter(pk=pair[0].pk).update(assignee=ines)
    first, second = ([case.reference] for case in pair)
    assert (rows(desk, assignee="me"), rows(desk, assignee=str(ines.pk)), rows(desk, view="mine")) == (first,) * 3
    assert (rows(desk, assignee="nobody"), rows(desk, view="unassigned")) == (second, second)


def test_overdue_is_what_we_owe_not_what_the_customer_does(desk: Client, shop: Shop, order: Order) -> None:
    late, theirs = asked(order), authorised(an_order(shop, number="1002"))
    for case, duty in ((late, "seller"), (theirs, "customer")):
        Deadline.objects.filter(case=case).delete()
        Deadline.objects.create(case=case, name="decision", due_on=AT.date(), due_at=AT, basis="promise", source="x",
                                duty=duty)  # fmt: skip
        Case.objects.filter(pk=case.pk).update(next_due=AT)
    assert rows(desk, view="overdue") == [late.reference]


def test_due_before_a_day_and_tagged(desk: Client, pair: tuple[Case, Case]) -> None:
    Deadline.objects.filter(case=pair[0]).update(due_on=(AT + timedelta(days=3)).date())
    Deadline.objects.filter(case=pair[1]).update(due_on=(AT + timedelta(days=30)).date())
    CaseTag.objects.create(case=pair[1], shop=pair[1].shop, label="lot 42")
    assert rows(desk, due_before=(AT + timedelta(days=4)).date().isoformat()) == [pair[0].reference]
    assert rows(desk, tag="Lot 42") == [pair[1].reference]


@pytest.mark.parametrize(("sort", "places"), [("newest", (1, 0)), ("oldest", (0, 1)), ("value", (1, 0))])
def test_the_list_is_put_in_another_order_page_by_page(
    desk: Client, shop: Shop, pair: tuple[Case, Case], sort: str, places: tuple[int, int]
) -> None:
    assert rows(desk, sort=sort) == [pair[place].reference for place in places]
    made = {asked(an_order(shop, number=str(3000 + n))).reference for n in range(27)}
    page = desk.get(QUEUE, {"view": "open", "sort": sort}).content.decode()
    following = re.search(r'href="([^"]+)"\s+rel="next"', page)
    assert following is not None
    second = desk.get(QUEUE + following[1].replace("&amp;", "&")).content.decode()
    seen = [re.findall(r'<tr data-row="([^"]+)"', each) for each in (page, second)]
    assert len(seen[0]) == 25
    assert sorted(seen[0] + seen[1]) == sorted(made | {case.reference for case in pair})


def test_what_the_law_asks_comes_a_day_ahead_of_what_we_promised(desk: Client, shop: Shop, order: Order) -> None:
    promised, by_law = asked(order), asked(an_order(shop, number="2"))
    day = (AT + timedelta(days=5)).date()
    for case, basis, due in (
        (promised, DeadlineBasis.PROMISE, day),
        (by_law, DeadlineBasis.LAW, day + timedelta(days=1)),
    ):
        Deadline.objects.filter(case=case, state="open").delete()
        set_deadlines(case=case, deadlines=[NewDeadline("decision", due, basis, "x", Duty.SELLER)], zone="Europe/Paris",
                      at=AT)  # fmt: skip
        store_projection(case=case, projection=project(picture_of(case)), at=AT)
    assert rows(desk) == [by_law.reference, promised.reference]


HOSTILE = [
    {"view": "nonsense"}, {"kind": "' OR 1=1"}, {"assignee": "-1"}, {"assignee": "9" * 30}, {"assignee": "١٢"},
    {"due_before": "0001-01-01"}, {"due_before": "2026-13-45"}, {"due_before": "x" * 2_000}, {"sort": "id;drop"},
    {"after": "9" * 30 + "~1"}, {"sort": "value", "after": "2026-11-24T10:00:00Z~1"}, {"tag": "a" * 2_000},
    {"language": "../"}, {"stage": "<script>"}, {"saved": "abc"}, {"saved": "999999999999999999999"},
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_made_up_values_ask_for_nothing(desk: Client, order: Order, query: dict[str, str]) -> None:
    asked(order)
    answer = desk.get(QUEUE, query)
    assert answer.status_code == 200
    assert b"<script>" not in answer.content.replace(b"<script type", b"").replace(b"<script src", b"")


def test_tabs_say_how_many_they_hold(desk: Client, pair: tuple[Case, Case]) -> None:
    page = re.sub(r"\s+", " ", desk.get(QUEUE).content.decode())
    assert "À traiter <b>2</b>" in page
    assert "Sécurité <b>0</b>" in page


def keep(desk: Client, label: str, query: str, **more: str) -> None:
    desk.post(f"{QUEUE}filters/", {"label": label, "query": query, **more})


def test_a_filter_is_kept_counted_and_opened(desk: Client, pair: tuple[Case, Case]) -> None:
    keep(desk, "Plaintes", "view=open&kind=complaint&nonsense=1")
    kept = SavedFilter.objects.get()
    assert kept.query == {"view": "open", "kind": "complaint"}
    page = re.sub(r"\s+", " ", desk.get(QUEUE).content.decode())
    assert "Plaintes <b>1</b>" in page
    opened = desk.get(QUEUE, {"saved": str(kept.pk)}).content.decode()
    assert pair[1].reference in opened
    assert pair[0].reference not in opened


@pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction
def test_the_same_name_replaces_and_twenty_are_enough(desk: Client, order: Order) -> None:
    for n in range(22):
        keep(desk, f"Filtre {n}", "view=open")
    keep(desk, "filtre 0", "view=safety")
    assert SavedFilter.objects.count() == 20
    assert SavedFilter.objects.get(label__iexact="filtre 0").query == {"view": "safety"}


def test_the_queue_opens_with_the_default_and_links_still_lead_elsewhere(desk: Client, pair: tuple[Case, Case]) -> None:
    keep(desk, "Plaintes", "view=open&kind=complaint", default="yes")
    assert pair[0].reference not in desk.get(QUEUE).content.decode()
    assert pair[0].reference in desk.get(QUEUE, {"view": "now"}).content.decode()
    desk.post(f"{QUEUE}filters/{SavedFilter.objects.get().pk}/", {"deed": "plain"})
    assert pair[0].reference in desk.get(QUEUE).content.decode()


@pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction
def test_a_shared_filter_is_the_team_s_and_a_private_one_is_not(desk: Client, shop: Shop, order: Order) -> None:
    keep(desk, "À tous", "view=open", shared="yes")
    keep(desk, "À moi seule", "view=open")
    paul = at_the_desk(somebody(shop, Role.AGENT, "paul@example.com"))
    page = paul.get(QUEUE).content.decode()
    assert "À tous" in page
    assert "À moi seule" not in page
    private = SavedFilter.objects.get(person__isnull=False)
    assert paul.post(f"{QUEUE}filters/{private.pk}/", {"deed": "drop"}).status_code == 404
    assert "À moi seule" not in paul.get(QUEUE, {"saved": str(private.pk)}).content.decode()


@pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction
def test_a_viewer_keeps_filters_of_their_own_only(shop: Shop, desk: Client, order: Order) -> None:
    keep(desk, "À tous", "view=open", shared="yes")
    viewer = at_the_desk(somebody(shop, Role.VIEWER))
    keep(viewer, "Le mien", "view=open")
    keep(viewer, "Le nôtre", "view=open", shared="yes")
    assert set(SavedFilter.objects.values_list("label", flat=True)) == {"À tous", "Le mien"}
    shared = SavedFilter.objects.get(label="À tous")
    assert viewer.post(f"{QUEUE}filters/{shared.pk}/", {"deed": "drop"}).status_code == 403


def test_filters_are_moved_and_removed(desk: Client, order: Order) -> None:
    for label in ("A", "B"):
        keep(desk, label, "view=open")
    second = SavedFilter.objects.get(label="B")
    desk.post(f"{QUEUE}filters/{second.pk}/", {"deed": "up"})
    assert list(SavedFilter.objects.order_by("position").values_list("label", flat=True)) == ["B", "A"]
    desk.post(f"{QUEUE}filters/{second.pk}/", {"deed": "drop"})
    assert list(SavedFilter.objects.values_list("label", flat=True)) == ["A"]
    assert desk.post(f"{QUEUE}filters/{second.pk}/", {"deed": "drop"}).status_code == 404


@pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction
def test_the_neighbour_s_filter_is_nobody_s(desk: Client, order: Order) -> None:
    theirs = SavedFilter.objects.create(shop=a_shop("voisin"), label="Voisin", query={})
    assert desk.post(f"{QUEUE}filters/{theirs.pk}/", {"deed": "drop"}).status_code == 404
    assert "Voisin" not in desk.get(QUEUE, {"saved": str(theirs.pk)}).content.decode()
