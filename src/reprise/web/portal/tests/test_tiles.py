"""The tiles say what the taxonomy knows, each with a drawing that exists."""

from pathlib import Path

import pytest

from reprise.apps.catalogue.kinds import ProductKind
from reprise.printing.defects import NOT_A_DEFECT, defect, defects
from reprise.web.portal.request import tiles

LAYOUTS = Path(tiles.__file__).parents[2] / "templates" / "layouts"
DRAWN = "".join((LAYOUTS / name).read_text(encoding="utf-8") for name in ("sprite.html", "drawings.html"))


@pytest.mark.parametrize("code", sorted(set(defects()) - NOT_A_DEFECT))
def test_every_defect_of_the_taxonomy_has_its_own_drawing(code: str) -> None:
    assert f'id="d-{tiles.drawing_of(code)}"' in DRAWN


def test_no_two_defects_share_a_drawing() -> None:
    drawings = [tiles.drawing_of(code) for code in defects() if code not in NOT_A_DEFECT]
    assert len(drawings) == len(set(drawings))


@pytest.mark.parametrize("tile", tiles.not_here(), ids=lambda tile: str(tile.code))
def test_what_did_not_come_has_a_drawing_too(tile: tiles.Tile) -> None:
    assert f'id="d-{tile.drawing}"' in DRAWN


@pytest.mark.parametrize("code", sorted(tiles.NOT_AS_ORDERED | set(tiles.USUAL)))
def test_a_code_named_here_is_one_of_the_taxonomy(code: str) -> None:
    assert defect(code) is not None


@pytest.mark.parametrize("kind", ["", *ProductKind])
def test_every_kind_offers_something_and_accepts_what_it_offers(kind: str) -> None:
    offered = {tile.code for group in tiles.tile_groups(kind, "fr") for tile in (*group.usual, *group.others)}
    assert offered
    assert offered | {tiles.OTHER, "withdraw", *tiles.NOT_CAME} == tiles.codes_for(kind)


@pytest.mark.parametrize(
    ("code", "claim", "reason", "tracking"),
    [
        ("withdraw", "withdraw", "", ""),
        ("wrong_item", "wrong_item", "wrong_item", ""),
        ("fdm_warping", "defect", "fdm_warping", ""),
        ("other", "defect", "", ""),
        ("delivery_late", "late_delivery", "late_or_lost", ""),
        ("delivery_lost", "not_received", "late_or_lost", "delivered"),
        ("delivery_returned", "not_received", "late_or_lost", "returned"),
    ],
)
def test_an_answer_becomes_the_claim_it_amounts_to(code: str, claim: str, reason: str, tracking: str) -> None:
    assert tiles.meaning_of(code) == {"claim": claim, "reason": reason, "tracking": tracking}
    if code in tiles.NOT_CAME:
        assert tiles.code_of(claim, tracking) == code
