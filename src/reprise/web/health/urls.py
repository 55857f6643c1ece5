from django.urls import path

from reprise.web.health import views

urlpatterns = [path("live", views.live), path("ready", views.ready)]
