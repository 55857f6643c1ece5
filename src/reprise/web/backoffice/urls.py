from django.urls import URLPattern, URLResolver, path

from reprise.web.backoffice import files, home
from reprise.web.backoffice.agenda import views as agenda
from reprise.web.backoffice.cases.routes import ROUTES as CASES
from reprise.web.backoffice.conversations import talk as conversation_talk
from reprise.web.backoffice.conversations.routes import ROUTES as CONVERSATIONS
from reprise.web.backoffice.hours import editing as hours_edit
from reprise.web.backoffice.hours import views as hours
from reprise.web.backoffice.knowledge.routes import ROUTES as KNOWLEDGE
from reprise.web.backoffice.laboratory import listed, simulation, trial
from reprise.web.backoffice.laboratory import page as laboratory
from reprise.web.backoffice.letters import letter as letter_sent
from reprise.web.backoffice.letters import log as letters_log
from reprise.web.backoffice.mail.routes import ROUTES as MAIL
from reprise.web.backoffice.opening import ask as opening
from reprise.web.backoffice.opening import pick
from reprise.web.backoffice.opening import typed as typed_order
from reprise.web.backoffice.orders import imports, listing, order
from reprise.web.backoffice.overview import views as overview
from reprise.web.backoffice.policy.routes import ROUTES as POLICY
from reprise.web.backoffice.queue import bulk, export, following, saved
from reprise.web.backoffice.queue import views as queue
from reprise.web.backoffice.reception import bench, photographed
from reprise.web.backoffice.reception import views as reception
from reprise.web.backoffice.replies.routes import ROUTES as REPLIES
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

CASE = {
    **CASES,
    "say/": ("case_say", conversation_talk.say_in_case),
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
    **CONVERSATIONS,
    **MAIL,
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
    **POLICY,
    "laboratory/": ("laboratory", laboratory.laboratory),
    "laboratory/trial/": ("trial", trial.trial),
    "laboratory/begin/": ("trial_begin", trial.trial_begin),
    "laboratory/<int:simulation_id>/": ("simulation", simulation.simulation),
    "laboratory/<int:simulation_id>/changes.csv": ("simulation_changes", listed.simulation_changes),
    **REPLIES,
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
