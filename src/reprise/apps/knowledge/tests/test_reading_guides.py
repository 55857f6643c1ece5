"""Guides are files: every fault is named by file and field, and a guide with one is never walked."""

from typing import Any

import pytest

from reprise.apps.knowledge.rules.drawings import shipped_drawings
from reprise.apps.knowledge.rules.guide_reading import read_guide
from reprise.apps.knowledge.rules.guide_shelf import guide_folder, outside_faults, read_guides, shipped_guides
from reprise.apps.knowledge.rules.guide_ways import MOST_STEPS, most_left
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.tests.guide_builders import a_document, a_guide, answers, both, read, said
from reprise.printing.defects import Words, defect


def test_what_ships_has_no_fault_and_names_nothing_that_is_not_there() -> None:
    guides, faults = read_guides(guide_folder())
    known = {article.id for article in shipped()}
    outside = list(outside_faults(guides, articles=known, pictures=shipped_drawings().keys()))
    assert [*faults, *outside] == []
    assert "clog" in shipped_guides()


def test_every_guide_that_ships_ends_soon_and_can_be_called_for_by_a_claim() -> None:
    for guide in shipped_guides().values():
        assert most_left(guide, guide.start) <= MOST_STEPS, guide.id
        assert all(defect(code) for code in guide.defects), guide.id


def test_a_guide_is_read_whole() -> None:
    guide = a_guide()
    assert guide.in_("fr").title == "Axe bloqué"
    assert guide.steps["belt"].only == {"machine": ("prusa", "bambu")}
    assert guide.asks == ("machine",)
    assert guide.ends["motor"].part == Words(fr="Un moteur", en="A motor")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"id": "other"}, "id", "named otherwise"),
        ({"minutes": 0}, "minutes", "1 to 60"),
        ({"minutes": True}, "minutes", "1 to 60"),
        ({"reviewed": "yesterday"}, "reviewed", "not a day"),
        ({"things": ["custom_print"]}, "things", "custom_print"),
        ({"defects": ["electrical_safety"]}, "defects", "for a person"),
        ({"defects": ["transport_damage"]}, "defects", "for a person"),
        ({"defects": ["no_such_thing"]}, "defects", "no defect"),
        ({"process": "laser"}, "process", "fdm"),
        ({"care": ["sour"]}, "care", "sour"),
        ({"fr": None}, "fr", "both languages"),
        ({"start": "nowhere"}, "start", "no step"),
        ({"steps": {}}, "steps", "missing"),
        ({"more": 1}, "more", "not a field"),
        ({"ends": {"works": {"outcome": "solved", **said("Fine")}}}, "steps.", "no step and no end"),
    ],
)
def test_a_fault_is_named_by_its_field(changes: dict[str, Any], field: str, message: str) -> None:
    guide, faults = read(a_document(**changes))
    assert guide is None
    assert any(one.field.startswith(field) and message in one.message for one in faults), faults


def faults_of(place: str, name: str, value: object) -> list[str]:
    """The faults of the guide with one step or end changed."""
    document = a_document()
    document[place][name] = value
    return [str(fault) for fault in read(document)[1]]


def test_a_way_that_never_ends_is_refused_with_the_places_it_goes_round() -> None:
    back = {
        "kind": "do",
        **said("Clear it"),
        "answers": answers(("Again", "looks"), ("Fine", "works"), ("No", "motor")),
    }
    assert any("comes back to itself: looks →" in fault for fault in faults_of("steps", "clears", back))


def test_a_step_that_nobody_reaches_is_named() -> None:
    alone = {"kind": "do", **said("Wait"), "answers": answers(("Done", "works"))}
    assert "axis.yaml: steps.alone: is reached by no answer" in faults_of("steps", "alone", alone)


def test_more_than_eight_questions_on_one_way_are_too_many() -> None:
    document = a_document()
    for n in range(8):
        to = f"s{n + 1}" if n < 7 else "works"
        document["steps"][f"s{n}"] = {"kind": "do", **said("Go on"), "answers": answers(("Done", to))}
    document["steps"]["clears"]["answers"] = answers(("It moves", "s0"), ("No change", "motor"))
    assert any("at most 8" in str(fault) for fault in read(document)[1])


def test_a_part_is_named_and_only_a_part() -> None:
    assert any("part" in fault for fault in faults_of("ends", "motor", {"outcome": "part", **said("Failed")}))
    solved = {"outcome": "solved", "part": both("A motor"), **said("Fine")}
    assert any("part" in fault for fault in faults_of("ends", "works", solved))


def test_a_danger_is_for_a_person() -> None:
    assert any(
        "danger" in fault for fault in faults_of("ends", "works", {"outcome": "solved", "danger": True, **said("x")})
    )


@pytest.mark.parametrize("content", ["", "- a", "a: [", "id: 3"])
def test_a_file_that_is_no_guide_is_said_to_be_none(content: str) -> None:
    guide, faults = read_guide("axis.yaml", content)
    assert guide is None
    assert faults


def test_hostile_words_are_faults_and_not_pages() -> None:
    document = a_document()
    document["steps"]["looks"]["en"] = {"say": "<script>alert(1)</script>"}
    assert any("HTML" in fault.message for fault in read(document)[1])
