"""A shop, what somebody bought there, and the links that reach its pages, dated from today as the pages are."""

import io
import re
from datetime import datetime, timedelta
from typing import Final

from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.services.links import Purpose, make_link
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import case_by_id, lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.rules.numbers import number_key
from reprise.apps.notifications.queries import outbox_newest
from reprise.readmodels.case_letters import case_link
from reprise.readmodels.requests import Request, Wish
from reprise.workflows import return_request
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.new_shop import new_shop
from reprise.workflows.tests.builders import alice, ines

ALICE: Final = "alice@example.com"
BOX: Final = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)  # what an order holds: four boxes


def now() -> datetime:
    """The clock the pages look at."""
    return timezone.now()


def a_shop(slug: str = "lamelle") -> Shop:
    """A shop open to customers, and Inès who works there."""
    Person.objects.get_or_create(pk=101, defaults={"email": f"ines@{slug}.example", "name": "Inès Marchetti"})
    shop = new_shop(slug=slug, name="Atelier Lamelle", country="FR", at=now() - timedelta(days=90))
    Shop.objects.filter(pk=shop.pk).update(
        email="bonjour@lamelle.example",
        address={"lines": ["12 rue des Couches"], "postcode": "44000", "city": "Nantes"},
    )
    shop.refresh_from_db()
    return shop


def an_order(shop: Shop, *articles: tuple[str, str, int, int], number: str = "AL-20418") -> Order:
    """An order delivered five days ago; articles are (name, kind, quantity, paid), a dryer when none is named."""
    bought = articles or (("Sécheur de filament", "accessory", 1, 8900),)
    total = sum(paid for *_, paid in bought) + 490
    order = Order.objects.create(
        shop=shop, platform="shopify", external_id=number, number=number, number_key=number_key(number), currency="EUR",
        email=ALICE, ordered_at=now() - timedelta(days=9), country="FR", total_minor=total,
        delivered_on=timezone.localdate() - timedelta(days=5), delivery_origin="carrier", imported_at=now(),
        changed_at=now(), shipping={"name": "Alice Martin"},
    )  # fmt: skip
    for position, (name, kind, quantity, paid) in enumerate(bought, start=1):
        OrderLine.objects.create(
            order=order, position=position, name=name, kind=kind, quantity=quantity, paid_minor=paid, sku=f"S{position}"
        )
    OrderLine.objects.create(order=order, position=90, type="shipping", name="Colissimo", paid_minor=490)
    Payment.objects.create(
        order=order, provider="stripe", means="Carte bancaire", reference=f"ch_{number}", captured_minor=total
    )
    return order


def articles(order: Order) -> list[OrderLine]:
    """What was bought, without delivery."""
    return list(OrderLine.objects.filter(order=order, type="product").order_by("position"))


def order_link(order: Order, language: str = "fr") -> str:
    """The path of a mailed link that opens an order."""
    secret = make_link(purpose=Purpose.ORDER, shop_id=order.shop_id, at=now(), order_id=order.pk)
    return f"/{language}/s/{order.shop.slug}/order/{secret}/"


def a_case(order: Order, claim: str = "withdraw", quantity: int = 1, language: str = "fr", reason: str = "") -> Case:
    """The case of a request about the first article."""
    wish = Wish(articles(order)[0].pk, quantity, claim, reason=reason, description="Il ne chauffe pas.")
    wanted = Request((wish,), danger=False, language=language)
    return return_request.ask(actor=alice(order), order=order, request=wanted, at=now())


def a_complaint(quantity: int = 3) -> Case:
    """Alice says that some of her four boxes are warped."""
    return a_case(an_order(a_shop(), BOX), "defect", quantity, reason="fdm_warping")


def decided(case: Case, verdict: LineMove = LineMove.APPROVE, text: str = "") -> Case:
    """The same, with a verdict on its first line."""
    actor = ines(case.shop_id)
    decide(actor=actor, case=case, line_id=lines_of(case)[0].pk, verdict=verdict, text=text, at=now())
    return case_by_id(actor, case.pk)


def authorised(case: Case) -> Case:
    """The same, granted and with a slip."""
    case = decided(case)
    authorise(actor=ines(case.shop_id), case=case, at=now())
    return case_by_id(ines(case.shop_id), case.pk)


def path_of(case: Case, language: str = "fr") -> str:
    """The path of a case's page in a language."""
    path = "/" + case_link(case, case.shop).split("/", 3)[3]
    return re.sub(r"^/\w\w/", f"/{language}/", path)


def link_in_letter() -> str:
    """The path of the first link in the newest letter."""
    found = re.search(r"https?://[^/\s]+(/\S+)", outbox_newest(1)[0].text)
    assert found is not None
    return found[1]


def opened(client: Client, order: Order, language: str = "fr") -> str:
    """Open an order's link with the test client; the path of the page it leads to."""
    response = client.post(order_link(order, language))
    return str(response.headers["Location"])


def a_photo(number: int = 0) -> bytes:
    """A sharp, bright photo as JPEG; another one for each number."""
    picture = Image.new("RGB", (900 + number, 700), "#d8dcd8")
    pen = ImageDraw.Draw(picture)
    for x in range(0, 900, 30):
        for y in range(0, 700, 20):
            pen.rectangle((x, y, x + 14, y + 9), fill="#203a40")
    kept = io.BytesIO()
    picture.save(kept, "JPEG")
    return kept.getvalue()
