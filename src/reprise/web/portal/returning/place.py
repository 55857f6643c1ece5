"""The chat as a place where a request is filled in: the same questions, drawn in the panel or the frame."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reprise.apps.accounts.actors import Actor
from reprise.core.refusals import NotFound
from reprise.web.chat.beginning import begin
from reprise.web.chat.draw import private, wants_news
from reprise.web.chat.talk import Way, talk_of
from reprise.web.portal.door import ShopRequest
from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import WITHDRAW, Answers, Page, Stop
from reprise.web.portal.request.place import Place
from reprise.workflows.return_in_chat import open_return

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, RequestDraft
    from reprise.apps.catalogue.models import Order
    from reprise.readmodels.requests import Request

CHANGEABLE: Final = frozenset({Page.ITEMS, Page.REASON})  # where a change of mind may become another answer


class ChatPlace(Place):
    """A chat. Whoever proved an order in it may ask about it; a change of mind is told by the statutory function."""

    channel = "chat"
    tries = False
    withdraws = False

    def __init__(self, request: ShopRequest) -> None:
        super().__init__(request)
        self.talk = talk_of(request)
        self.base = f"{self.talk.base}return/"
        self.framed = self.talk.way is Way.FRAME
        self.layout = f"chat/returning/{'sheet' if self.framed or wants_news(request) else 'page'}.html"

    def address(self, name: str, key: str, *more: int) -> str:
        """A part of the request with this key, below the address of the chat."""
        return "/".join([f"{self.base}{key}", name, *map(str, more), ""])

    def find(self) -> str:
        """Where somebody says which order it is."""
        return f"{self.base}?other"

    def file(self, key: str, file_id: int) -> str:
        """The small picture of a file, by an address that opens it where no key goes along."""
        return self.talk.pass_file(self.address("files", key, file_id))

    def lets_in(self, draft: "RequestDraft") -> bool:
        """Only for an order proved in this chat; what changes a case belongs to the page of that case."""
        return self.talk.proved(draft.order_id) and "changing" not in draft.data

    def lets_see(self, draft: "RequestDraft") -> bool:
        """A key alone opens nothing here."""
        return self.lets_in(draft)

    def way_out(self, changing: "Case | None") -> str:
        """Back to the choice of the order."""
        return self.find()

    def frame(self, order: "Order | None" = None) -> Mapping[str, object]:
        """The chat around the questions. A page of ours opens outside a frame, and knows nothing proved inside it."""
        withdraw = reverse("portal:withdraw", args=[self.talk.shop.slug])
        proved_here = order is not None and not self.framed
        return {
            **super().frame(order), "talk": self.talk, "find_href": self.find(), "framed": self.framed,
            "requests_href": "", "no_dock": True, "sheet": True,
            "withdraw_href": f"{withdraw}?order={order.pk}" if order is not None and proved_here else withdraw,
            **({"csrf_token": ""} if self.framed else {}),  # no cookie counts there
        }  # fmt: skip

    def draw(
        self, template: str, context: Mapping[str, object], problems: Sequence[Problem] = (), status: int = 200
    ) -> HttpResponse:
        """Draw a part of the chat's own."""
        at = {problem.target: problem.message for problem in problems if problem.target}
        frame = {**self.frame(), "shop": self.talk.shop, "problems": problems, "at": at, **context}
        status = 422 if problems and status == 200 else status
        return private(render(self.request, f"chat/returning/{template}.html", frame, status=status))

    def aside(self, draft: "RequestDraft", said: Answers, stop: Stop) -> HttpResponse | None:
        """A change of mind said on the pages is never questioned here: it leads to the statutory function."""
        if WITHDRAW not in said.claims or stop.page in CHANGEABLE:
            return None
        return HttpResponseRedirect(self.address("withdraw", draft.key))

    def ask(self, *, actor: Actor, order: "Order", wanted: "Request", draft: "RequestDraft") -> "Case":
        """Open the case and tell the conversation, which is begun unless it is; all of it, or nothing."""
        talk = self.talk
        with transaction.atomic():
            begin(talk, name=actor.name, email="")
            if talk.conversation is None:
                raise NotFound
            case, talk.conversation = open_return(
                actor=actor, order=order, request=wanted, conversation=talk.conversation, participant=talk.person,
                at=talk.at, client_id=draft.key,
            )  # fmt: skip
        return case

    def sent(self, case: "Case", draft: "RequestDraft", *, changed: bool = False) -> HttpResponse:
        """The number, and where it goes on."""
        return self.done(case, draft)

    def done(self, case: "Case", draft: "RequestDraft") -> HttpResponse:
        """Where a request that is sent leads from now on."""
        return HttpResponseRedirect(self.address("done", draft.key))
