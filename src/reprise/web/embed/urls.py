from django.urls import path

from reprise.web.chat.routes import routes
from reprise.web.embed import views
from reprise.web.embed.gate import gate
from reprise.web.portal.returning.routes import RETURNING

app_name = "embed"
CHAT = "<slug:shop_slug>/<slug:lang>/"
urlpatterns = [
    path("<slug:shop_slug>/widget.js", views.widget, name="widget"),
    path(f"{CHAT}frame/", views.frame, name="frame"),
    path(f"{CHAT}enter/", gate(("POST",), enters=True)(views.enter), name="enter"),
    *routes(gate, f"{CHAT}chat/", "chat", more=RETURNING),
]
