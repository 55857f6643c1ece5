from django.urls import path

from reprise.web.portal import welcome

app_name = "portal"
urlpatterns = [
    path("", welcome.home, name="home"),
    path("conditions/", welcome.legal, name="conditions"),
    path("legal/", welcome.legal, name="legal"),
    path("brand.css", welcome.brand, name="brand"),
    path("find/", welcome.home, name="find"),
]
