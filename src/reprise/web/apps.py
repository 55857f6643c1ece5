from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "reprise.web"
    label = "web"
