"""Whatever is said, merged and taken out, in whatever order: nothing is lost or doubled, and catching up sees all."""

import itertools
import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.message_queries import last_messages, messages_of
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.merge import merge
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.split import split
from reprise.apps.conversations.tests.builders import ines
from reprise.apps.conversations.tests.talking import a_question, now
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db

SHOPS = itertools.count()
MANY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STEPS = st.lists(st.sampled_from(["ask", "answer", "note", "machine", "again", "close"]), max_size=25)


@MANY
@given(steps=STEPS, page=st.integers(1, 7))
def test_numbers_have_no_gap_and_catching_up_in_any_steps_sees_all(steps: list[str], page: int, db: None) -> None:
    shop = a_shop(f"shop-{next(SHOPS)}")
    (question, camille), staff = a_question(shop), ines_of(shop)
    waits = None
    sent = 0
    for index, step in enumerate(steps):
        at = AT + timedelta(minutes=index)
        if step == "close":
            sent += now(question).state != ThreadState.CLOSED.value  # a note says who did
            close(actor=staff, conversation=now(question), at=at)
            waits = None
            continue
        actor = {"ask": camille, "again": camille, "machine": system(shop.pk)}.get(step, staff)
        key = "the same" if step == "again" else ""
        before = Message.objects.filter(conversation=question).count()
        say(actor=actor, conversation=question, body=step, at=at, internal=step == "note", client_id=key)
        is_new = Message.objects.filter(conversation=question).count() > before
        sent += is_new
        if is_new and actor is camille:
            waits = waits or at
        elif step == "answer":
            waits = None
    assert now(question).sequence == sent
    assert now(question).waits_since == waits
    for reader in (camille, staff):
        caught, seen = [], 0
        while part := messages_of(reader, question, after=seen, limit=page):
            caught += part
            seen = part[-1].sequence
        assert caught == last_messages(reader, question, limit=100)
        assert not any(message.internal for message in caught) or reader is staff
    assert [one.sequence for one in messages_of(staff, question)] == list(range(1, sent + 1))


@MANY
@given(seed=st.integers(0, 10**6))
def test_merging_and_taking_out_lose_nothing_and_double_nothing(seed: int, db: None) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    shop = a_shop(f"shop-{next(SHOPS)}")
    staff, threads = ines_of(shop), [a_question(shop)[0] for _ in range(3)]
    written = 0
    for _ in range(chance.randint(1, 18)):
        alive = list(Conversation.objects.filter(shop=shop).exclude(state=ThreadState.MERGED.value))
        one = chance.choice(alive)
        deed = chance.choice(["say", "say", "say", "merge", "split"])
        held = list(Message.objects.filter(conversation=one).values_list("sequence", flat=True))
        if deed == "say":
            say(actor=staff, conversation=chance.choice(threads), body=str(written), at=AT)
            written += 1
        elif deed == "merge" and len(alive) > 1:
            merge(actor=staff, source=one, target=chance.choice([x for x in alive if x != one]), at=AT, vouched=True)
        elif deed == "split" and held:
            split(actor=staff, conversation=one, sequences=chance.sample(held, chance.randint(1, len(held))), at=AT)
    said = Message.objects.filter(conversation__shop=shop)
    assert sorted(said.values_list("body", flat=True), key=int) == [str(number) for number in range(written)]
    for one in Conversation.objects.filter(shop=shop):
        last = said.filter(conversation=one).order_by("-sequence").values_list("sequence", flat=True).first() or 0
        assert one.state == ThreadState.MERGED or one.sequence >= last
        assert one.merged_into is None or one.merged_into.merged_into is None


def ines_of(shop: object) -> Actor:
    """Inès, as one of several shops of one test."""
    return ines(shop)  # type: ignore[arg-type]
