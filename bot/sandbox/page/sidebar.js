/** The list of chats at the left, and who writes. */

import { makeAvatar } from "./avatar.js";
import { clip, describeService } from "./bubble.js";
import { formatBriefly } from "./dates.js";
import { find, h } from "./dom.js";

/** Draws the list; `open(chat)` is called with the one that is chosen. */
export function drawChats(chats, { current, locale, me, unread, typing, open }) {
  const list = find("chat-list");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  list.replaceChildren(
    ...chats.map((chat) =>
      h(
        "li",
        {},
        makeEntry(chat, {
          isCurrent: chat.id === current,
          locale,
          me,
          unread: unread.get(chat.id) ?? 0,
          isTyping: typing.has(chat.id),
          open,
        }),
      ),
    ),
  );
  if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
}

function makeEntry(chat, { isCurrent, locale, me, unread, isTyping, open }) {
  const last = chat.last_message;
  const line = isTyping ? h("span", { class: "is-typing" }, "typing …") : lastLine(chat, me);
  return h(
    "button",
    {
      type: "button",
      class: chat.isReady ? "chat-item is-ready" : "chat-item",
      "data-chat": chat.id,
      "aria-current": isCurrent ? "true" : null,
      onclick: () => open(chat),
    },
    makeAvatar({ id: chat.id, name: chat.title, type: chat.type, forum: chat.forum, isBot: chat.isBot }),
    h(
      "span",
      { class: "chat-item-words" },
      h(
        "span",
        { class: "chat-item-top" },
        h("span", { class: "chat-item-title" }, chat.title),
        last ? h("time", {}, formatBriefly(last.date, locale)) : null,
      ),
      h(
        "span",
        { class: "chat-item-bottom" },
        h("span", { class: "chat-item-last" }, line),
        unread ? h("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)) : null,
      ),
    ),
  );
}

function lastLine(chat, me) {
  const last = chat.last_message;
  if (!last) return chat.hint ?? (chat.isBot ? "Send a link to begin" : "No messages yet");
  if (last.service) return describeService(last);
  const words = clip(last.text, 80) || last.document?.name || (last.photo ? "Photo" : "Message");
  if (last.from.id === me) return `You: ${words}`;
  return chat.type === "private" || chat.type === "channel" ? words : `${last.from.name}: ${words}`;
}

/** Draws who writes, at the foot of the list. */
export function drawPerson(person) {
  const words = h("span", { class: "person-words" }, h("small", {}, "You write as"), h("span", {}, person.name));
  find("person").replaceChildren(makeAvatar({ id: person.id, name: person.name, small: true }), words);
  find("person").setAttribute("aria-label", `You write as ${person.name}. Choose a person or language`);
}
