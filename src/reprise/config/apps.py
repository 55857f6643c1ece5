from django.apps import AppConfig

from reprise.config.wiring import wire


class InstanceConfig(AppConfig):
    """Not a subject with tables: it wires the instance when Django is ready."""

    name = "reprise.config"
    label = "instance"

    def ready(self) -> None:
        wire()
