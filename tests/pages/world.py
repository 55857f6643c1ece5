"""Every page of the house, by its address, with an object for each placeholder: ours, and somebody else's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from reprise.apps.accounts.actors import customer_of_conversation, system
from reprise.apps.accounts.models import ApiToken, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.tokens import create_token
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import deadlines_of
from reprise.apps.cases.services.bulk_run import begin_run
from reprise.apps.cases.services.drafts import begin_draft
from reprise.apps.cases.services.save_filter import save_filter
from reprise.apps.cases.stated import stated
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import Conversation, Mailbox, Participant
from reprise.apps.conversations.rules.macro_steps import Do, Step
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.save_canned import Worded, save_canned
from reprise.apps.conversations.services.save_macro import save_macro
from reprise.apps.conversations.services.save_review import Published, save_review
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.apps.evidence.services.attach import attach
from reprise.apps.knowledge.rules.answering import Answer, Outcome
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.services.guide_runs import begin_guide
from reprise.apps.knowledge.services.note_asked import note_asked
from reprise.apps.knowledge.services.save_article import save_article
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.apps.notifications.queries import letters_of_case
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.rules import Policy, Row, TableName
from reprise.apps.policies.services.save_draft import save_draft
from reprise.apps.policies.services.start_draft import start_draft
from reprise.workflows.simulate_policy.jobs import ask, run
from reprise.workflows.tests.builders import a_file, a_shop, alice_at, an_order, authorised, goods, ines
from reprise.workflows.withdrawal_statement.receive import declare
from tests.support.builders import AT
from tests.support.hours import with_hours


@dataclass(frozen=True)
class Page:
    """One address of the house: its namespace, name and pattern, and the view behind it."""

    namespace: str
    name: str
    pattern: str
    view: Any

    def __str__(self) -> str:
        return f"{self.namespace}:{self.name}"


def pages() -> list[Page]:
    """All that the router knows, the API apart: its own matrix walks it."""
    with override("fr"):
        return [page for page in _walk(get_resolver().url_patterns, "", "") if not page.pattern.startswith("api/")]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[Page]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address, pattern.namespace or namespace)
        else:
            yield Page(namespace, str(pattern.name), address, pattern.callback)


@dataclass(frozen=True)
class World:
    """A shop with a case that has a bit of everything, and what placeholders of addresses stand for."""

    shop: Shop
    case: Case
    names: dict[str, str]

    def address(self, page: Page) -> str:
        """The address of a page about this world's objects."""
        address = "/" + page.pattern
        for name, value in self.names.items():
            for converter in ("slug", "str", "int", "uuid"):
                address = address.replace(f"<{converter}:{name}>", value)
        assert "<" not in address, f"say which object {page} is about"
        return address


def a_token(shop: Shop) -> ApiToken:
    """A program's key to the shop."""
    create_token(actor=system(shop.pk), name="export", scopes=["cases:read"])
    return ApiToken.objects.get(shop=shop)


def a_row(shop: Shop) -> str:
    """A row in the draft of the shop's policy, named as no other shop names one."""
    row = Row(f"a{shop.pk}", {}, {"verdict": "person"})
    draft = start_draft(actor=system(shop.pk), at=AT)
    policy = Policy(tables={TableName.ANSWER: (row,)})
    save_draft(actor=system(shop.pk), policy=policy, version=draft.version, at=AT)
    return row.id


def a_replay(shop: Shop) -> str:
    """What a draft that keeps everything would have changed."""
    keeps = to_json(Policy(tables={TableName.ANSWER: (Row("k1", {}, {"verdict": "accept", "goods": "keep"}),)}))
    day = AT.date()
    made = ask(actor=system(shop.pk), draft=keeps, in_force=1, since=day, until=day, at=AT)
    run({"simulation_id": made.pk}, at=AT)
    return str(made.pk)


def a_question(shop: Shop) -> tuple[Conversation, Participant]:
    """What a visitor of the chat asked."""
    begun, bob = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name="Bob", email="bob@example.com", is_verified=False,
        role=PartRole.VISITOR, at=AT,
    )  # fmt: skip
    visitor = customer_of_conversation(shop.pk, begun.pk, "Bob", participant_id=bob.pk)
    say(actor=visitor, conversation=begun, body="Bonjour, livrez-vous en Suisse ?", at=AT)
    return begun, bob


def what_helps_to_answer(shop: Shop) -> dict[str, str]:
    """A ready reply, a macro that says it, and a public review."""
    boss = ines(shop.pk, Role.MANAGER)
    reply = save_canned(actor=boss, worded=Worded("Photo", "photo", "Une photo ?"), at=AT)
    macro = save_macro(actor=boss, name="Photo", steps=[Step(Do.SAY, canned=reply.pk)], people=[], at=AT)
    review = save_review(actor=boss, published=Published("Google"), at=AT)
    return {"reply_id": str(reply.pk), "macro_id": str(macro.pk), "review_id": str(review.pk)}


def what_people_read(shop: Shop) -> dict[str, str]:
    """An article of the shop's own, named as no other shop names one, and a question that found none."""
    text = {"title": f"Own {shop.slug}", "answer": "Oui.", "body": "Toujours.", "phrasings": ["own"], "near": []}
    content = {"kind": "faq", "en": text, "sources": [], "actions": []}
    boss = ines(shop.pk, Role.MANAGER)
    article = save_article(actor=boss, slug=None, content=content, reviewed=AT.date(), why="", at=AT)
    outcome = Outcome(Answer.NONE, "fr", reason=Reason.OUT_OF_SCOPE)
    asked = note_asked(
        shop_id=shop.pk, question="Livrez-vous en Suisse ?", outcome=outcome, page_language="fr", place="help", at=AT
    )
    return {"article": article.slug, "asked_id": str(asked.pk)}


def a_guide(shop: Shop) -> dict[str, str]:
    """A guide somebody began by themselves."""
    guide = shipped_guides()["clog"]
    run = begin_guide(shop_id=shop.pk, guide=guide.id, place="help", at=AT)
    return {"guide_id": guide.id, "run_key": run.key, "step_id": guide.start}


def a_world(slug: str) -> World:
    """A shop whose case is authorised, with a photo, a draft and an unannounced parcel at its dock."""
    shop = a_shop(slug)
    order = an_order(shop)
    case = authorised(order, quantity=2)
    buyer = alice_at(case)
    piece = attach(actor=buyer, case=case, file=a_file(buyer), at=AT)
    draft = begin_draft(shop_id=shop.pk, order_id=order.pk, at=AT)
    box = receive_unannounced(actor=ines(shop.pk), box=OnTheBox(sender="Bob"), at=AT)
    mail = letters_of_case(ines(shop.pk), case.pk)[0]
    kept = save_filter(actor=ines(shop.pk), label="Plaintes", query={"kind": "complaint"}, shared=True)
    run = begin_run(actor=ines(shop.pk), deed="tag", params={"label": "x"}, case_ids=[case.pk], at=AT)
    alice = stated(name="Alice Martin", email="alice@example.com", order_number="4711")
    with_hours(shop)
    said = declare(actor=ines(shop.pk), said=alice, language="fr", at=AT)
    mailbox = Mailbox.objects.create(shop=shop, address=f"support@{slug}.example", way="smtp", created_at=AT)
    incoming = take_mail(shop=shop, mailbox=mailbox, raw=f"Subject: {slug}\n\nx".encode(), received_at=AT, at=AT)
    thread, reader = a_question(shop)
    names = {
        **what_helps_to_answer(shop), **what_people_read(shop), **a_guide(shop),
        "thread": str(thread.key), "participant_id": str(reader.pk),
        "mailbox_id": str(mailbox.pk), "incoming_id": str(incoming.pk), "way": "imap",
        "simulation_id": a_replay(shop),
        "statement": said.reference, "deadline_id": str(deadlines_of(case)[0].pk),
        "feed_id": "1", "feed_token": "x" * 32,
        "filter_id": str(kept.pk), "run_id": str(run.pk),
        "shop_slug": slug, "reference": case.reference,
        "token": case_token(settings.SECRET_KEY, case.pk, case.link_key),
        "key": draft.key, "line_id": str(goods(order)[0].pk), "order_id": str(order.pk), "file_id": str(piece.file_id),
        "parcel_id": str(box.pk), "secret": "x" * 32, "mail_id": str(mail.pk), "place": "0",
        "letter": "request_accepted", "language": "fr", "name": "acknowledgement", "number": "1",
        "slug": "help-warping", "table": "answer", "row_id": a_row(shop),
        "member_id": str(a_member(shop, "zoe").pk), "token_id": str(a_token(shop).pk),
    }  # fmt: skip
    return World(shop, case, names)
