"""The addresses of a return below those of a chat: whichever door the chat has guards them."""

from typing import Final

from reprise.web.chat.routes import READ, Routes
from reprise.web.portal.door import READ_AND_WRITE
from reprise.web.portal.request.answers import Page
from reprise.web.portal.request.evidence import draft_file
from reprise.web.portal.request.questions import QUESTIONS, address_of
from reprise.web.portal.returning.views import done, in_chat, later, question, withdraw
from reprise.web.portal.returning.which import code, which

_KEY: Final = "return/<str:key>/"

RETURNING: Final[Routes] = {
    "return/": ("_return", in_chat(which), READ_AND_WRITE),
    "return/code/": ("_return_code", in_chat(code), READ_AND_WRITE),
    **{
        f"{_KEY}{address_of(page)}": (f"_return_{page.value}", question(page, view), READ_AND_WRITE)
        for page, view in QUESTIONS.items()
    },
    f"{_KEY}files/<int:file_id>/": ("_return_file", question(Page.EVIDENCE, draft_file), READ),
    f"{_KEY}later/": ("_return_later", in_chat(later), READ_AND_WRITE),
    f"{_KEY}withdraw/": ("_return_withdraw", in_chat(withdraw), READ),
    f"{_KEY}done/": ("_return_done", in_chat(done), READ),
}
