"""An unmodified aiogram bot drives the stand-in, by polling and by webhook, through the same scenario."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import Command, CommandObject
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReactionTypeEmoji,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.driver import Driver

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="More", callback_data="more")]])
SECRET = "an-open-secret"


async def start(message: Message, command: CommandObject) -> None:
    await message.react([ReactionTypeEmoji(emoji="👀")])
    await message.answer(f"<b>Hello</b> {command.args}", reply_markup=KEYBOARD, parse_mode=ParseMode.HTML)


async def more(query: CallbackQuery) -> None:
    await query.answer("Coming")
    assert isinstance(query.message, Message)
    await query.message.edit_text("More of it")


async def count_bytes(message: Message, bot: Bot) -> None:
    assert message.document is not None
    content = await bot.download(message.document)
    assert content is not None
    await message.reply_document(BufferedInputFile(content.read()[::-1], "back.txt"), caption="reversed")


async def farewell(change: ChatMemberUpdated, bot: Bot) -> None:
    with contextlib.suppress(TelegramForbiddenError):
        await bot.send_message(change.chat.id, "too late")


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.message.register(start, Command("start"))
    dispatcher.message.register(count_bytes, F.document)
    dispatcher.callback_query.register(more, F.data == "more")
    dispatcher.my_chat_member.register(farewell)
    return dispatcher


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(port=0) as running:
        yield running


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as opened:
        yield opened


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot(sandbox.token, session=session) as opened:
        yield opened


async def run_scenario(driver: Driver) -> None:
    said = await driver.say("/start deep_link")
    (hello,) = (await driver.get("chats/42", after=said["message_id"], wait_s=10))["messages"]
    assert (hello["text"], hello["entities"][0]["type"]) == ("Hello deep_link", "bold")
    tapped = await driver.post("tap", chat=42, message_id=hello["id"], label="More", wait_s=10)
    assert tapped["answer"]["text"] == "Coming"
    edited = await driver.get("chats/42", after=tapped["after"], wait_s=10)
    assert [message["text"] for message in edited["messages"]] == ["More of it"]
    sent = await driver.post_file(b"abc", chat="42", caption="a file")
    (back,) = (await driver.get("chats/42", after=sent["after"], wait_s=10))["messages"]
    assert (back["text"], back["document"]["name"], back["reply"]["message_id"]) == (
        "reversed",
        "back.txt",
        sent["message_id"],
    )
    async with driver.http.get(back["document"]["url"]) as answer:
        assert await answer.read() == b"cba"
    await driver.post("block", chat=42)
    await wait_for_call(driver, "Forbidden: bot was blocked by the user")
    assert (await driver.get("chats/42"))["messages"][0]["reactions"] == ["👀"]


async def wait_for_call(driver: Driver, description: str) -> None:
    async with asyncio.timeout(10):
        while not any(call.get("description") == description for call in (await driver.get("calls"))["calls"]):
            continue


async def test_the_scenario_by_polling(driver: Driver, bot: Bot) -> None:
    dispatcher = make_dispatcher()
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    await run_scenario(driver)
    await dispatcher.stop_polling()
    await polling
    assert (await driver.get("calls"))["warnings"] == []


async def test_the_scenario_by_webhook(driver: Driver, bot: Bot) -> None:
    app = web.Application()
    SimpleRequestHandler(make_dispatcher(), bot, secret_token=SECRET).register(app, path="/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
    await run_scenario(driver)
    await bot.delete_webhook()
    await runner.cleanup()
    assert (await driver.get("calls"))["warnings"] == []


async def test_every_menu_and_name_call_is_understood(bot: Bot) -> None:
    commands = [BotCommand(command="start", description="Begin")]
    await bot.set_my_commands(commands)
    (command,) = await bot.get_my_commands()
    assert (command.command, command.description) == ("start", "Begin")
    await bot.set_my_short_description("Short", language_code="en")
    assert (await bot.get_my_short_description(language_code="en")).short_description == "Short"


async def test_refusals_become_the_right_exceptions(driver: Driver, bot: Bot) -> None:
    await driver.say("hello")
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(42, "")
    await driver.post("faults", kind="429", method="sendMessage", retry_after=9)
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(42, "x")
    assert flood.value.retry_after == 9
