"""All stories, in the order they are told."""

from typing import Final

from reprise.demo.stories import answered, at_the_door, by_rule, first_lines, looked_up, new, paid, talks, tried
from reprise.demo.stories.stage import Stage

STORIES: Final = (
    paid.settled, paid.two_printers, paid.back_complete, answered.resin_stays_soft, answered.shifting_printer,
    answered.made_to_order, answered.clogged, new.never_came, new.printed_badly, at_the_door.nobody_announced_it,
    at_the_door.named_no_order, by_rule.came_back_before, by_rule.tangled, by_rule.company, new.changed_her_mind,
    tried.part_found, new.smelled_of_burning, new.not_sent_yet, talks.ready_words, talks.reviewed, talks.company_calls,
    talks.dryer_before_buying, talks.resin_at_night, talks.by_mail, talks.threatens, talks.which_nozzle,
    looked_up.articles_of_our_own, looked_up.readers, looked_up.questions, looked_up.guides_gone_through,
    first_lines.answered_at_night, first_lines.none_of_these,
)  # fmt: skip


def tell_all(stage: Stage) -> None:
    """Bring every story to where a newcomer meets it."""
    for story in STORIES:
        story(stage)
