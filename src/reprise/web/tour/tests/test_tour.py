"""The tour: every step leads to a real page as the right person, in the demo at this machine and nowhere else."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from reprise.apps.cases.kinds import Stage, Turn
from reprise.apps.cases.models import Case
from reprise.demo.again import is_asked
from reprise.demo.making import make
from reprise.demo.tour import STEPS
from reprise.web.tour import views
from reprise.web.tour.words import STEPS as WORDS

pytestmark = pytest.mark.django_db


def test_each_step_has_its_words() -> None:
    assert [step.name for step in STEPS] == list(WORDS)


def test_the_demo_has_a_case_at_every_stage_and_the_tour_walks_through_them(client: Client, settings: Settings) -> None:
    settings.ENV = django_settings.ENV.model_copy(update={"demo": True})
    make(timezone.now())
    assert set(Case.objects.values_list("stage", flat=True)) >= set(Stage) - {Stage.CANCELLED, Stage.INSPECTING}
    assert set(Case.objects.values_list("turn", flat=True)) >= {Turn.US, Turn.CUSTOMER, Turn.CARRIER}
    walk(client)
    for address in ("/fr/tour/step/0/", "/fr/tour/step/99/", "/fr/tour/as/king/"):
        assert client.post(address).status_code == 404
    assert "Inès Marchetti" in client.post("/fr/tour/as/agent/", follow=True).content.decode()


def walk(client: Client) -> None:
    """From the first step to the last, and out."""
    assert "Commencer la visite" in client.get("/fr/tour/").content.decode()
    for number in range(1, len(STEPS) + 1):
        page = client.post(f"/fr/tour/step/{number}/", follow=True)
        assert page.status_code == 200, STEPS[number - 1]
        text = page.content.decode()
        assert f"Visite, {number} sur {len(STEPS)}" in text
        assert ("Étape suivante" in text) is (number < len(STEPS))
        if STEPS[number - 1].name == "follow":
            assert "/c/RP-" in page.redirect_chain[-1][0], "whoever only looks on sees a case of Alice’s too"
    assert page.redirect_chain[-1][0].endswith("/policy/#row-a9")
    assert 'id="row-a9"' in text
    client.post("/fr/tour/end/")
    client.cookies["tour"] = "²"
    assert "Visite," not in client.get("/fr/tour/").content.decode()


def test_beginning_again_leaves_a_mark_and_stops_the_server(
    client: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ENV = django_settings.ENV.model_copy(update={"demo": True, "data_dir": tmp_path})
    stopped: list[object] = []

    class Now:
        def __init__(self, after: float, call: object, args: object) -> None:
            stopped.append((call, args))

        def start(self) -> None:
            pass

    monkeypatch.setattr("threading.Timer", Now)
    monkeypatch.setattr(views, "shop_by_slug", lambda slug: slug)
    assert client.post("/fr/tour/again/").status_code == 200
    assert is_asked(tmp_path)
    assert len(stopped) == 1


@pytest.mark.parametrize("path", ["", "step/1/", "end/", "as/owner/", "again/"])
def test_outside_the_demo_or_from_elsewhere_there_is_no_tour(path: str, settings: Settings) -> None:
    ask = Client().post if path else Client().get
    assert ask(f"/fr/tour/{path}").status_code == 404
    settings.ENV = django_settings.ENV.model_copy(update={"demo": True})
    far = Client(REMOTE_ADDR="203.0.113.9")
    assert (far.post if path else far.get)(f"/fr/tour/{path}").status_code == 404
