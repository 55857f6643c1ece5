"""The addresses of the ready replies, macros, opinions and mentions, below a shop's desk: name and view."""

from typing import Final

from reprise.web.backoffice.replies import after_answer, canned, macros, mentions, ratings, reviews, using
from reprise.web.backoffice.routes import Routes

ROUTES: Final[Routes] = {
    "canned/": ("canned", canned.canned),
    "canned/new/": ("canned_new", canned.canned_new),
    "canned/<int:reply_id>/": ("canned_reply", canned.canned_reply),
    "macros/": ("macros", macros.macros),
    "macros/new/": ("macro_new", macros.macro_new),
    "macros/<int:macro_id>/": ("macro", macros.macro),
    "after-answer/": ("after_answer", after_answer.after_answer),
    "opinions/": ("ratings", ratings.ratings),
    "reviews/": ("reviews", reviews.reviews),
    "reviews/new/": ("review_new", reviews.review_new),
    "reviews/<int:review_id>/": ("review", reviews.review),
    "mentions/": ("mentions", mentions.mentions),
    "conversations/<uuid:thread>/replies/": ("ready_replies", using.ready_replies),
    "conversations/<uuid:thread>/replies/take/": ("take_reply", using.take_reply),
    "conversations/<uuid:thread>/macros/<int:macro_id>/": ("run_macro", using.run_macro),
    "conversations/<uuid:thread>/macros/undo/": ("macro_undo", using.undo_macro),
    "conversations/<uuid:thread>/threat/": ("set_aside", using.set_aside),
    "conversations/<uuid:thread>/complaint/": ("complain", using.complain),
}
