"""The rights card of an order, from the rows to the words."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.apps.policies.rules import Between, Is, Notices, OneOf, Policy, Row, TableName, Terms
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.money import Money
from reprise.readmodels.assessment import AssessedRequest, assess_request, sale_of
from reprise.readmodels.proposal import proposal_json, proposal_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import RightsCard, rights_card

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
STOCKED = OneOf(frozenset({"personalised_print"}), but=True)
DELIVERED = date(2026, 11, 6)  # a Friday: the fourteenth day after is Friday the 20th


def bruno_s(terms: Terms | None = None, **tables: Row) -> "Shop":
    shop = create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    policy = Policy(terms or Terms(), {TableName(name): (row,) for name, row in tables.items()})
    publish_policy(actor=system(shop.pk), policy=policy, in_force_from=AT.date(), today=AT.date(), at=AT)
    return shop


def alice_s(shop: "Shop", *lines: dict[str, Any], **fields: Any) -> "Order":
    """Delivered on a Friday; the last line is the delivery fee."""
    order = an_order(shop, delivered_on=DELIVERED, delivery_origin="carrier", **fields)
    for position, line in enumerate(lines, start=1):
        a_line(order, position=position, **line)
    a_line(order, position=9, quantity=1, paid_minor=690, kind="", type="shipping", name="Colissimo")
    return order


def answered(shop: "Shop", order: "Order", *wishes: Wish, today: date) -> AssessedRequest:
    sale, number = sale_of(shop, order)
    asked = Request(wishes, danger=False, language="fr")
    return assess_request(sale=sale, policy_number=number, request=asked, today=today)


def card(shop: "Shop", order: "Order", *wishes: Wish, today: date, lang: str = "fr") -> RightsCard:
    return rights_card(answered(shop, order, *wishes, today=today), lang)


def ids(order: "Order") -> list[int]:
    return list(order.lines.order_by("position").values_list("pk", flat=True))


SPOOLS: dict[str, Any] = {"quantity": 3, "paid_minor": 3_000, "kind": "filament"}
PRINTER: dict[str, Any] = {"quantity": 1, "paid_minor": 44_900, "kind": "printer", "name": "Lamelle One"}
ENGRAVED: dict[str, Any] = {"quantity": 1, "paid_minor": 2_500, "kind": "personalised_print", "name": "Plaque"}


@pytest.mark.parametrize(
    ("shipped", "billed", "verdict"),
    [("57000", "57050", "yes"), ("75011", "75011", "no"), ("57000", "75011", "person"), ("", "", "person")],
)
def test_a_holiday_of_alsace_moselle_counts_where_the_addresses_say_so(shipped: str, billed: str, verdict: str) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER, shipping={"postcode": shipped, "country": "FR"}, billing={"postcode": billed})
    order.delivered_on = date(2027, 3, 12)  # the fourteenth day after is Good Friday
    shown = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=date(2027, 3, 30))
    assert shown.verdict == verdict


@pytest.mark.parametrize(("today", "verdict"), [(date(2026, 11, 20), "yes"), (date(2026, 11, 21), "no")])
def test_a_withdrawal_is_open_to_the_last_day_and_closed_the_day_after(today: date, verdict: str) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER)
    shown = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=today)
    assert (shown.verdict, shown.until) == (verdict, date(2026, 11, 20) if verdict == "yes" else shown.until)


def test_the_whole_order_gives_the_delivery_back_and_a_part_of_it_does_not() -> None:
    shop = bruno_s()
    order = alice_s(shop, SPOOLS)
    spools = ids(order)[0]
    whole = card(shop, order, Wish(spools, 3, "withdraw"), today=DELIVERED)
    part = card(shop, order, Wish(spools, 2, "withdraw"), today=DELIVERED)
    assert (whole.total, whole.delivery) == (Money(3_690, "EUR"), Money(690, "EUR"))
    assert (part.total, part.delivery) == (Money(2_000, "EUR"), None)
    assert "36,90\u00a0€, livraison comprise" in whole.lead
    assert "20,00\u00a0€" in part.lead
    assert whole.return_cost_by == "buyer"


def test_every_reason_cites_a_text_and_no_placeholder_is_left() -> None:
    shop = bruno_s(window=Row("w1", {"kind": STOCKED}, {"days": 30}))
    order = alice_s(shop, SPOOLS, PRINTER, ENGRAVED)
    wishes = (
        Wish(ids(order)[0], 1, "withdraw"),
        Wish(ids(order)[1], 1, "defect", asked_remedy="repair"),
        Wish(ids(order)[2], 1, "withdraw"),
    )
    for lang in ("fr", "en"):
        shown = card(shop, order, *wishes, today=DELIVERED + timedelta(days=3), lang=lang)
        assert [line.verdict for line in shown.lines] == ["yes", "yes", "no"]
        for line in shown.lines:
            assert any(why.label and why.url for why in line.told.why), line
            assert line.told.headline
            assert line.told.next_step
            assert not re.search(r"{|%\(", str(line.told))
    assert "L221-28" in str(shown.lines[2].told.why)
    assert shown.lines[2].told.remains


def test_a_code_is_named_once_and_a_refusal_without_a_day_tells_none() -> None:
    shop = bruno_s()
    order = alice_s(shop, SPOOLS, ENGRAVED)
    wishes = (Wish(ids(order)[0], 1, "withdraw"), Wish(ids(order)[1], 1, "withdraw"))
    granted, refused = card(shop, order, *wishes, today=DELIVERED).lines
    first, *others = [why.label for why in granted.told.why if why.label]
    assert first.startswith("Code de la consommation, art.\u00a0L221-")
    assert others
    assert all(label.startswith("Art.\u00a0L221-") for label in others)
    assert granted.told.headline == "Vous pouvez renoncer à cet achat"
    assert (bool(granted.told.until), refused.told.until) == (True, "")


def test_the_shop_s_own_window_goes_on_after_the_law_s_and_says_which_version_promises_it() -> None:
    shop = bruno_s(window=Row("w1", {"opened": Is(value=False)}, {"days": 30}))
    order = alice_s(shop, SPOOLS)
    later = DELIVERED + timedelta(days=25)
    sealed = card(shop, order, Wish(ids(order)[0], 3, "withdraw"), today=later)
    opened = card(shop, order, Wish(ids(order)[0], 3, "withdraw", opened=True), today=later)
    assert (sealed.verdict, opened.verdict) == ("yes", "no")
    assert sealed.lines[0].until_basis == "policy"
    assert [why.label for why in sealed.lines[0].told.why if why.is_shop] == ["Notre politique, règle w1, version 1"]


def test_a_cheap_faulty_article_is_kept_and_nobody_pays_a_return() -> None:
    shop = bruno_s(
        answer=Row(
            "a1", {"claim": OneOf(frozenset({"defect"})), "value_minor": Between(None, 1_499)},
            {"verdict": "accept", "goods": "keep"},
        )
    )  # fmt: skip
    order = alice_s(shop, SPOOLS)
    one = card(shop, order, Wish(ids(order)[0], 1, "defect"), today=DELIVERED).lines[0]
    two = card(shop, order, Wish(ids(order)[0], 2, "defect"), today=DELIVERED).lines[0]
    assert (one.keep_goods, one.return_cost_by, one.return_by) == (True, "none", None)
    assert (two.keep_goods, two.return_cost_by) == (False, "seller")


def test_an_article_of_no_known_kind_is_for_a_person_and_nothing_is_computed() -> None:
    shop = bruno_s()
    order = alice_s(shop, SPOOLS | {"kind": ""})
    shown = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=DELIVERED)
    assert (shown.verdict, shown.total, shown.refund_due) == ("person", None, None)


def test_who_was_not_told_of_the_right_has_a_year_more_and_pays_no_return() -> None:
    shop = bruno_s(Terms(notices=Notices(withdrawal=False, return_cost=False)))
    order = alice_s(shop, PRINTER)
    shown = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=date(2027, 10, 1))
    assert (shown.verdict, shown.return_cost_by) == ("yes", "seller")


def test_whether_a_file_was_downloaded_is_asked_of_a_person_only_where_it_decides() -> None:
    file = {"quantity": 1, "paid_minor": 900, "kind": "digital_file", "name": "Dragon.stl"}
    told = bruno_s(Terms(notices=Notices(digital=True)))
    order = alice_s(told, file)
    during = card(told, order, Wish(ids(order)[0], 1, "withdraw"), today=AT.date())
    after = card(told, order, Wish(ids(order)[0], 1, "withdraw"), today=date(2027, 2, 1))
    assert (during.verdict, after.verdict) == ("person", "no")


def test_a_professional_has_no_withdrawal_and_is_told_so() -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER, buyer_kind="professional")
    assert card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=DELIVERED).verdict == "no"


def test_what_is_kept_with_a_case_line_is_read_back_whole() -> None:
    shop = bruno_s(window=Row("w1", {"kind": STOCKED}, {"days": 30}))
    order = alice_s(shop, SPOOLS, PRINTER)
    wishes = (Wish(ids(order)[0], 2, "withdraw"), Wish(ids(order)[1], 1, "defect"))
    request = answered(shop, order, *wishes, today=DELIVERED)
    for line in request.lines:
        kept = proposal_of(proposal_json(request, line))
        assert kept is not None
        assert (kept.verdict, kept.paid_minor, kept.policy_number) == (line.verdict, line.paid.minor, 1)
        assert kept.told["fr"].why
        assert kept.told["fr"].headline != kept.told["en"].headline
    assert proposal_of({}) is None


def test_portions_asked_one_after_the_other_add_up_to_what_was_paid() -> None:
    shop = bruno_s()
    order = alice_s(shop, SPOOLS | {"paid_minor": 1_000})
    line = order.lines.get(position=1)
    sums = []
    for claimed in range(3):
        order.lines.filter(pk=line.pk).update(claimed_quantity=claimed)
        (one,) = answered(shop, order, Wish(line.pk, 1, "withdraw"), today=DELIVERED).lines
        sums.append(one.paid.minor)
    assert sum(sums) == 1_000


def test_what_was_repaid_before_is_not_promised_again() -> None:
    shop = bruno_s()
    order = alice_s(shop, SPOOLS | {"refunded_elsewhere_minor": 1_200})
    a_payment(order, captured_minor=3_690, refunded_elsewhere_minor=1_200)
    shown = card(shop, order, Wish(ids(order)[0], 3, "withdraw"), today=DELIVERED)
    assert shown.total == Money(1_800 + 690, "EUR")
    assert "12,00" in str(shown.lines[0].told.why[-1].text)


def test_a_refund_told_for_the_whole_order_bounds_what_is_promised() -> None:
    shop = bruno_s()
    order = alice_s(shop, SPOOLS)
    a_payment(order, captured_minor=3_690, refunded_elsewhere_minor=3_000)
    shown = card(shop, order, Wish(ids(order)[0], 3, "withdraw"), today=DELIVERED)
    assert shown.total == Money(690, "EUR")


WITHDRAWN_TOO_LATE = date(2026, 11, 21)


@pytest.mark.parametrize(("lang", "court"), [("fr", "5\u202f000,00"), ("en", "€5,000.00")])
def test_a_no_tells_step_by_step_what_to_do_with_the_texts_and_where_to_read_them(lang: str, court: str) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER)
    shown = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=WITHDRAWN_TOO_LATE, lang=lang)
    paths = {way.code: way for way in shown.lines[0].told.paths}
    assert list(paths) == ["again", "mediator", "authority", "court"]
    assert court in paths["court"].text
    [civil, other] = paths["mediator"].sources
    assert civil.label.endswith("art.\u00a0L612-1, L616-1, R616-1, L612-2, R612-5, L612-4")
    assert civil.url.startswith("https://www.legifrance.gouv.fr/")
    assert "2238" in other.label


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("today", [date(2026, 11, 20), WITHDRAWN_TOO_LATE])
def test_a_card_says_all_that_somebody_needs_to_know(lang: str, today: date) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER)
    told = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=today, lang=lang).lines[0].told
    assert told.headline
    assert told.what
    assert any(sign.isdigit() for sign in told.until)
    assert told.pays
    assert told.next_step
    assert all(why.text for why in told.why)
    assert any(why.label and why.url.startswith("https://") for why in told.why)
    assert told.paths


def test_steps_are_kept_with_the_line_and_an_older_answer_has_none() -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER)
    request = answered(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=WITHDRAWN_TOO_LATE)
    kept: dict[str, Any] = proposal_json(request, request.lines[0])
    again = proposal_of(kept)
    assert again is not None
    assert again.told["fr"] == rights_card(request, "fr").lines[0].told
    for words in kept["told"].values():
        del words["paths"]
    older = proposal_of(kept)
    assert older is not None
    assert older.told["fr"].paths == ()


@pytest.mark.parametrize(("lang", "word"), [("fr", "vice caché"), ("en", "hidden defect")])
def test_a_headline_is_short_and_its_legal_word_is_explained_below_it(lang: str, word: str) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER)
    told = card(shop, order, Wish(ids(order)[0], 1, "defect"), today=date(2029, 1, 15), lang=lang).lines[0].told
    assert told.headline.endswith(word)
    assert "(" not in told.headline
    assert f"{word.capitalize()}" in told.what


@pytest.mark.parametrize(
    ("country", "hour", "verdict"),
    [
        ("PT", datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "yes"),  # Lisbon: still the last day; Paris: the day after
        ("PT", datetime(2026, 11, 21, 0, 10, tzinfo=UTC), "no"),
        ("MQ", datetime(2026, 11, 21, 3, 50, tzinfo=UTC), "yes"),  # ten to midnight in Martinique
        ("GR", datetime(2026, 11, 20, 22, 30, tzinfo=UTC), "yes"),  # past midnight in Athens, not yet at the shop
        ("FR", datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "no"),
        ("US", datetime(2026, 11, 20, 12, 0, tzinfo=UTC), "person"),
    ],
)
def test_the_last_hour_is_counted_where_the_buyer_lives(country: str, hour: datetime, verdict: str) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER, country=country)
    sale, _ = sale_of(shop, order)
    shown = card(shop, order, Wish(ids(order)[0], 1, "withdraw"), today=sale.told_on(hour))
    assert shown.verdict == verdict


def test_nobody_speaks_before_they_ordered() -> None:
    shop = bruno_s()
    order = an_order(shop, country="MQ", ordered_at=datetime(2026, 11, 6, 1, 0, tzinfo=UTC))
    sale, _ = sale_of(shop, order)
    assert sale.told_on(datetime(2026, 11, 6, 1, 20, tzinfo=UTC)) == sale.ordered_on == date(2026, 11, 6)


@pytest.mark.parametrize(
    ("pieces", "asked", "headline"),
    [
        (1, "replacement", "Nous le remplaçons, gratuitement"),
        (2, "repair", "Nous les réparons, gratuitement"),
        (1, "", "Nous réparons ou remplaçons l’article, gratuitement"),
    ],
)
def test_whoever_chose_how_it_is_put_right_reads_the_choice_and_not_the_question(
    pieces: int, asked: str, headline: str
) -> None:
    shop = bruno_s()
    order = alice_s(shop, {**PRINTER, "quantity": 2})
    told = card(shop, order, Wish(ids(order)[0], pieces, "defect", asked_remedy=asked), today=DELIVERED).lines[0].told
    assert told.headline == headline
    assert ("Dites-nous votre choix" in told.next_step) == (not asked)
    assert "décembre 2026" in told.next_step


def test_articles_with_the_very_same_answer_stand_together_and_sums_stay_apart() -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER, {**PRINTER, "name": "Lamelle Two"})
    one, other = ids(order)[:2]
    faulty = card(shop, order, Wish(one, 1, "defect"), Wish(other, 1, "defect"), today=DELIVERED)
    repaid = card(shop, order, Wish(one, 1, "withdraw"), Wish(other, 1, "withdraw"), today=DELIVERED)
    assert [[line.name for line in group] for group in faulty.answers] == [["Lamelle One", "Lamelle Two"]]
    assert len(repaid.answers) == 2


@pytest.mark.parametrize(
    ("country", "today", "verdict", "asked"),
    [
        ("FR", date(2028, 11, 6), "yes", False),
        ("FR", date(2028, 11, 9), "person", True),  # a hidden defect, or one that showed in time: five years to act
        ("FR", date(2033, 11, 7), "person", False),  # no longer in time, whenever it showed
        ("DE", date(2028, 11, 9), "person", True),
        ("AT", date(2029, 2, 6), "person", True),
        ("AT", date(2029, 2, 7), "no", False),  # three months after the guarantee nobody may act any more
    ],
)
def test_when_a_defect_showed_is_asked_where_it_decides(country: str, today: date, verdict: str, asked: bool) -> None:
    shop = bruno_s()
    order = alice_s(shop, PRINTER, country=country)
    shown = card(shop, order, Wish(ids(order)[0], 1, "defect", "stringing"), today=today)
    assert shown.verdict == verdict
    assert ("le jour où le défaut est apparu" in shown.lines[0].missing) is asked
    assert ("le jour où le défaut est apparu" in shown.next_step) is asked
