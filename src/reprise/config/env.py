"""Every knob of an instance in one class; unset means the embedded default."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Env(BaseSettings):
    """What REPRISE_… variables (or a .env file) say about this instance."""

    model_config = SettingsConfigDict(env_prefix="REPRISE_", env_file=".env", frozen=True, extra="ignore")

    data_dir: Path = Path("var")
    secret_key: SecretStr | None = None  # unset: made once, kept in data_dir
    database_url: SecretStr | None = None  # unset: SQLite in data_dir
    redis_url: SecretStr | None = None  # unset: processes of one machine tell each other by the data folder
    base_url: str = "http://127.0.0.1:8000"  # what links in mails start with
    allowed_hosts: str = "localhost,127.0.0.1,[::1]"  # comma separated
    trusted_proxies: int = Field(default=0, ge=0, le=5)  # how many proxies in front append X-Forwarded-For
    https: bool = False  # behind TLS: secure cookies and HSTS
    demo: bool = False
    debug: bool = False
    maintenance: bool = False  # every page answers 503, the withdrawal function and health apart
    mail_url: SecretStr | None = None  # smtp://user:password@host:587 ; unset: local outbox page
    mail_from: str = "Reprise <noreply@localhost>"
    mailbox_hosts: str = ""  # of this network, comma separated: read on any port, not only 143 and 993
    sandbox_card_url: str | None = None  # address of the sandbox card provider; unset: not offered
    llm_url: str | None = None  # of a language model that may reword articles: https://models.example/v1; unset: none
    llm_model: str = ""  # its name there
    llm_key: SecretStr | None = None
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    max_photo_mb: int = Field(default=25, ge=1, le=200)
    api_calls_per_minute: int = Field(default=6_000, ge=0)  # of one token; 0: no limit
    live_per_address: int = Field(default=200, ge=0)  # open pages of one address that are told at once; 0: no limit
    max_import_mb: int = Field(default=200, ge=1, le=4000)

    @field_validator("redis_url")
    @classmethod
    def names_a_redis(cls, url: SecretStr | None) -> SecretStr | None:
        """Refuse at the start what could never work."""
        if url is not None and not url.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must start with redis://, rediss:// or unix:// (leave it unset for none)")
        return url
