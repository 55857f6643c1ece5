"""Who is named in a note."""

import pytest

from reprise.apps.conversations.rules.mentions import named_in

PEOPLE = {1: "Inès Martin", 2: "Marc Dubois", 3: "Zoé", 4: "Marc-Antoine Petit", 5: "Alice Martin", 6: "Alice Roy"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@Inès peux-tu regarder ?", {1}),
        ("@ines @zoe", {1, 3}),
        ("vu avec @Inès Martin, et @Marc.", {1, 2}),
        ("(@Zoé)", {3}),
        ("@Marc-Antoine regarde", {4}),
        ("@MARC DUBOIS: urgent", {2}),
        ("@Alice Roy s’en occupe", {6}),
        ("@Inès’s case", {1}),
        ("écrire à ines@zoe.example", set()),
        ("contact@ines", set()),
        ("@zoemachin", set()),
        ("@ Inès", set()),
        ("", set()),
        ("@@Inès", set()),
    ],
)
def test_a_name_after_an_at_sign_calls_its_person(text: str, people: set[int]) -> None:
    assert named_in(text, PEOPLE).people == people


def test_a_first_name_of_two_people_calls_nobody_and_is_told() -> None:
    found = named_in("@Alice et @Zoé", PEOPLE)
    assert found.people == {3}
    assert found.unclear == ("Alice",)


def test_people_without_a_name_are_called_by_nothing() -> None:
    assert named_in("@ @a", {1: "", 2: " "}).people == frozenset()
