"""Every method the stand-in answers, with the parameters the Bot API documents for it.

The parameter names were read from aiogram's models of Bot API 10.3; a contract test compares them. Others are served
all the same but warned of in the ledger, for the real server ignores them in silence.
"""

from collections.abc import Callable, Mapping

from bot.sandbox.methods import chats, copying, editing, profile, receiving, sending
from bot.sandbox.parameters import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], object]
"""Gives the `result` of the answer, or a coroutine that will; raises ApiError."""

METHODS: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "logOut": receiving.log_out,
    "close": receiving.log_out,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "sendMessageDraft": sending.send_message_draft,
    "forwardMessage": copying.forward_message,
    "forwardMessages": copying.forward_messages,
    "copyMessage": copying.copy_message,
    "copyMessages": copying.copy_messages,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": receiving.answer_callback_query,
    "getFile": receiving.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
    "createForumTopic": chats.create_forum_topic,
    "closeForumTopic": chats.close_forum_topic,
    "reopenForumTopic": chats.reopen_forum_topic,
    "deleteForumTopic": chats.delete_forum_topic,
}
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
"""The server does not mind the case of a method's name."""

POSTING = frozenset(
    "sendMessage sendDocument sendPhoto sendMediaGroup forwardMessage forwardMessages copyMessage copyMessages".split()
)
"""What counts against the pace of a chat; the FAQ speaks of sent messages alone."""

PLACE = "chat_id business_connection_id message_thread_id direct_messages_topic_id"
POST = (
    f"{PLACE} disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters "
    "reply_parameters reply_markup allow_sending_without_reply reply_to_message_id"
)
REPLYING = f"{POST} ephemeral_message_parameters receiver_user_id callback_query_id"
CAPTION = "caption parse_mode caption_entities"
EDITED = "business_connection_id chat_id message_id inline_message_id reply_markup"
SOURCE = "chat_id from_chat_id message_thread_id direct_messages_topic_id disable_notification protect_content"
MENU = "scope language_code"

PARAMETERS: Mapping[str, frozenset[str]] = {
    name: frozenset(text.split())
    for name, text in {
        "getMe": "",
        "logOut": "",
        "close": "",
        "getUpdates": "offset limit timeout allowed_updates",
        "setWebhook": "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
        "deleteWebhook": "drop_pending_updates",
        "getWebhookInfo": "",
        "sendMessage": f"{REPLYING} text parse_mode entities link_preview_options disable_web_page_preview",
        "sendDocument": f"{REPLYING} {CAPTION} document thumbnail disable_content_type_detection",
        "sendPhoto": f"{REPLYING} {CAPTION} photo show_caption_above_media has_spoiler",
        "sendMediaGroup": f"{PLACE} media disable_notification protect_content allow_paid_broadcast message_effect_id "
        "reply_parameters allow_sending_without_reply reply_to_message_id",
        "sendChatAction": "chat_id action business_connection_id message_thread_id",
        "sendMessageDraft": "chat_id draft_id message_thread_id text parse_mode entities can_stop keep_on_stop",
        "forwardMessage": f"{SOURCE} message_id video_start_timestamp message_effect_id suggested_post_parameters",
        "forwardMessages": f"{SOURCE} message_ids",
        "copyMessage": f"{SOURCE} message_id {CAPTION} video_start_timestamp show_caption_above_media "
        "allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup "
        "allow_sending_without_reply reply_to_message_id",
        "copyMessages": f"{SOURCE} message_ids remove_caption",
        "editMessageText": f"{EDITED} text parse_mode entities link_preview_options rich_message "
        "disable_web_page_preview",
        "editMessageCaption": f"{EDITED} {CAPTION} show_caption_above_media",
        "editMessageReplyMarkup": EDITED,
        "deleteMessage": "chat_id message_id",
        "deleteMessages": "chat_id message_ids",
        "setMessageReaction": "chat_id message_id reaction is_big",
        "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
        "getFile": "file_id",
        "setMyCommands": f"{MENU} commands",
        "getMyCommands": MENU,
        "deleteMyCommands": MENU,
        "setMyName": "name language_code",
        "getMyName": "language_code",
        "setMyDescription": "description language_code",
        "getMyDescription": "language_code",
        "setMyShortDescription": "short_description language_code",
        "getMyShortDescription": "language_code",
        "setChatMenuButton": "chat_id menu_button",
        "getChatMenuButton": "chat_id",
        "getChat": "chat_id",
        "getChatMember": "chat_id user_id",
        "getChatAdministrators": "chat_id return_bots",
        "getChatMemberCount": "chat_id",
        "leaveChat": "chat_id",
        "pinChatMessage": "chat_id message_id business_connection_id disable_notification",
        "unpinChatMessage": "chat_id business_connection_id message_id",
        "unpinAllChatMessages": "chat_id",
        "createForumTopic": "chat_id name icon_color icon_custom_emoji_id",
        "closeForumTopic": "chat_id message_thread_id",
        "reopenForumTopic": "chat_id message_thread_id",
        "deleteForumTopic": "chat_id message_thread_id",
    }.items()
}
