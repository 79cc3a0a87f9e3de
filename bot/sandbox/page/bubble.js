/** One message as an element: bubble, files, quote of the message replied to, reactions, buttons. */

import { hueOf, makeAvatar } from "./avatar.js";
import { formatFully, formatTime } from "./dates.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { makePreview } from "./previews.js";
import { renderRich, safeUrl } from "./richtext.js";

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const LARGE_AT_MOST = 3;
const SIZE_UNITS = ["B", "KB", "MB", "GB"];

/**
 * The element of a message. `view`: `me` (the id of who looks), `chat`, `locale`, `isRead(message)`,
 * `isBusy(message, button)`, `topicOf(message)`; `deeds`: what taps do.
 */
export function renderMessage(message, view, deeds) {
  if (message.service) return renderService(message, view);
  const isOwn = message.from.id === view.me && view.chat.type !== "channel";
  const words = [message.from.name, formatTime(message.date, view.locale)].join(", ");
  const looks = ["message", isOwn ? "is-own" : "is-other", message.from.is_bot && "is-bot"].filter(Boolean);
  const hasFaces = !isOwn && (view.chat.type === "group" || view.chat.type === "supergroup");
  return h(
    "article",
    {
      class: looks.join(" "),
      "data-id": message.id,
      "data-from": message.from.id,
      "data-date": message.date,
      "aria-label": words,
      tabindex: -1,
    },
    hasFaces
      ? h("span", { class: "face" }, makeAvatar({ ...message.from, isBot: message.from.is_bot, small: true }))
      : null,
    h(
      "div",
      { class: "bubble-frame" },
      renderBubble(message, view, deeds, hasFaces),
      renderKeyboard(message, view, deeds),
      renderMenuButton(message, deeds),
    ),
  );
}

function renderMenuButton(message, deeds) {
  const open = (event) => deeds.menu(message, event.currentTarget);
  return h(
    "button",
    { type: "button", class: "message-menu", "aria-label": "Message menu", "aria-haspopup": "menu", onclick: open },
    icon("more"),
  );
}

function renderBubble(message, view, deeds, hasFaces) {
  const card = makePreview(message);
  const isAbove = Boolean(message.preview?.show_above_text);
  const meta = renderMeta(message, view);
  const topic = view.topicOf(message);
  const words = message.text
    ? h("div", { class: isFewEmoji(message.text) ? "words is-emoji" : "words", dir: "auto" }, renderRich(message.text, message.entities, deeds))
    : null;
  const reactions = message.reactions.length > 0 ? renderReactions(message, view, deeds) : null;
  const last = reactions ?? (card && !isAbove ? null : words);
  last?.append(meta);
  return h(
    "div",
    { class: "bubble" },
    hasFaces || view.chat.type === "channel"
      ? h("p", { class: `sender name-${hueOf(message.from.id)}` }, message.from.name)
      : null,
    topic ? h("p", { class: "topic-line" }, topic) : null,
    message.forward ? renderForward(message.forward) : null,
    message.reply ? renderReply(message.reply, deeds) : null,
    message.photo ? renderPhoto(message.photo) : null,
    message.document ? renderDocument(message.document) : null,
    isAbove ? card : null,
    words,
    isAbove ? null : card,
    reactions,
    last ? null : meta,
  );
}

/** Says whether a text is nothing but one to three emoji, which messengers show large. */
function isFewEmoji(text) {
  if (text.length > 40) return false;
  const signs = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return signs.length <= LARGE_AT_MOST && signs.every((sign) => PICTURE.test(sign));
}

function renderMeta(message, view) {
  const isOwn = message.from.id === view.me;
  const isRead = isOwn && view.isRead(message);
  return h(
    "span",
    { class: "meta", title: formatFully(message.date, view.locale) },
    message.pinned ? h("span", {}, "pinned") : null,
    message.edits > 0 ? h("span", { class: "edited" }, "edited") : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, formatTime(message.date, view.locale)),
    isOwn
      ? h(
          "span",
          { class: "ticks", role: "img", "aria-label": isRead ? "Read" : "Sent" },
          icon(isRead ? "checks" : "check"),
        )
      : null,
  );
}

function renderForward(origin) {
  const from = origin.chat?.title ?? origin.sender_chat?.title ?? origin.sender_user_name ?? nameOf(origin.sender_user);
  return h("p", { class: "forward-line" }, "Forwarded from ", h("strong", {}, from));
}

function nameOf(user) {
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") : "somebody";
}

function renderReply(reply, deeds) {
  const words = reply.quote ?? reply.text;
  return h(
    "button",
    {
      type: "button",
      class: `reply-line name-${hueOf(reply.from.id)}`,
      onclick: () => deeds.goTo(reply.message_id),
      "aria-label": `Go to the message of ${reply.from.name}`,
    },
    h("strong", {}, reply.from.name),
    h("span", {}, words ? clip(words) : "File"),
  );
}

/** The first line or so of a text. */
export function clip(text, limit = 120) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > limit ? `${line.slice(0, limit).trimEnd()}…` : line;
}

function renderPhoto(photo) {
  const attributes = { class: "photo", src: photo.url, alt: "Photo", loading: "lazy" };
  if (photo.width && photo.height) Object.assign(attributes, { width: photo.width, height: photo.height });
  return h("img", attributes);
}

function renderDocument(file) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1] ?? "";
  return h(
    "a",
    { class: "document", href: file.url, download: file.name || "file" },
    h("span", { class: "document-icon", "aria-hidden": "true" }, icon("file"), h("span", {}, ending.toUpperCase())),
    h(
      "span",
      { class: "document-words" },
      h("span", { class: "document-name" }, file.name || "File"),
      h("span", { class: "document-size" }, formatSize(file.size)),
    ),
  );
}

/** A number of bytes for people. */
export function formatSize(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < SIZE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${SIZE_UNITS[unit]}`;
}

function renderReactions(message, view, deeds) {
  const counts = new Map();
  for (const emoji of message.reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const mine = ownReaction(message, view.me);
  return h(
    "div",
    { class: "reactions" },
    ...[...counts].map(([emoji, count]) => {
      const isMine = emoji === mine;
      const label = `${emoji} ${count}${isMine ? ", yours" : ""}`;
      return h(
        "button",
        {
          type: "button",
          class: isMine ? "reaction is-mine" : "reaction",
          "aria-pressed": String(isMine),
          "aria-label": label,
          onclick: () => deeds.react(message, isMine ? "" : emoji),
        },
        h("span", {}, emoji),
        h("span", { class: "reaction-count" }, String(count)),
      );
    }),
  );
}

/** The emoji with which `me` reacted, or "". */
export function ownReaction(message, me) {
  return message.reactions.length === message.reacted_by.length
    ? (message.reactions[message.reacted_by.indexOf(me)] ?? "")
    : "";
}

function renderKeyboard(message, view, deeds) {
  if (message.buttons.length === 0) return null;
  const rows = message.buttons.map((row) =>
    h("div", { class: "keyboard-row" }, ...row.map((button) => renderButton(message, button, view, deeds))),
  );
  return h("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" }, ...rows);
}

function renderButton(message, button, view, deeds) {
  const looks = `key${button.style ? ` is-${button.style}` : ""}`;
  const label = h("span", { class: "key-label" }, button.text);
  const href = button.url && safeUrl(button.url);
  if (href) return h("a", { class: looks, href, target: "_blank", rel: "noopener noreferrer" }, label, icon("open"));
  if (button.copy !== undefined)
    return h("button", { type: "button", class: looks, onclick: () => deeds.copy(button.copy) }, label, icon("copy"));
  const isBusy = view.isBusy(message, button);
  return h(
    "button",
    {
      type: "button",
      class: isBusy ? `${looks} is-busy` : looks,
      "aria-busy": isBusy ? "true" : null,
      onclick: () => deeds.tap(message, button),
    },
    label,
  );
}

function renderService(message, view) {
  return h(
    "p",
    {
      class: "service",
      "data-id": message.id,
      "data-date": message.date,
      title: formatFully(message.date, view.locale),
    },
    describeService(message),
  );
}

/** A notice in words: who came, which topic was opened. */
export function describeService({ service, from }) {
  const [[kind, value] = ["", null]] = Object.entries(service ?? {});
  const describe = NOTICES[kind];
  return describe ? describe(value, from.name) : `${from.name}: ${kind.replaceAll("_", " ")}`;
}

const NOTICES = {
  forum_topic_closed: (_, who) => `${who} closed the topic`,
  forum_topic_reopened: (_, who) => `${who} opened the topic again`,
  forum_topic_created: (topic, who) => `${who} opened the topic “${topic.name}”`,
  new_chat_members: (people, who) => {
    const names = people.map(nameOf).join(", ");
    return names === who ? `${who} joined` : `${who} added ${names}`;
  },
  left_chat_member: (person, who) => (nameOf(person) === who ? `${who} left` : `${who} removed ${nameOf(person)}`),
  migrate_to_chat_id: () => "This group became a supergroup",
  migrate_from_chat_id: () => "This supergroup was a group before",
  pinned_message: (_, who) => `${who} pinned a message`,
};
