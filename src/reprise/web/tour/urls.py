from django.urls import path

from reprise.web.tour import views

app_name = "tour"
urlpatterns = [
    path("", views.start, name="start"),
    path("step/<int:number>/", views.step, name="step"),
    path("end/", views.end, name="end"),
    path("as/<slug:role>/", views.become, name="become"),
    path("again/", views.again, name="again"),
]
