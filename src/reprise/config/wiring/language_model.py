"""Which language model may put articles into other words; none unless the operator names one."""

from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from reprise.apps.knowledge.ports import provide_language_model


def wire_language_model() -> None:
    """Give the assistant the model of this instance."""
    env = settings.ENV
    if not env.llm_url:
        provide_language_model(None)
        return
    if not env.llm_model:
        raise ImproperlyConfigured("REPRISE_LLM_URL is set: say in REPRISE_LLM_MODEL which model is asked")
    module = import_module("reprise.integrations.language_model")  # an instance without one never loads it
    key = env.llm_key.get_secret_value() if env.llm_key else ""
    try:
        provide_language_model(module.ChatModel(address=env.llm_url, model=env.llm_model, key=key))
    except ValueError as fault:
        raise ImproperlyConfigured(f"REPRISE_LLM_URL: {fault}") from fault
