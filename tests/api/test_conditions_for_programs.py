"""The conditions for any program: public, cached, readable from any site, and sure of what they answer."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.policies.rules import Is, OneOf, Policy, Row, TableName
from reprise.apps.policies.services.publish_policy import publish_policy
from tests.api.programs import bruno_s_shop

pytestmark = pytest.mark.django_db
PATH = "/api/v1/shops/atelier-lamelle/conditions"
SEALED_ONLY = Policy(
    tables={
        TableName.WINDOW: (
            Row("w1", {"kind": OneOf(frozenset({"filament"})), "opened": Is(value=False)}, {"days": 30}),
        )
    }
)


@pytest.fixture
def shop() -> Shop:
    """A shop that takes sealed spools back for thirty days."""
    made, now = bruno_s_shop(), timezone.now()
    today = timezone.localdate(now)
    publish_policy(
        actor=system(made.pk), policy=SEALED_ONLY, in_force_from=today, today=today, at=now, knowing=True
    )  # fmt: skip
    return made


def asked(status: int = 200, **query: str | int) -> Any:
    """What a question is answered with, in English unless it asks for another language."""
    response = Client().get(PATH, query, headers={"Accept-Language": "en"})
    assert response.status_code == status, response.content
    return json.loads(response.content)


@pytest.mark.usefixtures("shop")
def test_law_and_promise_are_told_apart_for_each_kind() -> None:
    said = asked()
    spool = next(each for each in said["kinds"] if each["kind"] == "filament")
    assert (spool["sealed"]["statutory"]["days"], spool["sealed"]["commercial"]["days"]) == (14, 30)
    assert (spool["sealed"]["days"], spool["opened"]["days"], spool["opened"]["commercial"]) == (30, 14, None)
    assert spool["sealed"]["commercial"]["rule"] == "w1"
    assert said["withdrawal"]["sources"][0]["url"].startswith("https://")
    assert said["answer"] is None


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("days_ago", "opened", "may", "basis"),
    [(3, False, True, "law"), (3, True, True, "law"), (25, False, True, "shop"), (25, True, False, "none"),
     (40, False, False, "none")],
)  # fmt: skip
def test_may_this_be_returned(days_ago: int, opened: bool, may: bool, basis: str) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    answer = asked(kind="filament", opened=str(opened).lower(), country="FR", delivered=day.isoformat())["answer"]
    assert (answer["may_be_returned"], answer["basis"]) == (may, basis)
    assert answer["reasons"][0]["text"]
    if may:
        assert answer["last_day"] >= timezone.localdate().isoformat()


@pytest.mark.usefixtures("shop")
def test_where_the_law_is_unsettled_a_person_decides_and_nothing_is_promised() -> None:
    answer = asked(kind="resin", opened="true", delivered=timezone.localdate().isoformat())["answer"]
    assert (answer["may_be_returned"], answer["answer"]) == (None, "person")


@pytest.mark.usefixtures("shop")
def test_what_is_made_to_order_may_not_and_says_why() -> None:
    answer = asked(kind="custom_print", lang="fr")["answer"]
    assert answer["may_be_returned"] is False
    assert "fichier" in answer["reasons"][0]["text"]


@pytest.mark.usefixtures("shop")
def test_an_order_has_the_version_of_its_day() -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert asked()["version"] == 2
    assert asked(version=1)["version"] == 1
    assert asked(date=yesterday)["version"] == asked(kind="printer", ordered=yesterday)["version"] == 1


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(("country", "months"), [("FR", 24), ("ES", 36), ("uk", 72), ("NL", None)])
def test_a_country_has_its_own_guarantee(country: str, months: int | None) -> None:
    assert asked(country=country)["guarantee"]["months"] == months


@pytest.mark.usefixtures("shop")
def test_switzerland_gives_no_withdrawal_online() -> None:
    assert asked(country="CH")["withdrawal"] is None


@pytest.mark.usefixtures("shop")
def test_the_words_follow_the_language_asked_for() -> None:
    assert asked(lang="fr")["kinds"][0]["name"] == "Imprimante"
    assert asked(lang="en")["kinds"][0]["name"] == "Printer"
    response = Client().get(PATH, {"lang": "fr"}, headers={"Accept-Language": "en"})
    assert json.loads(response.content)["language"] == response["Content-Language"] == "fr"


@pytest.mark.usefixtures("shop")
def test_a_program_that_has_it_is_told_so() -> None:
    first = Client().get(PATH)
    assert "max-age=300" in first["Cache-Control"]
    again = Client().get(PATH, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(PATH, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert Client().get(PATH, {"country": "ES"}, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.usefixtures("shop")
def test_any_site_may_read_it_and_read_what_was_wrong() -> None:
    for response in (Client().get(PATH), Client().get(PATH, {"country": "XX"}), Client().options(PATH)):
        assert response["Access-Control-Allow-Origin"] == "*"
    assert Client().options(PATH).status_code == 204
    assert Client().head(PATH).status_code == 200
    assert Client().post(PATH).status_code == 405


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"country": "XX"}, "country"), ({"country": "FRA"}, "country"), ({"country": "\x00"}, "country"),
        ({"kind": "spaceship"}, "kind"), ({"date": "tomorrow"}, "date"), ({"date": "9999-12-31"}, "date"),
        ({"delivered": "0001-01-01"}, "delivered"), ({"version": "0"}, "version"), ({"version": "1e9"}, "version"),
        ({"version": "9" * 400}, "version"), ({"version": "1", "date": "2026-01-01"}, "version"),
        ({"opened": "perhaps"}, "opened"), ({"lang": "de"}, "lang"), ({"buyer": "king"}, "buyer"),
        ({"ordered": "2026-02-02", "delivered": "2026-01-01"}, "delivered"),
        ({"delivered": "2026-02-02", "asked": "2026-01-01"}, "asked"), ({"delivred": "2026-01-01"}, "delivred"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_meant_is_a_problem_that_names_it(query: dict[str, str], field: str) -> None:
    assert asked(422, **query)["errors"][0]["field"] == field


@pytest.mark.usefixtures("shop")
def test_what_is_not_there_is_missing() -> None:
    asked(404, version=99)
    assert Client().get("/api/v1/shops/nobody/conditions").status_code == 404


def test_the_description_holds_the_shape_of_the_answer() -> None:
    document = json.loads(Client().get("/api/v1/openapi.json").content)
    operation = document["paths"]["/api/v1/shops/{slug}/conditions"]["get"]
    assert {each["name"] for each in operation["parameters"]} >= {"kind", "opened", "country", "delivered", "date"}
    answered = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert answered.endswith("/ConditionsOut")
    assert "security" not in operation
    assert {"AnswerOut", "ConditionsOut", "KindOut"} <= set(document["components"]["schemas"])
