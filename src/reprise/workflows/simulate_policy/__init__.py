"""Replay a shop's past through a draft of its policy: what would change, for whom, and what it would cost."""
