"""The calendar writes once per step, by day, only while something is to be done, and cheaply for many cases."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import SecretStr
from pytest_django.fixtures import Settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import CustomerAccount
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Case, Deadline, DeadlineReminder, Remedy
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import LetterSettings, Mail
from reprise.apps.notifications.services.deliver import deliver
from reprise.apps.notifications.services.set_letters import LetterRules, set_letters
from reprise.platform.jobs.models import Job
from reprise.readmodels.reminders.planned import reminders_of
from reprise.web.backoffice.tests.people import somebody
from reprise.workflows.announce_parcel import announce
from reprise.workflows.ask_for_details import ask as ask_customer
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.reminders.jobs import remind, tell_inspected
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, authorised, ines, now
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)
PARIS = ZoneInfo("Europe/Paris")


def noon(days_before: int, case: Case) -> datetime:
    """Noon at the shop, so many days before the goods are due back."""
    due = Deadline.objects.get(case=case, name="return_by", state="open").due_on
    return datetime(due.year, due.month, due.day, 12, tzinfo=PARIS) - timedelta(days=days_before)


def written(letter: Letter) -> list[Mail]:
    return list(Mail.objects.filter(letter=letter.value).order_by("id"))


def test_a_customer_is_reminded_three_days_and_one_day_before_and_once_each() -> None:
    case = authorised(an_order())
    for days in (4, 3, 3, 2, 1, 1, 0):
        remind({}, at=noon(days, case))
    steps = [mail.dedupe_key.rpartition(":")[2] for mail in written(Letter.RETURN_REMINDER)]
    assert steps == ["3", "1"]
    first = written(Letter.RETURN_REMINDER)[0]
    assert (first.to, first.case_id) == ("alice@example.com", case.pk)
    assert case.reference in first.subject
    assert "Alice" not in first.subject


def test_whoever_said_so_in_their_account_is_not_reminded() -> None:
    case = authorised(an_order())
    theirs = {"created_at": AT, "seen_at": AT, "gets_reminders": False}
    CustomerAccount.objects.create(shop=case.shop, email="bob@example.com", **theirs)
    account = CustomerAccount.objects.create(shop=case.shop, email="alice@example.com", **theirs)
    Case.objects.filter(pk=case.pk).update(contact_email="Alice@Example.com")
    remind({}, at=noon(3, case))
    assert written(Letter.RETURN_REMINDER) == []
    CustomerAccount.objects.filter(pk=account.pk).update(gets_reminders=True)
    remind({}, at=noon(3, case))
    assert len(written(Letter.RETURN_REMINDER)) == 1


def test_a_late_start_reminds_of_the_nearest_step_alone() -> None:
    case = authorised(an_order())
    remind({}, at=noon(1, case))
    remind({}, at=noon(1, case) + timedelta(hours=2))
    assert [mail.dedupe_key[-2:] for mail in written(Letter.RETURN_REMINDER)] == [":1"]


@pytest.mark.parametrize("hour", [0, 3, 7, 20, 23])
def test_nobody_is_woken(hour: int) -> None:
    case = authorised(an_order())
    remind({}, at=noon(3, case).replace(hour=hour))
    assert written(Letter.RETURN_REMINDER) == []


def test_somebody_who_was_written_to_just_now_is_left_in_peace() -> None:
    case = authorised(an_order())
    at = noon(3, case)
    write(actor=ines(case.shop_id), case=case, body="Bonjour", at=at - timedelta(hours=2))
    remind({}, at=at)
    assert written(Letter.RETURN_REMINDER) == []
    remind({}, at=at + timedelta(days=1))
    assert len(written(Letter.RETURN_REMINDER)) == 1


def test_a_parcel_that_has_left_is_not_asked_for() -> None:
    case = authorised(an_order())
    at = noon(3, case)
    said = Announcement({items_of(case)[0].pk: 3}, dispatched_on=AT.date())
    announce(actor=alice_at(case), case=now(case), said=said, at=AT)
    assert not Deadline.objects.filter(case=case, name="return_by", state=DeadlineState.OPEN.value).exists()
    remind({}, at=at)
    assert written(Letter.RETURN_REMINDER) == []


def test_a_reminder_that_waits_does_not_leave_once_the_parcel_has(settings: Settings) -> None:
    settings.ENV = django_settings.ENV.model_copy(update={"mail_url": SecretStr("smtp://127.0.0.1:9")})
    case = authorised(an_order())
    at = noon(3, case)
    remind({}, at=at)
    mail = written(Letter.RETURN_REMINDER)[0]
    assert mail.state == Mail.State.WAITING
    assert Job.objects.filter(kind="mail.send", payload__mail_id=mail.pk).exists()
    Deadline.objects.filter(case=case, name="return_by").update(state=DeadlineState.MET.value)
    finish = deliver({"mail_id": mail.pk}, at=at)
    assert finish is not None
    finish()
    mail.refresh_from_db()
    assert mail.state == Mail.State.DROPPED


def test_a_shop_says_itself_when_it_reminds() -> None:
    case = authorised(an_order())
    set_letters(actor=system(case.shop_id), rules=LetterRules(return_days=(5,), question_days=(), says_closed=False))
    for days in (5, 4, 3, 2, 1):
        remind({}, at=noon(days, case))
    assert len(written(Letter.RETURN_REMINDER)) == 1


def test_an_open_question_is_asked_again_in_its_own_words() -> None:
    case = asked(an_order(), claim="defect")
    staff, line_id = ines(case.shop_id), lines_of(case)[0].pk
    ask_customer(actor=staff, case=case, line_id=line_id, question="Une photo du coin ?", at=AT)
    for days in (1, 3, 4, 7, 8, 30):
        remind({}, at=AT + timedelta(days=days))
    assert ["Une photo du coin ?" in mail.text for mail in written(Letter.ANSWER_REMINDER)] == [True, True]


def test_an_answered_question_is_not_asked_again() -> None:
    case = asked(an_order(), claim="defect")
    ask_customer(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, question="Une photo ?", at=AT)
    write(actor=alice_at(case), case=case, body="La voici.", at=AT + timedelta(days=1))
    remind({}, at=AT + timedelta(days=3))
    assert written(Letter.ANSWER_REMINDER) == []


def on_the_bench(case: Case, at: datetime) -> None:
    staff = ines(case.shop_id)
    item = items_of(case)[0]
    receive(actor=staff, case=case, found=[Found(item.pk, 2), Found(item.pk, 1)][:1], at=at)
    for each in [one for one in items_of(case) if one.state == "received"]:
        finding = Finding(Grade.WORN, (), 400, "Plateau rayé")
        inspect(actor=staff, case=now(case), item_id=each.pk, quantity=each.quantity, finding=finding, at=at)


def test_what_the_bench_saw_is_told_once_it_is_quiet_there() -> None:
    case = authorised(an_order(quantity=2), quantity=2)
    on_the_bench(case, AT)
    tell_inspected({}, at=AT + timedelta(minutes=5))
    assert written(Letter.INSPECTION_DONE) == []
    for minutes in (11, 20):
        tell_inspected({}, at=AT + timedelta(minutes=minutes))
    [mail] = written(Letter.INSPECTION_DONE)
    assert "Plateau rayé" in mail.text
    assert "4,00" in mail.text


def test_the_bench_promises_nothing_that_was_done_before() -> None:
    case = authorised(an_order(quantity=2), quantity=2)
    on_the_bench(case, AT)
    Remedy.objects.filter(case=case).update(state="done")
    tell_inspected({}, at=AT + timedelta(minutes=11))
    [mail] = written(Letter.INSPECTION_DONE)
    assert "quand c’est fait" not in mail.text


def test_who_waits_for_our_answer_is_reminded_of_the_law_s_day_and_of_no_slip() -> None:
    case = asked(an_order())
    remind({}, at=noon(3, case))
    [mail] = written(Letter.RETURN_REMINDER)
    assert case.reference in mail.text.partition("carton")[0]
    assert "votre rétractation tient" in mail.text
    assert "Ouvrir mon bon" not in mail.text


def test_a_settled_case_says_goodbye_the_day_after() -> None:
    case = authorised(an_order())
    Case.objects.filter(pk=case.pk).update(closed_at=AT, stage="resolved")
    for hours in (2, 24, 30):
        remind({}, at=AT + timedelta(hours=hours))
    [mail] = written(Letter.CASE_CLOSED)
    assert mail.dedupe_key == f"closed:{case.pk}"


def test_staff_read_each_morning_what_is_due_for_them() -> None:
    shop = a_shop()
    case = asked(an_order(shop), claim="defect")
    agent, owner, viewer = (somebody(shop, role) for role in (Role.AGENT, Role.OWNER, Role.VIEWER))
    due = Deadline.objects.get(case=case, name="decision").due_on
    morning = datetime(due.year, due.month, due.day, 8, 30, tzinfo=PARIS)
    for hours in (0, 1, 2):
        remind({}, at=morning + timedelta(hours=hours))
    assert [mail.to for mail in written(Letter.STAFF_DIGEST)] == [owner.email]  # nobody's case yet
    Case.objects.filter(pk=case.pk).update(assignee=agent)
    remind({}, at=morning + timedelta(days=1))
    assert [mail.to for mail in written(Letter.STAFF_DIGEST)] == [owner.email, agent.email]
    late = written(Letter.STAFF_DIGEST)[1]
    assert case.reference in late.text
    assert case.reference not in late.subject
    assert f"/desk/{shop.slug}/queue/" in late.text
    assert viewer.email not in {mail.to for mail in written(Letter.STAFF_DIGEST)}


def test_one_summary_goes_to_the_shop_if_it_wants_it_so() -> None:
    shop = a_shop()
    shop.email = "bonjour@example.com"
    shop.save()
    case = asked(an_order(shop), claim="defect")
    somebody(shop, Role.OWNER)
    set_letters(actor=system(shop.pk), rules=LetterRules(digest="shop"))
    due = Deadline.objects.get(case=case, name="decision").due_on
    remind({}, at=datetime(due.year, due.month, due.day, 9, tzinfo=PARIS))
    assert [mail.to for mail in written(Letter.STAFF_DIGEST)] == ["bonjour@example.com"]


def test_many_deadlines_cost_a_few_statements_each_batch() -> None:
    case = authorised(an_order())
    pattern = Deadline.objects.get(case=case, name="return_by", state="open")
    at = noon(3, case)
    counts = []
    for many in (20, 380):
        copies = [copy_of(case, number) for number in range(many)]
        Case.objects.bulk_create(copies)
        Deadline.objects.bulk_create(
            Deadline(
                case=each, name=pattern.name, due_on=pattern.due_on, due_at=pattern.due_at, basis=pattern.basis,
                source=pattern.source, duty=pattern.duty,
            )
            for each in copies
        )  # fmt: skip
        before = Mail.objects.filter(letter="return_reminder").count()
        with CaptureQueriesContext(connection) as queries:
            remind({}, at=at)
        counts.append(len(queries))
        assert Mail.objects.filter(letter="return_reminder").count() >= before + many
    assert counts[1] - counts[0] < 20  # one more batch of two hundred


def copy_of(case: Case, number: int) -> Case:
    reference = f"RP-{Case.objects.count():04d}-{number:03d}"[:12]
    return Case(
        shop_id=case.shop_id, reference=reference, link_key="k", kind=case.kind, contact_name="Alice",
        contact_email="alice@example.com", opened_at=AT,
    )  # fmt: skip


def test_every_reminder_is_kept_on_the_date_it_reminds_of() -> None:
    case = authorised(an_order())
    remind({}, at=noon(3, case))
    remind({}, at=noon(3, case) + timedelta(hours=2))
    kept = DeadlineReminder.objects.filter(deadline__name="return_by")
    assert list(kept.values_list("to", "days")) == [("customer", 3)]
    assert kept.get().sent_at == noon(3, case)
    due = Deadline.objects.get(case=case, name="return_by", state="open")
    told = reminders_of([due], case.shop_id, "Europe/Paris", noon(3, case).date())[due.pk]
    assert [(one.to, one.day, one.sent_at is None) for one in told] == [
        ("customer", noon(3, case).date(), False), ("customer", noon(1, case).date(), True),
    ]  # fmt: skip


def test_a_question_s_reminder_is_kept_on_the_question() -> None:
    case = asked(an_order())
    ask_customer(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, question="Une photo ?", at=AT)
    remind({}, at=AT + timedelta(days=3))
    assert DeadlineReminder.objects.get().deadline.name == "question"


def test_the_team_is_told_of_a_date_once_and_it_is_kept() -> None:
    case = asked(an_order())
    somebody(case.shop, Role.MANAGER)
    for hours in (0, 1):
        remind({}, at=datetime(2026, 11, 25, 8 + hours, 30, tzinfo=PARIS))
    kept = DeadlineReminder.objects.get(to="staff")
    assert (kept.deadline.name, kept.days) == ("decision", 1)


@pytest.mark.parametrize("hour", [22, 23, 0, 5, 6])
def test_no_rule_of_a_shop_makes_reminders_leave_at_night(hour: int) -> None:
    case = authorised(an_order())
    LetterSettings.objects.update_or_create(shop_id=case.shop_id, defaults={"from_hour": 0, "until_hour": 24})
    remind({}, at=noon(3, case).replace(hour=hour))
    assert written(Letter.RETURN_REMINDER) == []
