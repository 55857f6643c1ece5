"""Marks in our letters lead answers home, through everything mail systems do to them, and cannot be made up."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.core.mail_tokens import (
    LONGEST_LOCAL_PART,
    About,
    Pointer,
    in_addresses,
    in_body,
    in_message_ids,
    in_subject,
    marker,
    message_id,
    plus_address,
    read,
    sign,
    subject_token,
)

SECRET = "the secret of the house"
NUMBERS = st.integers(min_value=0, max_value=2**63 - 1)
ABOUTS = st.sampled_from(list(About))
SIGNS = "23456789bcdfghjklmnpqrstvwxz"


@given(ABOUTS, NUMBERS)
def test_every_mark_is_read_back_in_any_case(about: About, number: int) -> None:
    token = sign(SECRET, about, number)
    assert len(token) <= 31
    assert read(SECRET, token) == read(SECRET, token.upper()) == Pointer(about, number)


@given(ABOUTS, NUMBERS, st.data())
def test_a_mark_with_one_letter_changed_is_not_ours(about: About, number: int, data: st.DataObject) -> None:
    token = sign(SECRET, about, number)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from([sign_ for sign_ in SIGNS if sign_ != token[place]]))
    assert read(SECRET, token[:place] + other + token[place + 1 :]) is None


@given(st.text(max_size=60))
def test_what_somebody_makes_up_is_read_as_nothing(typed: str) -> None:
    for find in (in_message_ids, in_addresses, in_body, in_subject):
        assert find(SECRET, typed) == []
    assert read(SECRET, typed) is None


def test_another_house_s_mark_is_not_ours() -> None:
    assert read("another secret", sign(SECRET, About.CASE, 7)) is None


def test_a_case_and_a_conversation_of_one_number_have_different_marks() -> None:
    marks = {sign(SECRET, about, 7)[1:] for about in About}
    assert len(marks) == len(About)


def test_the_letters_of_a_subject_are_no_part_of_the_longer_mark() -> None:
    short = subject_token(SECRET, About.CASE, 7).strip("[]#").replace("-", "").lower()
    assert short[2:] not in sign(SECRET, About.CASE, 7)


def test_a_number_below_nought_has_no_mark() -> None:
    with pytest.raises(ValueError, match="number"):
        sign(SECRET, About.CASE, -1)


def test_a_mark_written_with_leading_noughts_is_not_a_second_mark() -> None:
    token = sign(SECRET, About.CASE, 7)
    assert read(SECRET, f"c2{token[1:]}") is None


def test_an_answer_is_known_by_any_of_our_message_ids() -> None:
    first = message_id(sign(SECRET, About.CASE, 7), "shop.example", "a1")
    second = message_id(sign(SECRET, About.CONVERSATION, 9), "shop.example", "b2")
    header = f"<CAF=x@mail.gmail.com>\r\n {first.upper()}\r\n\t{second} <other@example.com>"
    assert in_message_ids(SECRET, header) == [Pointer(About.CASE, 7), Pointer(About.CONVERSATION, 9)]


def test_a_message_id_is_one_that_mail_systems_take() -> None:
    made = message_id(sign(SECRET, About.CONVERSATION, 2**63 - 1), "shop.example", "x" * 22)
    assert made.isascii()
    assert len(made) < 120
    assert made.count("@") == 1


@pytest.mark.parametrize(
    "address", ["support@shop.example", "a@b.fr", "service.client@atelier-lamelle.example", "returns+eu@shop.example"]
)
def test_a_plus_address_leads_home(address: str) -> None:
    made = plus_address(address, sign(SECRET, About.CASE, 123_456))
    assert len(made.rpartition("@")[0]) <= LONGEST_LOCAL_PART
    assert made.endswith("@" + address.partition("@")[2])
    assert in_addresses(SECRET, f"Alice <{made.upper()}>, bob@example.com") == [Pointer(About.CASE, 123_456)]


def test_a_plus_address_survives_a_forwarder_that_rewrites_it() -> None:
    made = plus_address("support@shop.example", sign(SECRET, About.CASE, 7))
    rewritten = f"<SRS0=HHH=TT=shop.example={made.partition('@')[0]}@forwarder.example>"
    assert in_addresses(SECRET, rewritten) == [Pointer(About.CASE, 7)]


@pytest.mark.parametrize("address", ["x" * 50 + "@shop.example", '"with space"@shop.example', "no address", ""])
def test_an_address_with_no_room_for_a_mark_stays_as_it_is(address: str) -> None:
    assert plus_address(address, sign(SECRET, About.CASE, 7)) == ""


@pytest.mark.parametrize("width", [12, 20, 40, 72, 76])
@pytest.mark.parametrize("quote", ["", "> ", "> > > ", "| "])
def test_a_marker_is_found_in_a_body_that_was_quoted_and_broken(width: int, quote: str) -> None:
    body = f"Hello, see below. {marker(sign(SECRET, About.CONVERSATION, 4242))} The workshop"
    broken = "\r\n".join(quote + line for line in textwrap.wrap(body, width, break_long_words=True))
    assert in_body(SECRET, broken) == [Pointer(About.CONVERSATION, 4242)]


def test_a_marker_is_found_in_quoted_printable_nobody_decoded() -> None:
    made = marker(sign(SECRET, About.CASE, 7))
    assert in_body(SECRET, f"<span>{made[:9]}=\r\n{made[9:]}</span>") == [Pointer(About.CASE, 7)]


def test_each_matter_is_named_once() -> None:
    made = marker(sign(SECRET, About.CASE, 7))
    assert in_body(SECRET, f"{made}\n> {made}") == [Pointer(About.CASE, 7)]


@given(ABOUTS, NUMBERS)
def test_a_subject_s_mark_is_read_however_it_was_copied(about: About, number: int) -> None:
    made = subject_token(SECRET, about, number)
    for typed in (made, made.lower(), made.replace("-", ""), made.replace("-", " - ")):
        assert in_subject(SECRET, f"RE: Re: AW: your request {typed}") == [Pointer(about, number)]


def test_somebody_else_s_case_number_in_a_subject_is_no_mark() -> None:
    assert in_subject(SECRET, "About [RP-7F3K-Q2M4] and [#12345] and [#C3H4-H8VX-K3QZ]") == []


def test_a_body_of_a_million_signs_is_searched_at_once() -> None:
    assert in_body(SECRET, "[rp:" * 250_000) == []
    assert in_body(SECRET, "[rp:" + "z" * 1_000_000) == []
