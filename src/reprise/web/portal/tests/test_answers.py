"""The way through a request follows from what was said, and nothing else."""

from reprise.web.portal.request.answers import (
    DEFECT,
    LATE,
    WITHDRAW,
    WRONG_ITEM,
    Answer,
    Answers,
    Page,
    Stop,
    Told,
    after,
    before,
    first_open,
    is_reachable,
    kept,
    read,
    stops,
)
from reprise.web.portal.request.asked import request_of

KINDS = {1: "custom_print", 2: "filament"}


def said(**more: object) -> Answers:
    return Answers(**{"kinds": KINDS, "items": {1: 2}, **more})  # type: ignore[arg-type]


def pages(answers: Answers) -> list[Page]:
    return [stop.page for stop in stops(answers)]


def test_a_change_of_mind_asks_for_no_photo_and_no_wish() -> None:
    assert pages(said(lines={1: Answer(WITHDRAW)})) == [Page.ITEMS, Page.REASON, Page.RIGHTS]


def test_filament_one_withdraws_from_is_asked_whether_it_was_opened() -> None:
    answers = said(items={2: 1}, lines={2: Answer(WITHDRAW)})
    assert pages(answers) == [Page.ITEMS, Page.REASON, Page.OPENED, Page.RIGHTS]


def test_a_defect_asks_about_danger_the_wish_and_photos() -> None:
    way = [Page.ITEMS, Page.REASON, Page.SAFETY, Page.WISH, Page.EVIDENCE, Page.RIGHTS]
    assert pages(said(lines={1: Answer(DEFECT)})) == way


def test_a_wrong_article_is_no_danger() -> None:
    assert Page.SAFETY not in pages(said(lines={1: Answer(WRONG_ITEM)}))


def test_what_has_not_left_is_never_asked_about_its_seal() -> None:
    answers = said(items={2: 1}, lines={2: Answer(WITHDRAW)}, unsent=frozenset({2}))
    assert pages(answers) == [Page.ITEMS, Page.REASON, Page.RIGHTS]
    assert answers.is_cancellation


def test_goods_that_did_not_come_are_asked_about_their_delivery_and_no_photo() -> None:
    way = [Page.ITEMS, Page.REASON, Page.DELIVERY, Page.WISH, Page.RIGHTS]
    assert pages(said(lines={1: Answer(LATE)})) == way


def test_a_danger_is_told_what_to_do_before_anything_else_is_asked() -> None:
    answers = said(lines={1: Answer(DEFECT)}, danger=True)
    assert first_open(answers) == Stop(Page.STOP)
    assert first_open(said(lines={1: Answer(DEFECT)}, danger=True, stopped=True)) == Stop(Page.WISH)


def test_each_article_has_its_own_reason() -> None:
    reasons = [stop.line_id for stop in stops(said(items={1: 1, 2: 1})) if stop.page is Page.REASON]
    assert reasons == [1, 2]


def test_the_first_page_without_an_answer_is_next() -> None:
    assert first_open(Answers(kinds=KINDS)) == Stop(Page.ITEMS)
    assert first_open(said()) == Stop(Page.REASON, 1)
    assert first_open(said(lines={1: Answer(DEFECT)}, danger=False)) == Stop(Page.WISH)
    done = said(lines={1: Answer(DEFECT)}, danger=False, wish="", evidence_done=True)
    assert first_open(done) == Stop(Page.RIGHTS)


def test_a_page_further_on_is_out_of_reach_until_those_before_it_are_answered() -> None:
    assert not is_reachable(said(), Stop(Page.RIGHTS))
    assert is_reachable(said(lines={1: Answer(WITHDRAW)}), Stop(Page.RIGHTS))


def test_a_line_that_was_not_chosen_has_no_page() -> None:
    assert not is_reachable(said(), Stop(Page.REASON, 2))


def test_the_way_leads_forth_and_back() -> None:
    answers = said(lines={1: Answer(WITHDRAW)})
    assert after(answers, Stop(Page.ITEMS)) == Stop(Page.REASON, 1)
    assert before(answers, Stop(Page.RIGHTS)) == Stop(Page.REASON, 1)
    assert before(answers, Stop(Page.ITEMS)) is None


def test_what_a_draft_keeps_is_read_as_it_was_said() -> None:
    lines = kept({}, 1, said=Answer(DEFECT, "fdm_warping", "2 mm"))
    answers = read({"items": {"1": 2}, "lines": lines, "danger": False, "wish": "refund", "files": [7]}, KINDS)
    assert answers.about(1) == Answer(DEFECT, "fdm_warping", "2 mm")
    assert (answers.items, answers.danger, answers.wish, answers.files) == ({1: 2}, False, "refund", (7,))


def test_a_line_the_order_has_no_more_is_left_out() -> None:
    assert read({"items": {"1": 2, "9": 1}}, KINDS).items == {1: 2}


def test_a_print_is_printed_again_where_another_article_is_replaced() -> None:
    answers = said(items={1: 2, 2: 1}, lines={1: Answer(DEFECT), 2: Answer(DEFECT)}, danger=False, wish="replacement")
    wishes = request_of(answers, language="fr", draft_key="k").wishes
    assert [wish.asked_remedy for wish in wishes] == ["reprint", "replacement"]


def test_who_withdraws_wishes_for_nothing_else_and_sends_no_photo() -> None:
    answers = said(lines={1: Answer(WITHDRAW)}, wish="refund", files=(7,))
    request = request_of(answers, language="fr", draft_key="k")
    assert (request.wishes[0].asked_remedy, request.file_ids) == ("", ())


def test_what_was_told_of_a_delivery_reaches_the_law_as_days() -> None:
    told = Told(promised="2026-06-10", asked="2026-06-12", until="")
    answers = said(lines={1: Answer(LATE)}, wish="replacement", delivery=told)
    (wish,) = request_of(answers, language="fr", draft_key="k").wishes
    assert (str(wish.delivery.promised_on), str(wish.delivery.asked_on)) == ("2026-06-10", "2026-06-12")
    assert (wish.delivery.extra_until, wish.asked_remedy) == (None, "replacement")
