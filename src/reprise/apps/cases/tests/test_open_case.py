import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.links import case_token, token_fits
from reprise.apps.cases.models import Case, CaseEvent, CaseEventContent
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.open_case import NewCase, open_case
from reprise.apps.cases.tests.builders import a_case, a_request
from reprise.core.references import tidy_reference
from reprise.core.refusals import Invalid
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_case_begins_with_its_lines_and_one_event() -> None:
    case = a_case(2, 5)
    assert [(line.position, line.quantity, line.state) for line in lines_of(case)] == [
        (1, 2, LineState.PENDING.value), (2, 5, LineState.PENDING.value),
    ]  # fmt: skip
    assert case.subject == "Article 1\u00a0×2 + 1"
    event = CaseEvent.objects.get()
    assert (event.type, event.sequence, case.timeline_sequence) == ("case_opened", 1, 1)
    assert "Alice" not in str(event.data)
    assert CaseEventContent.objects.get().content["email"] == "alice@example.com"


def test_a_withdrawal_is_told_as_received_even_when_it_is_not_the_first_line() -> None:
    shop = a_shop()
    defect, withdrawal = a_request(1), a_request(1, claim="withdraw")
    new = NewCase(defect.kind, (*defect.lines, *withdrawal.lines), "Alice", "alice@example.com", "fr", "portal")
    open_case(actor=system(shop.pk), new=new, at=AT)
    assert CaseEvent.objects.get().type == "withdrawal_received"


def test_a_case_without_lines_is_refused() -> None:
    shop = a_shop()
    new = NewCase(a_request().kind, (), "Alice", "alice@example.com", "fr", "portal")
    with refused(Invalid) as caught:
        open_case(actor=system(shop.pk), new=new, at=AT)
    assert caught.value.field == "lines"
    assert not Case.objects.exists()


def test_a_reference_is_found_however_it_is_typed() -> None:
    case = a_case()
    assert tidy_reference(case.reference.lower().replace("-", " ")) == case.reference
    assert tidy_reference(case.reference.removeprefix("RP-")) == case.reference


def test_only_the_case_s_own_token_fits_and_a_new_key_voids_it() -> None:
    case, other = a_case(), a_case(shop=Case.objects.get().shop)
    token = case_token("secret", case.pk, case.link_key)
    assert len(token) == 32
    assert token_fits("secret", case.pk, case.link_key, token)
    assert not token_fits("secret", other.pk, other.link_key, token)
    assert not token_fits("another secret", case.pk, case.link_key, token)
    assert not token_fits("secret", case.pk, "new key", token)
    assert not token_fits("secret", case.pk, case.link_key, "é" * 32)


def test_cases_without_an_order_do_not_share_client_ids() -> None:
    shop = a_shop()
    first = open_case(actor=system(shop.pk), new=a_request(client_id="form-1"), at=AT)
    second = open_case(actor=system(shop.pk), new=a_request(client_id="form-1"), at=LATER)
    assert first.pk != second.pk
