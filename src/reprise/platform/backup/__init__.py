"""A copy of a whole instance while it serves, and an instance made from such a copy."""
