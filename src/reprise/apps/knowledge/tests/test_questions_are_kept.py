"""Questions are kept with what was answered, settled by who asked, judged by staff, and lose their words in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from reprise.apps.knowledge.asked_queries import asked_for, asked_in, asked_wrong, sample_to_judge, unanswered
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.services.forget import forget
from reprise.apps.knowledge.services.judge_asked import judge_asked, set_written_about
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.apps.knowledge.services.tidy_questions import tidy_questions
from reprise.apps.knowledge.tests.builders import a_question, ines, zoe
from reprise.core.refusals import Forbidden, NotFound
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
OFFERED = ("help-bed-adhesion", "help-warping")
SINCE = AT - timedelta(days=30)


def test_what_was_asked_and_offered_is_kept_and_settled() -> None:
    shop = a_shop()
    asked = a_question(shop, "ça colle pas", Answer.CHOICES, articles=OFFERED)
    assert asked.offered == [["help-bed-adhesion", 0.5], ["help-warping", 0.5]]
    settle_asked(shop_id=shop.pk, asked_id=asked.pk, chosen="help-warping", at=LATER)
    settle_asked(shop_id=shop.pk, asked_id=asked.pk, helpful=True, at=LATER)
    kept = Asked.objects.get()
    assert (kept.chosen, kept.helpful, kept.settled_at) == ("help-warping", True, LATER)


def test_what_was_not_offered_or_is_another_shop_s_cannot_be_settled() -> None:
    shop, other = a_shop(), a_shop("autre-atelier")
    asked = a_question(shop, "ça colle pas", Answer.CHOICES, articles=OFFERED)
    with refused(NotFound):
        settle_asked(shop_id=shop.pk, asked_id=asked.pk, chosen="help-stringing", at=AT)
    with refused(NotFound):
        settle_asked(shop_id=other.pk, asked_id=asked.pk, helpful=True, at=AT)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: judge_asked(actor=ines(other), asked_id=asked.pk, verdict="right", at=AT),
        lambda: asked_for(ines(other), asked.pk),
        lambda: set_written_about(actor=ines(other), asked_id=asked.pk, slug="help-warping"),
        lambda: set_written_about(actor=ines(shop), asked_id=asked.pk, slug="nobody"),
        lambda: judge_asked(actor=ines(shop), asked_id=asked.pk, verdict="perhaps", at=AT),
    )
    for deed in deeds:
        with refused(NotFound):
            deed()
    with refused(Forbidden):
        judge_asked(actor=zoe(shop), asked_id=asked.pk, verdict="right", at=AT)


def test_an_agent_judges_and_may_take_it_back() -> None:
    shop = a_shop()
    asked = a_question(shop, "ça colle pas", Answer.SURE, articles=OFFERED[:1])
    judge_asked(actor=ines(shop), asked_id=asked.pk, verdict="wrong", at=AT)
    assert asked_wrong(shop.pk, SINCE) == {"help-bed-adhesion": 1}
    judge_asked(actor=ines(shop), asked_id=asked.pk, verdict="", at=AT)
    assert asked_wrong(shop.pk, SINCE) == {}


def test_questions_that_ask_the_same_are_one_to_write_about_and_the_most_asked_comes_first() -> None:
    shop = a_shop()
    a_question(shop, "vous livrez en Suisse ?", at=AT)
    for words in ("puis je payer en 3 fois", "Payer en trois fois sans frais ?", "payer en 3 foi possble"):
        a_question(shop, words, at=AT)
    newest = a_question(shop, "puis-je payer en 3 fois ?", at=LATER)
    a_question(shop, "do you deliver to Switzerland", at=AT, language="en")
    a_question(shop, "ça colle pas", Answer.SURE, articles=OFFERED[:1])
    a_question(shop, "je veux parler à quelqu’un", Answer.PERSON, reason=Reason.ASKS_HUMAN)
    a_question(shop, "la machine est bruyante ? avant achat", Answer.PERSON, reason=Reason.OUT_OF_SCOPE)
    groups = unanswered(shop.pk, SINCE)
    assert [one.count for one in groups] == [4, 1, 1, 1]
    assert groups[0].newest == newest
    assert unanswered(a_shop("autre-atelier").pk, SINCE) == []


def test_what_was_written_about_or_needs_nothing_leaves_the_list_and_what_did_not_help_is_on_it() -> None:
    shop = a_shop()
    written, nothing, wrong = (a_question(shop, words) for words in ("vous livrez en Suisse", "blabla", "avis client"))
    set_written_about(actor=ines(shop), asked_id=written.pk, slug="help-warping")
    judge_asked(actor=ines(shop), asked_id=nothing.pk, verdict="right", at=AT)
    helpless = a_question(shop, "ma buse fume", Answer.SURE, articles=OFFERED[:1])
    settle_asked(shop_id=shop.pk, asked_id=helpless.pk, helpful=False, at=AT)
    assert {one.newest.pk for one in unanswered(shop.pk, SINCE)} == {helpless.pk, wrong.pk}


def test_the_sample_of_a_week_is_drawn_by_lot_and_stays_the_same() -> None:
    shop = a_shop()
    every = [a_question(shop, f"question {n}", at=AT - timedelta(days=7, hours=n)).pk for n in range(30)]
    new = [a_question(shop, f"nouvelle {n}").pk for n in range(3)]
    a_question(shop, "il y a longtemps", at=AT - timedelta(days=15))
    drawn = [one.pk for one in sample_to_judge(shop.pk, LATER, size=10)]
    assert len(drawn) == 10
    assert set(drawn) <= set(every)
    assert drawn != every[:10]
    on_sunday = AT + timedelta(days=5)
    assert [one.pk for one in sample_to_judge(shop.pk, on_sunday, size=10)] == drawn
    whole = [one.pk for one in sample_to_judge(shop.pk, LATER)]
    assert (set(whole[:30]), set(whole[30:])) == (set(every), set(new))


def test_what_was_asked_in_a_conversation_is_read_in_order() -> None:
    shop = a_shop()
    second, first = (a_question(shop, "b", at=at, conversation_id=7) for at in (LATER, AT))
    assert list(asked_in(shop.pk, 7)) == [first, second]
    assert list(asked_in(a_shop("autre-atelier").pk, 7)) == []


def test_after_half_a_year_the_words_go_and_the_figures_stay() -> None:
    shop = a_shop()
    old = a_question(shop, "ça colle pas", at=AT - timedelta(days=181))
    young = a_question(shop, "ça colle toujours pas", at=AT - timedelta(days=179))
    assert tidy_questions(at=AT) == 1
    assert list(Asked.objects.order_by("pk").values_list("pk", "question")) == [
        (old.pk, ""), (young.pk, "ça colle toujours pas"),
    ]  # fmt: skip
    assert tidy_questions(at=AT) == 0


def test_a_person_s_words_go_with_their_conversation() -> None:
    shop = a_shop()
    a_question(shop, "mon adresse : 12 rue", conversation_id=7)
    a_question(shop, "ça colle pas", conversation_id=8)
    forget(shop_id=shop.pk, conversation_ids=[7])
    assert list(Asked.objects.order_by("pk").values_list("question", flat=True)) == ["", "ça colle pas"]
