from django.apps import AppConfig

from reprise.platform.database.by_thread import keep_by_thread


class PlatformConfig(AppConfig):
    name = "reprise.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Prepare what every thread uses."""
        keep_by_thread()
