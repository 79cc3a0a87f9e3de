"""getUpdates, webhooks, callback answers, getFile, logOut and close."""

from bot.sandbox import limits
from bot.sandbox.errors import CONFLICT_WEBHOOK_ACTIVE, QUERY_TOO_OLD, ApiError, bad_request
from bot.sandbox.parameters import Params
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World


async def get_updates(world: World, params: Params) -> list[JsonObject]:
    """What waits, after waiting up to `timeout` real seconds for the first.

    Raises:
        ApiError: 409, with a webhook set or because another reader came.
    """
    if world.webhook.url:
        raise ApiError(409, CONFLICT_WEBHOOK_ACTIVE)
    _allow(world, params)
    limit = params.bounded("limit", limits.UPDATES_IN_BATCH, 1, limits.UPDATES_IN_BATCH)
    timeout_s = params.bounded("timeout", 0, 0, limits.LONG_POLL_S)
    return await world.queue.read(params.integer("offset"), limit, timeout_s)


def set_webhook(world: World, params: Params) -> bool:
    """Deliver to an address from now on; an empty one takes the webhook away."""
    world.webhook.set_from(params)
    _allow(world, params)
    if params.flag("drop_pending_updates"):
        world.queue.clear()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Back to getUpdates."""
    world.webhook.set_from(Params(values={}))
    if params.flag("drop_pending_updates"):
        world.queue.clear()
    return True


def get_webhook_info(world: World, _: Params) -> JsonObject:
    """The webhook and how its deliveries go."""
    return world.webhook.as_json(len(world.queue), world.queue.allowed)


def answer_callback_query(world: World, params: Params) -> bool:
    """The toast or alert after a tap; each tap once and within 15 seconds."""
    text = params.text("text")
    if len(text) > limits.CALLBACK_ANSWER_CHARS:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url") and not params.text("url").startswith(f"t.me/{world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    query = world.take_callback(params.text("callback_query_id"))
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    answer = {"callback_query_id": query.id, "text": text, "show_alert": params.flag("show_alert")}
    world.answers[query.id] = answer
    where = {"chat": query.chat_id, "user": query.user_id, "message_id": query.message_id}
    world.journal.add("answer", **where, **answer)
    return True


def get_file(world: World, params: Params) -> JsonObject:
    """Where a file can be fetched."""
    return world.files.get(params.text("file_id")).as_file()


def log_out(_: World, __: Params) -> bool:
    """Accepted and without effect: there is no other server to go to."""
    return True


def _allow(world: World, params: Params) -> None:
    if params.has("allowed_updates"):
        world.queue.allow(params.items("allowed_updates"))
