"""The addresses of the mails that came in and of the mailboxes, below a shop's desk: name and view."""

from typing import Final

from reprise.web.backoffice.mail import boxes, edit, waiting
from reprise.web.backoffice.routes import Routes

ROUTES: Final[Routes] = {
    "mail/": ("mails", waiting.list_page),
    "mail/<int:incoming_id>/": ("mail", waiting.mail_page),
    "mail/<int:incoming_id>/raw/": ("mail_raw", waiting.raw),
    "mail/<int:incoming_id>/retry/": ("mail_retry", waiting.retry),
    "mail/<int:incoming_id>/aside/": ("mail_aside", waiting.aside),
    "mailboxes/": ("mailboxes", boxes.list_page),
    "mailboxes/new/<slug:way>/": ("mailbox_add", edit.add),
    "mailboxes/<int:mailbox_id>/": ("mailbox", boxes.box_page),
    "mailboxes/<int:mailbox_id>/change/": ("mailbox_edit", edit.change),
    "mailboxes/<int:mailbox_id>/test/": ("mailbox_test", boxes.test),
    "mailboxes/<int:mailbox_id>/switch/": ("mailbox_switch", boxes.switch),
    "mailboxes/<int:mailbox_id>/remove/": ("mailbox_remove", boxes.remove),
}
