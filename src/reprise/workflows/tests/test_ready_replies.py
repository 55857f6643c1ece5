"""Replies and macros are kept as they can be used, and a shop begins with ours in one click."""

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import CannedReply, Macro, PublicReview
from reprise.apps.conversations.reply_queries import canned_found
from reprise.apps.conversations.rules.giveaways import Known
from reprise.apps.conversations.rules.macro_steps import Do, Step
from reprise.apps.conversations.services.adopt_starters import adopt_starters
from reprise.apps.conversations.services.answer_review import GivesAway, answer_review
from reprise.apps.conversations.services.remove_canned import SaidByMacro, remove_canned
from reprise.apps.conversations.services.save_canned import NameTaken, UnknownPlaceholder, Worded, save_canned
from reprise.apps.conversations.services.save_macro import save_macro
from reprise.apps.conversations.services.save_review import Published, save_review
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def a_reply(shop: Shop, **worded: str) -> CannedReply:
    given = {"name": "Photo", "shortcut": "/Photo", "text_fr": "Une photo ?", **worded}
    return save_canned(actor=ines(shop.pk, Role.MANAGER), worded=Worded(**given), at=AT)


def test_a_shop_adopts_ours_once_and_keeps_its_own(shop: Shop) -> None:
    mine = a_reply(shop, name="Ma photo", text_fr="La mienne")
    boss = ines(shop.pk, Role.MANAGER)
    assert adopt_starters(actor=boss, at=AT) == 9  # one has the shortcut of hers
    assert adopt_starters(actor=boss, at=AT) == 0
    mine.refresh_from_db()
    assert mine.text_fr == "La mienne"
    assert CannedReply.objects.filter(shop=shop).count() == 10


def test_only_who_sets_the_shop_s_rules_writes_them(shop: Shop) -> None:
    with refused(Forbidden):
        save_canned(actor=ines(shop.pk), worded=Worded("A", text_fr="B"), at=AT)
    with refused(Forbidden):
        adopt_starters(actor=ines(shop.pk), at=AT)


@pytest.mark.parametrize(
    ("worded", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "N" * 81}, "name"),
        ({"shortcut": "deux mots"}, "shortcut"),
        ({"shortcut": "é"}, "shortcut"),
        ({"text_fr": " \n"}, "text_fr"),
        ({"text_en": "x" * 4_001}, "text_en"),
    ],
)
def test_what_could_not_be_used_is_refused_at_its_field(shop: Shop, worded: dict[str, str], field: str) -> None:
    with refused(Invalid) as caught:
        a_reply(shop, **worded)
    assert caught.value.field == field


def test_a_placeholder_nobody_can_fill_is_refused_when_it_is_saved(shop: Shop) -> None:
    with refused(UnknownPlaceholder) as caught:
        a_reply(shop, text_en="Dear {frist_name}")
    assert caught.value.field == "text_en"
    assert "{frist_name}" in str(caught.value)


def test_two_replies_have_two_names_and_two_shortcuts(shop: Shop) -> None:
    first = a_reply(shop)
    with refused(NameTaken):
        a_reply(shop, shortcut="autre")
    with refused(Invalid):
        a_reply(shop, name="Autre")
    boss = ines(shop.pk, Role.MANAGER)
    save_canned(actor=boss, worded=Worded("Photo", "photo", "Autre texte"), at=AT, reply_id=first.pk)
    assert a_reply(a_shop("voisin")).name == "Photo"


def test_typing_finds_a_reply_by_shortcut_name_or_words(shop: Shop) -> None:
    a_reply(shop, name="Demande de photo", shortcut="image", text_fr="Une photo nette, merci.")
    a_reply(shop, name="Autre", shortcut="ph", text_fr="Bonjour.", text_en="A picture?")
    actor = ines(shop.pk)
    assert [reply.shortcut for reply in canned_found(actor, "/ph")] == ["ph", "image"]
    assert [reply.shortcut for reply in canned_found(actor, "nette photo")] == ["image"]
    assert [reply.shortcut for reply in canned_found(actor, "PICTURE")] == ["ph"]
    assert canned_found(actor, "rien de tel") == []
    assert canned_found(ines(a_shop("voisin").pk), "ph") == []


def test_a_reply_a_macro_says_stays(shop: Shop) -> None:
    reply, boss = a_reply(shop), ines(shop.pk, Role.MANAGER)
    save_macro(actor=boss, name="Photo", steps=[Step(Do.SAY, canned=reply.pk), Step(Do.CLOSE)], people=[], at=AT)
    with refused(SaidByMacro):
        remove_canned(actor=boss, reply_id=reply.pk)
    Macro.objects.all().delete()
    remove_canned(actor=boss, reply_id=reply.pk)
    assert not CannedReply.objects.exists()


def test_a_macro_says_only_replies_of_its_shop(shop: Shop) -> None:
    foreign = a_reply(a_shop("voisin"))
    with refused(Invalid):
        save_macro(
            actor=ines(shop.pk, Role.MANAGER), name="M", steps=[Step(Do.SAY, canned=foreign.pk)], people=[], at=AT
        )
    with refused(NotFound):
        remove_canned(actor=ines(shop.pk, Role.MANAGER), reply_id=foreign.pk)


def test_an_answer_that_points_at_somebody_is_not_kept(shop: Shop) -> None:
    actor = ines(shop.pk)
    review = save_review(actor=actor, published=Published("Google", score=1, said="Nul"), at=AT)
    known = Known(names=("Alice Martin",))
    with refused(GivesAway) as caught:
        answer_review(actor=actor, review=review, answer="Chère Alice, 93,90 € sont partis.", known=known, at=AT)
    assert "“Alice”" in str(caught.value)
    assert PublicReview.objects.get().answer == ""
    answer_review(actor=actor, review=review, answer="Bonjour, nous regardons.", known=known, at=AT, published=True)
    assert PublicReview.objects.get().answered_at == AT


@pytest.mark.parametrize(
    "published",
    [
        Published(""),
        Published("G", address="javascript:alert(1)"),
        Published("G", score=6),
        Published("G", said="x" * 5_001),
    ],
)
def test_a_review_is_kept_only_as_it_can_be_shown(shop: Shop, published: Published) -> None:
    with refused(Invalid):
        save_review(actor=ines(shop.pk), published=published, at=AT)
