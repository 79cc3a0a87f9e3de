/** The chat page: puts the pieces together and holds what is open and who writes. */

import { makeAvatar } from "./avatar.js";
import { clip, ownReaction } from "./bubble.js";
import { FIRST_PEOPLE, getMenu, listChats, listPeople, makeNewChat, makeReadyChat } from "./chats.js";
import { Composer, kindOf, splitText } from "./composer.js";
import { Conversation } from "./conversation.js";
import { formatDistance, formatTime, localeOf, now, setClock } from "./dates.js";
import { find, h } from "./dom.js";
import { follow } from "./events.js";
import { makeEmpty, makeGreeting } from "./greeting.js";
import { fillIcons, icon } from "./icons.js";
import { ask, askText, copyText, notice, openMenu, pick, toast } from "./overlays.js";
import { loadPapers } from "./previews.js";
import { get, post, postFile } from "./sandbox.js";
import { getTheme, isDark, keep, onSystemTheme, recall, setTheme } from "./settings.js";
import { drawChats, drawPerson } from "./sidebar.js";
import { Store } from "./store.js";

const TYPING_MS = 5_500;
const ANSWER_MS = 16_000;
const LANGUAGES = [["en", "English"], ["ru", "Русский"]];
const REACTIONS = ["👍", "❤", "🔥", "👀", "🤔", "👎"];
const ALL_TOPICS = -1;

class Page {
  constructor() {
    this.me = Number(recall("person")) || FIRST_PEOPLE[0].id;
    this.open = Number(recall("chat")) || this.me;
    this.thread = ALL_TOPICS;
    this.bot = { name: "Nutgraf", username: "", commands: [], description: "" };
    this.menus = new Map();
    this.typing = new Map();
    this.taps = new Map();
    this.answered = new Map();
    this.store = new Store((change) => this.onChange(change));
    this.conversation = new Conversation(() => this.view(), this.deeds());
    this.composer = new Composer({ send: (what) => this.send(what), commands: () => this.bot.commands });
  }

  async start() {
    fillIcons();
    this.listen();
    this.showTheme();
    await untilItAnswers(() => Promise.all([this.syncClock(), loadPapers()]));
    await untilItAnswers(() => this.store.reload());
    setInterval(() => this.showClock(), 10_000);
    await follow(this.store, {
      events: (events) => this.onEvents(events),
      lost: () => (find("connection").hidden = false),
      found: () => (find("connection").hidden = true),
    });
  }

  // ---- what is seen ----

  get people() {
    return listPeople(this.store);
  }

  get person() {
    return this.people.find((person) => person.id === this.me) ?? this.people[0];
  }

  get locale() {
    return localeOf(this.person.language);
  }

  get chats() {
    return listChats(this.store, this.person, this.bot);
  }

  get chat() {
    return this.chats.find((chat) => chat.id === this.open) ?? this.chats.find((chat) => chat.isBot);
  }

  /** What a message is drawn with. */
  view() {
    const chat = this.chat;
    const lastOfBot = Math.max(0, ...this.store.list(chat.id).filter((message) => message.from.is_bot).map((message) => message.id));
    return {
      me: this.me,
      chat,
      locale: this.locale,
      isRead: (message) => message.id < lastOfBot || message.reactions.length > 0 || this.typing.has(chat.id),
      isBusy: (message, button) => this.taps.has(tapKey(chat.id, message.id, button.data)),
    };
  }

  shownMessages() {
    const { id, forum } = this.chat;
    const messages = this.store.list(id);
    if (!forum || this.thread === ALL_TOPICS) return messages;
    return messages.filter((message) => (message.thread ?? 0) === this.thread);
  }

  isShown(chatId, message) {
    return chatId === this.chat.id && (!this.chat.forum || this.thread === ALL_TOPICS || (message.thread ?? 0) === this.thread);
  }

  // ---- drawing ----

  async drawAll() {
    const chat = this.chat;
    await this.loadMenu(chat);
    await this.store.load(chat.id);
    if (chat.id !== this.chat.id) return;
    this.drawSidebar();
    this.drawHeader();
    this.drawTopics();
    this.drawConversation();
    this.drawClosed();
  }

  async loadMenu(chat) {
    const known = chat.isReady ? this.me : chat.id;
    this.bot = { ...this.bot, ...(await getMenu(known, this.me)) };
    if (!this.store.chats.has(this.me)) await this.store.reloadChats();
  }

  drawSidebar() {
    drawChats(this.chats, { current: this.chat.id, locale: this.locale, me: this.me, unread: this.store.unread, typing: this.typing, open: (chat) => this.openChat(chat) });
    drawPerson(this.person);
  }

  drawHeader() {
    const chat = this.chat;
    find("chat-title").textContent = chat.title;
    find("chat-avatar").replaceChildren(makeAvatar({ id: chat.id, name: chat.title, type: chat.type, forum: chat.forum, isBot: chat.isBot }));
    this.drawState();
    const unread = [...this.store.unread.values()].reduce((sum, count) => sum + count, 0);
    document.title = (unread ? `(${unread}) ` : "") + `${chat.title} · Nutgraf sandbox`;
  }

  drawState() {
    const chat = this.chat;
    const isTyping = this.typing.has(chat.id);
    find("chat-state").textContent = isTyping ? (chat.isBot ? "typing …" : `${this.bot.name} is typing …`) : describeChat(chat);
    find("chat-state").classList.toggle("is-typing", isTyping);
    this.conversation.setTyping(isTyping && (this.thread === ALL_TOPICS || this.typing.get(chat.id)?.thread === this.thread));
  }

  drawConversation() {
    const messages = this.shownMessages();
    const isEmpty = messages.every((message) => message.service);
    this.conversation.draw(messages, isEmpty ? this.makeEmpty() : null);
    this.drawState();
  }

  makeEmpty() {
    const chat = this.chat;
    if (!chat.isBot) return makeEmpty(chat, this.bot.username, (text) => this.composer.write(text));
    return makeGreeting({ language: this.person.language, botName: this.bot.name, send: (text) => this.send({ text, files: [] }) });
  }

  drawTopics() {
    const { forum, topics = [] } = this.chat;
    find("topics").hidden = !forum;
    if (!forum) return;
    const all = [{ id: ALL_TOPICS, name: "All" }, { id: 0, name: "General" }, ...topics];
    find("topics").replaceChildren(
      ...all.map(({ id, name }) => h("button", { type: "button", class: "topic", "aria-pressed": String(id === this.thread), onclick: () => this.openTopic(id) }, name)),
      h("button", { type: "button", class: "topic", "aria-label": "New topic", onclick: () => this.makeTopic() }, icon("plus")),
    );
  }

  /** Where nothing can be written: the bot is blocked, or not in the chat. */
  drawClosed() {
    const chat = this.chat;
    const isBlocked = chat.isBot && chat.bot === "blocked";
    const isAway = !chat.isBot && !chat.isReady && ["left", "kicked"].includes(chat.bot);
    find("composer").hidden = isBlocked;
    find("closed").hidden = !(isBlocked || isAway);
    const words = isBlocked ? "Unblock the bot" : `Add ${this.bot.name} to this chat`;
    const act = () => this.attempt(() => (isBlocked ? post("unblock", { chat: chat.id }) : post("members", { chat: chat.id, user: "bot", status: chat.type === "channel" ? "administrator" : "member", by: this.me })));
    find("closed").replaceChildren(h("button", { type: "button", class: "closed-button", onclick: act }, words));
    const isShared = !chat.isBot && chat.type !== "channel";
    find("speaker").hidden = !isShared;
    find("speaker").replaceChildren(makeAvatar({ id: this.person.id, name: this.person.name, small: true }));
    find("speaker").setAttribute("aria-label", `Write as ${this.person.name}. Choose another person`);
  }

  // ---- what happens in the sandbox ----

  onChange({ all, chats, chat, message, isNew, removed, cleared }) {
    if (all) return void this.drawAll();
    if (message?.from.is_bot && isNew) this.typing.delete(chat);
    if (isNew && chat !== this.chat.id && message.from.id !== this.me) this.store.unread.set(chat, (this.store.unread.get(chat) ?? 0) + 1);
    const isHere = chat === this.chat.id;
    if (message && this.isShown(chat, message)) this.putMessage(message);
    if (removed && isHere) this.conversation.remove(removed);
    if (cleared && isHere) this.drawConversation();
    this.drawSidebar();
    if (chats) {
      this.drawTopics();
      this.drawClosed();
    }
    this.drawHeader();
  }

  putMessage(message) {
    this.conversation.put(message);
    if (!message.from.is_bot) return;
    for (const own of this.store.list(this.chat.id)) {
      const ticks = own.from.id === this.me && this.conversation.nodes.get(own.id)?.querySelector(".ticks .icon-check");
      if (ticks) this.conversation.put(own);
    }
  }

  onEvents(events) {
    for (const event of events) {
      if (event.kind === "action" && event.action === "typing") this.showTyping(event);
      if (event.kind === "answer") this.takeAnswer(event);
      if (event.kind === "menu") void this.loadMenu(this.chat);
    }
  }

  showTyping({ chat, thread }) {
    clearTimeout(this.typing.get(chat)?.timer);
    const stop = () => {
      this.typing.delete(chat);
      this.drawState();
      this.drawSidebar();
    };
    this.typing.set(chat, { thread: thread || 0, timer: setTimeout(stop, TYPING_MS) });
    this.drawState();
    this.drawSidebar();
  }

  // ---- what people do ----

  /** Does something with the sandbox; a refusal is shown, and said by false. */
  async attempt(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      toast(error.message);
      return false;
    }
  }

  async send({ text, files, replyTo, editing, isCommand }) {
    const chat = this.chat;
    if (editing) return this.attempt(() => post("edit", { chat: chat.id, message_id: editing.id, text }));
    if (chat.isReady && !(await this.attempt(() => makeReadyChat(chat.id, this.people)))) return false;
    const address = isCommand && !chat.isBot ? `${text}@${this.bot.username}` : text;
    const where = { chat: chat.id, user: this.me, ...(replyTo ? { reply_to: replyTo.id } : {}), ...(this.thread > 0 ? { thread: this.thread } : {}) };
    return this.attempt(() => (files.length > 0 ? sendFiles(where, address, files) : sendText(where, address)));
  }

  deeds() {
    return {
      command: (text) => void this.send({ text, files: [] }),
      mention: (name) => this.composer.write(`${this.composer.field.value}${name} `),
      copy: copyText,
      goTo: (messageId) => this.goTo(messageId),
      react: (message, emoji) => void this.attempt(() => post("react", { chat: message.chat, user: this.me, message_id: message.id, emoji })),
      tap: (message, button, node) => void this.tap(message, button, node),
      menu: (message, anchor) => this.openMessageMenu(message, anchor),
      get locale() {
        return page.locale;
      },
    };
  }

  goTo(messageId) {
    if (this.conversation.goTo(messageId)) return;
    if (this.store.find(this.chat.id, messageId) && this.thread !== ALL_TOPICS) {
      this.openTopic(ALL_TOPICS);
      this.conversation.goTo(messageId);
    } else toast("This message is no longer here.");
  }

  async tap(message, button, node) {
    const key = tapKey(message.chat, message.id, button.data);
    if (this.taps.has(key)) return;
    this.taps.set(key, null);
    node.classList.add("is-busy");
    node.setAttribute("aria-busy", "true");
    const went = await this.attempt(async () => {
      const { callback_query_id: id } = await post("tap", { chat: message.chat, user: this.me, message_id: message.id, data: button.data });
      this.taps.set(key, id);
      setTimeout(() => this.endTap(key, id) && toast("The bot did not answer."), ANSWER_MS);
      if (this.answered.has(id)) this.takeAnswer(this.answered.get(id));
    });
    if (!went) this.endTap(key);
  }

  takeAnswer(event) {
    const found = [...this.taps].find(([, id]) => id === event.callback_query_id);
    if (!found) {
      this.answered.set(event.callback_query_id, event);
      return;
    }
    this.answered.delete(event.callback_query_id);
    this.endTap(found[0]);
    if (event.text && event.show_alert) void notice(this.bot.name, event.text);
    else if (event.text) toast(event.text);
  }

  endTap(key, id) {
    if (!this.taps.has(key) || (id !== undefined && this.taps.get(key) !== id)) return false;
    this.taps.delete(key);
    const [chat, messageId] = key.split(" ").map(Number);
    const message = this.store.find(chat, messageId);
    if (message && this.isShown(chat, message)) this.conversation.put(message);
    return true;
  }

  async openChat(chat) {
    find("app").dataset.view = "chat";
    if (chat.isReady && !(await this.attempt(() => makeReadyChat(chat.id, this.people)))) return;
    if (chat.isReady) await this.store.reloadChats();
    if (chat.id !== this.open) this.composer.clear();
    this.open = chat.id;
    this.thread = ALL_TOPICS;
    this.store.unread.delete(chat.id);
    keep("chat", chat.id);
    await this.drawAll();
    if (matchMedia("(hover: hover)").matches) this.composer.field.focus();
  }

  openTopic(thread) {
    this.thread = thread;
    this.drawTopics();
    this.drawConversation();
  }

  async makeTopic() {
    const name = await askText({ title: "New topic", label: "Name of the topic", confirm: "Open topic" });
    if (!name) return;
    await this.attempt(async () => {
      const { thread } = await post("topics", { chat: this.chat.id, user: this.me, name });
      await this.store.reloadChats();
      this.openTopic(thread);
    });
  }

  async writeAs(person) {
    const wasPrivate = this.chat.isBot;
    this.me = person.id;
    keep("person", person.id);
    if (wasPrivate) this.open = person.id;
    keep("chat", this.open);
    await getMenu(person.id, person.id);
    await this.store.reloadChats();
    await this.drawAll();
    this.composer.field.focus();
  }

  async speak(language) {
    await this.attempt(async () => {
      await post("users", { id: this.me, language_code: language });
      await this.store.reloadChats();
      await this.drawAll();
    });
  }

  async startOver() {
    const confirmed = await ask({ title: "Start over?", text: `Every message in “${this.chat.title}” is deleted here. What the bot keeps (saved stories, settings) stays.`, confirm: "Start over", danger: true });
    if (!confirmed) return;
    this.composer.clear();
    await this.attempt(() => post("clear", { chat: this.chat.id }));
  }

  async makeChat(kind, name) {
    const title = await askText({ title: `New ${name.toLowerCase()}`, label: "Its name", confirm: "Make it" });
    if (!title) return;
    await this.attempt(async () => {
      const id = await makeNewChat(kind, title, this.people, new Set(this.store.chats.keys()));
      await this.store.reloadChats();
      await this.openChat({ id });
    });
  }

  async addPerson() {
    const name = await askText({ title: "Somebody new", label: "Their name", confirm: "Add" });
    if (!name) return;
    const id = Math.max(...this.people.map((person) => person.id)) + 1;
    if (await this.attempt(() => post("users", { id, first_name: name }))) await this.writeAs({ id, name });
  }

  // ---- menus ----

  listen() {
    find("main-menu").addEventListener("click", (event) => this.openMainMenu(event.currentTarget));
    find("person").addEventListener("click", (event) => this.openPersonMenu(event.currentTarget));
    find("speaker").addEventListener("click", (event) => this.openPersonMenu(event.currentTarget));
    find("clock").addEventListener("click", (event) => this.openClockMenu(event.currentTarget));
    find("chat-menu").addEventListener("click", (event) => this.openChatMenu(event.currentTarget));
    find("theme").addEventListener("click", () => this.chooseTheme(isDark() ? "light" : "dark"));
    find("back").addEventListener("click", () => this.showList());
    find("log").addEventListener("contextmenu", (event) => this.onContextMenu(event));
    onSystemTheme(() => this.showTheme());
    addEventListener("keydown", (event) => this.onKey(event));
  }

  showList() {
    find("app").dataset.view = "list";
    find("chat-list").querySelector("[aria-current]")?.focus();
  }

  onKey(event) {
    const isFree = document.activeElement === document.body || document.activeElement === find("scroller");
    const isCharacter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ";
    if (isFree && isCharacter && !document.querySelector("dialog[open]")) this.composer.field.focus();
  }

  onContextMenu(event) {
    const node = event.target.closest(".message[data-id]");
    const message = node && this.store.find(this.chat.id, Number(node.dataset.id));
    if (!message || event.target.closest("a") || String(getSelection()) !== "") return;
    event.preventDefault();
    this.openMessageMenu(message, { x: event.clientX, y: event.clientY });
  }

  openMessageMenu(message, anchor) {
    const isOwn = message.from.id === this.me;
    const mine = ownReaction(message, this.me);
    openMenu(
      anchor,
      [
        { node: (close) => this.makeReactionRow(message, mine, close) },
        { label: "Reply", icon: "reply", act: () => this.composer.reply(message) },
        message.text ? { label: "Copy text", icon: "copy", act: () => copyText(message.text) } : null,
        isOwn && message.text && !message.document ? { label: "Edit", icon: "edit", act: () => this.composer.edit(message) } : null,
        { label: "Forward …", icon: "forward", act: () => void this.forward(message) },
      ],
      "Message menu",
    );
  }

  makeReactionRow(message, mine, close) {
    const buttons = REACTIONS.map((emoji) =>
      h("button", { type: "button", class: emoji === mine ? "is-mine" : "", role: "menuitem", tabindex: -1, "aria-label": `React with ${emoji}`, onclick: () => (close(), this.deeds().react(message, emoji === mine ? "" : emoji)) }, emoji),
    );
    return h("div", { class: "menu-reactions" }, ...buttons);
  }

  async forward(message) {
    const choices = this.chats.filter((chat) => !chat.isReady).map((chat) => ({ label: chat.title, hint: describeChat(chat), value: chat, node: makeAvatar({ id: chat.id, name: chat.title, type: chat.type, forum: chat.forum, isBot: chat.isBot, small: true }) }));
    const field = h("input", { type: "text", class: "field", "aria-label": "Forwarded from", maxlength: 64, placeholder: "As if from a channel (leave empty to keep the author)" });
    const chat = await pick("Forward to", choices, [h("p", { class: "dialog-note" }, clip(message.text, 90) || message.document?.name || "Photo"), field]);
    if (!chat) return;
    const origin = field.value.trim() || originOf(message, this.chat);
    const sent = await this.attempt(() => forwardTo({ chat: chat.id, user: this.me, forward_from: origin }, message));
    if (sent && chat.id !== this.chat.id) await this.openChat(chat);
  }

  openMainMenu(anchor) {
    const theme = getTheme();
    openMenu(
      anchor,
      [
        { label: "New group", icon: "group", act: () => void this.makeChat("group", "Group") },
        { label: "New forum", icon: "forum", act: () => void this.makeChat("forum", "Forum") },
        { label: "New channel", icon: "channel", act: () => void this.makeChat("channel", "Channel") },
        "-",
        { heading: "Look" },
        ...[["system", "As the system"], ["light", "Light"], ["dark", "Dark"]].map(([value, label]) => ({ label, checked: theme === value, act: () => this.chooseTheme(value) })),
        "-",
        { label: "Start over", icon: "trash", danger: true, act: () => void this.startOver() },
      ],
      "Main menu",
    );
  }

  openPersonMenu(anchor) {
    openMenu(
      anchor,
      [
        { heading: "Write as" },
        ...this.people.map((person) => ({ label: person.name, checked: person.id === this.me, act: () => void this.writeAs(person) })),
        { label: "Somebody new …", icon: "plus", act: () => void this.addPerson() },
        "-",
        { heading: `${this.person.name}'s Telegram language` },
        ...LANGUAGES.map(([code, label]) => ({ label, checked: this.person.language === code, act: () => void this.speak(code) })),
      ],
      "Person and language",
    );
  }

  openClockMenu(anchor) {
    const advance = (seconds) => () => void this.attempt(async () => {
      const { unix } = await post("clock", { advance_s: seconds });
      setClock(unix);
      this.showClock();
      this.drawSidebar();
      this.conversation.arrange();
    });
    openMenu(
      anchor,
      [
        { heading: "The sandbox's clock, the bot's too" },
        { label: "1 hour on", icon: "clock", act: advance(3_600) },
        { label: "1 day on", icon: "clock", act: advance(86_400) },
      ],
      "Clock",
    );
  }

  openChatMenu(anchor) {
    openMenu(anchor, [...this.listChatDeeds(), { label: "Start over", icon: "trash", danger: true, act: () => void this.startOver() }], "Menu of this chat");
  }

  listChatDeeds() {
    const chat = this.chat;
    const change = (status) => () => void this.attempt(() => post("members", { chat: chat.id, user: "bot", status, by: this.me }));
    if (chat.isBot && chat.bot !== "blocked") return [{ label: "Block the bot", icon: "ban", act: () => void this.attempt(() => post("block", { chat: chat.id })) }, "-"];
    if (chat.isBot) return [];
    const standing = {
      member: [{ label: "Make the bot an administrator", icon: "star", act: change("administrator") }],
      administrator: chat.type === "channel" ? [] : [{ label: "Make the bot an ordinary member", icon: "star", act: change("member") }],
    };
    const isIn = !["left", "kicked"].includes(chat.bot);
    return [...(standing[chat.bot] ?? []), isIn ? { label: "Remove the bot", icon: "ban", act: change("kicked") } : null, chat.type === "group" ? { label: "Turn into a supergroup", icon: "group", act: () => void this.migrate() } : null, "-"].filter(Boolean);
  }

  async migrate() {
    await this.attempt(async () => {
      const { id } = await post("migrate", { chat: this.chat.id });
      await this.store.reloadChats();
      await this.openChat({ id });
    });
  }

  // ---- theme and clock ----

  chooseTheme(theme) {
    setTheme(theme);
    this.showTheme();
  }

  showTheme() {
    const dark = isDark();
    find("theme").replaceChildren(icon(dark ? "sun" : "moon"));
    find("theme").setAttribute("aria-pressed", String(dark));
  }

  async syncClock() {
    setClock((await get("clock")).unix);
    this.showClock();
  }

  showClock() {
    const unix = now().getTime() / 1000;
    const ahead = Math.round(unix - Date.now() / 1000);
    const text = formatTime(unix, this.locale);
    find("clock").replaceChildren(icon("clock"), h("span", {}, text));
    find("clock").setAttribute("aria-label", `The sandbox's clock: ${text}`);
    find("clock").classList.toggle("is-ahead", ahead > 60);
    for (const node of document.querySelectorAll("[data-relative]")) node.textContent = formatDistance(Number(node.dataset.relative) - unix, this.locale);
  }
}

function tapKey(chatId, messageId, data) {
  return `${chatId} ${messageId} ${data}`;
}

function describeChat(chat) {
  if (chat.isBot) return chat.bot === "blocked" ? "blocked" : "bot";
  const count = (chat.members ?? []).length;
  if (chat.type === "channel") return `channel, ${count} ${count === 1 ? "subscriber" : "subscribers"}`;
  return `${chat.forum ? "forum" : "group"}, ${count} ${count === 1 ? "member" : "members"}`;
}

async function sendText(where, text) {
  for (const part of splitText(text)) await post("message", { ...where, text: part });
}

async function sendFiles(where, caption, files) {
  for (const [place, file] of files.entries()) {
    await postFile(place === 0 && caption ? { ...where, caption } : where, kindOf(file), file);
  }
}

/** Where a forward says it came from: its own origin if it was forwarded before, else its author. */
function originOf(message, chat) {
  const { forward } = message;
  if (forward?.sender_user) return { user: forward.sender_user.id };
  if (forward?.sender_user_name) return { name: forward.sender_user_name };
  if (forward?.chat) return { title: forward.chat.title, username: forward.chat.username, message_id: forward.message_id };
  if (chat.type === "channel") return { title: chat.title, username: chat.username, message_id: message.id, id: chat.id };
  return { user: message.from.id };
}

async function forwardTo(where, message) {
  const file = message.document ?? message.photo;
  if (!file) return post("message", { ...where, text: message.text, entities: message.entities });
  const data = await (await fetch(file.url)).blob();
  const named = new File([data], message.document?.name || "photo.jpg", { type: message.document?.mime_type ?? data.type });
  const caption = message.text ? { caption: message.text, caption_entities: message.entities } : {};
  return postFile({ ...where, ...caption }, message.document ? "document" : "photo", named);
}

async function untilItAnswers(deed) {
  for (;;) {
    try {
      return await deed();
    } catch {
      find("connection").hidden = false;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    } finally {
      find("connection").hidden = true;
    }
  }
}

const page = new Page();
void page.start();
