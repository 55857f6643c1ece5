"""Whoever proved an address may stay signed in: without a password, for one shop, until they or a date end it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import CustomerAccount, CustomerSession
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.services.correct_contact import correct_contact
from reprise.apps.notifications.queries import outbox_newest
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.portal.staying import cookie_of
from reprise.workflows.tidy_accounts import tidy
from tests.journeys.customers import ALICE, BOX, a_complaint, a_shop, an_order, link_in_letter, now
from tests.journeys.test_customer_links import cases_link

pytestmark = pytest.mark.django_db
#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
refused = pytest.mark.django_db(transaction=True)
BASE = "/fr/s/lamelle/"
MINE, ACCOUNT = f"{BASE}cases/mine/", f"{BASE}cases/account/"
PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def code_in_letter() -> str:
    """The code of the newest letter."""
    return next(line for line in outbox_newest(1)[0].text.splitlines() if line.replace(" ", "").isdigit())


def signed_in(email: str = ALICE, agent: str = PHONE) -> Client:
    """A browser whose owner asked for the letter, typed its code and stays."""
    browser = Client(headers={"user-agent": agent})
    cases_link(browser, email)
    typed = browser.post(f"{BASE}cases/sent/", {"code": code_in_letter(), "stays": "on"})
    assert (typed.status_code, typed.headers["Location"]) == (302, MINE)
    return browser


def opened(browser: Client, page: str = MINE) -> bool:
    """Whether a page shows itself to a browser."""
    return browser.get(page).status_code == 200


@refused
def test_a_code_opens_the_list_in_the_browser_that_asked_and_nowhere_else() -> None:
    case = a_complaint()
    browser, other = Client(), Client()
    cases_link(browser)
    code = code_in_letter()
    other.post(f"{BASE}cases/", {"email": ALICE})
    assert other.post(f"{BASE}cases/sent/", {"code": code}).status_code >= 400
    assert browser.post(f"{BASE}cases/sent/", {"code": code.replace(" ", "")}).status_code == 302
    assert case.reference in browser.get(MINE).content.decode()
    assert not CustomerAccount.objects.exists()  # nobody asked for one


@refused
def test_a_wrong_code_is_said_at_its_field_and_five_are_enough() -> None:
    a_complaint()
    browser = Client()
    cases_link(browser)
    right = code_in_letter()
    wrong = "000 000" if right != "000 000" else "111 111"
    answers = [browser.post(f"{BASE}cases/sent/", {"code": wrong, "stays": "on"}) for _ in range(6)]
    assert 'id="code-error"' in answers[0].content.decode()
    assert "checked" in answers[0].content.decode()  # what was ticked stays
    assert answers[-1].status_code == 429
    assert browser.post(f"{BASE}cases/sent/", {"code": right}).status_code == 429


def test_an_unknown_address_sees_the_very_same_pages() -> None:
    a_complaint()
    pages = []
    for email in (ALICE, "bob@example.com"):
        browser = Client()
        browser.post(f"{BASE}cases/", {"email": email})
        page = browser.get(f"{BASE}cases/sent/").content.decode().replace(email, "")
        pages.append([line for line in page.splitlines() if "csrf" not in line])
    assert pages[0] == pages[1]


def test_whoever_stays_is_there_again_after_weeks_and_a_day_of_the_list_is_over() -> None:
    a_complaint()
    stays, a_day = signed_in(), Client()
    cases_link(a_day)
    a_day.post(link_in_letter())
    assert opened(a_day)
    for days in (20, 45):  # each visit counts anew
        with time_machine.travel(now() + timedelta(days=days)):
            assert opened(stays)
            assert not opened(a_day)
    with time_machine.travel(now() + timedelta(days=80)):
        assert not opened(stays)


def test_no_visits_keep_a_device_beyond_half_a_year() -> None:
    a_complaint()
    browser = signed_in()
    for days in range(0, 180, 20):
        with time_machine.travel(now() + timedelta(days=days)):
            assert opened(browser)
    with time_machine.travel(now() + timedelta(days=181)):
        assert not opened(browser)


def test_the_list_that_is_open_for_a_day_offers_to_stay() -> None:
    a_complaint()
    browser = Client()
    cases_link(browser)
    browser.post(link_in_letter())
    assert 'name="stay"' in browser.get(MINE).content.decode()
    assert not opened(browser, ACCOUNT)
    browser.post(MINE, {"stay": "yes"})
    assert opened(browser, ACCOUNT)
    assert 'name="stay"' not in browser.get(MINE).content.decode()


def test_devices_are_listed_and_end_one_by_one_or_all_at_once() -> None:
    a_complaint()
    here, there, third = signed_in(), signed_in(agent="(iPhone) Version/18 Safari/605"), signed_in(agent="")
    page = here.get(ACCOUNT).content.decode()
    assert "Firefox, Android" in page
    assert "Safari, iPhone" in page
    phone = CustomerSession.objects.get(device="Safari, iPhone")
    here.post(ACCOUNT, {"do": "device", "device": str(phone.pk)})
    assert [opened(one) for one in (here, there, third)] == [True, False, True]
    a_day = Client()
    cases_link(a_day)
    a_day.post(link_in_letter())
    here.post(ACCOUNT, {"do": "everywhere"})
    assert [opened(one) for one in (here, third, a_day)] == [False, False, False]
    assert opened(signed_in())


def test_a_device_of_somebody_else_is_not_ended() -> None:
    a_complaint()
    an_order(shop_by_slug("lamelle"), BOX, number="B-1")
    alice = signed_in()
    CustomerAccount.objects.create(
        shop=shop_by_slug("lamelle"), email="bob@example.com", created_at=now(), seen_at=now()
    )
    bob = CustomerSession.objects.create(
        account=CustomerAccount.objects.get(email="bob@example.com"), digest="b" * 64, began_at=now(), seen_at=now(),
        ends_at=now() + timedelta(days=1),
    )  # fmt: skip
    alice.post(ACCOUNT, {"do": "device", "device": str(bob.pk)})
    assert CustomerSession.objects.filter(pk=bob.pk).exists()


def test_what_one_shop_keeps_opens_nothing_in_another() -> None:
    a_complaint()
    other = a_shop("other")
    an_order(other, BOX, number="X-1")
    browser = signed_in()
    assert browser.get("/fr/s/other/cases/mine/").status_code == 302
    browser.cookies[cookie_of(other.pk)] = browser.cookies[cookie_of(shop_by_slug("lamelle").pk)].value
    assert browser.get("/fr/s/other/cases/mine/").status_code == 302
    assert browser.get("/fr/s/other/cases/account/").status_code == 302


def test_staff_and_customers_never_mix() -> None:
    a_complaint()
    customer = signed_in()
    assert customer.get("/fr/desk/lamelle/queue/").status_code == 302
    staff = at_the_desk(somebody(shop_by_slug("lamelle"), Role.OWNER, ALICE))  # even at the same address
    assert not opened(staff)
    assert not opened(staff, ACCOUNT)
    mine = cookie_of(shop_by_slug("lamelle").pk)
    staff.cookies[mine] = customer.cookies[mine].value  # one browser, somebody of the staff who buys here
    assert opened(staff, ACCOUNT)
    staff.post(ACCOUNT, {"do": "everywhere"})
    assert staff.get("/fr/desk/lamelle/queue/").status_code == 200


def test_a_case_given_to_another_address_leaves_the_account_of_the_old_one() -> None:
    case = a_complaint()
    browser = signed_in()
    assert case.reference in browser.get(MINE).content.decode()
    correct_contact(actor=system(case.shop_id), case=Case.objects.get(pk=case.pk), email="carol@example.com", at=now())
    assert case.reference not in browser.get(MINE).content.decode()


def test_an_account_nobody_uses_ends_and_its_address_inherits_nothing() -> None:
    a_complaint()
    signed_in().post(ACCOUNT, {"do": "save", "name": "Alice Martin", "language": "en"})
    tidy({}, at=timezone.now() + timedelta(days=364))
    assert CustomerAccount.objects.get().name == "Alice Martin"
    assert not CustomerSession.objects.exists()
    tidy({}, at=timezone.now() + timedelta(days=366))
    assert not CustomerAccount.objects.exists()


def test_name_and_language_are_kept_and_filled_in_next_time() -> None:
    a_complaint()
    browser = signed_in()
    browser.post(ACCOUNT, {"do": "save", "name": "Alice Martin-Παπαδοπούλου", "language": "en", "reminders": "on"})
    kept = CustomerAccount.objects.get()
    assert (kept.language, kept.gets_reminders, kept.is_asked_opinions) == ("en", True, False)
    form = browser.get(f"{BASE}withdraw/").content.decode()
    assert "Alice Martin-Παπαδοπούλου" in form
    assert ALICE in form
    assert ALICE not in Client().get(f"{BASE}withdraw/").content.decode()


def test_orders_are_chosen_instead_of_typed() -> None:
    case = a_complaint()
    order = an_order(case.shop, BOX, number="AL-2")
    theirs = an_order(case.shop, BOX, number="BOB-1")
    type(theirs).objects.filter(pk=theirs.pk).update(email="bob@example.com")
    browser = signed_in()
    page = browser.get(f"{BASE}find/?for=defect").content.decode()
    assert "AL-2" in page
    assert "BOB-1" not in page
    assert browser.post(f"{BASE}find/", {"order": str(theirs.pk)}).status_code == 404
    assert "/request/" in browser.post(f"{BASE}find/", {"order": str(order.pk)}).headers["Location"]
    chosen = browser.get(f"{BASE}withdraw/?order={order.pk}").content.decode()
    assert "AL-2" in chosen
    assert "BOB-1" not in browser.get(f"{BASE}withdraw/?order={theirs.pk}").content.decode()


def test_orders_are_offered_by_what_was_bought() -> None:
    shop = a_shop()
    an_order(shop, BOX, ("Vis", "accessory", 1, 900), ("Buse", "spare_part", 1, 900))
    browser = signed_in()
    for page in (MINE, f"{BASE}find/"):
        assert "<b>Boîtier Raspberry Pi 5 et 2 autres</b>" in browser.get(page).content.decode()


def test_the_end_of_an_account_keeps_the_cases() -> None:
    case = a_complaint()
    browser, other = signed_in(), signed_in()
    assert browser.post(ACCOUNT, {"do": "end"}).status_code == 422  # the box was not ticked
    browser.post(ACCOUNT, {"do": "end", "sure": "on"})
    assert not CustomerAccount.objects.exists()
    assert [opened(one) for one in (browser, other)] == [False, False]
    cases_link(browser)
    assert case.reference in browser.get(browser.post(link_in_letter()).headers["Location"]).content.decode()


def test_the_end_of_an_account_closes_lists_opened_for_a_day() -> None:
    a_complaint()
    browser, a_day = signed_in(), Client()
    cases_link(a_day)
    a_day.post(link_in_letter())
    assert opened(a_day)
    browser.post(ACCOUNT, {"do": "end", "sure": "on"})
    assert not opened(a_day)
    signed_in()  # a new account opens nothing of the old one
    assert not opened(a_day)


def test_the_list_of_another_address_takes_the_place_of_the_one_that_stayed() -> None:
    theirs = an_order(a_complaint().shop, BOX, number="BOB-1")
    type(theirs).objects.filter(pk=theirs.pk).update(email="bob@example.com")
    browser = signed_in()
    cases_link(Client(), "bob@example.com")
    browser.post(link_in_letter())
    page = browser.get(MINE).content.decode()
    assert "BOB-1" in page
    assert ALICE not in page
    assert not CustomerSession.objects.exists()


def test_who_signs_in_again_on_a_device_has_it_once_in_the_list() -> None:
    a_complaint()
    browser = signed_in()
    cases_link(browser)
    browser.post(f"{BASE}cases/sent/", {"code": code_in_letter(), "stays": "on"})
    assert opened(browser, ACCOUNT)
    assert CustomerSession.objects.count() == 1


def test_a_page_costs_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    case = a_complaint()
    browser = signed_in()
    for number in range(8):
        an_order(case.shop, BOX, number=f"AL-{number}")
    for page, most in ((MINE, 8), (ACCOUNT, 8), (f"{BASE}find/", 9)):
        with django_assert_max_num_queries(most):
            browser.get(page)


def test_the_letter_has_the_code_only_for_a_browser_that_asked() -> None:
    a_complaint()
    cases_link(Client())
    mail = outbox_newest(1)[0]
    assert code_in_letter() in mail.secrets
