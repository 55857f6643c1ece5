"""Where a shop's conditions stand: below its pages, without the language's and the site's beginning."""


def page(lang: str, slug: str, number: int | None = None) -> str:
    """The page of the version in force, or the permanent address of one version."""
    return f"/{lang}/s/{slug}/conditions/" + (f"v/{number}/" if number is not None else "")


def document(slug: str) -> str:
    """The conditions for programs."""
    return f"/api/v1/shops/{slug}/conditions"


def form(lang: str, slug: str) -> str:
    """The model withdrawal form."""
    return f"/{lang}/s/{slug}/conditions/form/"


def withdraw(lang: str, slug: str) -> str:
    """The online withdrawal function."""
    return f"/{lang}/s/{slug}/withdraw/"
