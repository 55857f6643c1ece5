"""The person behind every page of a guide."""

from urllib.parse import urlencode

from django.urls import reverse

from reprise.apps.conversations.chat import chat_is_on
from reprise.web.portal.door import ShopRequest
from reprise.web.portal.help.doors import MOST_SAID


def person_href(request: ShopRequest, say: str) -> str:
    """The chat with what one is at written already; where there is none, how to reach the shop."""
    if not chat_is_on(request.shop.pk):
        return reverse("portal:legal", args=[request.shop.slug])
    return f"{reverse('portal:chat', args=[request.shop.slug])}?{urlencode({'say': say[:MOST_SAID]})}"
