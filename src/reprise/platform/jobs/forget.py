from reprise.platform.jobs.models import Job
from reprise.platform.transactions import atomic


@atomic
def forget_jobs(*, shop: str, email: str) -> None:
    """Let go of jobs that carry an address of a shop: they are kept for a week after they are done."""
    Job.objects.filter(payload__shop=shop, payload__email=email).exclude(state=Job.State.RUNNING).delete()
