"""Photos and documents by program: through the gate, once, and what waited for them is answered anew."""

from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.evidence.models import Evidence
from reprise.platform.files.models import StoredFile
from reprise.workflows.tests.policies import REPRINT_SMALL, publish
from tests.api.programs import Program, a_program, alice_s_order, answer, bruno_s_shop, line_ids
from tests.attacks.test_hostile_files import HOSTILE, NAMES
from tests.journeys.customers import a_photo

pytestmark = pytest.mark.django_db
PHOTO: Final = a_photo()


def opened(*, rules: bool = False) -> tuple[Program, str]:
    """A program, and the address of a case about one faulty print."""
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    OrderLine.objects.filter(pk=line_ids(order)[0]).update(kind="catalogue_print")
    if rules:
        publish(shop, answer=(REPRINT_SMALL,))
    wish = {"order_line_id": line_ids(order)[0], "claim": "defect", "reason": "fdm_warping"}
    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [wish]}))
    return program, f"/cases/{case['reference']}/evidence"


def a_file(content: bytes = PHOTO, name: str = "corner.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_photo_lies_on_the_case_with_its_words_and_its_line() -> None:
    program, at = opened()
    line_id = lines_of(Case.objects.get())[0].pk
    made = program.post(at, {"file": a_file(), "caption": " The corner ", "line_id": line_id, "shot": "closeup"})
    assert made.status_code == 201, made.content
    told = answer(made)
    assert (told["kind"], told["caption"], told["line_id"], told["shot"]) == ("photo", "The corner", line_id, "closeup")
    assert told["by_customer"] is False
    [listed] = answer(program.get(at))
    assert {**listed, "added_at": told["added_at"]} == told


def test_the_same_call_again_is_answered_alike_and_keeps_one_file() -> None:
    program, at = opened()
    first = program.post(at, {"file": a_file()}, key="e1")
    again = program.post(at, {"file": a_file()}, key="e1")
    assert (again.status_code, again.content, again["Idempotent-Replayed"]) == (201, first.content, "true")
    lost = program.post(at, {"file": a_file()})  # its answer was lost and its key with it
    assert answer(lost)["id"] == answer(first)["id"]
    assert Evidence.objects.count() == 1
    others: tuple[dict[str, object], ...] = (
        {"caption": "x"},
        {"file": a_file(a_photo(1))},
        {"file": a_file(name="b.jpg")},
    )
    for other in ({"file": a_file(), **other} for other in others):
        assert answer(program.post(at, other, key="e1"))["code"] == "idempotency_key_reused"


def test_the_photos_that_were_asked_for_bring_the_answer_of_the_rule() -> None:
    program, at = opened(rules=True)
    OrderLine.objects.update(paid_minor=2_000)
    for name, shade in (("a.jpg", 0), ("b.jpg", 1)):
        program.post(at, {"file": a_file(a_photo(shade), name)})
    [line] = lines_of(Case.objects.get())
    assert line.state == "approved"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_its_field_and_leaves_nothing(name: str) -> None:
    program, at = opened()
    refused = program.post(at, {"file": a_file(HOSTILE[name], name)}, key="k")
    assert refused.status_code == 422
    assert [fault["field"] for fault in answer(refused)["errors"]] == ["file"]
    assert not StoredFile.objects.exists()
    assert program.post(at, {"file": a_file()}, key="k").status_code == 201  # the key is free again


@pytest.mark.parametrize("name", NAMES)
def test_a_name_nobody_would_give_becomes_a_plain_one(name: str) -> None:
    program, at = opened()
    kept = answer(program.post(at, {"file": a_file(name=name)}))
    assert "/" not in kept["name"]
    assert "\n" not in kept["name"]


@pytest.mark.parametrize(
    ("more", "field"),
    [({"shot": "selfie"}, "shot"), ({"caption": "x" * 241}, "caption"), ({"line_id": "one"}, "line_id"),
     ({"colour": "red"}, "colour"), ({"photo": a_file()}, "photo"), ({"file": [a_file(), a_file()]}, "file")],
)  # fmt: skip
def test_what_cannot_be_read_is_named(more: dict[str, Any], field: str) -> None:
    program, at = opened()
    refused = program.post(at, {"file": a_file(), **more})
    assert refused.status_code == 422
    assert any(field in fault["field"] for fault in answer(refused)["errors"]), refused.content
    assert not Evidence.objects.exists()


def test_a_line_of_another_case_looks_missing() -> None:
    program, at = opened()
    assert program.post(at, {"file": a_file(), "line_id": 999_999}).status_code == 404


def test_without_a_file_or_as_something_else_than_a_form_it_says_what_to_send() -> None:
    program, at = opened()
    for body in ({"caption": "x"}, b"\xff\xd8\xff"):
        refused = program.post(at, body, key="k")
        assert refused.status_code in {400, 422}, refused.content
        assert answer(refused)["detail"]
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"):
        broken = Client().generic(
            "POST", f"/api/v1{at}", data=b"--y\r\n", content_type=kind,
            headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": "k2"},
        )  # fmt: skip
        assert broken.status_code in {400, 422}, (kind, broken.content)


def test_a_case_that_is_full_says_so() -> None:
    program, at = opened()
    kept = answer(program.post(at, {"file": a_file()}))
    piece = Evidence.objects.get(pk=kept["id"])
    StoredFile.objects.filter(pk=piece.file_id).update(size=500 * 2**20)
    refused = program.post(at, {"file": a_file(a_photo(1))})
    assert (refused.status_code, answer(refused)["code"]) == (429, "case_full")
