"""Before and after a policy is published: times, comparing, the day, versions, models, files, one request."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.models import PolicyDraft, PolicyVersion
from reprise.apps.policies.rules import Between, OneOf, Row, TableName
from reprise.web.backoffice.tests.forms import fields_of, form_at, send
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.test_policy_tables import AT, DANGER, REST, SPOOLS, a_draft, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def paul(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


def published(client: Client, day: date | None = None) -> None:
    """Publish the draft, knowing what is warned of."""
    send(client, f"{AT}publish/", in_force_from=str(day or timezone.localdate()), knowing="on")


def newest(shop: Shop) -> PolicyVersion:
    """The version published last."""
    return PolicyVersion.objects.filter(shop=shop).latest("number")


def test_times_and_notices_are_saved_in_the_draft_and_say_what_each_costs(paul: Client, shop: Shop) -> None:
    page = paul.get(f"{AT}times/").content.decode()
    assert page.index("avant la commande") < page.index('id="times"')
    assert page.count("Sinon\u00a0: ") == 4
    send(paul, f"{AT}times/", decision_days="5", notice_digital="on")
    assert newest(shop).number == 1
    published(paul)
    terms = policy_of(newest(shop)).terms
    assert (terms.decision_days, terms.notices.digital, terms.notices.withdrawal) == (5, True, True)


@pytest.mark.parametrize(
    ("field", "value"), [("decision_days", "0"), ("decision_days", "x"), ("return_by_days", "3"), ("seen", "y" * 400)]
)
def test_times_that_cannot_be_are_said_at_their_field(paul: Client, field: str, value: str) -> None:
    answer = paul.post(f"{AT}times/", {**form_at(paul, f"{AT}times/"), field: value})
    assert answer.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_times_the_second_is_told(paul: Client, shop: Shop) -> None:
    form = form_at(paul, f"{AT}times/")
    assert paul.post(f"{AT}times/", {**form, "decision_days": "3"}).status_code == 302
    answer = paul.post(f"{AT}times/", {**form, "client_id": "another", "decision_days": "4"})
    assert answer.status_code == 409
    again = fields_of(answer.content.decode())
    assert again["decision_days"] == "4"
    assert paul.post(f"{AT}times/", again).status_code == 302


def test_the_comparison_shows_rows_that_came_went_changed_and_moved(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, DANGER, REST)
    published(paul)
    dearer = Row("a1", {**SPOOLS.when, "value_minor": Between(most=4000)}, SPOOLS.then)
    a_draft(shop, REST, dearer, Row("a4", {}, {"verdict": "person"}))
    page = paul.get(f"{AT}compare/").content.decode()
    assert "1 ligne ajoutée" in page
    assert "1 ligne retirée" in page
    assert "2 lignes changées ou déplacées" in page
    changed = page.partition("is-changed")[2].partition("</tbody>")[0]
    assert "≤\u00a025\u00a0€" in changed
    assert "≤\u00a040\u00a0€" in changed


def test_a_version_is_published_for_today_with_who_and_what(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    published(paul)
    assert newest(shop).number == 2
    assert policy_of(newest(shop)).rows(TableName.ANSWER) == (SPOOLS,)
    assert not PolicyDraft.objects.filter(shop=shop).exists()
    page = paul.get(f"{AT}versions/").content.decode()
    assert "Manager" in page
    assert "1 ligne ajoutée" in page


@pytest.mark.django_db(transaction=True)
def test_a_row_that_takes_a_right_away_is_shown_with_its_article_and_never_published(paul: Client, shop: Shop) -> None:
    a_draft(shop, Row("a1", {"claim": OneOf(frozenset({"withdraw"}))}, {"verdict": "refuse"}, "Non.", "No."))
    page = paul.get(AT).content.decode()
    assert "Une chose empêche de publier ce brouillon" in page
    assert "L221-18" in page.partition('id="row-a1"')[2].partition("</tbody>")[0]
    assert f'href="{AT}answer/#row-a1"' in page
    page = paul.get(f"{AT}publish/").content.decode()
    assert "L221-18" in page
    assert ">\n            Publier" not in page.partition("rp-publish")[2].partition("</form>")[0]
    form = fields_of(page)
    assert paul.post(f"{AT}publish/", {**form, "knowing": "on"}).status_code == 422
    assert newest(shop).number == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_to_be_looked_at_is_acknowledged_before_publishing(paul: Client, shop: Shop) -> None:
    a_draft(shop, REST, Row("a4", {"danger": DANGER.when["danger"]}, DANGER.then))
    page = paul.get(AT).content.decode()
    assert "Une chose à regarder" in page
    form = form_at(paul, f"{AT}publish/")
    answer = paul.post(f"{AT}publish/", form)
    assert answer.status_code in {409, 422}
    assert newest(shop).number == 1
    assert paul.post(f"{AT}publish/", {**fields_of(answer.content.decode()), "knowing": "on"}).status_code == 302
    assert newest(shop).number == 2


@pytest.mark.django_db(transaction=True)
def test_a_planned_version_can_be_withdrawn_before_its_day_and_not_after(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    published(paul, timezone.localdate() + timedelta(days=7))
    assert "prévue" in paul.get(AT).content.decode()
    assert paul.post(f"{AT}versions/2/", {"do": "withdraw"}).status_code == 302
    assert newest(shop).number == 1
    a_draft(shop, SPOOLS)
    published(paul)
    answer = paul.post(f"{AT}versions/2/", {"do": "withdraw"})
    assert answer.status_code == 422
    assert newest(shop).number == 2


def test_withdrawing_keeps_the_draft_begun_from_it(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    published(paul, timezone.localdate() + timedelta(days=7))
    a_draft(shop, SPOOLS, REST)
    paul.post(f"{AT}versions/2/", {"do": "withdraw"})
    assert [row.id for row in rows(shop)] == ["a1", "a3"]
    published(paul)
    assert policy_of(newest(shop)).rows(TableName.ANSWER) == (SPOOLS, REST)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("day", ["", "hier", "2020-01-01", "9999-99-99"])
def test_a_day_that_cannot_be_is_said_at_its_field(paul: Client, shop: Shop, day: str) -> None:
    a_draft(shop, SPOOLS)
    form = form_at(paul, f"{AT}publish/")
    answer = paul.post(f"{AT}publish/", {**form, "in_force_from": day, "knowing": "on"})
    assert answer.status_code == 422
    assert 'id="id_in_force_from_error"' in answer.content.decode()
    assert newest(shop).number == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_colleague_saved_meanwhile_is_not_published_unseen(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    form = form_at(paul, f"{AT}publish/")
    a_draft(shop, SPOOLS, REST)
    answer = paul.post(f"{AT}publish/", {**form, "knowing": "on"})
    assert answer.status_code == 409
    again = fields_of(answer.content.decode())
    assert paul.post(f"{AT}publish/", {**again, "knowing": "on"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_discarded_only_as_it_was_seen(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    form = form_at(paul, f"{AT}discard/")
    a_draft(shop, SPOOLS, REST)
    assert paul.post(f"{AT}discard/", form).status_code == 409
    assert paul.post(f"{AT}discard/", {"version": "x"}).status_code == 409
    send(paul, f"{AT}discard/")
    assert not PolicyDraft.objects.filter(shop=shop).exists()


def test_an_old_version_is_taken_up_as_a_draft_and_asks_before_it_replaces_one(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    published(paul)
    a_draft(shop, DANGER)
    published(paul)
    assert paul.post(f"{AT}versions/2/", {"do": "restore"}).status_code == 302
    assert rows(shop) == (SPOOLS,)
    a_draft(shop, REST)
    assert paul.post(f"{AT}versions/2/", {"do": "restore"}).status_code == 422
    assert rows(shop) == (REST,)
    assert paul.post(f"{AT}versions/2/", {"do": "restore", "sure": "on"}).status_code == 302
    assert rows(shop) == (SPOOLS,)


@pytest.mark.parametrize("model", ["service", "seller", "market", "law"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_shop_begins_from_a_model_that_can_be_published(paul: Client, shop: Shop, model: str, language: str) -> None:
    at = AT.replace("/fr/", f"/{language}/")
    page = paul.get(at).content.decode()
    assert f'href="{at}begin/"' in page
    assert paul.post(f"{at}begin/", {"do": f"model:{model}"}).status_code == 302
    assert "rp-found " not in paul.get(at).content.decode(), "something is found about it"
    for table in TableName:
        assert paul.get(f"{at}{table}/").status_code == 200
    published(paul)
    assert newest(shop).number == 2


def test_a_model_replaces_rows_only_when_somebody_says_so(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    assert paul.post(f"{AT}begin/", {"do": "model:market"}).status_code == 422
    assert rows(shop) == (SPOOLS,)
    assert paul.post(f"{AT}begin/", {"do": "model:market", "sure": "on"}).status_code == 302
    assert len(rows(shop)) == 3
    assert paul.post(f"{AT}begin/", {"do": "model:unicorn", "sure": "on"}).status_code == 422


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_file_handed_out_is_read_again(paul: Client, shop: Shop, form: str) -> None:
    a_draft(shop, SPOOLS, DANGER, REST)
    answer = paul.get(f"{AT}file/?form={form}")
    assert f"draft-2.{form}" in answer["Content-Disposition"]
    file = io.BytesIO(answer.content)
    file.name = f"policy.{form}"
    a_draft(shop)
    assert paul.post(f"{AT}begin/", {"do": "file", "file": file}).status_code == 302
    assert rows(shop) == (SPOOLS, DANGER, REST)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"tables: {answer: [{id: a1, then: {verdict: maybe}}]}", b"[" * 999]
)
def test_a_file_that_holds_no_policy_is_refused_with_its_lines(paul: Client, shop: Shop, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "policy.yaml"
    answer = paul.post(f"{AT}begin/", {"do": "file", "file": file, "sure": "on"})
    assert answer.status_code == 422
    assert "Le brouillon reste tel quel" in answer.content.decode()
    assert not PolicyDraft.objects.filter(shop=shop).exists()


def test_one_request_is_tried_with_the_row_that_fits_and_why_the_others_do_not(paul: Client, shop: Shop) -> None:
    a_draft(shop, Row("a1", {"kind": OneOf(frozenset({"printer"}))}, {"verdict": "refuse"}), SPOOLS, REST)
    query = "try-claim=defect&try-kind=filament&try-value_minor=12,50&try-days_since_delivery=20"
    page = paul.get(f"{AT}try/?{query}").content.decode()
    assert "L217-3" in page
    told = page.partition("rp-trace")[2]
    assert "Accepté" in told
    assert "Article\u00a0: Filament" in told
    assert 'class="is-hit"' in told
    assert not PolicyDraft.objects.filter(shop=shop, version__gt=2).exists()


@pytest.mark.parametrize(("days", "word", "why"), [
    (5, "Accepté", "La loi seule répond"), (40, "Accepté", "Dans notre propre délai"), (60, "Refusé", "La loi seule"),
])  # fmt: skip
def test_a_tried_request_is_answered_as_the_journey_would(
    paul: Client, shop: Shop, days: int, word: str, why: str
) -> None:
    a_draft(shop, Row("w1", {}, {"days": 45, "return_cost_by": "buyer"}), table=TableName.WINDOW)
    assert_tried(paul, f"try-claim=withdraw&try-kind=printer&try-days_since_delivery={days}", word, why)


def test_a_tried_request_says_which_row_the_law_overrules(paul: Client, shop: Shop) -> None:
    a_draft(shop, Row("a1", {}, {"verdict": "refuse"}, "Non.", "No."))
    tried = "try-kind=printer&try-days_since_delivery=5"
    assert_tried(paul, f"try-claim=withdraw&{tried}", "Accepté", "la ligne n’est pas suivie")
    assert_tried(paul, f"try-claim=withdraw&try-buyer=professional&{tried}", "Refusé", "À cause d’une ligne")


def assert_tried(paul: Client, query: str, word: str, why: str) -> None:
    """The answer on top, in a word, and on whose account."""
    page = paul.get(f"{AT}try/?{query}").content.decode()
    result = page.partition("is-result")[2].partition("</li>")[0]
    assert f"<b>{word}</b>" in result
    assert why in result


@pytest.mark.parametrize(
    "query",
    ["try-claim=unicorn", "try-value_minor=x", "try-ordered=2026-99-99", "try-days_since_delivery=-1",
     "try-reason=%27%3B", "try-photos=1e9"],
)  # fmt: skip
def test_facts_that_cannot_be_are_said_at_their_field(paul: Client, query: str) -> None:
    answer = paul.get(f"{AT}try/?{query}")
    assert answer.status_code == 422
    assert "-error" in answer.content.decode()
