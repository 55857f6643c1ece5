from django.db import models
from django.db.models import Q

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models.case import Case
from reprise.platform.lean import LeanModel


class Deadline(LeanModel):
    """By when somebody must act, how that day was counted, what happens when it is missed, and what became of it.

    `due_on` is inclusive. Rows are never rewritten: a fact that changes makes a new row, and the old one says why.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="deadlines")
    conversation_id = models.BigIntegerField(null=True)  # a promise to answer it, case or not
    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )  # of the case
    line = models.ForeignKey("cases.CaseLine", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=30)  # decision, return_by, refund, remedy, …
    due_on = models.DateField()
    due_at = models.DateTimeField()  # the instant it is missed, in the shop's time zone
    basis = models.CharField(max_length=8, choices=[(b.value, b.value) for b in DeadlineBasis])
    source = models.CharField(max_length=120)  # article or rule
    duty = models.CharField(max_length=8, choices=[(d.value, d.value) for d in Duty])
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in DeadlineState], default="open")
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=30, blank=True)  # what replaced or ended it: see readmodels.deadline_words

    rule = models.CharField(max_length=60, blank=True)  # the computation: a parameter of the law, or of the policy
    starts_with = models.CharField(max_length=30, blank=True)  # the fact it is counted from
    start_on = models.DateField(null=True)
    length = models.PositiveSmallIntegerField(null=True)  # null: the day was given, not counted
    unit = models.CharField(max_length=6, default="days")
    calendar = models.CharField(max_length=2, blank=True)  # the country whose holidays count
    is_rolled = models.BooleanField(default=False)  # whether a last day on which nobody works moves
    zone = models.CharField(max_length=60, blank=True)
    effect = models.CharField(max_length=30, blank=True)  # when it is missed: see readmodels.deadline_words
    amount_minor = models.BigIntegerField(null=True)  # the sum that grows with a delay, as far as known that day
    set_at = models.DateTimeField(null=True)
    hours_version = models.PositiveIntegerField(null=True)  # of the opening hours it was counted with
    steps = models.JSONField(default=list)  # the working time each day gave, as it was counted: see reply_promise

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(conversation_id__isnull=False), name="deadline_of_something"
            ),
            models.UniqueConstraint(
                fields=["conversation_id"], condition=Q(state=DeadlineState.OPEN.value, conversation_id__isnull=False),
                name="one_open_promise_per_conversation",
            ),
        )  # fmt: skip
        indexes = (
            models.Index(
                fields=["conversation_id"],
                name="deadline_of_conversation",
                condition=Q(conversation_id__isnull=False),
            ),
            models.Index(fields=["state", "due_at"], name="deadline_agenda"),
            models.Index(fields=["shop", "state", "due_at", "id"], name="deadline_agenda_of_shop"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.due_on}"

    @property
    def its_case(self) -> Case:
        """The case it is of; only a promise to answer a question has none."""
        if self.case is None:
            raise LookupError(self.pk)
        return self.case


class DeadlineReminder(models.Model):
    """That somebody was reminded of a deadline, so many days before it; once each."""

    class To(models.TextChoices):
        CUSTOMER = "customer"
        STAFF = "staff"

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    to = models.CharField(max_length=8, choices=To)
    days = models.SmallIntegerField()  # before its day; negative: after it
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["deadline", "to", "days"], name="one_reminder_of_each_kind"),)

    def __str__(self) -> str:
        return f"{self.to} {self.days} before {self.deadline_id}"
