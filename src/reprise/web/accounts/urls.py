from django.urls import include, path

from reprise.web.accounts.first_shop import first_shop
from reprise.web.accounts.join import join

urlpatterns = [
    path("first-shop/", first_shop, name="first_shop"),
    path("join/<str:secret>/", join, name="join"),
    path("", include("allauth.urls")),
]
