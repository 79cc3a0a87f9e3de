"""The settings, read once from the environment and `.env`; every problem is reported together.

The table in the README lists them and is tested against `Settings`.
"""

import re
from enum import StrEnum
from typing import Annotated, Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from summarizer.sources.guard import AllowList

PREFIX = "NUTGRAF_"
TOKEN = re.compile(r"\d{1,12}:[A-Za-z0-9_-]{3,64}")
SCHEMES = frozenset({"sqlite", "sqlite+aiosqlite", "postgresql", "postgres", "postgresql+asyncpg"})
HOST_PORT = re.compile(r"(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):\d{1,5}")

EXAMPLES = {
    "telegram_token": "123456789:AAF-rest-of-the-token-from-BotFather",
    "telegram_base_url": "https://api.telegram.org",
    "database_url": "sqlite:////var/lib/nutgraf/nutgraf.sqlite3",
    "owner_ids": "123456789,987654321",
    "access": "owner",
    "allow_hosts": "nas.local:8080,10.0.0.5:80",
    "log": "info",
}


class SettingsError(Exception):
    """Settings that cannot be used; `problems` has a line for each, with the variable's name and an example."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Access(StrEnum):
    """Who may use the bot: its owners, a list, whoever was invited, or everybody."""

    OWNER = "owner"
    LIST = "list"
    INVITE = "invite"
    OPEN = "open"


class LogLevel(StrEnum):
    """How much is logged; never a token or anybody's text, at any level."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def default_database_url() -> str:
    """An SQLite file in the user's data folder."""
    return f"sqlite:///{platformdirs.user_data_path('nutgraf') / 'nutgraf.sqlite3'}"


class Settings(BaseSettings):
    """What the operator decides. Secrets show as stars in `repr`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    telegram_token: SecretStr | None = Field(
        default=None, description="The bot's token from @BotFather. Needed by `run`."
    )
    telegram_base_url: str = Field(
        default="https://api.telegram.org",
        description="The Bot API server, yours if you run one.",
    )
    database_url: SecretStr = Field(
        default_factory=lambda: SecretStr(default_database_url()),
        description="Where stories live: `sqlite:///FILE` or `postgresql://…`.",
    )
    owner_ids: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="Telegram user ids of the owners. Needed by `run` unless access is open."
    )
    access: Access = Field(
        default=Access.OWNER,
        description=(
            "Who may use the bot: `owner`, or `open` to all. `list` and `invite` let in the owners alone so far."
        ),
    )
    allow_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="host:port pairs of your own network that may be read."
    )
    log: LogLevel = Field(default=LogLevel.INFO, description="How much is logged: debug, info, warning or error.")

    @field_validator("telegram_token", mode="before")
    @classmethod
    def _token_shape(cls, value: object) -> object:
        text = value.strip() if isinstance(value, str) else value
        if isinstance(text, str) and text and not TOKEN.fullmatch(text):
            raise ValueError("this is not a bot token")
        return text or None

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = re.split(r"[,\s]+", value.strip(", \t\n"))
        if any(part and not part.isdecimal() for part in parts):
            raise ValueError("ids are numbers, with commas between them")
        return frozenset(int(part) for part in parts if part)

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _host_ports(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = tuple(part for part in re.split(r"[,\s]+", value.strip(", \t\n")) if part)
        if any(not HOST_PORT.fullmatch(part) for part in parts):
            raise ValueError("each entry is host:port, with commas between them")
        AllowList.parse(parts)
        return parts

    @field_validator("access", "log", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("telegram_base_url", mode="before")
    @classmethod
    def _base_url(cls, value: object) -> object:
        text = value.strip() if isinstance(value, str) else value
        if isinstance(text, str) and not re.fullmatch(r"https?://\S+", text):
            raise ValueError("this is not an address that starts with http:// or https://")
        return text

    @field_validator("database_url", mode="before")
    @classmethod
    def _database_known(cls, value: object) -> object:
        text = value.strip() if isinstance(value, str) else value
        if isinstance(text, str) and text.partition(":")[0] not in SCHEMES:
            raise ValueError("only sqlite:///FILE and postgresql://… are supported")
        return text


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 (pydantic checks them)
    """The settings from the environment and `.env` of the working folder; `overrides` win.

    Raises:
        SettingsError: with every problem at once.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(tuple(_problem(detail) for detail in error.errors(include_input=False))) from None


def require_for_run(settings: Settings) -> None:
    """Check what `nutgraf run` needs beyond well-formed values.

    Raises:
        SettingsError: the token or the owners are missing.
    """
    problems = []
    if settings.telegram_token is None:
        problems.append(_line("telegram_token", "missing; @BotFather gives you one"))
    if not settings.owner_ids and settings.access is not Access.OPEN:
        problems.append(_line("owner_ids", f"missing; needed unless {PREFIX}ACCESS=open"))
    if problems:
        raise SettingsError(tuple(problems))


def _problem(detail: Any) -> str:  # noqa: ANN401 (pydantic's ErrorDetails)
    message = str(detail["msg"]).removeprefix("Value error, ")
    return _line(str(detail["loc"][0]).lower().removeprefix(PREFIX.lower()), message)


def _line(name: str, message: str) -> str:
    return f"{PREFIX}{name.upper()}: {message} (example: {EXAMPLES[name]})"
