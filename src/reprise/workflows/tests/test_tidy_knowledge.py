"""Old questions lose their words, silent guides end, by a job that each worker asks for."""

from datetime import timedelta

import pytest

from reprise.apps.knowledge.models import Asked, GuideRun
from reprise.apps.knowledge.services import tidy_questions
from reprise.apps.knowledge.services.guide_runs import begin_guide
from reprise.apps.knowledge.tests.builders import a_question
from reprise.workflows.tidy_knowledge import tidy
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def test_all_that_is_old_is_tidied_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidy_questions, "AT_ONCE", 2)
    shop = a_shop()
    for days in (181, 190, 200, 400, 500, 10):
        a_question(shop, f"il y a {days} jours", at=AT - timedelta(days=days))
    begin_guide(shop_id=shop.pk, guide="clog", place="help", at=AT - timedelta(days=2))
    finish = tidy({}, at=AT)
    assert finish is not None
    finish()
    assert list(Asked.objects.exclude(question="").values_list("question", flat=True)) == ["il y a 10 jours"]
    assert Asked.objects.count() == 6
    assert GuideRun.objects.get().outcome == "left"
