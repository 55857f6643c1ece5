import pytest

from reprise.apps.conversations.models import Message
from reprise.apps.conversations.services.forget import forget
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def test_what_was_said_in_a_forgotten_case_is_gone_and_the_numbers_stay() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    for one in (case, other):
        post_message(actor=alice(one), case=one, body="Mon adresse : 12, rue des Tanneurs", at=AT, client_id="a")
    forget(at=AT, case_ids=[case.pk])
    gone, kept = Message.objects.order_by("id")
    assert (gone.body, gone.author_name, gone.client_id, gone.sequence, gone.erased_at) == ("", "", "", 1, AT)
    assert kept.body == "Mon adresse : 12, rue des Tanneurs"


def test_a_member_of_staff_is_forgotten_and_their_answers_stay() -> None:
    shop = a_shop()
    case = a_case(shop)
    message = post_message(actor=ines(shop), case=case, body="Votre colis est arrivé.", at=AT)
    assert message.person_id is not None
    forget(at=AT, person_id=message.person_id)
    assert Message.objects.filter(author_name="", person=None, body="Votre colis est arrivé.").exists()
