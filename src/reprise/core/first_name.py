"""Customers know the people of a shop by their first names: nothing more of a name leaves the house."""


def first_name(name: str) -> str:
    """What somebody is called by those they answer."""
    return name.strip().partition(" ")[0]
