"""The policy at the desk: rows added, changed, moved, copied, deleted and undone, alone and with colleagues."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.policies.kept_policy import from_json
from reprise.apps.policies.models import PolicyDraft
from reprise.apps.policies.rules import Between, Is, OneOf, Policy, Row, TableName, Terms
from reprise.apps.policies.services.save_draft import save_draft
from reprise.apps.policies.services.start_draft import start_draft
from reprise.web.backoffice.tests.people import at_the_desk, somebody

pytestmark = pytest.mark.django_db
AT = "/fr/desk/atelier-lamelle/policy/"
DEFECT = OneOf(frozenset({"defect"}))
SPOOLS = Row("a1", {"claim": DEFECT, "kind": OneOf(frozenset({"filament"})), "value_minor": Between(most=2500)},
             {"verdict": "accept", "remedy": "replacement", "goods": "keep"})  # fmt: skip
DANGER = Row("a2", {"danger": Is(value=True)}, {"verdict": "person", "question_fr": "Qui ?", "question_en": "Who?"})
REST = Row("a3", {}, {"verdict": "person", "question_fr": "Quoi ?", "question_en": "What?"})


@pytest.fixture
def paul(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


@pytest.fixture
def marie(shop: Shop) -> Client:
    """Marie, who owns it."""
    return at_the_desk(somebody(shop, Role.OWNER))


def a_draft(shop: Shop, *rows: Row, table: TableName = TableName.ANSWER) -> None:
    """The shop's draft has these rows."""
    house = system(shop.pk)
    draft = start_draft(actor=house, at=timezone.now())
    policy = Policy(Terms(), {table: rows})
    save_draft(actor=house, policy=policy, version=draft.version, at=timezone.now())


def rows(shop: Shop, table: TableName = TableName.ANSWER) -> tuple[Row, ...]:
    """The rows of the draft."""
    return from_json(PolicyDraft.objects.get(shop=shop).content).rows(table)


def ids(shop: Shop) -> list[str]:
    """Their names, in order."""
    return [row.id for row in rows(shop)]


def seen(page: str, name: str = "seen") -> str:
    """What a form of the page keeps of what was seen."""
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page)
    assert found
    return found[1]


def open_row(client: Client, row_id: str, cell: str = "") -> str:
    """The form of a row, or of one of its cells."""
    query = f"?cell={cell}" if cell else ""
    answer = client.get(f"{AT}answer/{row_id}/{query}", headers={"HX-Request": "true"} if cell else {})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "page",
    ["", "window/", "evidence/", "deduction/", "approval/", "contract/", "signal/", "priority/", "times/", "compare/",
     "publish/", "discard/", "begin/", "file/", "try/", "versions/", "versions/1/", "answer/new/", "signal/new/"],
)  # fmt: skip
def test_every_page_opens(paul: Client, page: str) -> None:
    assert paul.get(AT + page).status_code == 200


@pytest.mark.parametrize("page", ["nonsense/", "answer/a99/", "versions/99/", "file/?version=99", "file/?version=x"])
def test_what_is_not_there_is_not_found(paul: Client, page: str) -> None:
    assert paul.get(AT + page).status_code == 404


def test_the_law_stands_on_top_with_its_articles_and_real_numbers(paul: Client) -> None:
    page = paul.get(AT).content.decode()
    assert page.index("L221-18") < page.index("L217-3") < page.index("Ajouter une ligne")
    assert "≤\u00a014\u00a0j" in page
    assert "≤\u00a024\u00a0mois" in page


def test_a_row_is_added_by_its_own_form(paul: Client, shop: Shop) -> None:
    sent = {"when-kind": ["filament", "resin"], "when-value_minor-most": "25,50", "when-opened": "no",
            "when-days_since_delivery-least": "15", "when-days_since_delivery-most": "30", "then-verdict": "accept",
            "then-automatic": "yes", "then-remedy": "replacement", "note_fr": "Nous remplaçons."}  # fmt: skip
    assert paul.post(f"{AT}answer/new/", sent).status_code == 302
    (row,) = rows(shop)
    assert row.when == {
        "kind": OneOf(frozenset({"filament", "resin"})), "value_minor": Between(most=2550), "opened": Is(value=False),
        "days_since_delivery": Between(15, 30),
    }  # fmt: skip
    assert row.then == {"verdict": "accept", "automatic": True, "remedy": "replacement"}
    assert row.note_fr == "Nous remplaçons."
    page = paul.get(AT).content.decode()
    assert "15 à 30" in page
    assert "≤\u00a025,50\u00a0€" in page


def test_all_but_what_is_ticked(paul: Client, shop: Shop) -> None:
    paul.post(f"{AT}window/new/", {"when-kind": ["digital_file"], "when-kind-but": "on", "then-days": "30"})
    (row,) = rows(shop, TableName.WINDOW)
    assert row.when == {"kind": OneOf(frozenset({"digital_file"}), but=True)}


def test_names_of_companies_are_written_one_a_line(paul: Client, shop: Shop) -> None:
    paul.post(f"{AT}contract/new/", {"when-company": "Dupont SA\r\n  Robotique  Lyon ", "then-warranty_months": "36"})
    (row,) = rows(shop, TableName.CONTRACT)
    assert row.when["company"] == OneOf(frozenset({"Dupont SA", "Robotique Lyon"}))
    assert row.then == {"warranty_months": 36}


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("when-value_minor-most", "beaucoup"), ("when-value_minor-least", "-3"), ("when-value_minor-most", "1e309"),
        ("when-value_minor-most", "9" * 30), ("when-days_since_delivery-most", "3.5"), ("when-kind", "unicorn"),
        ("when-days_since_delivery-most", "²"), ("when-days_since_delivery-least", "999999"),
        ("when-ordered-least", "hier"), ("when-ordered-most", "2026-02-30"), ("then-verdict", "maybe"),
        ("when-company", "x" * 81), ("when-tags", "a\n" * 3 + "\n".join(map(str, range(300)))),
        ("when-reason", "'; drop table"), ("when-law", "<script>"),
    ],
)  # fmt: skip
def test_whatever_is_typed_the_message_is_at_the_cell_and_nothing_is_lost(
    paul: Client, shop: Shop, cell: str, typed: str
) -> None:
    answer = paul.post(f"{AT}answer/new/", {"then-question_fr": "Et alors ?", "then-verdict": "person", cell: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{cell.removesuffix("-least").removesuffix("-most")}-error"' in page
    assert "Et alors ?" in page
    assert not PolicyDraft.objects.filter(shop=shop).exists()


def test_made_up_deeds_do_no_harm(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    for sent in ({"do": "up:"}, {"do": "explode:a1"}, {"do": ""}, {"do": "to:a1", "to-a1": "9" * 40}, {"seen": ":::"}):
        assert paul.post(AT, sent).status_code in {302, 404}
    assert paul.get(f"{AT}?page=-1&find=%00&only=x").status_code < 500
    assert rows(shop) == (SPOOLS,)


def test_one_cell_is_changed_in_its_place_and_the_rest_stays(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, REST)
    form = open_row(paul, "a1", "when-value_minor")
    assert "25" in form
    assert "then-verdict" not in form
    sent = {"seen": seen(form), "when-value_minor-most": "40"}
    answer = paul.post(f"{AT}answer/a1/?cell=when-value_minor", sent, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "≤\u00a040\u00a0€" in page
    assert "<html" not in page
    assert rows(shop)[0].when == {**SPOOLS.when, "value_minor": Between(most=4000)}
    assert rows(shop)[0].then == SPOOLS.then


def test_a_wrong_cell_comes_back_alone_with_its_message(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    sent = {"seen": seen(open_row(paul, "a1", "when-value_minor")), "when-value_minor-most": "x"}
    answer = paul.post(f"{AT}answer/a1/?cell=when-value_minor", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "rp-celledit" in answer.content.decode()
    assert "data-grid" not in answer.content.decode()


def test_rows_move_are_copied_deleted_and_each_step_is_undone(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, DANGER, REST)
    for deed, after in (
        ("down:a1", ["a2", "a1", "a3"]), ("up:a3", ["a2", "a3", "a1"]), ("drop:a2", ["a3", "a1"]),
        ("copy:a3", ["a3", "a4", "a1"]),
    ):  # fmt: skip
        paul.post(AT, {"do": deed})
        assert ids(shop) == after
    for after in (["a3", "a1"], ["a2", "a3", "a1"], ["a2", "a1", "a3"], ["a1", "a2", "a3"]):
        paul.post(AT, {"do": "undo"})
        assert ids(shop) == after
    assert rows(shop) == (SPOOLS, DANGER, REST)
    assert "rien à défaire" in paul.post(AT, {"do": "undo"}, follow=True).content.decode()


def test_a_row_is_put_at_a_place_by_its_number(paul: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, DANGER, REST)
    paul.post(AT, {"do": "to:a1", "to-a1": "3"})
    assert ids(shop) == ["a2", "a3", "a1"]
    paul.post(f"{AT}answer/new/?before=a3", {"then-verdict": "person"})
    assert ids(shop) == ["a2", "a4", "a3", "a1"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_one_row_the_second_is_told_and_keeps_what_was_typed(
    paul: Client, marie: Client, shop: Shop
) -> None:
    a_draft(shop, SPOOLS)
    his, hers = seen(open_row(paul, "a1")), seen(open_row(marie, "a1"))
    sent = {"when-kind": ["filament"], "then-verdict": "accept", "then-remedy": "replacement", "then-goods": "keep"}
    assert paul.post(f"{AT}answer/a1/", {**sent, "seen": his, "when-value_minor-most": "30"}).status_code == 302
    answer = marie.post(f"{AT}answer/a1/", {**sent, "seen": hers, "when-value_minor-most": "99"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Cette ligne a changé depuis que vous l’avez ouverte" in page
    assert 'value="99"' in page
    assert "30" in page
    again = marie.post(f"{AT}answer/a1/", {**sent, "seen": seen(page), "when-value_minor-most": "99"})
    assert again.status_code == 302
    assert rows(shop)[0].when["value_minor"] == Between(most=9900)


def test_two_who_change_different_rows_both_keep_theirs(paul: Client, marie: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, REST)
    his, hers = seen(open_row(paul, "a1")), seen(open_row(marie, "a3"))
    paul.post(f"{AT}answer/a1/", {"seen": his, "then-verdict": "refuse"})
    marie.post(f"{AT}answer/a3/", {"seen": hers, "then-verdict": "accept"})
    assert [row.then["verdict"] for row in rows(shop)] == ["refuse", "accept"]


def test_a_row_deleted_by_a_colleague_is_put_back_by_saving_again(paul: Client, marie: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, REST)
    form = seen(open_row(paul, "a1"))
    marie.post(AT, {"do": "drop:a1"})
    answer = paul.post(f"{AT}answer/a1/", {"seen": form, "then-verdict": "refuse"})
    assert answer.status_code == 409
    paul.post(f"{AT}answer/a1/", {"seen": seen(answer.content.decode()), "then-verdict": "refuse"})
    assert ids(shop) == ["a3", "a1"]


def test_undoing_never_loses_what_a_colleague_did_since(paul: Client, marie: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS)
    paul.post(f"{AT}answer/a1/", {"seen": seen(open_row(paul, "a1")), "then-verdict": "refuse"})
    marie.post(f"{AT}answer/a1/", {"seen": seen(open_row(marie, "a1")), "then-verdict": "person"})
    answer = paul.post(AT, {"do": "undo"})
    assert answer.status_code == 409
    assert rows(shop)[0].then["verdict"] == "person"


def test_a_deed_on_an_old_page_says_what_colleagues_changed(paul: Client, marie: Client, shop: Shop) -> None:
    a_draft(shop, SPOOLS, DANGER, REST)
    old = seen(paul.get(AT).content.decode())
    marie.post(f"{AT}answer/a3/", {"seen": seen(open_row(marie, "a3")), "then-verdict": "accept"})
    said = paul.post(AT, {"do": "down:a1", "seen": old}, follow=True).content.decode()
    assert "dans une autre fenêtre\u00a0: 3." in said


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT, Role.INSPECTOR])
def test_who_may_not_edit_reads_everything_and_changes_nothing(shop: Shop, role: Role) -> None:
    a_draft(shop, SPOOLS)
    client = at_the_desk(somebody(shop, role))
    page = client.get(AT).content.decode()
    assert "Ajouter une ligne" not in page
    assert "data-cell" not in page
    assert client.get(f"{AT}answer/a1/").status_code == 200
    for address, sent in ((AT, {"do": "drop:a1"}), (f"{AT}answer/a1/", {}), (f"{AT}times/", {}), (f"{AT}publish/", {}),
                          (f"{AT}discard/", {}), (f"{AT}begin/", {}), (f"{AT}versions/1/", {})):  # fmt: skip
        assert client.post(address, sent).status_code == 403
    assert ids(shop) == ["a1"]


def many(count: int) -> list[Row]:
    """Rows for one amount after the other."""
    return [
        Row(f"a{n}", {"value_minor": Between(n * 100, n * 100 + 99), "kind": OneOf(frozenset({"filament", "resin"}))},
            {"verdict": "person", "question_fr": f"Combien reste-t-il, cas {n} ?", "question_en": f"How much, {n}?"})
        for n in range(1, count + 1)
    ]  # fmt: skip


def test_five_hundred_rows_come_in_pages_with_as_many_questions_as_five(
    paul: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_draft(shop, *many(500))
    paul.get(AT)
    with django_assert_max_num_queries(16):
        answer = paul.get(f"{AT}?page=4")
    page = answer.content.decode()
    assert 'id="row-a151"' in page
    assert 'id="row-a200"' in page
    assert 'id="row-a201"' not in page
    assert 'id="row-a37"' in paul.get(f"{AT}?find=37,99").content.decode()
    paul.post(f"{AT}?page=4", {"do": "up:a151"})
    assert ids(shop)[149] == "a151"
