"""A frame on the seller's site, as its script asks the house."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.workflows.tests.builders import ines

SITE = "https://www.lamelle.example"
BELOW = "/embed/atelier-lamelle/fr/"


def allow(shop: Shop, *sites: str, required: bool = False) -> None:
    """Let the chat be shown on some sites, where people alone answer."""
    rules = ChatRules(allowed_origins=sites, identity_required=required, assistant_on=False)
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=rules)


@dataclass
class Frame:
    """One frame in one browser: it keeps its pass and its key, and says whom the site vouches for."""

    site: str = SITE
    token: str = ""
    key: str = ""
    pass_: str = ""
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def load(self) -> Any:
        """The page itself."""
        page = self.client.get(f"{BELOW}frame/", {"origin": self.site})
        found = re.search(r'data-pass="([^"]*)"', page.content.decode())
        self.pass_ = html.unescape(found[1]) if found else ""
        return page

    @property
    def headers(self) -> dict[str, str]:
        """What goes along with each request."""
        all_of_them = {"X-Chat": "1", "X-Chat-Pass": self.pass_, "X-Chat-Key": self.key, "X-Chat-Identity": self.token}
        return {name: value for name, value in all_of_them.items() if value}

    def enter(self) -> Any:
        """Exchange what is known for a key."""
        answer = self.client.post(f"{BELOW}enter/", headers=self.headers)
        if answer.status_code == 200 and answer.json()["key"]:
            self.key = answer.json()["key"]
        return answer

    def get(self, path: str = "", **query: Any) -> Any:
        return self.client.get(f"{BELOW}chat/{path}", query, headers=self.headers)

    def post(self, path: str, **form: Any) -> Any:
        return self.client.post(f"{BELOW}chat/{path}", form, headers=self.headers)


def entered(site: str = SITE, token: str = "") -> Frame:
    """A frame that was loaded and let in."""
    frame = Frame(site, token)
    frame.load()
    assert frame.enter().status_code == 200
    return frame
