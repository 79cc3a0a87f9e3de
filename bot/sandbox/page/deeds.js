/** What people do on the page. Each deed tells the sandbox; what comes of it is drawn when its events arrive. */

import { getMenu, makeNewChat, makeReadyChat } from "./chats.js";
import { setClock } from "./dates.js";
import { find } from "./dom.js";
import { showClock } from "./look.js";
import { askText, toast } from "./overlays.js";
import { describeStep } from "./papers.js";
import { post } from "./sandbox.js";
import { forward, sendFiles, sendText } from "./sending.js";
import { keep } from "./settings.js";

/** The `thread` of a page that shows the messages of all topics. */
export const ALL_TOPICS = -1;

/** Whether fingers are used: then the keyboard is not opened unasked. */
export const TOUCH = matchMedia("(hover: none)");

/** The deeds of whoever `page.me` is, in the chat that is open. */
export class Deeds {
  constructor(page) {
    this.page = page;
  }

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

  /** Sends what the composer holds; true when it went. */
  async send({ text, files, replyTo, editing, isCommand }) {
    const { chat } = this.page;
    if (editing) return this.attempt(() => post("edit", { chat: chat.id, message_id: editing.id, text }));
    const words = isCommand && !chat.isBot ? `${text}@${this.page.bot.username}` : text;
    const where = { chat: chat.id, user: this.page.me };
    if (replyTo) where.reply_to = replyTo.id;
    if (this.page.thread > 0) where.thread = this.page.thread;
    return this.attempt(() => (files.length > 0 ? sendFiles(where, words, files) : sendText(where, words)));
  }

  react(message, emoji) {
    return this.attempt(() => post("react", { chat: message.chat, user: this.page.me, message_id: message.id, emoji }));
  }

  async forward(message, chat, title) {
    const sent = await this.attempt(() =>
      forward({ chat: chat.id, user: this.page.me }, message, this.page.chat, title),
    );
    if (sent && chat.id !== this.page.chat.id) await this.openChat(chat);
  }

  goTo(messageId) {
    if (this.page.conversation.goTo(messageId)) return;
    if (this.page.thread !== ALL_TOPICS) this.openTopic(ALL_TOPICS);
    if (!this.page.conversation.goTo(messageId)) toast("This message is no longer here.");
  }

  /** Opens a chat, which is made first if so far it was only offered. */
  openChat(chat) {
    return this.attempt(async () => {
      if (chat.isReady) await makeReadyChat(chat.id, this.page.people);
      if (!this.page.store.chats.has(chat.id)) await this.page.store.reloadChats();
      this.swapDraft(chat.id);
      this.page.open = chat.id;
      this.page.thread = ALL_TOPICS;
      this.page.store.unread.delete(chat.id);
      keep("chat", chat.id);
      find("app").dataset.view = "chat";
      await this.page.drawAll();
      if (!TOUCH.matches) this.page.composer.field.focus();
    });
  }

  /** Each chat keeps what was begun in it. */
  swapDraft(chatId) {
    if (chatId === this.page.open) return;
    this.page.drafts.set(this.page.open, this.page.composer.draft);
    this.page.composer.restore(this.page.drafts.get(chatId) ?? "");
  }

  openTopic(thread) {
    this.page.thread = thread;
    this.page.drawTopics();
    this.page.drawConversation();
  }

  async makeTopic() {
    const name = await askText({ title: "New topic", label: "Its name", confirm: "Open it" });
    if (!name) return;
    await this.attempt(async () => {
      const { thread } = await post("topics", { chat: this.page.chat.id, user: this.page.me, name });
      await this.page.store.reloadChats();
      this.openTopic(thread);
    });
  }

  makeChat(kind, title) {
    return this.attempt(async () => {
      const id = await makeNewChat(kind, title, this.page.people, new Set(this.page.store.chats.keys()));
      await this.openChat({ id });
    });
  }

  migrate() {
    return this.attempt(async () => this.openChat(await post("migrate", { chat: this.page.chat.id })));
  }

  block() {
    return this.attempt(() => post("block", { chat: this.page.chat.id }));
  }

  unblock() {
    return this.attempt(() => post("unblock", { chat: this.page.chat.id }));
  }

  /** Changes the bot's standing in the open chat. */
  setBot(status) {
    return this.attempt(() => post("members", { chat: this.page.chat.id, user: "bot", status, by: this.page.me }));
  }

  startOver() {
    this.page.composer.clear();
    return this.attempt(() => post("clear", { chat: this.page.chat.id }));
  }

  writeAs(person) {
    return this.attempt(async () => {
      if (this.page.chat.isBot) this.page.open = person.id;
      this.page.me = person.id;
      keep("person", this.page.me);
      keep("chat", this.page.open);
      await getMenu(this.page.me, this.page.me);
      await this.page.store.reloadChats();
      await this.page.drawAll();
      this.page.composer.field.focus();
    });
  }

  addPerson(name) {
    const id = Math.max(...this.page.people.map((person) => person.id)) + 1;
    return this.attempt(async () => {
      await post("users", { id, first_name: name });
      await this.writeAs({ id });
    });
  }

  /** Changes the language of who writes, as Telegram tells it to bots. */
  speak(language) {
    return this.attempt(async () => {
      await post("users", { id: this.page.me, language_code: language });
      await this.page.store.reloadChats();
      await this.page.drawAll();
    });
  }

  advance(seconds) {
    return this.attempt(async () => this.setTime(await post("clock", { advance_s: seconds })));
  }

  setTime({ unix }) {
    setClock(unix);
    showClock(this.page.locale);
    this.page.drawSidebar();
    this.page.conversation.arrange();
  }

  /** Lets the next story, or what comes in its place, come out in the sample papers. */
  publish() {
    return this.attempt(async () => {
      const answer = await post("publish", {});
      this.setTime(answer);
      toast(describeStep(answer.published));
    });
  }

  /** Follows a topic in the chat with the bot. */
  async followTopic(topic) {
    if (!this.page.chat.isBot) await this.openChat({ id: this.page.me });
    find("app").dataset.view = "chat";
    await this.send({ text: `/follow ${topic}`, files: [] });
  }
}
