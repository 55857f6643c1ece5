"""Tables of the plumbing, gathered for Django; each part keeps its own."""

from reprise.platform.files.models import StoredFile
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.jobs.models import Job

__all__ = ["IdempotencyRecord", "Job", "StoredFile"]
