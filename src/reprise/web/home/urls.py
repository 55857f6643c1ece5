from django.urls import path

from reprise.web.home import views

app_name = "home"
urlpatterns = [path("", views.start, name="start"), path("theme/", views.theme, name="theme")]
