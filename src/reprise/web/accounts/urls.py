from django.urls import include, path

from reprise.web.accounts.join import join

urlpatterns = [
    path("join/<str:secret>/", join, name="join"),
    path("", include("allauth.urls")),
]
