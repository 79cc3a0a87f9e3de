"""An unmodified python-telegram-bot drives the stand-in with its own updater and its own HTTP client."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.driver import Driver

Context = ContextTypes.DEFAULT_TYPE
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])


async def start(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.set_reaction("👀")
    await update.effective_message.reply_html(f"<b>Hello</b> {context.args}", reply_markup=KEYBOARD)


async def more(update: Update, _: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Coming")
    await update.callback_query.edit_message_text("More of it")


async def send_back(update: Update, _: Context) -> None:
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(content[::-1], filename="back.txt", caption="reversed", do_quote=True)


async def test_an_unmodified_bot_runs_through_the_whole_scenario() -> None:
    async with Sandbox(port=0) as sandbox, Driver(sandbox.url) as driver:
        builder = Application.builder().token(sandbox.token)
        application = builder.base_url(f"{sandbox.url}/bot").base_file_url(f"{sandbox.url}/file/bot").build()
        application.add_handler(CommandHandler("start", start))
        application.add_handler(CallbackQueryHandler(more, "more"))
        application.add_handler(MessageHandler(filters.Document.ALL, send_back))
        async with application:
            assert application.updater is not None
            await application.start()
            await application.updater.start_polling(timeout=1, poll_interval=0)
            await _run_scenario(driver)
            await application.updater.stop()
            await application.stop()
        assert (await driver.get("calls"))["warnings"] == []


async def _run_scenario(driver: Driver) -> None:
    said = await driver.say("/start deep_link")
    (hello,) = (await driver.get("chats/42", after=said["message_id"], wait_s=10))["messages"]
    assert (hello["text"], hello["entities"][0]["type"]) == ("Hello ['deep_link']", "bold")
    tapped = await driver.post("tap", chat=42, message_id=hello["id"], label="More", wait_s=10)
    assert tapped["answer"]["text"] == "Coming"
    edited = await driver.get("chats/42", after=tapped["after"], wait_s=10)
    assert [message["text"] for message in edited["messages"]] == ["More of it"]
    sent = await driver.post_file(b"abc", chat="42", caption="a file")
    (back,) = (await driver.get("chats/42", after=sent["after"], wait_s=10))["messages"]
    assert (back["text"], back["document"]["size"]) == ("reversed", 3)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("400", BadRequest),
        ("403", Forbidden),
        ("429", RetryAfter),
        ("500", NetworkError),
        ("502", NetworkError),
        ("drop", NetworkError),
        ("migrated", ChatMigrated),
    ],
)
async def test_each_fault_becomes_the_exception_that_telegram_causes(
    kind: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with Sandbox(port=0) as sandbox, Driver(sandbox.url) as driver:
        await driver.say("hello")
        await driver.post("faults", kind=kind, method="sendMessage")
        application = Application.builder().token(sandbox.token).base_url(f"{sandbox.url}/bot").build()
        async with application:
            with pytest.raises(error):
                await application.bot.send_message(42, "x")


async def test_another_token_is_invalid() -> None:
    async with Sandbox(port=0) as sandbox:
        with pytest.raises(InvalidToken):
            async with Bot("2:other", base_url=f"{sandbox.url}/bot"):
                pass
