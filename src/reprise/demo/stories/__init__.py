"""The stories a newcomer meets: each case was brought where it is by the deeds of its customer and of the staff."""
