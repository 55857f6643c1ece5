"""Making a request: what was typed stays, what was forged is refused, pressing twice opens one case."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.evidence.models import Evidence
from reprise.platform.files.tests import making
from reprise.web.portal.request import evidence as evidence_page
from reprise.workflows.tests.policies import one_of, publish, row
from tests.journeys.customers import a_case, a_photo, a_shop, an_order, articles, now, opened, order_link

pytestmark = pytest.mark.django_db
BOX = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)
SPOOL = ("Filament PLA noir", "filament", 2, 3980)
GIFT = ("Carte cadeau", "", 1, 2500)


def to(path: str, page: str) -> str:
    """The path of another page of the same request."""
    key = path.split("/request/")[1].split("/")[0]
    return f"/fr/s/lamelle/request/{key}/{page}/"


def walk(client: Client, path: str, *answers: dict[str, str]) -> str:
    """Answer one page after another; the path of the last one reached."""
    for answer in answers:
        response = client.post(path, answer)
        assert response.status_code == 302, response.content.decode()
        path = response.headers["Location"]
    return path


@pytest.fixture
def begun(client: Client) -> Callable[..., tuple[str, list[int]]]:
    """The first page of a request about an order, and the ids of its articles."""

    def begin(*bought: tuple[str, str, int, int]) -> tuple[str, list[int]]:
        order = an_order(a_shop(), *bought)
        return opened(client, order), [line.pk for line in articles(order)]

    return begin


Begun = Callable[..., tuple[str, list[int]]]


def test_a_withdrawal_takes_three_pages_and_opens_a_case(client: Client, begun: Begun) -> None:
    items, (dryer,) = begun()
    rights = walk(client, items, {"line": str(dryer)}, {"reason": "withdraw"})
    assert rights.endswith("/rights/")
    assert "Confirmer la rétractation" in client.get(rights).content.decode()
    case_page = walk(client, rights, {})
    assert "Votre rétractation est enregistrée" in client.get(case_page).content.decode()
    assert Case.objects.get().lines.get().claim == "withdraw"


def test_pressing_twice_opens_one_case(client: Client, begun: Begun) -> None:
    items, (dryer,) = begun()
    rights = walk(client, items, {"line": str(dryer)}, {"reason": "withdraw"})
    first, second = client.post(rights), client.post(rights)
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_going_back_after_sending_leads_to_the_case(client: Client, begun: Begun) -> None:
    items, (dryer,) = begun()
    case_page = walk(client, items, {"line": str(dryer)}, {"reason": "withdraw"}, {})
    assert client.get(items).headers["Location"] == case_page


def test_a_defect_goes_by_danger_wish_and_photos(client: Client, begun: Begun) -> None:
    items, (box, spool) = begun(BOX, SPOOL)
    evidence = walk(
        client,
        items,
        {"line": [str(box), str(spool)], f"pieces-{box}": "2"},  # type: ignore[dict-item]
        {"reason": "fdm_warping", "description": "2 mm de jour"},
        {"reason": "withdraw"},
        {"opened": "no"},
        {"danger": "burn"},
        {},
        {"wish": "replacement"},
    )
    assert evidence.endswith("/evidence/")
    photo = SimpleUploadedFile("coin.jpg", a_photo(), "image/jpeg")
    rights = walk(client, evidence, {"do": "next", "shot-overview": photo})  # type: ignore[dict-item]
    walk(client, rights, {})
    case = Case.objects.get()
    assert case.danger
    lines = list(case.lines.order_by("position").values_list("claim", "quantity", "reason", "asked_remedy"))
    assert lines == [("defect", 2, "fdm_warping", "reprint"), ("withdraw", 1, "", "")]
    assert Evidence.objects.filter(case=case).count() == 1


def test_what_was_said_is_there_again_on_the_way_back(client: Client, begun: Begun) -> None:
    items, (box, _) = begun(BOX, SPOOL)
    safety = walk(
        client, items, {"line": str(box), f"pieces-{box}": "3"}, {"reason": "other", "description": "Un bruit"}
    )
    assert 'value="3"' in client.get(items).content.decode()
    page = client.get(to(safety, f"reason/{box}")).content.decode()
    assert "Un bruit" in page
    assert 'value="other"\n                   checked' in page


def test_a_new_link_goes_on_where_one_stopped(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    items = opened(client, order)
    assert opened(Client(), order) == items


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ("9", "de 1 à 4"),
        ("0", "de 1 à 4"),
        ("-1", "de 1 à 4"),
        ("deux", "de 1 à 4"),
        ("1.5", "de 1 à 4"),
        ("", "de 1 à 4"),
    ],
)
def test_a_forged_quantity_is_told_with_its_bounds_and_stays_in_the_field(
    client: Client, begun: Begun, pieces: str, said: str
) -> None:
    items, (box,) = begun(BOX)
    response = client.post(items, {"line": str(box), f"pieces-{box}": pieces})
    assert response.status_code == 422
    assert "de 1 à 4" in response.content.decode()
    assert f'value="{pieces}"' in response.content.decode()


@pytest.mark.parametrize("line", ["999999", "x", "9" * 30, "-1", "²"])
def test_a_forged_article_is_refused(client: Client, begun: Begun, line: str) -> None:
    items, _ = begun(BOX)
    response = client.post(items, {"line": line})
    assert response.status_code == 422
    assert "ne fait pas partie" in response.content.decode()


def test_nothing_chosen_is_told(client: Client, begun: Begun) -> None:
    items, _ = begun(BOX)
    assert "Choisissez au moins un article" in client.post(items, {}).content.decode()


def test_pieces_in_another_request_cannot_be_chosen_again(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    a_case(order, "defect", 3)
    client.post(order_link(order))
    items = client.post(f"/fr/s/lamelle/orders/{order.pk}/").headers["Location"]
    (box,) = [line.pk for line in articles(order)]
    assert "3 sur 4 sont déjà dans une demande." in client.get(items).content.decode()
    assert "une seule pièce" in client.post(items, {"line": str(box), f"pieces-{box}": "2"}).content.decode()
    a_case(order, "defect", 1)
    page = client.get(items).content.decode()
    assert "déjà dans une demande" in page
    assert "disabled" in page


@pytest.mark.django_db(transaction=True)
def test_pieces_taken_meanwhile_are_told_on_the_last_page(client: Client, begun: Begun) -> None:
    items, (dryer,) = begun()
    rights = walk(client, items, {"line": str(dryer)}, {"reason": "withdraw"})
    a_case(RequestDraft.objects.get().order)
    response = client.post(rights)
    assert response.status_code == 422
    assert "Un point à corriger" in response.content.decode()


def test_an_article_nobody_has_sorted_may_be_asked_about(client: Client, begun: Begun) -> None:
    items, (gift,) = begun(GIFT)
    rights = walk(
        client,
        items,
        {"line": str(gift)},
        {"reason": "transport_damage"},
        {"danger": "no"},
        {"wish": ""},
        {"do": "next"},
    )
    assert "Une personne vous répond" in client.get(rights).content.decode()
    walk(client, rights, {})
    assert Case.objects.exists()


@pytest.mark.parametrize(
    ("page", "answer", "said"),
    [
        ("reason", {"reason": "nonsense"}, "Choisissez ce qui ne va pas"),
        ("reason", {"reason": "printer_doa"}, "Choisissez ce qui ne va pas"),  # no printer was bought
        ("reason", {"reason": "other", "description": ""}, "Décrivez ce qui ne va pas en une"),
        ("reason", {"reason": "fdm_warping", "description": "x" * 2001}, "Raccourcissez"),
        ("safety", {"danger": "perhaps"}, "Dites s’il s’est passé quelque chose de dangereux"),
        ("wish", {"wish": "a pony"}, "Choisissez ce que vous souhaitez"),
    ],
)
def test_an_answer_no_page_offers_is_told(
    client: Client, begun: Begun, page: str, answer: dict[str, str], said: str
) -> None:
    items, (box,) = begun(BOX)
    path = walk(client, items, {"line": str(box)})
    if page != "reason":
        path = walk(client, path, {"reason": "fdm_warping"})
    if page == "wish":
        path = walk(client, path, {"danger": "no"})
    response = client.post(path, answer)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_page_ahead_leads_back_to_the_first_open_question(client: Client, begun: Begun) -> None:
    items, _ = begun(BOX)
    assert client.get(to(items, "rights")).headers["Location"] == items


def test_a_refused_file_keeps_the_good_ones(client: Client, begun: Begun) -> None:
    items, (box,) = begun(BOX)
    evidence = walk(client, items, {"line": str(box)}, {"reason": "fdm_warping"}, {"danger": "no"}, {"wish": ""})
    sent = [SimpleUploadedFile("bon.jpg", a_photo()), SimpleUploadedFile("faux.jpg", b"no picture")]
    response = client.post(evidence, {"do": "next", "more": sent})
    page = response.content.decode()
    assert response.status_code == 422
    assert "faux.jpg" in page
    draft = RequestDraft.objects.get()
    assert len(draft.data["files"]) == 1
    picture = client.get(f"{evidence.removesuffix('evidence/')}files/{draft.data['files'][0]}/")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/jpeg")
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    removed = client.post(evidence, {"remove": str(draft.data["files"][0])}).content.decode()
    assert "bon.jpg" not in removed


def test_files_that_no_case_could_hold_are_told_at_once(
    client: Client, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    items, (box,) = begun(BOX)
    path = walk(client, items, {"line": str(box)}, {"reason": "fdm_warping"}, {"danger": "no"}, {"wish": ""})
    video = making.mp4()
    monkeypatch.setattr(evidence_page, "MOST_BYTES", 2 * len(video))
    sent = [SimpleUploadedFile(f"{number}.mp4", video + making.box(b"free", b"x" * number)) for number in range(3)]
    response = client.post(path, {"do": "next", "more": sent[:1]})
    assert response.status_code == 302
    response = client.post(path, {"do": "next", "more": sent[1:]})
    assert response.status_code == 422
    assert "trop lourds" in response.content.decode()
    assert len(RequestDraft.objects.get().data["files"]) == 1


def test_another_file_of_the_shop_is_out_of_reach(client: Client, begun: Begun) -> None:
    items, (box,) = begun(BOX)
    evidence = walk(client, items, {"line": str(box)}, {"reason": "fdm_warping"}, {"danger": "no"}, {"wish": ""})
    assert client.get(f"{evidence.removesuffix('evidence/')}files/1/").status_code == 404


def test_another_browser_is_asked_for_a_link_and_told_that_nothing_is_lost(client: Client, begun: Begun) -> None:
    items, _ = begun()
    response = Client().get(items)
    assert response.status_code == 403
    assert "Ce que vous avez répondu aux pages précédentes est gardé" in response.content.decode()
    assert "Sécheur" not in response.content.decode()


def test_a_draft_too_old_says_what_to_do(client: Client, begun: Begun) -> None:
    items, _ = begun()
    RequestDraft.objects.update(expires_at=now() - timedelta(seconds=1))
    response = client.get(items)
    assert response.status_code == 410
    assert "gardée sept jours" in response.content.decode()


def test_a_page_without_its_token_against_forgery_is_refused(begun: Begun, client: Client) -> None:
    order = an_order(a_shop("other"))
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(order_link(order)).status_code == 403


def test_pages_of_a_request_are_kept_nowhere_and_listed_nowhere(client: Client, begun: Begun) -> None:
    items, _ = begun(BOX)
    headers = client.get(items).headers
    assert "no-store" in headers["Cache-Control"]
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_rule_of_the_shop_asks_for_its_own_photos_and_says_what_is_missing(client: Client) -> None:
    shop = a_shop()
    publish(shop, evidence=(row("e1", {"claim": one_of("defect")}, photos=2, shots="caliper_photo fragments"),))
    order = an_order(shop, BOX)
    (box,) = (line.pk for line in articles(order))
    evidence = walk(
        client, opened(client, order), {"line": str(box), f"pieces-{box}": "1"}, {"reason": "fdm_warping"},
        {"danger": "no"}, {"wish": "replacement"},
    )  # fmt: skip
    page = client.get(evidence).content.decode()
    assert 'name="shot-caliper_photo"' in page
    assert 'name="shot-fragments"' in page
    assert 'name="shot-overview"' not in page
    photo = SimpleUploadedFile("cote.jpg", a_photo(), "image/jpeg")
    rights = walk(client, evidence, {"do": "next", "shot-caliper_photo": photo})  # type: ignore[dict-item]
    told = client.get(rights).content.decode()
    assert "Il manque une chose" in told
    assert "morceaux cassés présents ou non" in told
    case_page = walk(client, rights, {})  # it never blocks
    asked = client.get(case_page).content.decode()
    assert 'name="shot-fragments"' in asked
    assert 'name="shot-caliper_photo"' not in asked
