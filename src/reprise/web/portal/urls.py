from django.urls import path

from reprise.web.portal import conditions, finding, welcome
from reprise.web.portal.case import deeds, downloads, page, parcels
from reprise.web.portal.request import begin, evidence, items, reason, rights, wishes
from reprise.web.portal.withdrawal import pages as withdrawal

app_name = "portal"
urlpatterns = [
    path("", welcome.home, name="home"),
    path("conditions/", conditions.conditions, name="conditions"),
    path("legal/", welcome.legal, name="legal"),
    path("brand.css", welcome.brand, name="brand"),
    path("logo.png", welcome.logo, name="logo"),
    path("withdraw/", withdrawal.statement, name="withdraw"),
    path("withdraw/confirm/", withdrawal.confirm, name="withdraw_confirm"),
    path("withdraw/<str:reference>/<str:token>/", withdrawal.received, name="withdrawn"),
    path("withdraw/<str:reference>/<str:token>/acknowledgement.pdf", withdrawal.paper, name="withdrawn_paper"),
    path("find/", finding.find, name="find"),
    path("find/sent/", finding.find_sent, name="find_sent"),
    path("order/<str:secret>/", finding.order_link, name="open_order"),
    path("orders/<int:order_id>/", begin.order_page, name="order"),
    path("request/<str:key>/items/", items.items, name="items"),
    path("request/<str:key>/reason/<int:line_id>/", reason.reason, name="reason"),
    path("request/<str:key>/opened/<int:line_id>/", reason.opened, name="opened"),
    path("request/<str:key>/safety/", wishes.safety, name="safety"),
    path("request/<str:key>/wish/", wishes.wish, name="wish"),
    path("request/<str:key>/evidence/", evidence.evidence, name="evidence"),
    path("request/<str:key>/files/<int:file_id>/", evidence.draft_file, name="draft_file"),
    path("request/<str:key>/rights/", rights.rights, name="rights"),
    path("c/<str:reference>/<str:token>/", page.case, name="case"),
    path("c/<str:reference>/<str:token>/message/", deeds.message, name="message"),
    path("c/<str:reference>/<str:token>/answer/", deeds.answer, name="answer"),
    path("c/<str:reference>/<str:token>/evidence/", deeds.evidence, name="add_evidence"),
    path("c/<str:reference>/<str:token>/cancel/", deeds.cancel, name="cancel"),
    path("c/<str:reference>/<str:token>/appeal/", deeds.appeal_line, name="appeal"),
    path("c/<str:reference>/<str:token>/parcel/", parcels.parcel, name="parcel"),
    path("c/<str:reference>/<str:token>/proof/", parcels.proof, name="proof"),
    path("c/<str:reference>/<str:token>/papers/<slug:name>.pdf", downloads.paper, name="paper"),
    path("c/<str:reference>/<str:token>/slip.pdf", downloads.slip, name="slip"),
    path("c/<str:reference>/<str:token>/files/<int:file_id>/", downloads.file, name="file"),
]
