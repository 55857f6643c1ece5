"""The laboratory in a browser without scripts: a button, a page that follows, and everything that was found."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyDraft, PolicyVersion, Simulation
from reprise.demo.synthetic.shop import room_in
from reprise.demo.synthetic.writing import write_history
from reprise.platform.jobs.worker import work_off
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop
from reprise.workflows.tests.policies import at_most, one_of, policy, row

pytestmark = pytest.mark.django_db


def drafted(shop: Shop, euros: int = 40) -> PolicyDraft:
    """Inès writes a row that lets customers keep what is faulty and small."""
    kept = row("k1", {"claim": one_of("defect"), "value_minor": at_most(euros * 100)}, verdict="accept",
               automatic=True, goods="keep")  # fmt: skip
    return PolicyDraft.objects.update_or_create(
        shop=shop,
        defaults={
            "based_on": PolicyVersion.objects.get(shop=shop), "content": to_json(policy(answer=(kept,))),
            "changed_by": "system", "changed_at": timezone.now(),
        },
    )[0]  # fmt: skip


@pytest.fixture
def shop() -> Shop:
    made = a_shop()
    for _ in write_history(shop=made, cases=40, seed=2, start=room_in(made), at=timezone.now()):
        pass
    return made


@pytest.fixture
def browser(shop: Shop) -> Client:
    return at_the_desk(somebody(shop, Role.MANAGER))


def page(shop: Shop, rest: str = "") -> str:
    return f"/en/desk/{shop.slug}/laboratory/{rest}"


def tried(browser: Client, shop: Shop, **days: Any) -> Simulation:
    """A replay of two years, done."""
    since = days.get("since", timezone.localdate() - timedelta(days=720))
    sent = browser.post(page(shop), {"since": since.isoformat(), "until": timezone.localdate().isoformat()})
    assert sent.status_code == 302, sent.content
    work_off(at=timezone.now())
    return Simulation.objects.get()


def test_without_a_draft_the_page_leads_to_the_policy(shop: Shop, browser: Client) -> None:
    told = browser.get(page(shop)).content.decode()
    assert "There is no draft to try" in told
    assert f"/en/desk/{shop.slug}/policy/" in told
    assert browser.get(page(shop, "trial/")).status_code == 404
    assert browser.post(page(shop, "begin/")).status_code == 404


def test_a_replay_is_asked_for_followed_and_found(shop: Shop, browser: Client) -> None:
    drafted(shop)
    sent = browser.post(page(shop, "begin/"))
    assert sent["Location"] == page(shop, f"{Simulation.objects.get().pk}/")
    waiting = browser.get(sent["Location"])
    assert "The trial is at work" in waiting.content.decode()
    assert waiting["Refresh"] == "5"
    work_off(at=timezone.now())
    done = browser.get(sent["Location"])
    assert "The trial is at work" not in done.content.decode()
    assert "Refresh" not in done


def test_a_script_gets_the_panel_alone_and_the_page_anew_when_it_is_done(shop: Shop, browser: Client) -> None:
    drafted(shop)
    script = {"HTTP_HX_REQUEST": "true"}
    panel = browser.post(page(shop, "begin/"), **script).content.decode()  # type: ignore[arg-type]
    assert panel.lstrip().startswith("<aside")
    assert "data-watch=" in panel
    replay = Simulation.objects.get()
    assert "HX-Refresh" not in browser.get(page(shop, f"{replay.pk}/"), **script)  # type: ignore[arg-type]
    work_off(at=timezone.now())
    assert browser.get(page(shop, f"{replay.pk}/"), **script)["HX-Refresh"] == "true"  # type: ignore[arg-type]
    panel = browser.get(page(shop, "trial/")).content.decode()
    assert "data-watch" not in panel
    assert "Less than the law" in panel


def test_a_draft_that_changed_has_no_trial_yet(shop: Shop, browser: Client) -> None:
    drafted(shop)
    browser.post(page(shop, "begin/"))
    work_off(at=timezone.now())
    drafted(shop, euros=50)
    assert "Try it on past cases" in browser.get(page(shop, "trial/")).content.decode()


def test_the_page_tells_what_was_found_in_charts_with_their_numbers(
    shop: Shop, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    drafted(shop)
    replay = tried(browser, shop)
    assert replay.report is not None
    assert replay.report["changed"] >= 2
    with django_assert_max_num_queries(14):
        told = browser.get(page(shop, f"{replay.pk}/")).content.decode()
    assert f"{replay.report['changed']} answers change" in told
    assert told.count("See as a table") == 2
    assert 'class="rp-heat"' in told
    assert "Answers, row 1" in told
    assert " style=" not in told
    for change in (replay.changes or [])[:3]:
        assert f"/en/desk/{shop.slug}/cases/{change['case']}/" in told


def test_the_changes_are_chosen_page_by_page_and_downloaded(shop: Shop, browser: Client) -> None:
    drafted(shop)
    replay = tried(browser, shop)
    changes = replay.changes or []
    assert "There is no such change." in browser.get(page(shop, f"{replay.pk}/?show=worse")).content.decode()
    assert browser.get(page(shop, f"{replay.pk}/?show=moon&page=99")).status_code == 200
    sent = browser.get(page(shop, f"{replay.pk}/changes.csv?show=automatic"))
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Case", "Opened", "Article"]
    assert len(rows) - 1 == sum(change["after"]["answer"] == "automatic" for change in changes)
    french = browser.get(page(shop, f"{replay.pk}/changes.csv").replace("/en/", "/fr/")).content.decode("utf-8-sig")
    assert french.splitlines()[0].startswith("Dossier;")


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2999-01-01", "2999-01-02", "not after today"),
        ("2026-03-02", "2026-03-01", "not before the first one"),
        ("soon", "2026-03-01", "Enter a valid date"),
    ],
)
def test_days_that_make_no_sense_are_said_at_their_field(
    shop: Shop, browser: Client, since: str, until: str, told: str
) -> None:
    drafted(shop)
    sent = browser.post(page(shop), {"since": since, "until": until})
    assert sent.status_code == 422
    assert told in sent.content.decode()
    assert not Simulation.objects.exists()


def test_a_replay_that_failed_or_was_superseded_says_what_to_do(shop: Shop, browser: Client) -> None:
    drafted(shop)
    browser.post(page(shop, "begin/"))
    replay = Simulation.objects.get()
    Simulation.objects.update(state="failed", error="KeyError at tally.py:12")
    told = browser.get(page(shop, f"{replay.pk}/")).content.decode()
    assert "tally.py:12" in told
    assert "Begin it again" in told
    assert "The last trial stumbled" in browser.get(page(shop, "trial/")).content.decode()
    Simulation.objects.update(state="superseded")
    assert "a newer trial took the place" in browser.get(page(shop, f"{replay.pk}/")).content.decode()


def test_nobody_sees_another_shop_s_replay(shop: Shop, browser: Client) -> None:
    drafted(shop)
    replay = tried(browser, shop)
    stranger = a_shop("voisin")
    other = at_the_desk(somebody(stranger, Role.OWNER, "chef@example.com"))
    for rest in (f"{replay.pk}/", f"{replay.pk}/changes.csv"):
        assert other.get(page(stranger, rest)).status_code == 404
        assert other.get(page(shop, rest)).status_code == 404
