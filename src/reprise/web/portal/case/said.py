"""The chat of a case as its customer reaches it: by the link of the case."""

import functools

from django.utils.translation import get_language

from reprise.apps.conversations.chat import chat_settings
from reprise.web.chat.talk import Talk, Way, find, zone_in
from reprise.web.client_address import client_address
from reprise.web.portal.case.door import CaseRequest
from reprise.web.portal.door import is_proved
from reprise.web.portal.links import case_link_in_chat, case_path


def case_talk(request: CaseRequest) -> Talk:
    """The thread of the case, with its customer as the one who reads and writes."""
    shop = request.shop
    talk = Talk(
        shop=shop, at=request.now, way=Way.CASE, base=f"{case_path(shop, request.case)}chat/",
        kept=chat_settings(shop.pk), case=request.case, actor=request.actor, language=get_language() or "fr",
        network=client_address(request), zone=zone_in(request),
    )  # fmt: skip
    talk.proved, talk.case_link = functools.partial(is_proved, request), functools.partial(case_link_in_chat, talk)
    return find(talk)
