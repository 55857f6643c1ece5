"""What a letter says is fixed when it is written; text and page are drawn from it later, the same to the letter."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.drawing.kept import as_kept, page_of, text_of
from reprise.apps.notifications.drawing.page import as_page
from reprise.apps.notifications.drawing.text import as_text
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.tests.builders import a_mail, values_for
from reprise.apps.notifications.values import Choices, Ground, Grounds
from reprise.apps.notifications.writing.write import write
from tests.support.builders import a_shop

words = st.text(max_size=12)
lines = st.lists(words, max_size=3).map(tuple)
pairs = st.lists(st.tuples(words, words), max_size=3).map(tuple)
grounds = st.lists(st.builds(Ground, words, pairs), max_size=3).map(lambda found: Grounds(tuple(found)))
contents = st.builds(
    Content, subject=words, headline=words, meta=words, greeting=words, lead=lines, code=words, quote=words,
    facts=pairs, button=st.none() | st.builds(Button, words, words), choices=st.builds(Choices, pairs), after=lines,
    closing=lines, signature=words, why=lines, steps=grounds, grounds=grounds,
)  # fmt: skip


@given(content=contents, footer=lines, shop_name=words, language=st.sampled_from(["fr", "en"]))
def test_what_is_kept_draws_what_was_said(
    content: Content, footer: tuple[str, ...], shop_name: str, language: str
) -> None:
    look = {"brand": "#123456", "shop_name": shop_name, "logo": ""}
    kept = json.loads(json.dumps(as_kept(content, footer, **look)))
    assert text_of(kept, language) == as_text(content, footer, language)
    assert page_of(kept, language) == as_page(content, footer, language=language, **look)


@pytest.mark.django_db
@pytest.mark.parametrize("letter", list(Letter))
def test_a_letter_reads_later_as_it_did_then(letter: Letter) -> None:
    shop = a_shop()
    values = {name: value for name, value in values_for(letter).items() if name != "author"}
    then = write(letter=letter, values=values, language="fr", shop=shop)
    a_mail(shop, letter=letter)
    type(shop).objects.update(name="Renamed", brand_colour="#ff0000", address={}, mediator={}, legal_name="Other")
    mail = Mail.objects.get()
    assert (mail.subject, mail.text, mail.html) == (then.subject, then.text, then.html)
    assert (mail.kept_text, mail.kept_html) == ("", "")
