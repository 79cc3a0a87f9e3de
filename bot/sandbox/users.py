"""People and the bot."""

from dataclasses import dataclass

from bot.sandbox.wire import JsonObject, without_empty

BOT_ID = 7_000_000_001
"""Not the 1 of the token, so that a test may call its first person 1."""
ANONYMOUS_ADMIN_ID = 1087968824
"""GroupAnonymousBot, the author Telegram gives for an administrator who stays anonymous."""


@dataclass(slots=True, kw_only=True)
class User:
    """One account."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    is_bot: bool = False
    is_deactivated: bool = False

    def as_json(self) -> JsonObject:
        """The `User` object as it stands in messages; language only for people, as Telegram does it."""
        return without_empty(
            {
                "id": self.id,
                "is_bot": self.is_bot,
                "first_name": self.first_name,
                "last_name": self.last_name,
                "username": self.username,
                "language_code": "" if self.is_bot else self.language_code,
            }
        )


def anonymous_admin() -> User:
    """The stand-in author of what an anonymous administrator says."""
    return User(id=ANONYMOUS_ADMIN_ID, first_name="Group", username="GroupAnonymousBot", is_bot=True)
