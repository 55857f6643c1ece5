from django.db import models
from django.db.models import Q


class Job(models.Model):
    """Something to do outside the transaction that asked for it; written with the change, done by a worker.

    `worker`, `attempts` and `lease_until` say whose it is: a worker that lost its lease cannot finish the job.
    """

    class State(models.IntegerChoices):
        WAITING = 0
        RUNNING = 1
        DONE = 2
        DEAD = 3  # tried too often, or nobody knows its kind: a person looks

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    state = models.PositiveSmallIntegerField(choices=State, default=State.WAITING)
    priority = models.SmallIntegerField(default=0)  # higher goes first
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    dedupe_key = models.CharField(max_length=200, blank=True)
    fault = models.TextField(blank=True)  # why the last attempt failed, for staff
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=Q(state__in=[0, 1]) & ~Q(dedupe_key=""),
                name="one_open_job_per_dedupe_key",
            ),
        )
        indexes = (
            models.Index(fields=["-priority", "run_at", "id"], condition=Q(state__in=[0, 1]), name="job_next"),
            models.Index(fields=["state", "finished_at"], name="job_ended"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
