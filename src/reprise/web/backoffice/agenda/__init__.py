"""The agenda: every date of the shop, what a miss costs, and the next right step beside it."""
