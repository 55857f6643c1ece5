import pytest

from reprise.apps.catalogue.models import OrderLine
from reprise.apps.catalogue.services.pieces import NothingLeft, claim_pieces, release_pieces
from reprise.apps.catalogue.tests.builders import a_line, an_order
from reprise.core.refusals import Invalid, NotFound, Overtaken
from tests.support.builders import a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_the_last_piece_is_claimed_once_and_the_refusal_says_what_is_left() -> None:
    line = a_line(an_order(a_shop()), quantity=3, cancelled_quantity=1)
    claim_pieces(order_line_id=line.pk, quantity=1)
    with refused(NothingLeft) as caught:
        claim_pieces(order_line_id=line.pk, quantity=2)
    assert caught.value.params == {"name": "PLA noir 1 kg", "left": 1}
    claim_pieces(order_line_id=line.pk, quantity=1)
    assert OrderLine.objects.get().claimed_quantity == 2


def test_released_pieces_can_be_claimed_again_but_never_more_than_were_claimed() -> None:
    line = a_line(an_order(a_shop()), quantity=2)
    claim_pieces(order_line_id=line.pk, quantity=2)
    release_pieces(order_line_id=line.pk, quantity=1)
    with refused(Overtaken):
        release_pieces(order_line_id=line.pk, quantity=2)
    claim_pieces(order_line_id=line.pk, quantity=1)


@pytest.mark.parametrize("quantity", [0, -1, 10**9])
def test_a_number_that_is_no_number_of_pieces_is_refused(quantity: int) -> None:
    line = a_line(an_order(a_shop()))
    with refused(Invalid):
        claim_pieces(order_line_id=line.pk, quantity=quantity)
    with refused(Invalid):
        release_pieces(order_line_id=line.pk, quantity=quantity)


def test_a_line_that_does_not_exist_is_not_found() -> None:
    with refused(NotFound):
        claim_pieces(order_line_id=987_654, quantity=1)
