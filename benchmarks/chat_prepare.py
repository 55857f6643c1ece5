"""Makes the agents and the open chats that `chat_load.py` measures, and prints their keys as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reprise.config.settings")
django.setup()

from django.db import transaction  # noqa: E402  # the house stands now
from django.utils import timezone  # noqa: E402

from reprise.apps.accounts.models import Membership, Person, Shop  # noqa: E402
from reprise.apps.accounts.rights import Role  # noqa: E402
from reprise.apps.conversations.kinds import Channel, PartRole  # noqa: E402
from reprise.apps.conversations.services.begin_conversation import begin_conversation  # noqa: E402
from reprise.apps.conversations.services.chat_session import bind_session, open_session  # noqa: E402
from reprise.platform.live import pass_for  # noqa: E402
from reprise.web.backoffice.tests.people import at_the_desk  # noqa: E402


def main() -> int:
    """Print who chats and who answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shop", required=True)
    parser.add_argument("--chats", type=int, required=True)
    parser.add_argument("--agents", type=int, required=True)
    args = parser.parse_args()
    shop = Shop.objects.get(slug=args.shop)
    with transaction.atomic():
        agents = [an_agent(shop, number) for number in range(args.agents)]
        chats = [a_chat(shop, number) for number in range(args.chats)]
    desk = pass_for(topic=f"desk:{shop.pk}", side="staff", name="", at=timezone.now())
    print(json.dumps({"agents": agents, "chats": chats, "desk": desk, "cookie": f"chat-{shop.pk}"}))
    return 0


def an_agent(shop: Shop, number: int) -> str:
    """The cookie of somebody who has signed in."""
    person = Person.objects.create_user(f"agent{number}@example.com", name=f"Agent {number}")
    Membership.objects.create(person=person, shop=shop, role=Role.AGENT)
    return str(at_the_desk(person).cookies["sessionid"].value)


def a_chat(shop: Shop, number: int) -> dict[str, str]:
    """A conversation and the key of the browser it is open in, with a pass for each side."""
    at = timezone.now()
    session, secret = open_session(shop=shop, at=at, language="fr")
    conversation, participant = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name=f"Visitor {number}", email="", is_verified=False,
        role=PartRole.VISITOR, at=at,
    )  # fmt: skip
    bind_session(session=session, conversation=conversation, participant=participant)
    topic = f"conversation:{conversation.key}"
    return {
        "key": str(conversation.key), "secret": secret,
        "customer": pass_for(topic=topic, side="customer", name=participant.name, at=at),
        "staff": pass_for(topic=topic, side="staff", name="Agent", at=at),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
