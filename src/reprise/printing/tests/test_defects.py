"""The taxonomy is whole: every code it uses exists, in both languages."""

import pytest

from reprise.printing.defects import (
    NOT_A_DEFECT,
    Defect,
    Medium,
    _taxonomy,
    defect,
    defects,
    evidence,
    evidence_asked,
    groups,
)


@pytest.mark.parametrize("found", defects().values(), ids=list(defects()))
def test_a_defect_uses_only_words_the_file_explains(found: Defect) -> None:
    file = _taxonomy()
    assert found.group in file["groups"]
    assert set(found.evidence) <= set(evidence())
    assert found.severity in file["severity_scale"]
    assert found.liability in file["liability_codes"]
    assert set(found.causes) <= set(file["cause_families"])
    assert all((found.label.fr, found.label.en, found.recognise.fr, found.recognise.en))
    assert all((found.remedies, found.sources))


def test_every_defect_is_offered_in_exactly_one_group() -> None:
    offered = [found.code for group in groups() for found in group.defects]
    assert sorted(offered) == sorted(set(defects()) - NOT_A_DEFECT)


def test_a_filament_is_asked_about_as_a_filament_and_a_delivery() -> None:
    assert [group.code for group in groups("filament")] == ["filament", "any_order"]
    assert [group.code for group in groups("custom_print")] == ["printed_part", "any_order"]
    assert [group.code for group in groups("digital_file")] == ["any_order"]
    assert len(groups()) == 6


def test_for_lifted_corners_a_picture_from_the_side_is_asked_and_our_own_file_is_not() -> None:
    asked = evidence_asked("fdm_warping")
    assert [(item.code, item.medium) for item in asked] == [
        ("overview", Medium.PHOTO),
        ("side_on_flat_surface", Medium.PHOTO),
        ("feeler_or_ruler", Medium.PHOTO),
    ]
    assert asked[0].label.in_("fr-FR") == "vue d’ensemble nette sur fond uni"
    assert asked[0].label.in_("en") == "sharp overall view on a plain background"


def test_a_code_we_do_not_know_asks_for_nothing() -> None:
    assert defect("nonsense") is None
    assert evidence_asked("nonsense") == ()


def test_what_may_hurt_somebody_is_known() -> None:
    assert {code for code, found in defects().items() if found.danger} >= {"electrical_safety", "resin_tacky"}
