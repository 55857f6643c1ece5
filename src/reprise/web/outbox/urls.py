from django.urls import path

from reprise.web.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.newest, name="list"),
    path("<int:mail_id>/", views.letter, name="mail"),
    path("<int:mail_id>/page/", views.page, name="page"),
    path("<int:mail_id>/papers/<int:place>/", views.paper, name="paper"),
]
