"""The code that opens somebody's own link to a conversation on a device not seen before."""

from django.http import HttpResponseBase

from reprise.web.portal.chat.door import matter_of
from reprise.web.portal.code import code_page
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, shop_page


@shop_page(READ_AND_WRITE)
def reader_code(request: ShopRequest, participant_id: int, token: str) -> HttpResponseBase:
    """Ask for it, and open the conversation."""
    return code_page(request, matter_of(request, participant_id, token))


reader_code.door = "reader"  # type: ignore[attr-defined]  # read by the authorisation matrix
