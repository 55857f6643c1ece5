from django.urls import path

from reprise.web.webhooks.mail import mail

app_name = "hooks"
urlpatterns = [path("mail/<slug:provider>/<int:mailbox_id>/", mail, name="mail")]
