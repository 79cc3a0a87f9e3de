/** What the page knows of chats and messages, kept up to date from the sandbox's events. */

import { get } from "./sandbox.js";

const BEYOND_ALL_EVENTS = Number.MAX_SAFE_INTEGER;
const CHANGES_OF_CHATS = new Set(["chat", "member"]);

/** `changed` is called with what there is to draw again: {chats?, chat?, message?, removed?, cleared?, all?}. */
export class Store {
  constructor(changed) {
    this.chats = new Map();
    this.messages = new Map();
    this.unread = new Map();
    this.seen = 0;
    this.run = "";
    this.changed = changed;
  }

  /** Everything from the start, after opening the page or when the sandbox was started again. */
  async reload() {
    const { last, run } = await get("events", { after: BEYOND_ALL_EVENTS });
    this.seen = last;
    this.run = run;
    this.messages.clear();
    this.unread.clear();
    await this.reloadChats();
    this.changed({ all: true });
  }

  async reloadChats() {
    const { chats } = await get("chats");
    this.chats = new Map(chats.map((chat) => [chat.id, chat]));
  }

  /** The messages of a chat by id, asked for once; a chat that does not exist yet has none. */
  async load(chatId) {
    if (this.messages.has(chatId)) return;
    const found = new Map();
    this.messages.set(chatId, found);
    if (!this.chats.has(chatId)) return;
    const { messages } = await get(`chats/${chatId}`);
    for (const message of messages) found.set(message.id, message);
  }

  /** The messages of a chat in order. */
  list(chatId) {
    return [...(this.messages.get(chatId)?.values() ?? [])].sort((a, b) => a.id - b.id);
  }

  find(chatId, messageId) {
    return this.messages.get(chatId)?.get(messageId) ?? null;
  }

  /** Takes in what happened, in order. */
  async apply(events) {
    if (events.some((event) => event.kind === "reset")) return this.reload();
    const concernsChats = events.some((event) => CHANGES_OF_CHATS.has(event.kind) || event.message?.service);
    if (concernsChats) await this.reloadChats();
    for (const event of events) this.take(event);
    if (concernsChats) this.changed({ chats: true });
  }

  take(event) {
    const chat = this.chats.get(event.chat);
    if (event.message && chat) this.takeMessage(chat, event);
    if (event.kind === "delete") this.takeDeletion(event);
    if (event.kind === "clear") this.takeClearing(event.chat);
  }

  takeMessage(chat, { kind, message }) {
    const known = this.messages.get(chat.id);
    if (!chat.last_message || message.id >= chat.last_message.id) chat.last_message = message;
    const isNew = kind === "message" && !known?.has(message.id);
    known?.set(message.id, message);
    this.changed({ chat: chat.id, message, isNew });
  }

  takeDeletion({ chat, message_id: messageId }) {
    this.messages.get(chat)?.delete(messageId);
    const entry = this.chats.get(chat);
    if (entry?.last_message?.id === messageId) entry.last_message = this.list(chat).at(-1) ?? null;
    this.changed({ chat, removed: messageId });
  }

  takeClearing(chatId) {
    const gone = this.messages.get(chatId);
    gone?.clear();
    const chat = this.chats.get(chatId);
    if (chat) chat.last_message = null;
    this.unread.delete(chatId);
    this.changed({ chat: chatId, cleared: true });
  }
}
