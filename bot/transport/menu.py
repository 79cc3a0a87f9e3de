"""What people see before they write: the command menu and the bot's descriptions, in every language we speak."""

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.logs import event, get_logger
from bot.rendering.talk import COMMANDS, DESCRIPTION, GROUP_COMMANDS, SHORT_DESCRIPTION
from bot.rendering.wording import LANGUAGES, SOURCE_LANGUAGE, wording

logger = get_logger(__name__)


class Menu:
    """Sets commands and descriptions at start; what is the same already is not set again, since Telegram counts."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def publish(self) -> None:
        """Set everything for every language; a failure is logged and harms nothing else."""
        for language in LANGUAGES:
            # English is what everybody sees whose language we do not speak.
            code = None if language == SOURCE_LANGUAGE else language
            try:
                await self._publish_commands(language, code)
                await self._publish_descriptions(language, code)
            except TelegramError as error:
                event(logger, "menu not set", language=language, error=type(error).__name__)

    async def _publish_commands(self, language: str, code: str | None) -> None:
        words = wording(language)
        commands = [BotCommand(name, words(text)) for name, text in COMMANDS]
        in_groups = [command for command in commands if command.command in GROUP_COMMANDS]
        scopes = ((BotCommandScopeAllPrivateChats(), commands), (BotCommandScopeAllGroupChats(), in_groups))
        for scope, wanted in scopes:
            if list(await self._bot.get_my_commands(scope=scope, language_code=code)) != wanted:
                await self._bot.set_my_commands(wanted, scope=scope, language_code=code)

    async def _publish_descriptions(self, language: str, code: str | None) -> None:
        words = wording(language)
        description, short = words(DESCRIPTION), words(SHORT_DESCRIPTION)
        if (await self._bot.get_my_description(language_code=code)).description != description:
            await self._bot.set_my_description(description, language_code=code)
        if (await self._bot.get_my_short_description(language_code=code)).short_description != short:
            await self._bot.set_my_short_description(short, language_code=code)
