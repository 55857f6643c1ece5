"""Two conversations become one, and one becomes two: links lead on, numbers stay unique, nobody reads too much."""

from datetime import timedelta

import pytest

from reprise.apps.cases.queries import timeline_of
from reprise.apps.conversations.kinds import PartRole, ThreadState
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.queries import conversation_for, participants_of
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.attach_case import ThreadOfAnotherCase, attach_case
from reprise.apps.conversations.services.merge import CaseThreadStays, NotProvedTheSame, merge
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.split import split
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from reprise.apps.conversations.tests.talking import a_question, now, numbers
from reprise.core.refusals import Invalid, NotFound, Overtaken
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


def said(conversation: Conversation) -> list[str]:
    return list(Message.objects.filter(conversation=conversation).order_by("sequence").values_list("body", flat=True))


def test_a_question_becomes_the_thread_of_the_case_that_came_of_it() -> None:
    shop = a_shop()
    (question, camille), case = a_question(shop, email="alice@example.com"), a_case(shop)
    say(actor=camille, conversation=question, body="Elle fuit", at=AT)
    thread = attach_case(actor=ines(shop), conversation=question, case=case, at=LATER)
    assert (thread.pk, thread.case_id, thread.kind) == (question.pk, case.pk, "case")
    assert [one.body for one in messages_of(alice(case), thread)] == ["Elle fuit"]
    assert [one.body for one in messages_of(camille, thread)] == ["Elle fuit"]
    assert timeline_of(case)[-1].type == "conversation_joined"
    assert attach_case(actor=ines(shop), conversation=now(thread), case=case, at=LATER).pk == question.pk
    with refused(ThreadOfAnotherCase):
        attach_case(actor=ines(shop), conversation=now(thread), case=a_case(shop), at=LATER)


def test_where_the_case_has_a_thread_the_question_joins_it_and_its_link_leads_there() -> None:
    shop = a_shop()
    (question, camille), case = a_question(shop, email="alice@example.com"), a_case(shop)
    say(actor=alice(case), conversation=thread_of(case, AT), body="Un", at=AT, client_id="same")
    say(actor=camille, conversation=question, body="Deux", at=AT, client_id="same")
    thread = attach_case(actor=ines(shop), conversation=question, case=case, at=LATER)
    assert said(thread) == ["Un", "Deux"]
    assert numbers(thread) == [1, 2]
    assert conversation_for(camille, question.key) == thread
    assert now(question).state == ThreadState.MERGED
    later = say(actor=camille, conversation=question, body="Trois", at=LATER)
    assert (later.conversation_id, later.sequence) == (thread.pk, 3)
    assert now(thread).sequence == 3


def test_what_is_sent_again_after_a_merge_is_still_one_message() -> None:
    shop = a_shop()
    (one, camille), (two, _) = a_question(shop), a_question(shop)
    first = say(actor=camille, conversation=one, body="Un", at=AT, client_id="lost")
    merge(actor=ines(shop), source=one, target=two, at=AT)
    again = say(actor=camille, conversation=one, body="Un", at=LATER, client_id="lost")
    assert (again.pk, again.conversation_id) == (first.pk, two.pk)
    assert numbers(two) == [1]


def test_an_alias_of_an_alias_leads_to_the_last() -> None:
    shop = a_shop()
    asked = [a_question(shop) for _ in range(3)]
    staff = ines(shop)
    for number, (question, camille) in enumerate(asked):
        say(actor=camille, conversation=question, body=str(number), at=AT)
    first, second, third = (question for question, _ in asked)
    merge(actor=staff, source=first, target=second, at=AT)
    merge(actor=staff, source=now(second), target=third, at=AT)
    assert conversation_for(asked[0][1], first.key) == third
    assert said(third) == ["2", "1", "0"]
    with refused(Overtaken):
        merge(actor=staff, source=now(first), target=third, at=AT)


def test_a_visitor_who_typed_somebody_s_address_reads_nothing_of_theirs() -> None:
    shop = a_shop()
    case = a_case(shop)
    say(actor=alice(case), conversation=thread_of(case, AT), body="Mon adresse : 12 rue", at=AT)
    fake, visitor = a_question(shop, email="alice@example.com", is_verified=False, role=PartRole.VISITOR)
    say(actor=visitor, conversation=fake, body="C’est moi, Alice", at=AT)
    with refused(NotProvedTheSame):
        attach_case(actor=ines(shop), conversation=fake, case=case, at=AT)
    assert [one.body for one in messages_of(visitor, now(fake))] == ["C’est moi, Alice"]
    thread = attach_case(actor=ines(shop), conversation=fake, case=case, at=AT, vouched=True)
    assert timeline_of(case)[-1].data["vouched"] is True
    assert len(messages_of(visitor, thread)) == 2


@pytest.mark.parametrize(
    ("address", "proved"), [("alice@example.com", False), ("", False), ("mallory@example.org", True)]
)
def test_a_question_of_somebody_else_becomes_no_thread_of_a_case_unless_somebody_vouches(
    address: str, proved: bool
) -> None:
    shop = a_shop()
    case = a_case(shop)
    fake, visitor = a_question(shop, email=address, is_verified=proved, role=PartRole.VISITOR)
    say(actor=visitor, conversation=fake, body="C’est moi, Alice", at=AT)
    with refused(NotProvedTheSame):
        attach_case(actor=ines(shop), conversation=fake, case=case, at=AT)
    say(actor=alice(case), conversation=thread_of(case, AT), body="Mon adresse : 12 rue", at=AT)
    assert [one.body for one in messages_of(visitor, now(fake))] == ["C’est moi, Alice"]


def test_a_visitor_who_typed_an_address_reads_no_matter_of_whoever_has_it_joined_to_theirs() -> None:
    shop = a_shop()
    (fake, visitor), case = a_question(shop, email="alice@example.com", is_verified=False), a_case(shop)
    say(actor=visitor, conversation=fake, body="C’est moi, Alice", at=AT)
    attach_case(actor=ines(shop), conversation=fake, case=case, at=AT, vouched=True)
    real, camille = a_question(shop, email="alice@example.com")
    say(actor=camille, conversation=real, body="Mon adresse : 12 rue", at=AT)
    with refused(NotProvedTheSame):
        merge(actor=ines(shop), source=real, target=now(fake), at=AT)
    assert [one.body for one in messages_of(visitor, now(fake))] == ["C’est moi, Alice"]


def test_the_thread_of_a_case_goes_nowhere_and_customers_merge_nothing() -> None:
    shop = a_shop()
    (question, camille), case = a_question(shop), a_case(shop)
    with refused(CaseThreadStays):
        merge(actor=ines(shop), source=thread_of(case, AT), target=question, at=AT)
    with refused(NotFound):
        merge(actor=camille, source=question, target=thread_of(case, AT), at=AT)
    with refused(NotFound):
        merge(actor=ines(shop), source=question, target=question, at=AT)
    with refused(NotFound):
        merge(actor=ines(a_shop("voisin")), source=question, target=thread_of(case, AT), at=AT)


def test_splitting_out_all_of_a_merge_undoes_it() -> None:
    shop = a_shop()
    (one, camille), (two, bob) = a_question(shop), a_question(shop, email="bob@example.com")
    say(actor=camille, conversation=one, body="Un", at=AT)
    say(actor=bob, conversation=two, body="Deux", at=AT)
    say(actor=bob, conversation=two, body="Trois", at=AT)
    merge(actor=ines(shop), source=two, target=one, at=AT, vouched=True)
    assert len(messages_of(bob, one)) == 3
    back = split(actor=ines(shop), conversation=now(one), sequences=[2, 3], at=LATER)
    assert back.pk == two.pk
    assert (said(two), numbers(two), now(two).state, now(two).sequence) == (["Deux", "Trois"], [1, 2], "open", 2)
    assert said(one) == ["Un"]
    assert messages_of(bob, one) == []
    assert [message.body for message in messages_of(bob, now(two))] == ["Deux", "Trois"]
    assert not Message.objects.exclude(moved_from="").exists()
    assert say(actor=camille, conversation=now(one), body="Quatre", at=LATER).sequence == 4


def test_what_belongs_elsewhere_is_taken_out_with_whoever_wrote_it() -> None:
    shop = a_shop()
    (one, camille), staff = a_question(shop), ines(shop)
    for body in ("Ma buse", "Autre sujet : ma facture"):
        say(actor=camille, conversation=one, body=body, at=AT)
    say(actor=staff, conversation=one, body="Voici la buse", at=LATER)
    new = split(actor=staff, conversation=now(one), sequences=[2], at=LATER, subject="Facture")
    assert (new.subject, said(new), numbers(new), new.waits_since) == ("Facture", ["Autre sujet : ma facture"], [1], AT)
    assert [person.email for person in participants_of(staff, new)] == ["camille@example.com"]
    assert said(one) == ["Ma buse", "Voici la buse"]
    assert now(one).waits_since is None
    with refused(Invalid):
        split(actor=staff, conversation=now(one), sequences=[2], at=LATER)
    with refused(Invalid):
        split(actor=staff, conversation=now(one), sequences=[], at=LATER)


def test_the_buyer_of_a_case_follows_what_is_taken_out_of_its_thread() -> None:
    shop = a_shop()
    case = a_case(shop)
    say(actor=alice(case), conversation=thread_of(case, AT), body="Ma facture", at=AT)
    new = split(actor=ines(shop), conversation=thread_of(case, AT), sequences=[1], at=LATER)
    assert (new.kind, new.case_id) == ("question", None)
    assert [(one.email, one.role) for one in participants_of(ines(shop), new)] == [("alice@example.com", "buyer")]
    assert timeline_of(case)[-1].type == "messages_split"
