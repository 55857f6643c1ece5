"""What is said in a matter, whichever way it comes, with all that follows."""

from reprise.workflows.converse.ready import ready_to_listen
from reprise.workflows.converse.say import say

__all__ = ["ready_to_listen", "say"]
