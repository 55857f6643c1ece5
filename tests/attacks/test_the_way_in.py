"""Doors that must not lead elsewhere, and pages that must not be framed, kept or told."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.accounts.models import Person
from reprise.apps.accounts.rights import Role
from reprise.apps.evidence.models import Evidence
from reprise.apps.notifications.queries import letters_of_case
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import a_case, a_photo, a_shop, an_order, opened, order_link, path_of

pytestmark = pytest.mark.django_db

ELSEWHERE = ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example")


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(place: str, client: Client) -> None:
    viewer = somebody(a_shop(), Role.VIEWER)
    Person.objects.filter(pk=viewer.pk).update(password=make_password("a long pass phrase"))
    said = {"login": viewer.email, "password": "a long pass phrase", "next": place}
    for at in ("/en/account/login/", f"/en/account/login/?next={place}"):
        answer = Client().post(at, said)
        assert "evil" not in answer.headers.get("Location", "")
        assert not answer.headers.get("Location", "").startswith("javascript")


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "", "[::1"])
def test_another_host_is_answered_by_nobody(host: str) -> None:
    answer = Client().get("/en/account/login/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_a_forwarded_host_changes_no_link_in_a_letter(client: Client) -> None:
    order = an_order(a_shop())
    page = client.get(f"/en/s/{order.shop.slug}/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in page.content.decode()


def test_every_kind_of_page_is_framed_by_nobody_and_runs_only_our_scripts(client: Client) -> None:
    shop = a_shop()
    order = an_order(shop)
    case, owner = a_case(order), at_the_desk(somebody(shop, Role.OWNER))
    for browser, at in (
        (client, f"/en/s/{shop.slug}/"), (client, f"/en/s/{shop.slug}/find/"), (client, order_link(order)),
        (client, path_of(case)), (client, "/en/nothing/"), (client, "/en/account/login/"),
        (client, "/api/v1/cases"), (owner, f"/en/desk/{shop.slug}/queue/"),
        (owner, f"/en/desk/{shop.slug}/cases/{case.reference}/"), (owner, f"/en/desk/{shop.slug}/policy/"),
    ):  # fmt: skip
        answer = browser.get(at)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy, at
        assert "frame-ancestors 'none'" in policy, at
        assert "unsafe" not in policy, at
        assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff"), at
        assert answer["Referrer-Policy"] == "same-origin", at


def test_what_is_private_is_kept_by_nobody(client: Client) -> None:
    shop = a_shop()
    order = an_order(shop)
    case, owner = a_case(order), at_the_desk(somebody(shop, Role.OWNER))
    private = (path_of(case), order_link(order), opened(client, order), f"/fr/s/{shop.slug}/find/")
    for at in private:
        assert "no-store" in client.get(at)["Cache-Control"], at
    mail = letters_of_case(ines(shop.pk), case.pk)[0].pk
    photo = SimpleUploadedFile("a.jpg", a_photo())
    assert client.post(f"{path_of(case)}evidence/", {"files": photo}).status_code == 302
    piece = Evidence.objects.get(case=case).file_id
    for page in (
        "queue/", "orders/", f"orders/{order.pk}/", f"cases/{case.reference}/", "kinds/", "policy/", f"files/{piece}/",
        f"files/{piece}/?preview", f"letters/{mail}/", f"letters/{mail}/page/", "letters/words/case_closed/fr/preview/",
        f"cases/{case.reference}/papers/acknowledgement.pdf", f"cases/{case.reference}/refund/confirm/", "search/?q=a",
    ):  # fmt: skip
        answer = owner.get(f"/fr/desk/{shop.slug}/{page}")
        b"".join(answer)  # read whole, or the file stays open
        assert "no-store" in answer["Cache-Control"], page
    table = owner.post(f"/fr/desk/{shop.slug}/queue/export/", {"case": case.reference})
    assert (table["Content-Type"][:8], "no-store" in table["Cache-Control"]) == ("text/csv", True)


def test_opening_an_order_gives_the_browser_a_new_session(client: Client) -> None:
    order = an_order(a_shop())
    client.get(f"/fr/s/{order.shop.slug}/find/?for=defect")
    before = client.cookies["sessionid"].value
    opened(client, order)
    assert client.cookies["sessionid"].value != before
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_another_shop_s_things_in_any_address_of_the_desk_look_missing() -> None:
    ours, theirs = a_shop(), a_shop("voisin")
    order = an_order(theirs)
    case, owner = a_case(order), at_the_desk(somebody(ours, Role.OWNER))
    line = order.lines.first()
    assert line is not None
    at = f"/fr/desk/{ours.slug}/"
    for page in (
        f"cases/{case.reference}/", f"cases/{case.reference}/decide/", f"cases/{case.reference}/refund/",
        f"cases/{case.reference}/slip.pdf", f"orders/{order.pk}/", f"orders/{order.pk}/delivery/",
        f"orders/lines/{line.pk}/kind/", "files/1/", "reception/1/match/",
    ):  # fmt: skip
        assert owner.get(at + page).status_code == 404, page
        assert owner.post(at + page, {"line": line.pk}).status_code in {404, 405}, page
        assert owner.get(f"/fr/desk/{theirs.slug}/{page}").status_code == 404, page
