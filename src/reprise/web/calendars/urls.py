from django.urls import path

from reprise.web.calendars import views

app_name = "calendars"
urlpatterns = [path("<int:feed_id>/<slug:feed_token>.ics", views.feed, name="feed")]
