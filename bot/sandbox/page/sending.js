/** Messages on their way out: texts in parts, files, forwards. */

import { post, postFile } from "./sandbox.js";

const MESSAGE_UTF16 = 4096;
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif"]);

/** Sends a text into `where` ({chat, user, reply_to?, thread?}), in parts if it is long. */
export async function sendText(where, text) {
  for (const part of splitText(text)) await post("message", { ...where, text: part });
}

/** Sends files one by one, the first with the caption; pictures go as photos, all else as documents. */
export async function sendFiles(where, caption, files) {
  for (const [place, file] of files.entries()) {
    const kind = PICTURES.has(file.type) ? "photo" : "document";
    await postFile(place === 0 && caption ? { ...where, caption } : where, kind, file);
  }
}

/** Sends a message on; `title` makes it look as if it came from a channel of that name. */
export async function forward(where, message, chat, title) {
  const origin = { ...where, forward_from: title || findOrigin(message, chat) };
  const file = message.document ?? message.photo;
  if (!file) return post("message", { ...origin, text: message.text, entities: message.entities });
  const data = await (await fetch(file.url)).blob();
  const type = message.document?.mime_type ?? "image/jpeg";
  const named = new File([data], message.document?.name || "photo.jpg", { type });
  const caption = message.text ? { caption: message.text, caption_entities: message.entities } : {};
  return postFile({ ...origin, ...caption }, message.document ? "document" : "photo", named);
}

/** Where a forward says it came from: its own origin if it was forwarded before, else its author. */
function findOrigin(message, chat) {
  const before = message.forward;
  if (before?.sender_user) return { user: before.sender_user.id };
  if (before?.sender_user_name) return { name: before.sender_user_name };
  if (before?.chat) return { title: before.chat.title, username: before.chat.username, message_id: before.message_id };
  if (chat.type === "channel")
    return { title: chat.title, username: chat.username, message_id: message.id, id: chat.id };
  return { user: message.from.id };
}

/** A long text in the parts in which Telegram clients send it: up to 4,096 UTF-16 units, cut between lines or words. */
function splitText(text, limit = MESSAGE_UTF16) {
  const parts = [];
  let rest = text;
  while (rest.length > limit) {
    const cut = findCut(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  parts.push(rest);
  return parts.filter((part) => part !== "");
}

function findCut(text, limit) {
  const head = text.slice(0, limit);
  const good = ["\n\n", "\n", " "].map((gap) => head.lastIndexOf(gap)).find((at) => at > limit / 2);
  if (good !== undefined) return good;
  const code = text.charCodeAt(limit);
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit;
}
