"""Whoever leaves the shop leaves nobody waiting behind: their matters are nobody's, or a colleague's."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import Right, Role
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import timeline_of
from reprise.apps.conversations.models import ChatSettings, Conversation
from reprise.apps.conversations.reply_queries import alarm_person_id
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.tests.talking import a_question, now
from reprise.core.refusals import Refusal
from reprise.readmodels.inbox.asked import Asked, View, matching
from reprise.workflows.converse import say
from reprise.workflows.part_with import part_with
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def paul(shop: Shop) -> Membership:
    """Paul, who has a question, a case and the threats."""
    return a_member(shop, "paul")


def theirs(shop: Shop, person: Person) -> tuple[Conversation, Conversation]:
    """A question and the thread of a case that wait for somebody."""
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour ?", at=AT)
    case = asked(an_order(shop))
    say(actor=alice_at(case), conversation=thread_of(case, AT), body="Et moi ?", at=AT)
    for one in (question, thread_of(case, AT)):
        assign_conversation(actor=system(shop.pk), conversation=one, person_id=person.pk, at=AT)
    return now(question), now(thread_of(case, AT))


def test_what_waited_for_them_is_nobody_s_and_stands_in_its_tab(shop: Shop, paul: Membership) -> None:
    question, thread = theirs(shop, paul.person)
    ChatSettings.objects.create(shop=shop, alarm_person=paul.person)
    part_with(actor=system(shop.pk), membership_id=paul.pk, at=AT)
    nobodys = matching(ines(shop.pk), Asked(View.NOBODY), AT)
    assert set(nobodys) == {question, thread}
    case = now(thread).case
    assert case is not None
    assert timeline_of(case)[-1].type == "assigned"
    assert alarm_person_id(shop.pk) is None


def test_who_writes_again_in_a_closed_case_waits_for_nobody_who_is_gone(shop: Shop, paul: Membership) -> None:
    _question, thread = theirs(shop, paul.person)
    say(actor=ines(shop.pk), conversation=thread, body="Voilà.", at=AT)
    assert thread.case_id is not None
    Case.objects.filter(pk=thread.case_id).update(closed_at=AT)
    part_with(actor=system(shop.pk), membership_id=paul.pk, at=AT)
    case = now(thread).case
    assert case is not None
    say(actor=alice_at(case), conversation=now(thread), body="Et la facture ?", at=AT)
    assert thread in matching(ines(shop.pk), Asked(View.NOBODY), AT)


def test_where_matters_are_shared_out_a_colleague_has_them(shop: Shop, paul: Membership) -> None:
    lea = a_member(shop, "lea")
    matters = theirs(shop, paul.person)
    ChatSettings.objects.create(shop=shop, shares_out=True)
    part_with(actor=system(shop.pk), membership_id=paul.pk, at=AT)
    assert {now(one).assignee_id for one in matters} == {lea.person_id}


def test_who_stays_keeps_what_is_theirs(shop: Shop, paul: Membership) -> None:
    lea = a_member(shop, "lea")
    question, thread = theirs(shop, lea.person)
    part_with(actor=system(shop.pk), membership_id=paul.pk, at=AT)
    assert {now(question).assignee_id, now(thread).assignee_id} == {lea.person_id}


def test_nobody_s_matters_move_when_the_removal_is_refused(shop: Shop, paul: Membership) -> None:
    question, _thread = theirs(shop, paul.person)
    agent = ines(shop.pk, Role.AGENT)
    assert Right.STAFF_MANAGE not in agent.rights
    with refused(Refusal):
        part_with(actor=agent, membership_id=paul.pk, at=AT)
    assert now(question).assignee_id == paul.person_id
