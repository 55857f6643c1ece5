"""Walking through a guide: what was answered leads on, what is not meant is passed over, and going back is no trap."""

from dataclasses import replace

import pytest

from reprise.apps.knowledge.rules.bench import Bench, named_in, offered, process_of
from reprise.apps.knowledge.rules.guide import End, Step
from reprise.apps.knowledge.rules.guide_finding import called_for, found
from reprise.apps.knowledge.rules.guide_walk import Path, Walk, bench_of, walk
from reprise.apps.knowledge.tests.guide_builders import a_guide


def walked(*path: tuple[str, str]) -> Walk:
    """How far these answers lead."""
    there = walk(a_guide(), path)
    assert there is not None
    return there


def test_answers_lead_to_an_end() -> None:
    there = walked(("looks", "1"), ("clears", "1"))
    assert isinstance(there.here, End)
    assert there.here.id == "motor"
    assert [step.id for step, _reply in there.done] == ["looks", "clears"]


def test_a_step_for_other_machines_is_passed_over_and_one_for_an_unknown_machine_is_shown() -> None:
    assert walked(("@machine", "creality"), ("looks", "0")).here.id == "clears"
    assert walked(("@machine", "prusa"), ("looks", "0")).here.id == "belt"
    assert walked(("looks", "0")).here.id == "belt"


def test_how_far_it_is_counts_the_longest_way_left() -> None:
    assert walked().most == 3
    assert walked(("looks", "1")).most == 2


def test_going_back_shows_the_step_with_what_was_answered() -> None:
    there = walked(("looks", "1"), ("clears", "0"))
    earlier = there.upto("clears")
    assert earlier is not None
    assert isinstance(earlier.here, Step)
    assert len(earlier.done) == 1
    given = there.given("clears")
    assert given is not None
    assert given.to == "works"
    assert there.upto("belt") is None


@pytest.mark.parametrize("answer", ["9", "-1", "x", "", "１", "1e0", "0001"])
def test_an_answer_no_page_offers_leads_nowhere(answer: str) -> None:
    assert walked(("looks", answer)).here.id == "looks"


def test_answers_of_a_guide_that_was_rewritten_are_followed_as_far_as_they_go() -> None:
    path: Path = [["gone", "0"], ["looks", "1", {"en": ["Does it move?", "No"]}]]
    there = walk(a_guide(), path)
    assert there is not None
    assert there.here.id == "clears"


def test_the_bench_is_what_the_path_says_and_no_more() -> None:
    path: Path = [["@thing", "printer"], ["@machine", "prusa"], ["@colour", "red"], ["gone", "0"]]
    assert bench_of(path) == Bench(thing="printer", machine="prusa")


@pytest.mark.parametrize(
    ("kind", "name", "process"),
    [
        ("filament", "PLA gris", "fdm"), ("resin", "Tough 405 nm", "resin"), ("printer", "Prusa MK4", "fdm"),
        ("printer", "Imprimante résine M5", "resin"), ("printer", "Lamelle One", ""),
    ],
)  # fmt: skip
def test_an_article_tells_how_it_prints(kind: str, name: str, process: str) -> None:
    assert process_of(kind, name) == process


def test_the_name_of_an_article_tells_machine_and_material() -> None:
    assert named_in("Creality Ender-3 V3, avec 200 g de PLA") == {"machine": "creality", "material": "pla"}
    assert named_in("ASA noir") == {"material": "abs"}


def test_who_prints_with_resin_is_not_asked_about_cura() -> None:
    assert "cura" not in offered("software", "resin")
    assert {"lychee", "other"} <= offered("software", "resin").keys()
    assert "resin" not in offered("material", "fdm")


def calls(
    thing: str = "printer", process: str = "", reason: str = "printer_part_fault", words: str = ""
) -> tuple[str, ...]:
    """What such a claim calls for."""
    guide = a_guide()
    return called_for({guide.id: guide}, thing=thing, process=process, reason=reason, words=words, language="en")


def test_a_guide_is_called_by_reason_and_kind_of_article() -> None:
    assert calls() == ("axis",)
    assert calls(thing="filament") == ("axis",)


def test_nothing_is_called_for_a_printed_part_another_reason_or_another_process() -> None:
    assert calls(thing="custom_print") == ()
    assert calls(thing="") == ()
    assert calls(reason="printer_doa") == ()
    assert calls(process="resin") == ()


def test_a_reason_of_ones_own_words_calls_by_the_words() -> None:
    assert calls(reason="", words="the axis is stuck since yesterday") == ("axis",)
    assert calls(reason="", words="l’axe est bloqué depuis hier") == ("axis",), "in the other language too"
    assert calls(reason="", words="the box was blue") == ()
    assert calls(reason="") == ()


def test_words_that_fit_one_guide_well_leave_nothing_to_choose() -> None:
    axis = a_guide()
    noise = {"title": "Noise", "lead": "It howls.", "symptoms": [f"the fan howls at night, {n}" for n in range(8)]}
    fan = replace(a_guide(en=noise), id="fan")
    guides = {"axis": axis, "fan": fan}
    both = called_for(guides, thing="printer", process="", reason="printer_part_fault", words="", language="en")
    one = called_for(guides, thing="printer", process="", reason="printer_part_fault", words="fan howls", language="en")
    assert len(both) == 2
    assert len(one) == 1


def test_a_search_finds_by_what_is_seen() -> None:
    guide = a_guide()
    assert found([guide], "stuck axis", "en") == [guide]
    assert found([guide], "l'axe est bloqué", "fr") == [guide]
    assert found([guide], "refund", "en") == []
    assert found([guide], "", "en") == []
