/** The page: what is open, who writes, and what happens when something is done or comes in. */

import { makeAvatar } from "./avatar.js";
import { FIRST_PEOPLE, describeChat, getMenu, listChats, listPeople } from "./chats.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { localeOf, now, setClock } from "./dates.js";
import { ALL_TOPICS, Deeds, TOUCH } from "./deeds.js";
import { find, h } from "./dom.js";
import { makeEmpty, makeGreeting } from "./greeting.js";
import { icon } from "./icons.js";
import { listenForThemes, showClock } from "./look.js";
import * as menus from "./menus.js";
import { copyText } from "./overlays.js";
import { drawPapers } from "./papers.js";
import { getSeries, loadPapers } from "./previews.js";
import { recall } from "./settings.js";
import { drawChats, drawPerson } from "./sidebar.js";
import { Store } from "./store.js";
import { Taps } from "./taps.js";

const CLOCK_SLACK_S = 30;
const TYPING_MS = 5_500;
const USABLE = "a, button, [role=button], .fold.is-foldable";

/** One page; `me` is the id of who writes, `thread` the topic that is open in a forum. */
export class Page {
  constructor() {
    this.me = Number(recall("person")) || FIRST_PEOPLE[0].id;
    this.open = Number(recall("chat")) || this.me;
    this.thread = ALL_TOPICS;
    this.bot = { name: "Nutgraf", username: "", commands: [] };
    this.typing = new Map();
    this.drafts = new Map();
    this.deeds = new Deeds(this);
    this.store = new Store((change) => this.onChange(change));
    this.taps = new Taps({
      changed: (chatId, messageId) => this.redraw(chatId, messageId),
      botName: () => this.bot.name,
    });
    this.conversation = new Conversation(() => this.view(), this.makeTaps());
    this.composer = new Composer({ send: (what) => this.deeds.send(what), commands: () => this.bot.commands });
    this.listen();
  }

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
    const { chats } = this;
    return chats.find((chat) => chat.id === this.open) ?? chats.find((chat) => chat.isBot);
  }

  /** What messages are drawn with. */
  view() {
    const { chat } = this;
    const isTyping = this.typing.has(chat.id);
    const lastOfBot = this.store.list(chat.id).findLast((message) => message.from.is_bot)?.id ?? 0;
    return {
      me: this.me,
      chat,
      locale: this.locale,
      isRead: (message) => isTyping || message.id < lastOfBot || message.reactions.length > 0,
      topicOf: (message) => this.topicOf(message),
      isBusy: (message, button) => this.taps.isBusy(message, button),
    };
  }

  /** What a tap on a message does. */
  makeTaps() {
    const page = this;
    return {
      get locale() {
        return page.locale;
      },
      command: (text) => this.deeds.send({ text, files: [] }),
      mention: (name) => this.composer.write(`${this.composer.field.value}${name} `),
      copy: copyText,
      goTo: (messageId) => this.deeds.goTo(messageId),
      react: (message, emoji) => this.deeds.react(message, emoji),
      tap: (message, button) => {
        this.taps.tap(message, button, this.me);
        this.redraw(message.chat, message.id);
      },
      menu: (message, anchor) => menus.openMessageMenu(this, message, anchor),
    };
  }

  listen() {
    find("main-menu").addEventListener("click", (event) => menus.openMainMenu(this, event.currentTarget));
    find("person").addEventListener("click", (event) => menus.openPersonMenu(this, event.currentTarget));
    find("speaker").addEventListener("click", (event) => menus.openPersonMenu(this, event.currentTarget));
    find("clock").addEventListener("click", (event) => menus.openClockMenu(this, event.currentTarget));
    find("chat-menu").addEventListener("click", (event) => menus.openChatMenu(this, event.currentTarget));
    find("back").addEventListener("click", () => this.showList());
    find("log").addEventListener("contextmenu", (event) => this.onContextMenu(event));
    find("log").addEventListener("click", (event) => TOUCH.matches && this.onContextMenu(event));
    addEventListener("keydown", (event) => this.onKey(event));
    listenForThemes();
  }

  // ---- drawing ----

  /** Draws everything anew. */
  async drawAll() {
    const { chat } = this;
    await this.loadMenu();
    await this.store.load(chat.id);
    if (chat.id !== this.chat.id) return;
    this.drawSidebar();
    this.drawPapers();
    this.drawHeader();
    this.drawTopics();
    this.drawConversation();
    this.drawFoot();
  }

  async loadMenu() {
    const { chat } = this;
    this.bot = { ...this.bot, ...(await getMenu(chat.isReady ? this.me : chat.id, this.me)) };
    if (!this.store.chats.has(this.me)) await this.store.reloadChats();
  }

  drawSidebar() {
    const view = {
      current: this.chat.id,
      locale: this.locale,
      me: this.me,
      unread: this.store.unread,
      typing: this.typing,
    };
    drawChats(this.chats, { ...view, open: (chat) => this.deeds.openChat(chat) });
    drawPerson(this.person);
  }

  drawPapers() {
    const { deeds, locale } = this;
    drawPapers({ locale, publish: () => deeds.publish(), follow: (topic) => deeds.followTopic(topic) });
  }

  drawHeader() {
    const { chat } = this;
    const unread = [...this.store.unread.values()].reduce((sum, count) => sum + count, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${chat.title} · Nutgraf sandbox`;
    find("chat-title").textContent = chat.title;
    find("chat-avatar").replaceChildren(makeAvatar({ ...chat, name: chat.title }));
    this.drawState();
  }

  /** The line under the title: what the chat is, or that the bot writes. */
  drawState() {
    const { chat } = this;
    const typing = this.typing.get(chat.id);
    const state = find("chat-state");
    const words = typing ? (chat.isBot ? "typing …" : `${this.bot.name} is typing …`) : describeChat(chat);
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("is-typing", typing !== undefined);
    this.conversation.setTyping(typing !== undefined && this.isOpenThread(typing.thread));
  }

  drawConversation() {
    const messages = this.store.list(this.chat.id).filter((message) => this.isOpenThread(message.thread));
    const isEmpty = messages.every((message) => message.service);
    this.conversation.draw(messages, isEmpty ? this.makeEmpty() : null);
    this.drawState();
  }

  makeEmpty() {
    if (!this.chat.isBot)
      return makeEmpty({
        chat: this.chat,
        username: this.bot.username,
        language: this.person.language,
        write: (text) => this.composer.write(text),
      });
    const send = (text) => this.deeds.send({ text, files: [] });
    const topic = getSeries().next ? getSeries().topic : "";
    return makeGreeting({ language: this.person.language, botName: this.bot.name, topic, send });
  }

  drawTopics() {
    const { forum, topics = [] } = this.chat;
    find("topics").hidden = !forum;
    if (!forum) return;
    const make = ({ id, name }) =>
      h(
        "button",
        {
          type: "button",
          class: "topic",
          "aria-pressed": String(id === this.thread),
          onclick: () => this.deeds.openTopic(id),
        },
        name,
      );
    const add = h(
      "button",
      { type: "button", class: "topic", "aria-label": "New topic", onclick: () => this.deeds.makeTopic() },
      icon("plus"),
    );
    find("topics").replaceChildren(
      ...[{ id: ALL_TOPICS, name: "All" }, { id: 0, name: "General" }, ...topics].map(make),
      add,
    );
    find("topics").querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  /** The foot of the chat: who writes in a group, and what to do where the bot is blocked or away. */
  drawFoot() {
    const { chat, person } = this;
    const isBlocked = chat.isBot && chat.bot === "blocked";
    const isAway = ["left", "kicked"].includes(chat.bot);
    find("composer").hidden = isBlocked;
    find("closed").hidden = !(isBlocked || isAway);
    const status = chat.type === "channel" ? "administrator" : "member";
    const act = () => (isBlocked ? this.deeds.unblock() : this.deeds.setBot(status));
    const words = isBlocked ? "Unblock the bot" : `Add ${this.bot.name} to this chat`;
    find("closed").replaceChildren(h("button", { type: "button", class: "closed-button", onclick: act }, words));
    find("speaker").hidden = chat.isBot || chat.type === "channel";
    find("speaker").replaceChildren(makeAvatar({ id: person.id, name: person.name, small: true }));
    find("speaker").setAttribute("aria-label", `Write as ${person.name}. Choose another person`);
  }

  /** The name of a message's topic where messages of all topics stand together. */
  topicOf(message) {
    const { forum, topics = [] } = this.chat;
    if (!forum || this.thread !== ALL_TOPICS) return "";
    return topics.find((topic) => topic.id === message.thread)?.name ?? "General";
  }

  isOpenThread(thread) {
    return !this.chat.forum || this.thread === ALL_TOPICS || (thread ?? 0) === this.thread;
  }

  /** Draws a message again, if it is on the page. */
  redraw(chatId, messageId) {
    const message = this.store.find(chatId, messageId);
    if (message && chatId === this.chat.id && this.isOpenThread(message.thread)) this.conversation.put(message);
  }

  // ---- what comes in ----

  /** A change in what the store holds. */
  onChange({ all, chats, chat, message, isNew, removed, cleared }) {
    if (all) return this.deeds.attempt(() => this.drawAll());
    const isHere = chat === this.chat.id;
    if (message?.from.is_bot && isNew) this.stopTyping(chat);
    if (isNew && !isHere && message.from.id !== this.me)
      this.store.unread.set(chat, (this.store.unread.get(chat) ?? 0) + 1);
    if (message && isHere) this.redraw(chat, message.id);
    if (message?.from.is_bot && isHere) this.tick();
    if (removed && isHere) this.conversation.remove(removed);
    if (cleared && isHere) this.drawConversation();
    if (chats) this.drawTopics();
    if (chats) this.drawFoot();
    this.drawSidebar();
    return this.drawHeader();
  }

  /** Gives own messages their second tick once the bot has answered. */
  tick() {
    for (const [messageId, node] of this.conversation.nodes) {
      if (node.querySelector(".ticks .icon-check")) this.redraw(this.chat.id, messageId);
    }
  }

  /** What passes without leaving a trace in a chat. */
  onEvents(events) {
    for (const event of events) {
      if (event.kind === "action" && event.action === "typing") this.showTyping(event);
      if (event.kind === "answer") this.taps.take(event);
      if (event.kind === "message" && event.message) this.followClock(event.message.date);
    }
    if (events.some((event) => event.kind === "menu")) this.deeds.attempt(() => this.loadMenu());
    if (events.some((event) => event.kind === "papers")) this.deeds.attempt(() => this.reloadPapers());
  }

  /** A message from what the page takes for the future: somebody else has set the sandbox's clock forward. */
  followClock(unix) {
    if (unix <= now().getTime() / 1000 + CLOCK_SLACK_S) return;
    setClock(unix);
    showClock(this.locale);
  }

  async reloadPapers() {
    await loadPapers();
    this.drawPapers();
  }

  showTyping({ chat, thread }) {
    clearTimeout(this.typing.get(chat)?.timer);
    this.typing.set(chat, { thread, timer: setTimeout(() => this.stopTyping(chat), TYPING_MS) });
    if (chat === this.chat.id) this.tick();
    this.drawState();
    this.drawSidebar();
  }

  stopTyping(chatId) {
    clearTimeout(this.typing.get(chatId)?.timer);
    this.typing.delete(chatId);
    this.drawState();
    this.drawSidebar();
  }

  // ---- keys ----

  showList() {
    find("app").dataset.view = "list";
    find("chat-list").querySelector("[aria-current]")?.focus();
  }

  /** Typing anywhere writes into the line. */
  onKey(event) {
    const isFree =
      [document.body, find("scroller")].includes(document.activeElement) && !document.querySelector("dialog[open]");
    const isCharacter =
      event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isFree && isCharacter) this.composer.field.focus();
  }

  onContextMenu(event) {
    const node = event.target.closest("article[data-id]");
    const message = node && this.store.find(this.chat.id, Number(node.dataset.id));
    if (!message || event.target.closest(USABLE) || String(getSelection()) !== "") return;
    event.preventDefault();
    menus.openMessageMenu(this, message, { x: event.clientX, y: event.clientY });
  }
}
