"""The addresses of the conversations, below a shop's desk: name and view."""

from typing import Final

from reprise.web.backoffice.conversations import (
    bulk,
    deeds,
    files,
    joining,
    listing,
    mail_deeds,
    mails,
    page,
    readers,
    sharing,
    splitting,
    talk,
)
from reprise.web.backoffice.routes import Routes

ROUTES: Final[Routes] = {
    "conversations/": ("conversations", listing.conversations),
    "conversations/bulk/": ("conversations_bulk", bulk.bulk),
    "conversations/sharing/": ("sharing", sharing.sharing),
    "conversations/sharing/me/": ("take_part", sharing.take_part),
    "conversations/sharing/now/": ("share_out", sharing.share),
    "conversations/files/<int:file_id>/": ("conversation_file", files.file),
    "conversations/<uuid:thread>/": ("conversation", page.conversation),
    "conversations/<uuid:thread>/news/": ("conversation_news", page.news),
    "conversations/<uuid:thread>/say/": ("conversation_say", talk.say),
    "conversations/<uuid:thread>/assign/": ("conversation_assign", deeds.assign),
    "conversations/<uuid:thread>/snooze/": ("conversation_snooze", deeds.snooze),
    "conversations/<uuid:thread>/people/": ("conversation_invite", readers.invite_reader),
    "conversations/<uuid:thread>/people/off/": ("conversation_take_off", readers.take_reader_off),
    "conversations/<uuid:thread>/close/": ("conversation_close", deeds.close),
    "conversations/<uuid:thread>/reopen/": ("conversation_reopen", deeds.reopen),
    "conversations/<uuid:thread>/case/": ("conversation_case", joining.put_with_case),
    "conversations/<uuid:thread>/mail/<int:mail_id>/": ("conversation_mail", mails.mail),
    "conversations/<uuid:thread>/mail/<int:mail_id>/settle/": ("conversation_mail_settle", mail_deeds.settle),
    "conversations/<uuid:thread>/merge/": ("conversation_merge", joining.merge),
    "conversations/<uuid:thread>/split/": ("conversation_split", splitting.split),
}
