"""A customer shows what is wrong: photos one by one, in two tabs; and is told at once what to do in a danger."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.cases.models import Case, CaseEvent, RequestDraft
from reprise.apps.evidence.models import Evidence
from tests.journeys.customers import (
    BOX,
    a_complaint,
    a_photo,
    a_shop,
    an_order,
    articles,
    opened,
    path_of,
)  # fmt: skip
from tests.journeys.test_customer_request import walk

pytestmark = pytest.mark.django_db


def test_the_missing_photos_are_asked_for_one_by_one_and_a_lost_answer_doubles_nothing(client: Client) -> None:
    case = a_complaint()
    assert 'name="shot-overview"' in client.get(path_of(case)).content.decode()
    for _ in range(2):  # the answer to the first was lost on the way
        photo = SimpleUploadedFile("coin.jpg", a_photo(), "image/jpeg")
        client.post(f"{path_of(case)}evidence/", {"shot-overview": photo})
    assert list(Evidence.objects.filter(case=case).values_list("shot", flat=True)) == ["overview"]
    assert 'name="shot-overview"' not in client.get(path_of(case)).content.decode()


def test_two_tabs_that_add_a_photo_each_lose_none(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    (box,) = articles(order)
    evidence = walk(
        client, opened(client, order), {"line": str(box.pk)}, {"reason": "fdm_warping"}, {"danger": "no"}, {"wish": ""}
    )
    for name in ("shot-overview", "more"):
        shade = SimpleUploadedFile(f"{name}.jpg", a_photo() + name.encode(), "image/jpeg")
        client.post(evidence, {"do": "add", name: shade})
    again = SimpleUploadedFile("encore.jpg", a_photo(), "image/jpeg")
    client.post(evidence, {"do": "add", "more": again})
    draft = RequestDraft.objects.get()
    assert len(draft.data["files"]) == 1  # the same picture each time
    assert set(draft.data["shots"]) == {"overview"}


@pytest.mark.parametrize(
    ("kind", "reason", "hazard", "said"),
    [
        ("printer", "electrical_safety", "shock", "disjoncteur"),
        ("resin", "resin_bottle_defect", "leak", "gants"),
        ("custom_print", "weak_part", "hurt", "112"),
    ],
)
def test_a_danger_is_answered_at_once_with_what_fits_the_product(
    client: Client, kind: str, reason: str, hazard: str, said: str
) -> None:
    order = an_order(a_shop(), ("Article", kind, 1, 9900))
    (article,) = articles(order)
    stop = walk(client, opened(client, order), {"line": str(article.pk)}, {"reason": reason}, {"danger": hazard})
    assert stop.endswith("/stop/")
    assert said in client.get(stop).content.decode()
    walk(client, stop, {}, {"wish": ""}, {"do": "next"}, {})
    assert Case.objects.get().danger
    assert CaseEvent.objects.get(type="case_opened").data["hazard"] == hazard
