from django.urls import URLPattern, URLResolver, path

from reprise.web.backoffice import files, home
from reprise.web.backoffice.agenda import views as agenda
from reprise.web.backoffice.cases import (
    ask,
    assign,
    authorise,
    beside,
    decide,
    dispose,
    evidence,
    facts,
    for_customer,
    inspect,
    keep_date,
    news,
    page,
    papers,
    parcels,
    receive,
    refund,
    refund_steps,
    remedy,
    slip,
    take_back,
    talk,
)
from reprise.web.backoffice.conversations import bulk as conversations_bulk
from reprise.web.backoffice.conversations import deeds as conversation_deeds
from reprise.web.backoffice.conversations import files as conversation_files
from reprise.web.backoffice.conversations import joining, splitting
from reprise.web.backoffice.conversations import listing as conversations
from reprise.web.backoffice.conversations import mail_deeds as conversation_mail
from reprise.web.backoffice.conversations import mails as conversation_mails
from reprise.web.backoffice.conversations import page as conversation
from reprise.web.backoffice.conversations import readers as conversation_readers
from reprise.web.backoffice.conversations import sharing as conversation_sharing
from reprise.web.backoffice.conversations import talk as conversation_talk
from reprise.web.backoffice.hours import editing as hours_edit
from reprise.web.backoffice.hours import views as hours
from reprise.web.backoffice.knowledge.routes import ROUTES as KNOWLEDGE
from reprise.web.backoffice.laboratory import listed, simulation, trial
from reprise.web.backoffice.laboratory import page as laboratory
from reprise.web.backoffice.letters import letter as letter_sent
from reprise.web.backoffice.letters import log as letters_log
from reprise.web.backoffice.mail import boxes as mailboxes
from reprise.web.backoffice.mail import edit as mailbox_edit
from reprise.web.backoffice.mail import waiting as mail_waiting
from reprise.web.backoffice.opening import ask as opening
from reprise.web.backoffice.opening import pick
from reprise.web.backoffice.opening import typed as typed_order
from reprise.web.backoffice.orders import imports, listing, order
from reprise.web.backoffice.overview import views as overview
from reprise.web.backoffice.policy import files as policy_files
from reprise.web.backoffice.policy import publishing, starting, trying
from reprise.web.backoffice.policy import rows as policy_rows
from reprise.web.backoffice.policy import tables as policy_tables
from reprise.web.backoffice.policy import terms as policy_terms
from reprise.web.backoffice.policy import versions as policy_versions
from reprise.web.backoffice.queue import bulk, export, following, saved
from reprise.web.backoffice.queue import views as queue
from reprise.web.backoffice.reception import bench, photographed
from reprise.web.backoffice.reception import views as reception
from reprise.web.backoffice.replies import after_answer, canned, macros, mentions, ratings, reviews, using
from reprise.web.backoffice.search import views as search
from reprise.web.backoffice.settings import (
    brand,
    calendar,
    chat,
    checklists,
    kinds,
    letter,
    letter_rules,
    letters,
    notices,
    people,
    persons,
    shop,
    tokens,
)
from reprise.web.backoffice.settings import home as settings_home
from reprise.web.backoffice.setup import views as setup
from reprise.web.backoffice.statements import views as statements

app_name = "desk"

#: Pages and deeds of one case, below its reference; a deed is named as in `available_actions`.
CASE = {
    "": ("case", page.case),
    "decide/": ("decide", decide.decide),
    "decide/take-back/": ("take_back", take_back.take_back),
    "facts/": ("case_facts", facts.facts),
    "appeal/review/": ("review_appeal", decide.review_appeal),
    "appeal/": ("appeal", for_customer.appeal),
    "cancel/": ("cancel", for_customer.cancel),
    "ask/": ("ask", ask.ask),
    "authorise/": ("authorise", authorise.authorise),
    "parcel/": ("announce_parcel", parcels.announce_parcel),
    "parcel/news/": ("parcel_news", news.parcel_news),
    "proof/": ("add_proof", parcels.add_proof),
    "receive/": ("receive", receive.receive),
    "inspect/": ("inspect", inspect.inspect),
    "inspect/correct/": ("correct_inspection", inspect.correct),
    "dispose/": ("dispose", dispose.dispose),
    "refund/": ("refund", refund.refund),
    "refund/approve/": ("approve_refund", refund_steps.approve_refund),
    "refund/confirm/": ("confirm_refund", refund_steps.confirm_refund),
    "refund/retry/": ("retry_refund", refund_steps.retry_refund),
    "refund/by-hand/": ("repay_by_hand", refund_steps.repay_by_hand),
    "refund/void/": ("void_refund", refund_steps.void_refund),
    "refund/resolve/": ("resolve_refund", refund_steps.resolve_refund),
    "remedy/": ("finish_remedy", remedy.finish_remedy),
    "date/": ("keep_date", keep_date.keep_date),
    "say/": ("case_say", conversation_talk.say_in_case),
    "message/": ("message", talk.message),
    "note/": ("note", talk.note),
    "assign/": ("assign", assign.assign),
    "customer/": ("customer_card", beside.card),
    "tag/": ("case_tag", beside.tag),
    "evidence/": ("add_evidence", evidence.add_evidence),
    "slip.pdf": ("slip", slip.slip),
    "papers/<slug:name>.pdf": ("paper", papers.paper),
}

SHOP = {
    "": ("overview", overview.home),
    "queue/": ("queue", queue.queue),
    "queue/next/": ("next_case", following.following),
    "queue/filters/": ("keep_filter", saved.keep),
    "queue/filters/<int:filter_id>/": ("saved_filter", saved.change),
    "queue/bulk/": ("bulk", bulk.bulk),
    "queue/bulk/<int:run_id>/": ("bulk_run", bulk.bulk_run),
    "queue/export/": ("export", export.export),
    "conversations/": ("conversations", conversations.conversations),
    "conversations/bulk/": ("conversations_bulk", conversations_bulk.bulk),
    "conversations/sharing/": ("sharing", conversation_sharing.sharing),
    "conversations/sharing/me/": ("take_part", conversation_sharing.take_part),
    "conversations/sharing/now/": ("share_out", conversation_sharing.share),
    "conversations/files/<int:file_id>/": ("conversation_file", conversation_files.file),
    "conversations/<uuid:thread>/": ("conversation", conversation.conversation),
    "conversations/<uuid:thread>/news/": ("conversation_news", conversation.news),
    "conversations/<uuid:thread>/say/": ("conversation_say", conversation_talk.say),
    "conversations/<uuid:thread>/assign/": ("conversation_assign", conversation_deeds.assign),
    "conversations/<uuid:thread>/snooze/": ("conversation_snooze", conversation_deeds.snooze),
    "conversations/<uuid:thread>/people/": ("conversation_invite", conversation_readers.invite_reader),
    "conversations/<uuid:thread>/people/off/": ("conversation_take_off", conversation_readers.take_reader_off),
    "conversations/<uuid:thread>/close/": ("conversation_close", conversation_deeds.close),
    "conversations/<uuid:thread>/reopen/": ("conversation_reopen", conversation_deeds.reopen),
    "conversations/<uuid:thread>/case/": ("conversation_case", joining.put_with_case),
    "conversations/<uuid:thread>/mail/<int:mail_id>/": ("conversation_mail", conversation_mails.mail),
    "conversations/<uuid:thread>/mail/<int:mail_id>/settle/": ("conversation_mail_settle", conversation_mail.settle),
    "conversations/<uuid:thread>/merge/": ("conversation_merge", joining.merge),
    "conversations/<uuid:thread>/split/": ("conversation_split", splitting.split),
    "mail/": ("mails", mail_waiting.list_page),
    "mail/<int:incoming_id>/": ("mail", mail_waiting.mail_page),
    "mail/<int:incoming_id>/raw/": ("mail_raw", mail_waiting.raw),
    "mail/<int:incoming_id>/retry/": ("mail_retry", mail_waiting.retry),
    "mail/<int:incoming_id>/aside/": ("mail_aside", mail_waiting.aside),
    "mailboxes/": ("mailboxes", mailboxes.list_page),
    "mailboxes/new/<slug:way>/": ("mailbox_add", mailbox_edit.add),
    "mailboxes/<int:mailbox_id>/": ("mailbox", mailboxes.box_page),
    "mailboxes/<int:mailbox_id>/change/": ("mailbox_edit", mailbox_edit.change),
    "mailboxes/<int:mailbox_id>/test/": ("mailbox_test", mailboxes.test),
    "mailboxes/<int:mailbox_id>/switch/": ("mailbox_switch", mailboxes.switch),
    "mailboxes/<int:mailbox_id>/remove/": ("mailbox_remove", mailboxes.remove),
    "search/": ("search", search.search),
    "agenda/": ("agenda", agenda.agenda),
    "agenda/month/": ("agenda_month", agenda.month),
    "agenda/<int:deadline_id>/done/": ("deadline_done", agenda.deadline_done),
    "cases/new/": ("new_case", pick.new_case),
    "orders/new/": ("type_order", typed_order.type_an_order),
    "orders/<int:order_id>/case/": ("order_case", opening.order_case),
    "files/<int:file_id>/": ("file", files.file),
    "reception/": ("reception", reception.reception),
    "reception/photo/": ("scan_photo", photographed.photographed),
    "reception/unannounced/": ("unannounced", reception.unannounced),
    "reception/<int:parcel_id>/match/": ("match", reception.match),
    "reception/<str:reference>/": ("bench", bench.bench),
    "withdrawals/": ("statements", statements.statements),
    "withdrawals/<str:statement>/": ("statement", statements.statement),
    "withdrawals/<str:statement>/settle/": ("settle_statement", statements.settle_statement),
    "withdrawals/<str:statement>/acknowledgement.pdf": ("statement_pdf", statements.statement_pdf),
    "orders/": ("orders", listing.orders),
    "orders/import/": ("order_import", imports.order_import),
    "orders/<int:order_id>/": ("order", order.order),
    "orders/<int:order_id>/delivery/": ("order_delivery", order.delivery),
    "orders/lines/<int:line_id>/kind/": ("line_kind", kinds.line_kind),
    "letters/": ("letters_sent", letters_log.letters),
    "letters/words/": ("letters", letters.letters),
    "letters/words/<slug:letter>/<slug:language>/": ("letter", letter.letter),
    "letters/words/<slug:letter>/<slug:language>/preview/": ("letter_preview", letter.letter_preview),
    "letters/rules/": ("letter_rules", letter_rules.letter_rules),
    "letters/<int:mail_id>/": ("letter_sent", letter_sent.letter),
    "letters/<int:mail_id>/page/": ("letter_sent_page", letter_sent.page),
    "letters/<int:mail_id>/papers/<int:place>/": ("letter_paper", letter_sent.paper),
    "letters/<int:mail_id>/again/": ("letter_again", letter_sent.again),
    **KNOWLEDGE,
    "set-up/": ("set_up", setup.set_up),
    "settings/": ("settings", settings_home.settings),
    "kinds/": ("kinds", kinds.kinds),
    "policy/": ("policy", policy_tables.policy),
    "policy/times/": ("policy_terms", policy_terms.terms),
    "policy/compare/": ("policy_compare", publishing.compare),
    "policy/publish/": ("policy_publish", publishing.publish),
    "policy/discard/": ("policy_discard", publishing.discard),
    "policy/begin/": ("policy_start", starting.start),
    "policy/file/": ("policy_file", policy_files.policy_file),
    "policy/try/": ("policy_try", trying.try_one),
    "policy/versions/": ("policy_versions", policy_versions.versions),
    "policy/versions/<int:number>/": ("policy_version", policy_versions.version),
    "laboratory/": ("laboratory", laboratory.laboratory),
    "laboratory/trial/": ("trial", trial.trial),
    "laboratory/begin/": ("trial_begin", trial.trial_begin),
    "laboratory/<int:simulation_id>/": ("simulation", simulation.simulation),
    "laboratory/<int:simulation_id>/changes.csv": ("simulation_changes", listed.simulation_changes),
    "policy/<slug:table>/": ("policy_table", policy_tables.policy),
    "policy/<slug:table>/<slug:row_id>/": ("policy_row", policy_rows.row),
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
    "notices/": ("notices", notices.notices),
    "shop/": ("shop", shop.shop),
    "chat/": ("chat", chat.chat),
    "chat/key/": ("chat_key", chat.chat_key),
    "hours/": ("hours", hours.hours),
    "hours/edit/": ("hours_edit", hours_edit.edit_hours),
    "hours/<int:number>/withdraw/": ("hours_withdraw", hours.withdraw),
    "brand/": ("brand", brand.brand),
    "checklists/": ("checklists", checklists.checklists),
    "calendar/": ("calendar", calendar.calendar),
    "checklists/list/": ("checklist", checklists.checklist),
    "people/": ("people", people.people),
    "people/<int:member_id>/role/": ("person_role", people.role),
    "people/<int:member_id>/invite/": ("person_invite", people.invite_again),
    "people/<int:member_id>/remove/": ("person_remove", people.remove),
    "persons/": ("persons", persons.persons),
    "persons/copy/": ("person_export", persons.person_export),
    "persons/erase/": ("person_erase", persons.person_erase),
    "tokens/": ("tokens", tokens.tokens),
    "tokens/<int:token_id>/revoke/": ("token_revoke", tokens.revoke),
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    *(path(f"<slug:shop_slug>/{route}", view, name=name) for route, (name, view) in SHOP.items()),
    *(path(f"<slug:shop_slug>/cases/<str:reference>/{route}", view, name=name) for route, (name, view) in CASE.items()),
]
