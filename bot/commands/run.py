"""`nutgraf run`: the bot, against Telegram or the server that the settings name."""

import argparse
import asyncio
import sys

from telegram.error import InvalidToken, TelegramError

from bot.app import Surroundings, open_app
from bot.commands.serving import until_stopped
from bot.logs import event, get_logger
from bot.settings import Settings, require_for_run
from bot.transport.intake import BadToken, SecondInstance, WebhookSet
from storage.errors import StorageError

logger = get_logger(__name__)

EXIT_TEMPORARY = 75
"""EX_TEMPFAIL of sysexits.h: a second instance, or Telegram could not be reached at the start."""

EXIT_CONFIG = 78

PROBLEMS: dict[type[Exception], tuple[int, str]] = {
    SecondInstance: (
        EXIT_TEMPORARY,
        "Another process is already running this bot: Telegram gives its messages to one only. Stop that one first.",
    ),
    WebhookSet: (
        EXIT_CONFIG,
        "A webhook takes this bot's messages. Stop the program behind it, then call the Bot API's deleteWebhook once.",
    ),
    BadToken: (
        EXIT_CONFIG,
        "Telegram does not know this token. Copy it again from @BotFather: NUTGRAF_TELEGRAM_TOKEN.",
    ),
}


def run(options: argparse.Namespace, settings: Settings) -> int:
    """The exit status: 0 after an orderly stop, 75 where trying again later may help, 78 for wrong settings."""
    require_for_run(settings)
    surroundings = Surroundings(paced=not options.no_pacing)
    try:
        asyncio.run(until_stopped(serve(settings, surroundings)))
    except (SecondInstance, WebhookSet, BadToken) as error:
        return _give_up(*PROBLEMS[type(error)])
    except InvalidToken:
        return _give_up(*PROBLEMS[BadToken])
    except TelegramError as error:
        return _give_up(EXIT_TEMPORARY, f"Telegram could not be reached: {type(error).__name__}. Is the network up?")
    except StorageError as error:
        return _give_up(EXIT_CONFIG, f"The database cannot be used: {error}")
    return 0


async def serve(settings: Settings, surroundings: Surroundings) -> None:
    """Open the bot and run it until cancelled."""
    async with open_app(settings, surroundings) as app:
        event(logger, "started", bot=app.application.bot.username)
        await app.run()


def _give_up(status: int, sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return status
