"""Awkward mails, as programs, servers and people really send them, and what must be read of each."""

import base64
from dataclasses import dataclass, field
from typing import Any

from reprise.apps.conversations.kinds import MailNature as N


@dataclass(frozen=True)
class Sample:
    """A mail as it comes over the wire, and what is expected of what was read."""

    name: str
    raw: bytes
    nature: N = N.PERSON
    expect: dict[str, Any] = field(default_factory=dict)


FROM = "From: Alice Martin <alice@example.com>\nTo: contact@lamelle.example\nMessage-ID: <a@example.com>\n"


def m(name: str, text: str | bytes, nature: N = N.PERSON, *, head: str = FROM, **expect: Any) -> Sample:
    """A sample; lines end as on the wire."""
    body = text if isinstance(text, bytes) else text.encode()
    raw = head.encode().replace(b"\n", b"\r\n") + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return Sample(name, raw, nature, expect)


def plain(name: str, text: str, **expect: Any) -> Sample:
    """A plain mail in UTF-8."""
    return m(name, f"Subject: Ma lampe\nContent-Type: text/plain; charset=utf-8\n\n{text}", **expect)


def html(name: str, text: str, **expect: Any) -> Sample:
    """A mail that is only HTML."""
    return m(name, f"Subject: Ma lampe\nContent-Type: text/html; charset=utf-8\n\n{text}", **expect)


def auto(name: str, header: str, **expect: Any) -> Sample:
    """What a machine wrote, told by a header or a subject."""
    return m(name, f"{header}\n\nJe suis absent.", N.AUTO_REPLY, **expect)


def mixed(name: str, *parts: str, kind: str = "mixed", **expect: Any) -> Sample:
    """A mail of several parts."""
    joined = "".join(f"--=b\n{part}\n" for part in parts)
    head = f'Subject: Ma lampe\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="=b"'
    return m(name, f"{head}\n\n{joined}--=b--\n", **expect)


T = "Content-Type: text/plain; charset=utf-8\n\n"
QUOTE = "> Bonjour Alice,\n> votre demande est acceptée."
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(500)).decode()
ICS = ("BEGIN:VCALENDAR\nMETHOD:REQUEST\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nSUMMARY:Retrait du colis\n"
       "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z\nLOCATION:Atelier\nORGANIZER:mailto:bob@example.net\n"
       "END:VEVENT\nEND:VCALENDAR")  # fmt: skip
DSN = """Subject: Undelivered Mail Returned to Sender
Return-Path: <>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

--=b
Content-Type: text/plain

I'm sorry.
--=b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; Alice@Example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <alice@example.com>: user unknown

--=b
Content-Type: {kind}

Message-ID: <letter@lamelle.example>
Subject: Votre demande
{rest}
--=b--
"""
DAEMON = "From: MAILER-DAEMON@mx.example.com\nTo: contact@lamelle.example\nMessage-ID: <d@mx.example.com>\n"

SAMPLES: list[Sample] = [
    # what was written now, and what is quoted
    plain(
        "gmail in French",
        f"Merci !\n\nLe lun. 23 nov. 2026 à 10:00, Atelier <c@l.example> a écrit :\n\n{QUOTE}",
        body="Merci !",
    ),
    plain(
        "gmail wraps its attribution",
        f"Merci !\n\nLe lun. 23 nov. 2026 à 10:00, Atelier Lamelle <contact@lamelle.example>\na\nécrit :\n{QUOTE}",
        body="Merci !",
    ),
    plain(
        "apple in English",
        f"Thanks!\n\nSent from my iPhone\n\nOn 23 Nov 2026, at 10:00, Atelier <c@l.example> wrote:\n\n{QUOTE}",
        body="Thanks!\n\nSent from my iPhone",
        language="en",
    ),
    plain(
        "a no-break space before the colon",
        f"Merci !\n\nLe 23/11/2026 à 10:00, Atelier a écrit\u00a0:\n{QUOTE}",
        body="Merci !",
    ),
    plain("german", f"Danke!\n\nAm 23.11.2026 um 10:00 schrieb Atelier <c@l.example>:\n{QUOTE}", body="Danke!"),
    plain(
        "outlook in French",
        "Bonjour,\nvoici la photo.\n\nDe : Atelier <c@l.example>\nEnvoyé : lundi 23 novembre 2026 10:00\n"
        "À : alice@example.com\nObjet : Votre demande\n\nBonjour Alice",
        body="Bonjour,\nvoici la photo.",
    ),
    plain(
        "outlook in English after a rule",
        "Here it is.\n\n________________________________\nFrom: Atelier <c@l.example>\n"
        "Sent: Monday\nTo: Alice\nSubject: Your request\n\nHello",
        body="Here it is.",
    ),
    plain("old outlook", "Voici.\n\n-----Message d'origine-----\nDe : Atelier\nBonjour", body="Voici."),
    plain(
        "answered below",
        f"Le 23 nov. 2026, Atelier a écrit :\n{QUOTE}\n\nMerci, j’attends le colis.",
        body="Merci, j’attends le colis.",
        quoted=f"Le 23 nov. 2026, Atelier a écrit :\n{QUOTE}",
    ),
    plain(
        "answered between the lines",
        "Bonjour,\n\nLe 23 nov. 2026, Atelier a écrit :\n> Quelle pièce ?\nLe pied.\n> Quand ?\nHier.\n> Merci\n",
        body="Bonjour,\n\nLe 23 nov. 2026, Atelier a écrit :\n> Quelle pièce ?\nLe pied.\n> Quand ?\nHier.",
        quoted="> Merci",
    ),
    plain("only a quote", f"{QUOTE}", body=QUOTE, quoted=""),
    plain(
        "a sentence that ends in wrote",
        "On Monday the firm wrote\nthat it would come. Nothing came.",
        body_has="Nothing came.",
    ),
    plain(
        "a list of quoted greater-than signs that are none",
        "La pièce fait 3 > 2 cm.\nMerci",
        body="La pièce fait 3 > 2 cm.\nMerci",
    ),
    plain(
        "from in a sentence", "From: Paris it took ten days.\nNo good.", body="From: Paris it took ten days.\nNo good."
    ),
    plain("signature stays", "Merci\n-- \nAlice Martin\n06 00 00 00 00", body_has="06 00 00 00 00"),
    # HTML
    html(
        "blockquote",
        "<p>Merci&nbsp;!</p><div class=gmail_quote>Le 23 nov., Atelier a écrit :<br>"
        "<blockquote><p>Bonjour</p></blockquote></div>",
        body="Merci\u00a0!",
        quoted_has="> Bonjour",
    ),
    html(
        "ten scripts",
        "<p>Bonjour</p>" + "<script>alert(document.cookie)</script>" * 10 + "<img src=x onerror=alert(1)>",
        body="Bonjour",
    ),
    html(
        "style and head",
        "<head><title>t</title><style>p{color:red}</style></head><body><p>Bonjour</p></body>",
        body="Bonjour",
    ),
    html(
        "hidden words",
        "<div style='display:none'>caché</div><p hidden>caché</p><span style='font-size:0'>x</span><p>Vu</p>",
        body="Vu",
    ),
    html(
        "a link says where it leads",
        "<a href='https://evil.example/login'>votre banque</a>",
        body="votre banque (https://evil.example/login)",
    ),
    html("never closed", "<div><b><i>Bonjour<div>la <p>suite" * 3, body_has="suite"),
    html(
        "table of a signature",
        "<table><tr><td>Alice</td><td>Martin</td></tr><tr><td>Lyon</td></tr></table>",
        body="Alice Martin\nLyon",
    ),
    html(
        "outlook html",
        "<p>Voici.</p><div id=divRplyFwdMsg><b>De :</b> Atelier<br><b>Envoyé :</b> lundi<br><b>À :</b> Alice<br>"
        "<b>Objet :</b> Demande<br></div><p>Bonjour</p>",
        body="Voici.",
    ),
    html("entities and emoji", "&lt;b&gt; &eacute;t&eacute; &#128512; 👩🏽‍🚀", body="<b> été 😀 👩🏽‍🚀"),
    html("deep quotes", "<p>Oui</p>" + "<blockquote>" * 200 + "non" + "</blockquote>" * 200, body="Oui"),
    # letters and charsets
    m("latin-1 undeclared", b"Subject: x\n\n" + "reçu cassé".encode("latin-1"), body="reçu cassé"),
    m(
        "declares utf-8, is latin-1",
        b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + "reçu".encode("latin-1"),
        body="reçu",
    ),
    m("unknown charset", b"Subject: x\nContent-Type: text/plain; charset=x-klingon\n\n" + "reçu".encode(), body="reçu"),
    m(
        "charset that runs code elsewhere",
        b"Subject: x\nContent-Type: text/plain; charset=unicode_escape\n\nre\\x41u",
        body="re\\x41u",
    ),
    m(
        "greek in its own charset",
        b"Subject: =?iso-8859-7?B?"
        + base64.b64encode("Καλημέρα".encode("iso-8859-7"))
        + b"?=\nContent-Type: text/plain; charset=iso-8859-7\n\n"
        + "Η λάμπα έσπασε".encode("iso-8859-7"),
        body="Η λάμπα έσπασε",
        subject="Καλημέρα",
    ),
    plain("right to left", "המנורה שבורה. المصباح مكسور", body="המנורה שבורה. المصباح مكسور"),
    plain("overrides of direction", "total \u202e001\u202c €", body="total 001 €"),
    plain("ten writings", "Ж 中 あ 한 ก ա ა අ አ ꙮ 😀", body="Ж 中 あ 한 ก ա ა අ አ ꙮ 😀"),
    m("raw bytes in the subject", "Subject: Réclamation\n\nx".encode(), subject="Réclamation", body="x"),
    m("subject in two words", "Subject: =?utf-8?Q?R=C3=A9cla?=\n =?utf-8?Q?mation?=\n\nx", subject="Réclamation"),
    m("subject of a broken word", "Subject: =?utf-8?B?%%%?= x\n\nx", subject_has="x"),
    m("subject that would begin a header", "Subject: =?utf-8?Q?a=0D=0ABcc:_x?=\n\nx", subject="a Bcc: x"),
    m(
        "japanese",
        b"Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n" + "壊れた".encode("iso-2022-jp"),
        body="壊れた",
    ),
    m("a zero byte", b"Subject: a\0b\nContent-Type: text/plain; charset=utf-8\n\nBon\0jour", body="Bonjour"),
    m(
        "format flowed",
        "Subject: x\nContent-Type: text/plain; format=flowed; charset=utf-8\n\nune longue \nligne\n",
        body="une longue ligne",
    ),
    m(
        "quoted-printable that breaks off",
        "Subject: x\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n\n"
        "re=C3=A7u=",
        body="reçu",
    ),
    m(
        "base64 that is none",
        "Subject: x\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\n!!!not base64!!!",
        sender="alice@example.com",
    ),
    # headers missing, doubled or broken
    m("nothing but words", "\nBonjour", head="", body="Bonjour", sender="", header_id="", sent_at=""),
    m("no date", "Subject: x\n\nx", sent_at=""),
    m("a date that is none", "Subject: x\nDate: demain matin\n\nx", sent_at=""),
    m("a date beyond time", "Subject: x\nDate: Tue, 99 Nov 99999 99:99:99 +9999\n\nx", body="x"),
    m("no message id", "Subject: x\n\nx", head="From: alice@example.com\n", header_id="", sender="alice@example.com"),
    m(
        "a message id without brackets",
        "Subject: x\n\nx",
        head="From: alice@example.com\nMessage-ID: abc@example.com\n",
        header_id="<abc@example.com>",
    ),
    m("a hundred thousand references", "Subject: x\nReferences: " + "<a@b> " * 100_000 + "\n\nx", body="x"),
    m("a header of a megabyte", "Subject: " + "a" * 1_000_000 + "\n\nx", body="x"),
    m("fifty thousand headers", "".join(f"X-{n}: y\n" for n in range(50_000)) + "Subject: x\n\nx", body="x"),
    m("two subjects", "Subject: first\nSubject: second\n\nx", subject="first"),
    # machines
    auto("auto-submitted", "Subject: x\nAuto-Submitted: auto-replied"),
    auto("auto-submitted with more", 'Subject: x\nAuto-Submitted: auto-generated; owner-email="x"'),
    auto("precedence auto_reply", "Subject: x\nPrecedence: auto_reply"),
    auto("x-autoreply", "Subject: x\nX-Autoreply: yes"),
    auto("x-autorespond", "Subject: x\nX-Autorespond: Re"),
    auto("french subject only", "Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Votre_demande?="),
    auto("english subject only", "Subject: Out of office: Your request"),
    auto("german subject only", "Subject: Automatische Antwort: Anfrage"),
    auto("absence in French", "Subject: Absence du bureau"),
    auto("nobody in the envelope", "Subject: Votre demande\nReturn-Path: <>"),
    auto("precedence bulk", "Subject: x\nPrecedence: bulk"),
    auto(
        "a read receipt",
        "Subject: Lu : demande\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=dispo"
        "sition-notification; boundary=b",
    ),
    m("a person says no machine", "Subject: x\nAuto-Submitted: no\n\nBonjour"),
    m("a person at Exchange", "Subject: x\nX-Auto-Response-Suppress: DR, RN, NRN\n\nBonjour"),
    m("a person answers a machine's answer", "Subject: Re: Réponse automatique\n\nBonjour"),
    m(
        "a newsletter",
        "Subject: Promos\nList-Id: <news.shop.example>\nList-Unsubscribe: <https://x.example>\nPrecedence: bulk\n\nx",
        N.LIST,
    ),
    m(
        "our own group address",
        "Subject: x\nList-Id: <contact.lamelle.example>\nList-Post: <mailto:contact@lamelle.example>\n\nBonjour",
    ),
    # bounces
    m(
        "postfix",
        DSN.format(kind="message/rfc822", rest="\nBonjour"),
        N.BOUNCE,
        head=DAEMON,
        bounced_id="<letter@lamelle.example>",
        undelivered=[("alice@example.com", "5.1.1", True)],
    ),
    m(
        "only the headers sent back",
        DSN.format(kind="text/rfc822-headers", rest=""),
        N.BOUNCE,
        head=DAEMON,
        bounced_id="<letter@lamelle.example>",
    ),
    m(
        "late, not lost",
        DSN.format(kind="message/rfc822", rest="").replace("failed", "delayed").replace("5.1.1\n", "4.4.7\n"),
        N.BOUNCE,
        head=DAEMON,
        undelivered=[("alice@example.com", "4.4.7", False)],
    ),
    m(
        "exim",
        "Subject: Mail delivery failed: returning message to sender\nX-Failed-Recipients: alice@example.com\n"
        "Auto-Submitted: auto-replied\n\n"
        "Message-ID: <letter@lamelle.example>\n",
        N.BOUNCE,
        head=DAEMON,
        bounced_id="<letter@lamelle.example>",
        undelivered=[("alice@example.com", "5.0.0", True)],
    ),
    m(
        "qmail",
        "Subject: failure notice\nReturn-Path: <>\n\nHi. This is the qmail-send program.\n\n"
        "<alice@example.com>:\n550 5.1.1 no mailbox here\n\n"
        "--- Below this line is a copy of the message.\n\nMessage-ID: <letter@lamelle.example>\n",
        N.BOUNCE,
        head=DAEMON,
        undelivered=[("alice@example.com", "5.1.1", True)],
        bounced_id="<letter@lamelle.example>",
    ),
    m(
        "in French by subject",
        "Subject: =?utf-8?Q?=C3=89chec_de_la_remise_:_demande?=\nReturn-Path: <>\n\nx",
        N.BOUNCE,
        head="From: postmaster@example.com\n",
    ),
    # parts
    mixed(
        "text and picture",
        T + "Voici.",
        f'Content-Type: image/png; name="lampe.png"\nContent-Transfer-Encoding: base64\n\n{PNG}',
        body="Voici.",
        files=["lampe.png"],
    ),
    mixed(
        "picture inside the text",
        "Content-Type: text/html\n\n<p>Voici <img src=cid:p1></p>",
        f"Content-Type: image/png\nContent-ID: <p1>\nContent-Transfer-Encoding: base64\n\n{PNG}",
        kind="related",
        body="Voici",
        content_ids=["p1"],
    ),
    mixed(
        "plain before html", T + "Texte.", "Content-Type: text/html\n\n<p>Page.</p>", kind="alternative", body="Texte."
    ),
    mixed("an empty plain part", T + "  ", "Content-Type: text/html\n\n<p>Page.</p>", kind="alternative", body="Page."),
    mixed(
        "apple cuts the text in two",
        T + "Avant.",
        f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n{PNG}",
        T + "Après.",
        body="Avant.\n\nAprès.",
    ),
    mixed(
        "a name in two pieces",
        T + "x",
        f"Content-Type: image/png; name*0*=utf-8''pi%C3%A8; name*1*=ce.png\nContent-Transfer-Encoding: base64\n\n{PNG}",
        files=["pièce.png"],
    ),
    mixed(
        "a name that climbs",
        T + "x",
        f'Content-Type: image/png; name="../../etc/passwd"\nContent-Transfer-Encoding: base64\n\n{PNG}',
        body="x",
    ),
    mixed(
        "an invitation",
        T + "Je passe mardi.",
        f"Content-Type: text/calendar; method=REQUEST\n\n{ICS}",
        event="Retrait du colis",
    ),
    mixed(
        "a calendar that is none",
        T + "x",
        "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=SECONDLY",
        body="x",
    ),
    mixed(
        "winmail that is none",
        T + "x",
        "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\nAAAA",
        left_out=["winmail.dat"],
    ),
    mixed(
        "a forwarded mail",
        T + "Voir ci-dessous.",
        "Content-Type: message/rfc822\n\nFrom: bob@example.net\nSubject: Avis\n\nVotre colis est perdu.",
        body="Voir ci-dessous.",
        quoted_has="Votre colis est perdu.",
    ),
    mixed(
        "a signed mail",
        T + "x",
        "Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nAAAA",
        kind="signed",
        body="x",
        files=[],
    ),
    mixed(
        "forty files",
        T + "x",
        *[f'Content-Type: application/pdf; name="{n}.pdf"\n\n%PDF' for n in range(40)],
        body="x",
        left_out_count=15,
    ),
    m(
        "a boundary that never comes",
        "Subject: x\nContent-Type: multipart/mixed; boundary=zzz\n\nBonjour quand même",
        body="Bonjour quand même",
    ),
    m("no boundary at all", "Subject: x\nContent-Type: multipart/mixed\n\nBonjour", body="Bonjour"),
    m(
        "a part that never ends",
        f"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n{T}Bonjour",
        body="Bonjour",
    ),
    m("a mail of nothing", "", head="", body=""),
]
