"""Who may let a large refund go as a second person."""

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import approving_people


def approvers(actor: Actor) -> list[str]:
    """Their names, less the one who asks."""
    return [str(person) for person in approving_people(actor) if person.pk != actor.person_id]
