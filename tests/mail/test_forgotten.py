"""Nothing of a mail outlives the person it was of: neither its words, nor its bytes, nor its files."""

import pytest

from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.models import IncomingMail
from reprise.apps.conversations.services.forget import forget
from reprise.platform.files.models import StoredFile
from tests.mail.letters import ALICE, answer, came
from tests.mail.pictures import A_PHOTO
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db


def test_words_bytes_and_files_of_a_mail_are_forgotten() -> None:
    case = a_case()
    came(case.shop, answer(case, body="Mon adresse."))
    waiting = answer(case, sender="bob@example.net", body="Je suis son voisin.")
    waiting.add_attachment(A_PHOTO, maintype="image", subtype="png", filename="lampe.png")
    came(case.shop, waiting)
    files = forget(at=LATER, case_ids=[case.pk], shop_id=case.shop_id, email=ALICE)
    assert set(files) == set(StoredFile.objects.values_list("pk", flat=True))
    for mail in IncomingMail.objects.all():
        kept = [mail.sender, mail.sender_name, mail.subject, mail.body, mail.quoted, mail.header_id, mail.recipients]
        assert not any(kept)
        assert mail.erased_at == LATER
