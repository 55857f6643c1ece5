"""A return asked for in the frame on the seller's site: no cookie counts, and the proof stays in the frame."""

from collections.abc import Iterator

import pytest
import time_machine

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.conversations.models import ChatSession
from reprise.apps.conversations.services.rotate_identity import rotate_identity
from reprise.apps.conversations.tests.test_identity import a_token
from reprise.web.embed.tests.frames import SITE, allow, entered
from reprise.web.portal.returning.tests.asking import bought, key_in, mailed_code
from reprise.workflows.tests.builders import a_shop, an_order, goods, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
CHAT = "/embed/atelier-lamelle/fr/chat/"
FRAME = f"{CHAT}return/"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def framed() -> Shop:
    made = a_shop()
    allow(made, SITE)
    return made


def test_in_a_frame_no_cookie_counts_and_the_proof_stays_in_it(framed: Shop) -> None:
    bought(shop=framed)
    frame = entered()
    assert frame.post("return/", number="1001", email="alice@example.com").headers["Location"] == f"{FRAME}code/"
    rights = frame.post("return/code/", code=mailed_code()).headers["Location"]
    items = frame.get(rights.removeprefix(CHAT)).headers["Location"]
    below = items.removeprefix(CHAT)
    page = frame.get(below)
    assert "Article 1" in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert not page.cookies
    other = entered()
    assert other.get(below).status_code == 403
    assert list(ChatSession.objects.exclude(orders={})) == [ChatSession.objects.get(orders__has_key=_number())]
    assert frame.client.get(f"/fr/s/atelier-lamelle/request/{key_in(items)}/items/").status_code == 403  # a page


def _number() -> str:
    return str(RequestDraft.objects.get().order_id)


def test_whom_a_site_vouches_for_sees_the_orders_of_their_address_and_no_others(framed: Shop) -> None:
    mine = bought(shop=framed)
    theirs = an_order(framed, number="1002")
    theirs.email = "bob@example.com"
    theirs.save()
    secret = rotate_identity(actor=ines(framed.pk, Role.OWNER), at=AT)
    frame = entered(token=a_token(secret=secret, email="alice@example.com"))
    page = frame.get("return/").content.decode()
    assert mine.number in page
    assert theirs.number not in page
    assert frame.post("return/", order=str(mine.pk)).status_code == 302
    assert frame.post("return/", order=str(theirs.pk)).status_code == 404
    assert not Case.objects.exists()


def test_a_return_ends_in_the_frame_with_its_number_and_a_link_that_opens_outside(framed: Shop) -> None:
    order = bought(shop=framed)
    frame = entered()
    frame.post("return/", number="1001", email="alice@example.com")
    path = frame.post("return/code/", code=mailed_code()).headers["Location"]
    key = key_in(path)
    first = goods(order)[0].pk
    said = [
        ("items/", {"line": str(first)}), (f"reason/{first}/", {"reason": "other", "description": "Fendu."}),
        ("safety/", {"danger": "no"}), ("wish/", {"wish": ""}), ("evidence/", {"do": "next"}), ("rights/", {}),
    ]  # fmt: skip
    for name, answer in said:
        response = frame.post(f"return/{key}/{name}", **answer)
        assert response.status_code == 302, response.content.decode()
    page = frame.get(f"return/{key}/done/").content.decode()
    case = Case.objects.get()
    assert case.reference in page
    assert 'target="_blank"' in page
    rows = frame.get("news/", after=0).json()["html"]
    assert case.reference in rows
    assert f"/c/{case.reference}/" in rows
