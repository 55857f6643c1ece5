"""What somebody asked the assistant goes with them, and is in the copy of their data until then."""

import io
import json
import zipfile

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.conversations.services.merge import merge
from reprise.apps.conversations.tests.talking import a_question as a_conversation
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.tests.builders import a_question
from reprise.readmodels.persons.export import export
from reprise.readmodels.persons.holdings import holdings
from reprise.workflows.erase_person import erase_person, preview
from reprise.workflows.tests.builders import NEXT_WEEK, a_shop, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
CAMILLE = "camille@example.com"


def test_their_questions_go_and_those_of_others_stay() -> None:
    shop = a_shop()
    theirs, _camille = a_conversation(shop)
    other, _bob = a_conversation(shop, email="bob@example.com")
    a_question(shop, "je suis Camille, où est mon colis", conversation_id=theirs.pk)
    a_question(shop, "ça colle pas", conversation_id=other.pk)
    a_question(shop, "et personne", conversation_id=None)
    found = preview(system(shop.pk), CAMILLE)
    assert found.goes["questions"] == 1
    pack = zipfile.ZipFile(io.BytesIO(b"".join(export(found, shop_name="Atelier", at=AT))))
    told = json.loads(pack.read("data/questions_to_the_assistant.json"))
    assert [row["question"] for row in told] == ["je suis Camille, où est mon colis"]
    assert "judged" not in told[0]
    erase_person(actor=system(shop.pk), email=CAMILLE, at=NEXT_WEEK)
    assert list(Asked.objects.order_by("pk").values_list("question", flat=True)) == ["", "ça colle pas", "et personne"]
    assert holdings(system(shop.pk), CAMILLE).is_empty


def test_what_was_asked_before_two_conversations_became_one_goes_too() -> None:
    shop = a_shop()
    chat, _camille = a_conversation(shop)
    letter, _again = a_conversation(shop)
    a_question(shop, "je suis Camille", conversation_id=chat.pk)
    merge(actor=ines(shop.pk), source=chat, target=letter, at=AT, vouched=True)
    assert preview(system(shop.pk), CAMILLE).goes["questions"] == 1
    erase_person(actor=system(shop.pk), email=CAMILLE, at=NEXT_WEEK)
    assert Asked.objects.get().question == ""
