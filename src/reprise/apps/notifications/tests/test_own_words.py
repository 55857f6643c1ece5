"""A shop words its letters with a few words in braces, and nothing it types or a customer is called gets further."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.accounts.models import Shop
from reprise.apps.notifications.about import EDITABLE, GROUPS, NAMES, WHEN
from reprise.apps.notifications.letters import NEEDS, Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.samples import sample_values
from reprise.apps.notifications.sending.message import compose
from reprise.apps.notifications.tests.builders import values_for
from reprise.apps.notifications.writing.in_force import FIXED
from reprise.apps.notifications.writing.own_words import Words, house_words
from reprise.apps.notifications.writing.placeholders import in_subject, offered, unknown_in
from reprise.apps.notifications.writing.write import Written, write
from tests.support.budget import dear
from tests.support.builders import AT

LANGUAGES = [code for code, _name in settings.LANGUAGES]
EVERY = [(letter, language) for letter in EDITABLE for language in LANGUAGES]
HOSTILE = (
    "<script>alert(1)</script>", "{reference}", "{{ 7*7 }}", "{% debug %}", "%(shop)s", "a\r\nBcc: mallory@example.com",
    "Ελένη Παπαδοπούλου", "\u202egnp.exe", "'\"><img src=x onerror=alert(1)>", "x" * 60, "{first_name}{name}",
)  # fmt: skip
#: Values that must never stand in a subject, each a text nothing of ours contains.
PERSONAL = {"name": "Zyxwvut Qponml", "author": "Qwertzu", "order_number": "ZZ-998877", "order": "ZZ-998877"}


def worded(letter: Letter, language: str, words: Words, **more: Value) -> Written:
    known = NEEDS[letter].must.keys() | NEEDS[letter].may.keys()
    values = {**values_for(letter), **{name: value for name, value in more.items() if name in known}}
    return write(letter=letter, values=values, language=language, shop=None, words=words)


def test_every_letter_has_a_name_and_every_one_of_a_shop_a_place_in_the_list() -> None:
    assert set(NAMES) == set(Letter)
    assert set(WHEN) == set(EDITABLE) == set(Letter) - FIXED
    assert len(EDITABLE) == len({letter for letters in GROUPS.values() for letter in letters})


@pytest.mark.parametrize(("letter", "language"), EVERY)
def test_the_house_s_own_words_typed_by_a_shop_make_the_same_letter(letter: Letter, language: str) -> None:
    house = house_words(letter, language)
    ours, theirs = worded(letter, language, Words()), worded(letter, language, house)
    assert (ours.subject, ours.text) == (theirs.subject, theirs.text)
    assert not unknown_in(house.subject, in_subject(letter))
    assert not unknown_in(house.opening + house.closing, offered(letter))


@pytest.mark.parametrize("letter", EDITABLE)
def test_every_placeholder_offered_is_filled(letter: Letter) -> None:
    text = "\n".join(each.written for each in offered(letter))
    for language in LANGUAGES:
        whole = worded(letter, language, Words("", text, text))
        assert "{" not in whole.text + whole.html.partition("</style>")[2]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_stays_a_name(hostile: str) -> None:
    for letter in EDITABLE:
        text = " ".join(each.written for each in offered(letter))
        words = Words("{shop_name}", text, f"{text} {{signature}}")
        told = {"name": hostile, "shop_name": hostile, "author": hostile, "order_number": hostile}
        whole = worded(letter, "fr", words, **told)
        body = whole.html.partition("</style>")[2]
        assert "<script" not in body
        assert "<img" not in body
        assert "49" not in whole.subject
        assert not {"\r", "\n"} & set(whole.subject)
        if "name" in NEEDS[letter].may and hostile.startswith("{"):
            assert hostile in whole.text  # as it was told, never read as a placeholder


def test_nobody_is_greeted_by_a_hole() -> None:
    words = Words("", "Hello {first_name}, welcome", "{signature}")
    values = {name: value for name, value in values_for(Letter.REQUEST_RECEIVED).items() if name != "name"}
    whole = write(letter=Letter.REQUEST_RECEIVED, values=values, language="en", shop=None, words=words)
    assert "\nHello, welcome\n" in whole.text


@dear(4)
@given(
    letter=st.sampled_from(list(Letter)), language=st.sampled_from(LANGUAGES),
    subject=st.text(st.sampled_from("{}nameshop_refc dw"), max_size=40)
    | st.sampled_from(["{name}", "{first_name} {order_number}", "{amount}", "{reference} {shop_name}"]),
)  # fmt: skip
def test_no_subject_ever_says_anything_personal(letter: Letter, language: str, subject: str) -> None:
    """Whatever was stored as a subject, and whatever the letter was told."""
    told: dict[str, Value] = {**PERSONAL, "question": "Zqwx", "message": "Zqwx", "summary": "Zqwx", "outcome": "Zqwx"}
    written = worded(letter, language, Words(subject), **told).subject
    for secret in (*PERSONAL.values(), "Zqwx", "Zyxwvut", "93.90", "93,90", "@"):
        assert secret not in written


@dear(4)
@given(
    letter=st.sampled_from(list(Letter)), language=st.sampled_from(LANGUAGES), by_person=st.booleans(),
    shop_name=st.text(min_size=1, max_size=120).filter(str.strip), name=st.text(max_size=60),
)  # fmt: skip
def test_every_letter_is_a_mail_python_can_read(
    letter: Letter, language: str, by_person: bool, shop_name: str, name: str
) -> None:
    values = {**values_for(letter), "shop_name": shop_name}
    if "name" in NEEDS[letter].may and name:
        values["name"] = name
    written = write(letter=letter, values=values, language=language, shop=None, words=Words())
    mail = Mail(
        letter=letter, language=language, to="alice@example.com", subject=written.subject, kept_text=written.text,
        kept_html=written.html, message_id="<1@localhost>", by_person=by_person, created_at=AT,
    )  # fmt: skip
    mail.shop = None
    wire = compose(mail, sender="Atelier <noreply@localhost>").as_bytes()
    read = message_from_bytes(wire, policy=default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    assert read["To"] == "alice@example.com"
    assert read["Bcc"] is None
    assert (read["Auto-Submitted"] is None) is by_person
    assert {part.get_content_type() for part in read.walk()} >= {"text/plain", "text/html"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_every_letter_can_be_written(language: str) -> None:
    shop = Shop(name="Atelier")
    for letter in Letter:
        values = sample_values(letter, language)
        assert write(letter=letter, values=values, language=language, shop=shop, words=Words()).subject
