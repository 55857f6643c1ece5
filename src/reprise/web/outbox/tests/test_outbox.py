"""The demo's letters are there for whoever sits at the machine, and for nobody else."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.forget import forget
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.writing.write import LOGO

pytestmark = pytest.mark.django_db
LINK = "http://127.0.0.1:8000/fr/s/atelier-lamelle/order/a-secret/"


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.ENV = django_settings.ENV.model_copy(update={"demo": True})


def a_letter(message: str = "Your parcel leaves tomorrow.") -> Mail:
    shop = create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    values: dict[str, Value] = {"shop_name": shop.name, "reference": "RP-7F3K-Q2", "link": LINK, "message": message}
    return send_letter(
        shop=shop, to="alice@example.com", language="en", letter=Letter.MESSAGE_FROM_SHOP, values=values,
        at=timezone.now(), case_id=7,
    )  # fmt: skip


def a_code() -> Mail:
    values: dict[str, Value] = {"shop_name": "Reprise", "code": "K7QX2M", "minutes": 10}
    return send_letter(
        shop=None, to="ines@example.com", language="en", letter=Letter.SIGN_IN_CODE, values=values, at=timezone.now()
    )


def addresses(mail: Mail) -> list[str]:
    return ["/en/outbox/", f"/en/outbox/{mail.pk}/", f"/en/outbox/{mail.pk}/page/"]


def test_outside_the_demo_there_is_no_such_page(client: Client) -> None:
    assert [client.get(address).status_code for address in addresses(a_letter())] == [404] * 3


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "meta", [{"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
             {"HTTP_FORWARDED": "for=127.0.0.1"}],
)  # fmt: skip
def test_from_another_machine_or_through_a_proxy_there_is_no_such_page(client: Client, meta: dict[str, str]) -> None:
    assert [client.get(address, **meta).status_code for address in addresses(a_letter())] == [404] * 3  # type: ignore[arg-type]


@pytest.mark.usefixtures("demo")
def test_the_newest_letter_stands_first_and_codes_are_seen(client: Client) -> None:
    a_letter()
    a_code()
    page = client.get("/en/outbox/", REMOTE_ADDR="::1").content.decode()
    assert page.index("Your sign-in code") < page.index("A message about your case")
    assert ">K7QX2M<" in page
    assert "alice@example.com" in page


@pytest.mark.usefixtures("demo")
def test_a_letter_is_shown_in_a_frame_and_as_text_with_its_links(client: Client) -> None:
    mail = a_letter("<b>bold</b> & more")
    page = client.get(f"/en/outbox/{mail.pk}/").content.decode()
    assert f'src="/en/outbox/{mail.pk}/page/"' in page
    assert "sandbox=" in page
    assert f'<a href="{LINK}"' in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page
    assert "<b>" not in page


@pytest.mark.usefixtures("demo")
def test_the_frame_runs_nothing_loads_nothing_and_leads_out(client: Client) -> None:
    response = client.get(f"/en/outbox/{a_letter().pk}/page/")
    policy = response["Content-Security-Policy"]
    for rule in ("default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'", "form-action 'none'"):
        assert rule in policy
    assert "sandbox allow-popups allow-top-navigation-by-user-activation" in policy
    assert "script" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert b'<base target="_top">' in response.content
    assert LINK.encode() in response.content


@pytest.mark.usefixtures("demo")
def test_long_lists_are_read_on(client: Client) -> None:
    first = a_code()
    for _ in range(30):
        a_code()
    page = client.get("/en/outbox/").content.decode()
    assert f"/en/outbox/{first.pk}/" not in page
    assert f"/en/outbox/{first.pk}/" in client.get(f"/en/outbox/?before={first.pk + 1}").content.decode()
    assert client.get("/en/outbox/?before=yesterday").status_code == 200


@pytest.mark.usefixtures("demo")
def test_an_empty_outbox_says_what_to_do(client: Client) -> None:
    assert b"No message yet" in client.get("/en/outbox/").content


@pytest.mark.usefixtures("demo")
def test_a_forgotten_letter_says_so(client: Client) -> None:
    mail = a_letter()
    forget(at=timezone.now(), case_ids=[7])
    assert b"What it said has been erased" in client.get(f"/en/outbox/{mail.pk}/").content


@pytest.mark.usefixtures("demo")
def test_what_is_not_there_and_what_would_write_is_refused(client: Client) -> None:
    mail = a_letter()
    assert client.get(f"/en/outbox/{mail.pk + 1}/").status_code == 404
    assert [client.post(address).status_code for address in addresses(mail)] == [405] * 3


@pytest.mark.usefixtures("demo")
def test_a_letter_shows_the_shop_s_logo_and_loads_nothing(client: Client) -> None:
    mail = a_letter()
    page = f'<html><head></head><body><img src="cid:{LOGO}" alt=""></body></html>'
    Mail.objects.filter(pk=mail.pk).update(said=None, kept_html=page)
    page = client.get(f"/en/outbox/{mail.pk}/page/").content.decode()
    assert "cid:" not in page
    assert 'src="data:image/png;base64,' in page
