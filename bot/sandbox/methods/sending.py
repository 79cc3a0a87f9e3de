"""sendMessage, sendDocument, sendPhoto, sendMediaGroup, sendChatAction, sendMessageDraft."""

from dataclasses import dataclass, replace

from bot.sandbox import limits
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import Formatted
from bot.sandbox.messages import Message
from bot.sandbox.methods.targets import get_writable_chat
from bot.sandbox.methods.texts import get_caption, get_preview, get_quote, get_reply_markup, get_text
from bot.sandbox.parameters import Params
from bot.sandbox.users import BOT_ID
from bot.sandbox.utf16 import utf16_len
from bot.sandbox.wire import JsonObject, parse_integer
from bot.sandbox.world import World

ACTIONS = frozenset(
    """typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
    find_location record_video_note upload_video_note""".split()
)
ALBUM_LEAST = 2  # sendMediaGroup.media
ALBUM_MOST = 10
UNUSABLE = {"animation": "can't be used in sendMediaGroup"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is about to be posted."""

    body: Formatted
    content: JsonObject
    preview: JsonObject | None = None
    origin: JsonObject | None = None
    keyboard: JsonObject | None = None


def send_message(world: World, params: Params) -> JsonObject:
    """A text."""
    body = get_text(world, params)
    preview = get_preview(params)
    return post(world, params, Draft(body=body, content={}, preview=preview)).as_json()


def send_document(world: World, params: Params) -> JsonObject:
    """A file of any kind."""
    caption = get_caption(world, params)
    stored = world.files.take("document", params)
    return post(world, params, Draft(body=caption, content={"document": stored.as_document()})).as_json()


def send_photo(world: World, params: Params) -> JsonObject:
    """A picture."""
    caption = get_caption(world, params)
    stored = world.files.take("photo", params)
    return post(world, params, Draft(body=caption, content={"photo": stored.as_photo()})).as_json()


def send_media_group(world: World, params: Params) -> list[JsonObject]:
    """An album of pictures or of documents, two to ten."""
    params.required("media")
    items = params.decoded("media", "media")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    drafts = [_album_item(world, params, item) for item in items]
    _check_album(drafts)
    album = str(world.callback_ids.take())
    posted = []
    for draft in drafts:
        content = {**draft.content, "media_group_id": album}
        posted.append(post(world, params, replace(draft, content=content)).as_json())
    return posted


def _album_item(world: World, params: Params, item: object) -> Draft:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(item.get("type") or "")
    own = Params(values={**item, kind: item.get("media")}, files=params.files)
    media = own.text("media")
    if not media or (media.startswith("attach://") and media.removeprefix("attach://") not in params.files):
        raise bad_request("can't parse InputMedia: media not found")
    if kind not in ("photo", "document"):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" {UNUSABLE.get(kind, "is unsupported")}')
    stored = world.files.take(kind, own)
    content = {"photo": stored.as_photo()} if kind == "photo" else {"document": stored.as_document()}
    return Draft(body=get_caption(world, own), content=content)


def _check_album(drafts: list[Draft]) -> None:
    if not drafts:
        raise bad_request("there are no messages to send")
    if len(drafts) > ALBUM_MOST:
        raise bad_request("too many messages to send as an album")
    if len(drafts) < ALBUM_LEAST:
        raise bad_request("too few messages to send as an album")
    if len({tuple(draft.content) for draft in drafts}) > 1:
        raise bad_request("document can't be mixed with other media types")


def send_chat_action(world: World, params: Params) -> bool:
    """Tell people that the bot is typing or the like; shown for five seconds."""
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = get_writable_chat(world, params.text("chat_id"))
    get_thread(chat, params)
    world.journal.add("action", chat=chat.id, action=action, thread=params.integer("message_thread_id"))
    return True


def send_message_draft(world: World, params: Params) -> bool:
    """A text that is still being written, shown for 30 seconds in private chats."""
    chat = get_writable_chat(world, params.text("chat_id"))
    if chat.type != "private":
        raise bad_request("drafts can be sent only to private chats")
    if params.integer("draft_id") == 0:
        raise bad_request("draft identifier must be non-zero")
    body = get_text(world, params) if params.text("text") else Formatted()
    world.journal.add("draft", chat=chat.id, text=body.text, entities=list(body.entities))
    return True


def post(world: World, params: Params, draft: Draft) -> Message:
    """Put the bot's message into the chat that `params` names, with thread, reply and keyboard.

    Raises:
        ApiError: any of them is refused; then nothing is posted.
    """
    if params.text("business_connection_id"):
        raise bad_request("business connection not found")
    target = _parse_reply(world, params)
    keyboard = get_reply_markup(params)
    chat = get_writable_chat(world, params.text("chat_id"))
    reply_to, quote = _get_reply(world, chat, target)
    thread_id = get_thread(chat, params) or (reply_to.thread_id if reply_to is not None and chat.is_forum else 0)
    _check_topic(chat, thread_id)
    is_post = chat.type == "channel"
    return world.new_message(
        chat,
        sender=None if is_post else world.bot,
        sender_chat=chat if is_post else None,
        body=draft.body,
        content=draft.content,
        preview=draft.preview,
        origin=draft.origin,
        keyboard=keyboard or draft.keyboard,
        thread_id=thread_id,
        reply_to=reply_to,
        quote=quote,
        is_protected=params.flag("protect_content"),
    )


def get_thread(chat: Chat, params: Params) -> int:
    """The topic a call is about, 0 for none.

    Raises:
        ApiError: the chat has no such topic.
    """
    thread_id = params.integer("message_thread_id")
    if thread_id and thread_id not in chat.topics:
        raise bad_request("message thread not found")
    return thread_id


def _check_topic(chat: Chat, thread_id: int) -> None:
    topic = chat.topics.get(thread_id)
    if topic is not None and topic.is_closed and not chat.has_admin(BOT_ID):
        raise bad_request("TOPIC_CLOSED")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTarget:
    """What `reply_parameters` ask for: `message_id` 0 is no reply, `chat_id` 0 the chat itself."""

    message_id: int = 0
    chat_id: int = 0
    may_be_missing: bool = False
    quote: Formatted | None = None
    quote_position: int | None = None


def _parse_reply(world: World, params: Params) -> ReplyTarget:
    value = params.decoded("reply_parameters", "reply parameters")
    if not params.has("reply_parameters"):
        may_be_missing = params.flag("allow_sending_without_reply")
        return ReplyTarget(message_id=params.integer("reply_to_message_id"), may_be_missing=may_be_missing)
    if value is None or value == {}:
        return ReplyTarget()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply parameters")
    if "message_id" not in value:
        raise bad_request('can\'t find field "message_id"')
    message_id, may_be_missing = parse_integer(value["message_id"]), value.get("allow_sending_without_reply", False)
    if message_id is None:
        raise bad_request('field "message_id" must be of type Number')
    if not isinstance(may_be_missing, bool):
        raise bad_request('field "allow_sending_without_reply" must be of type Boolean')
    return ReplyTarget(
        message_id=max(message_id, 0),
        chat_id=parse_integer(value.get("chat_id")) or 0,
        may_be_missing=may_be_missing,
        quote=get_quote(world, value),
        quote_position=parse_integer(value.get("quote_position")),
    )


def _get_reply(world: World, chat: Chat, target: ReplyTarget) -> tuple[Message | None, JsonObject | None]:
    if not target.message_id:
        return None, None
    source = world.chats.get(target.chat_id or chat.id)
    message = source.messages.get(target.message_id) if source else None
    if message is None or message.chat is not chat:
        if target.may_be_missing:
            return None, None
        raise bad_request("message to be replied not found")
    return message, _find_quote(message, target)


def _find_quote(message: Message, target: ReplyTarget) -> JsonObject | None:
    quote, position = target.quote, target.quote_position
    if quote is None:
        return None
    if utf16_len(quote.text) > limits.CAPTION_UTF16:
        raise bad_request("message quote is too long")
    found = message.body.text.find(quote.text)
    if found < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    if position is None:
        position = utf16_len(message.body.text[:found])
    parsed: JsonObject = {"text": quote.text, "position": position, "is_manual": True}
    return {**parsed, "entities": list(quote.entities)} if quote.entities else parsed
