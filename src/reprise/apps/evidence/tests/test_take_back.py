import pytest
from django.conf import settings

from reprise.apps.cases.models import CaseLine
from reprise.apps.cases.queries import lines_of, timeline_of
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.evidence.queries import evidence_of, file_for
from reprise.apps.evidence.services.attach import attach
from reprise.apps.evidence.services.forget import forget
from reprise.apps.evidence.services.take_back import EvidenceUsed, take_back
from reprise.apps.evidence.tests.builders import a_case, a_file, alice, bytes_exist, staff
from reprise.core.refusals import NotFound
from reprise.platform.files.erase import erase_files
from reprise.platform.files.models import StoredFile
from reprise.platform.jobs.worker import work_off
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_its_author_takes_a_picture_back_and_it_is_gone_for_good() -> None:
    case = a_case(a_shop())
    file = a_file(alice(case))
    piece = attach(actor=alice(case), case=case, file=file, caption="chez moi", at=AT)
    take_back(actor=alice(case), evidence_id=piece.pk, at=LATER)
    assert evidence_of(staff(case.shop), case.pk) == []
    with refused(NotFound):
        file_for(alice(case), file.pk)
    assert timeline_of(case)[-1].type == "evidence_removed"
    work_off(at=LATER)
    assert not bytes_exist(file)
    case.refresh_from_db()
    assert verify_timeline(case) is None


def test_once_decided_on_it_stays() -> None:
    case = a_case(a_shop())
    first, second = lines_of(case)
    about_first = attach(actor=alice(case), case=case, file=a_file(alice(case)), line_id=first.pk, at=AT)
    about_all = attach(actor=alice(case), case=case, file=a_file(alice(case)), at=AT)
    CaseLine.objects.filter(pk=second.pk).update(state="approved")
    with refused(EvidenceUsed):
        take_back(actor=alice(case), evidence_id=about_all.pk, at=LATER)
    take_back(actor=alice(case), evidence_id=about_first.pk, at=LATER)  # nobody decided on that line yet


def test_nobody_takes_back_what_somebody_else_added() -> None:
    shop = a_shop()
    case = a_case(shop)
    hers = attach(actor=alice(case), case=case, file=a_file(alice(case)), at=AT)
    ours = attach(actor=staff(shop), case=case, file=a_file(staff(shop)), at=AT)
    with refused(NotFound):
        take_back(actor=alice(case), evidence_id=ours.pk, at=LATER)
    with refused(NotFound):
        take_back(actor=staff(shop), evidence_id=hers.pk, at=LATER)
    with refused(NotFound):
        take_back(actor=staff(shop, person_id=2), evidence_id=ours.pk, at=LATER)


def test_forgetting_a_person_leaves_that_there_was_a_picture() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    file, kept = a_file(alice(case)), a_file(alice(other))
    attach(actor=alice(case), case=case, file=file, caption="Alice Martin", at=AT)
    attach(actor=alice(other), case=other, file=kept, caption="autre", at=AT)
    erase_files(file_ids=forget(case_ids=[case.pk]), at=LATER)
    work_off(at=LATER)
    assert not bytes_exist(file)
    assert bytes_exist(kept)
    [piece] = evidence_of(staff(shop), case.pk)
    assert (piece.caption, piece.file.name, piece.file.erased_at) == ("", "", LATER)
    assert (StoredFile.objects.get(pk=file.pk).sha256, settings.MEDIA_ROOT.exists()) == (file.sha256, True)
