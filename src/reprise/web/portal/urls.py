from django.urls import path

from reprise.web.chat.routes import routes
from reprise.web.portal import account, finding, mine, opinion, welcome
from reprise.web.portal.case import change, deeds, downloads, page, parcels, people
from reprise.web.portal.case.code import case_code
from reprise.web.portal.chat.code import reader_code
from reprise.web.portal.chat.door import case_chat, chat_page, reader_chat
from reprise.web.portal.chat.leave import leave_thread
from reprise.web.portal.conditions import page as conditions
from reprise.web.portal.conditions import papers as conditions_papers
from reprise.web.portal.conditions import versions as conditions_versions
from reprise.web.portal.guides.routes import ROUTES as GUIDES
from reprise.web.portal.help.routes import ROUTES as HELP
from reprise.web.portal.request import begin, later
from reprise.web.portal.request.draft import draft_page
from reprise.web.portal.request.questions import questions
from reprise.web.portal.returning.routes import RETURNING
from reprise.web.portal.withdrawal import pages as withdrawal

app_name = "portal"
urlpatterns = [
    path("", welcome.home, name="home"),
    path("conditions/", conditions.conditions, name="conditions"),
    path("conditions/v/<int:number>/", conditions.version, name="conditions_version"),
    path("conditions/v/<int:number>/conditions.pdf", conditions_papers.conditions_pdf, name="conditions_pdf"),
    path("conditions/versions/", conditions_versions.versions, name="conditions_versions"),
    path("conditions/form/", conditions_papers.form, name="conditions_form"),
    path("conditions/form/withdrawal-form.pdf", conditions_papers.form_pdf, name="conditions_form_pdf"),
    *HELP,
    *GUIDES,
    path("legal/", welcome.legal, name="legal"),
    path("brand.css", welcome.brand, name="brand"),
    path("logo.png", welcome.logo, name="logo"),
    path("withdraw/", withdrawal.statement, name="withdraw"),
    path("withdraw/check/<slug:key>/", withdrawal.check, name="withdraw_check"),
    path("withdraw/confirm/", withdrawal.confirm, name="withdraw_confirm"),
    path("withdraw/<str:statement>/<str:token>/", withdrawal.received, name="withdrawn"),
    path("withdraw/<str:statement>/<str:token>/acknowledgement.pdf", withdrawal.paper, name="withdrawn_paper"),
    *routes(chat_page, "chat/", "chat", more=RETURNING),
    *routes(reader_chat, "with/<int:participant_id>/<str:token>/", "with"),
    path("with/<int:participant_id>/<str:token>/leave/", leave_thread, name="leave_thread"),
    path("with/<int:participant_id>/<str:token>/code/", reader_code, name="with_code"),
    *routes(case_chat, "c/<str:reference>/<str:token>/chat/", "case_chat", more=RETURNING),
    path("opinion/<str:key>/", opinion.opinion, name="opinion"),
    path("find/", finding.find, name="find"),
    path("find/sent/", finding.find_sent, name="find_sent"),
    path("order/<str:secret>/", finding.order_link, name="open_order"),
    path("orders/<int:order_id>/", begin.order_page, name="order"),
    *questions(draft_page, "request/<str:key>/"),
    path("request/<str:key>/later/", later.later, name="later"),
    path("later/<str:secret>/", later.go_on, name="go_on"),
    path("cases/", mine.ask, name="cases"),
    path("cases/sent/", mine.sent, name="cases_sent"),
    path("cases/open/<str:secret>/", mine.open_link, name="open_cases"),
    path("cases/mine/", mine.mine, name="my_cases"),
    path("cases/account/", account.account, name="account"),
    path("c/<str:reference>/<str:token>/", page.case, name="case"),
    path("c/<str:reference>/<str:token>/code/", case_code, name="case_code"),
    path("c/<str:reference>/<str:token>/message/", deeds.message, name="message"),
    path("c/<str:reference>/<str:token>/answer/", deeds.answer, name="answer"),
    path("c/<str:reference>/<str:token>/evidence/", deeds.evidence, name="add_evidence"),
    path("c/<str:reference>/<str:token>/people/", people.invite_reader, name="invite_reader"),
    path("c/<str:reference>/<str:token>/people/<int:participant_id>/off/", people.take_reader_off, name="reader_off"),
    path("c/<str:reference>/<str:token>/change/", change.change, name="change"),
    path("c/<str:reference>/<str:token>/language/", change.language, name="speak"),
    path("c/<str:reference>/<str:token>/cancel/", deeds.cancel, name="cancel"),
    path("c/<str:reference>/<str:token>/appeal/", deeds.appeal_line, name="appeal"),
    path("c/<str:reference>/<str:token>/parcel/", parcels.parcel, name="parcel"),
    path("c/<str:reference>/<str:token>/proof/", parcels.proof, name="proof"),
    path("c/<str:reference>/<str:token>/papers/<slug:name>.pdf", downloads.paper, name="paper"),
    path("c/<str:reference>/<str:token>/slip.pdf", downloads.slip, name="slip"),
    path("c/<str:reference>/<str:token>/dates.ics", downloads.dates, name="dates"),
    path("c/<str:reference>/<str:token>/files/<int:file_id>/", downloads.file, name="file"),
]
