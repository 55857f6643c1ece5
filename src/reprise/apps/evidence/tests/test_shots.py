from reprise.apps.evidence.rules import shots_asked


def test_lifted_corners_are_shown_in_three_photos_and_transport_damage_too() -> None:
    assert [shot.code for shot in shots_asked("fdm_warping")] == ["overview", "side_on_flat_surface", "feeler_or_ruler"]
    assert [shot.code for shot in shots_asked("transport_damage")] == [
        "outer_box_six_sides", "label_barcode", "inner_packaging",
    ]  # fmt: skip


def test_a_video_is_never_a_shot_asked_for() -> None:
    assert [shot.code for shot in shots_asked("printer_doa")] == ["serial", "error_screen", "outer_box_six_sides"]


def test_nothing_is_asked_for_a_lost_parcel_or_an_unknown_reason() -> None:
    assert shots_asked("late_or_lost") == ()
    assert shots_asked("something else") == ()
