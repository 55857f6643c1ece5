from django.db import models
from django.db.models import F, Q

from reprise.apps.cases.kinds import FaultParty, LineSource, LineState, RemedyType
from reprise.apps.cases.models.case import Case
from reprise.platform.lean import LeanModel


class CaseLine(LeanModel):
    """What the case is about, piece by piece: quantity, ground, reason, wish and the state of the decision."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=14, choices=[(s.value, s.value) for s in LineSource])
    order_line = models.ForeignKey("catalogue.OrderLine", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=240)
    sku = models.CharField(max_length=80, blank=True)
    product_kind = models.CharField(max_length=20, blank=True)
    quantity = models.PositiveIntegerField()
    claim = models.CharField(max_length=20, blank=True)  # what the customer says: withdraw, defect, wrong_item
    ground = models.CharField(max_length=20)  # withdrawal, conformity, commercial …: the regime that applies
    reason = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    asked_remedy = models.CharField(max_length=20, choices=[(r.value, r.value) for r in RemedyType], blank=True)
    fault_party = models.CharField(max_length=10, default=FaultParty.UNKNOWN.value)
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in LineState], default="pending")
    approved_quantity = models.PositiveIntegerField(default=0)
    covered_quantity = models.PositiveIntegerField(default=0)  # of the approved pieces, those a live remedy answers for
    proposal = models.JSONField(default=dict)  # what law and policy answered that day, with facts, reasons and versions

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "position"], name="one_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_has_a_quantity"),
            models.CheckConstraint(condition=Q(approved_quantity__lte=F("quantity")), name="approved_within_asked"),
            models.CheckConstraint(
                condition=Q(covered_quantity__lte=F("approved_quantity")), name="covered_within_approved"
            ),
        )
        indexes = (models.Index(fields=["parent"], name="line_of_parent", condition=Q(parent__isnull=False)),)

    def __str__(self) -> str:
        return f"{self.name} ×{self.quantity}"


class EarlierProposal(models.Model):
    """What law and policy answered before something more was known of a line; the line keeps the newest answer."""

    line = models.ForeignKey(CaseLine, on_delete=models.PROTECT, related_name="+")
    proposal = models.JSONField(default=dict)
    because = models.CharField(max_length=20)  # evidence, answer, facts, changed: what became known
    replaced_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.because} {self.replaced_at}"


class Decision(LeanModel):
    """A final verdict on a line, never edited; a correction points back to it."""

    line = models.ForeignKey(CaseLine, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=16, choices=[(s.value, s.value) for s in LineState])
    quantity = models.PositiveIntegerField()
    text = models.TextField(blank=True)  # the letter's reason in the customer's language
    reason = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict)
    trace = models.JSONField(default=list)
    versions = models.JSONField(default=dict)  # law and policy in force
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = (models.Index(fields=["corrects"], name="decision_corrected", condition=Q(corrects__isnull=False)),)

    def __str__(self) -> str:
        return f"{self.verdict} ×{self.quantity}"
