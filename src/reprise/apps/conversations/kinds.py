"""The words of conversations."""

from enum import StrEnum


class ThreadKind(StrEnum):
    """What a conversation is about."""

    CASE = "case"  # the thread of a case, of which there is one
    QUESTION = "question"  # begun before there is a case, or never about one


class Author(StrEnum):
    """Who wrote."""

    CUSTOMER = "customer"
    STAFF = "staff"
    SYSTEM = "system"
    ASSISTANT = "assistant"  # answers from the articles; no person, and never an answer of the shop


class Side(StrEnum):
    """Who reads."""

    CUSTOMER = "customer"
    STAFF = "staff"


class Channel(StrEnum):
    """By which way a message came or left."""

    PAGE = "page"
    CHAT = "chat"
    MAIL = "mail"
    PHONE = "phone"  # a call, told by whoever took it
    API = "api"


class ThreadState(StrEnum):
    """Who is to do something about a conversation. Only people close it, or the house after a long silence."""

    OPEN = "open"
    SNOOZED = "snoozed"  # comes back at a moment, or with the next message of the customer
    CLOSED = "closed"
    MERGED = "merged"  # its messages stand in another one, which whoever comes back is led to


class PartRole(StrEnum):
    """Whom somebody is in a conversation."""

    BUYER = "buyer"  # who ordered, or who asks; never changed by a mail
    COLLEAGUE = "colleague"  # of the buyer's company
    HELPER = "helper"  # an association, a relative, a lawyer
    VISITOR = "visitor"  # nobody knows yet


class MailState(StrEnum):
    """What became of a mail that came in."""

    WAITING = "waiting"  # kept, not read yet
    ATTACHED = "attached"
    ASKS = "asks"  # from an unknown address, or only suggested: a person admits or splits it
    FOLDED = "folded"  # an automatic answer or a bounce: kept, never answered, moves nothing
    QUARANTINED = "quarantined"  # could not be read, too large, or a poison
    DROPPED = "dropped"  # a person put it aside


class MailNature(StrEnum):
    """Who or what wrote a mail."""

    PERSON = "person"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    OURS = "ours"  # our own letter come back: a loop


class Signal(StrEnum):
    """By what a mail was tied to its conversation, strongest first."""

    MESSAGE_ID = "message_id"
    PLUS_ADDRESS = "plus_address"
    MARKER = "marker"
    SUBJECT = "subject"
    ORDER_NUMBER = "order_number"  # suggests only
    NEW = "new"


class TurnKind(StrEnum):
    """What the assistant did with a message."""

    SURE = "sure"  # answered from one article, and asked whether that was it
    CHOICES = "choices"  # offered some titles
    ASKED_BACK = "asked_back"  # asked once what it is about
    HANDED = "handed"  # a person has it from here on
    SETTLED = "settled"  # the customer said that it was that: nobody waits
    NOTED = "noted"  # the same, while something that came another way still waits


class Alarm(StrEnum):
    """What a named person of the shop looks at: a danger to somebody, or what is threatened with."""

    SAFETY = "safety"
    LAWYER = "lawyer"
    PRESS = "press"
    REVIEW = "review"
    AUTHORITY = "authority"
