from django.db import models


class PolicyVersion(models.Model):
    """One dated version of a shop's policy, never edited: the one in force on the day of an order applies to it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()  # policies.kept_policy
    in_force_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "number"], name="one_policy_per_number"),)
        indexes = (models.Index(fields=["shop", "-in_force_from", "-number"], name="policy_in_force"),)

    def __str__(self) -> str:
        return f"policy {self.number} of shop {self.shop_id}"


class PolicyDraft(models.Model):
    """The next version while it is written; a shop has one at most. Rows are never moved to a version: they are copied.

    `version` grows with every save: who saves over what they have not seen is told.
    """

    shop = models.OneToOneField("accounts.Shop", on_delete=models.PROTECT, related_name="+")
    based_on = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField()  # policies.kept_policy
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.version} of shop {self.shop_id}"


class NoticePlaced(models.Model):
    """A notice somebody says is in place on the shop's own site, with what its text was when they said so."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    notice = models.CharField(max_length=40)  # a name of readmodels.notices
    digest = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "notice"], name="one_tick_per_notice"),)

    def __str__(self) -> str:
        return f"notice {self.notice} of shop {self.shop_id}"


class Simulation(models.Model):
    """One replay of a shop's past through a draft, and what it found; `content` is the draft as it was asked about.

    A shop has one open replay at most: asking about another draft supersedes it. `beat_at` moves while somebody is at
    work, so that one whose worker died is taken up again.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        SUPERSEDED = "superseded"

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)  # of the draft and the policy in force it is compared with
    content = models.JSONField()  # policies.kept_policy
    in_force = models.PositiveIntegerField()  # the number of the policy compared with
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    lines_done = models.PositiveIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    report = models.JSONField(null=True)
    changes = models.JSONField(null=True)  # the largest ones; read only where they are listed
    error = models.CharField(max_length=200, blank=True)  # for staff
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["shop"], condition=models.Q(state__in=["waiting", "running"]), name="one_open_replay_per_shop"
            ),
        )
        indexes = (models.Index(fields=["shop", "-id"], name="replay_newest"),)

    def __str__(self) -> str:
        return f"replay {self.pk} {self.state}"
