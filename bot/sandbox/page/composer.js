/** Where a message is written: text, files, reply, edit, and the menu of commands. */

import { clip, formatSize } from "./bubble.js";
import { find, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * `send({text, files, replyTo, editing, isCommand?})` resolves to true when it went; `commands()` gives what the bot
 * offers: [{command, description}].
 */
export class Composer {
  constructor({ send, commands }) {
    this.send = send;
    this.commands = commands;
    this.form = find("composer");
    this.field = find("text");
    this.list = find("commands");
    this.files = [];
    this.replyTo = null;
    this.editing = null;
    this.chosen = 0;
    this.isSending = false;
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.submit()));
    this.field.addEventListener("input", () => this.onInput());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("keydown", (event) => this.walkCommands(event));
    this.field.addEventListener("paste", (event) => this.onPaste(event));
    this.field.addEventListener("blur", () =>
      setTimeout(() => this.list.contains(document.activeElement) || this.closeCommands(), 120),
    );
    find("attach").addEventListener("click", () => find("files").click());
    find("files").addEventListener(
      "change",
      (event) => (this.attach([...event.target.files]), (event.target.value = "")),
    );
    find("open-commands").addEventListener("click", () => this.toggleCommands());
    this.listenForDrops(document.body);
  }

  listenForDrops(area) {
    const sheet = find("drop");
    let depth = 0;
    const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    area.addEventListener("dragenter", (event) => hasFiles(event) && ((depth += 1), (sheet.hidden = false)));
    area.addEventListener("dragleave", (event) => hasFiles(event) && (depth -= 1) <= 0 && (sheet.hidden = true));
    area.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    area.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      sheet.hidden = true;
      this.attach([...event.dataTransfer.files]);
    });
  }

  /** Empties everything, as for another chat. */
  clear() {
    this.field.value = "";
    this.files = [];
    this.stopAnswering();
    this.drawFiles();
    this.onInput();
  }

  /** Gives what is written so far, to be put back by `restore`. */
  get draft() {
    return this.editing ? "" : this.field.value;
  }

  /** Begins anew with a draft. */
  restore(draft) {
    this.clear();
    this.field.value = draft;
    this.onInput();
    this.closeCommands();
  }

  /** Puts `text` into the field and the cursor behind it. */
  write(text) {
    this.field.value = text;
    this.onInput();
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  /** The next message answers this one. */
  reply(message) {
    this.stopAnswering();
    this.replyTo = message;
    this.drawReply("reply", message.from.name, message);
  }

  /** The next text replaces the text of this message. */
  edit(message) {
    this.stopAnswering();
    this.editing = message;
    this.drawReply("edit", "Edit message", message);
    this.write(message.text);
  }

  drawReply(sign, title, message) {
    const cancel = () => {
      if (this.editing) this.field.value = "";
      this.stopAnswering();
      this.onInput();
      this.field.focus();
    };
    const close = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Cancel", onclick: cancel },
      icon("close"),
    );
    find("reply").replaceChildren(
      icon(sign),
      h("span", { class: "reply-words" }, h("strong", {}, title), h("span", {}, clip(message.text) || "File")),
      close,
    );
    find("reply").hidden = false;
    this.field.focus();
  }

  stopAnswering() {
    this.replyTo = null;
    this.editing = null;
    find("reply").hidden = true;
  }

  attach(files) {
    this.files.push(...files);
    this.drawFiles();
    this.showState();
    this.field.focus();
  }

  drawFiles() {
    find("attachments").hidden = this.files.length === 0;
    find("attachments").replaceChildren(...this.files.map((file) => this.makeChip(file)));
  }

  makeChip(file) {
    const remove = () => {
      this.files = this.files.filter((other) => other !== file);
      this.drawFiles();
      this.showState();
      this.field.focus();
    };
    return h(
      "li",
      { class: "chip" },
      icon("file"),
      h("span", { class: "chip-name" }, file.name || "file"),
      h("small", {}, formatSize(file.size)),
      h(
        "button",
        { type: "button", class: "chip-close", "aria-label": `Remove ${file.name}`, onclick: remove },
        icon("close"),
      ),
    );
  }

  onPaste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.attach(files);
  }

  onInput() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.showState();
    const isCommand = /^\/\w*$/.test(this.field.value);
    if (isCommand) this.openCommands(this.field.value.slice(1));
    else this.closeCommands();
  }

  showState() {
    const hasSomething = this.field.value.trim() !== "" || this.files.length > 0;
    find("send").classList.toggle("is-ready", hasSomething);
    find("send").setAttribute("aria-disabled", String(!hasSomething));
  }

  onKey(event) {
    if (event.isComposing) return;
    if (!this.list.hidden && this.walkCommands(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && (this.replyTo || this.editing)) {
      if (this.editing) this.write("");
      this.stopAnswering();
    }
  }

  async submit() {
    const text = this.field.value.trim();
    if (this.isSending || (text === "" && this.files.length === 0)) return;
    const { files, replyTo, editing } = this;
    this.isSending = true;
    const went = await this.send({ text, files, replyTo, editing }).finally(() => (this.isSending = false));
    if (went) this.clear();
    this.field.focus();
  }

  toggleCommands() {
    if (this.list.hidden) {
      this.openCommands("");
      this.field.focus();
    } else this.closeCommands();
  }

  openCommands(start) {
    const found = this.commands().filter(({ command }) => command.startsWith(start.toLowerCase()));
    this.chosen = 0;
    this.list.replaceChildren(...found.map((item, place) => this.makeCommand(item, place)));
    this.list.hidden = found.length === 0;
    this.choose(0);
  }

  makeCommand({ command, description }, place) {
    const run = () => this.run(command);
    return h(
      "div",
      {
        class: "command",
        role: "option",
        id: `command-${place}`,
        "data-command": command,
        "aria-selected": "false",
        onpointerdown: (event) => event.preventDefault(),
        onclick: run,
      },
      h("span", { class: "command-name" }, `/${command}`),
      h("span", { class: "command-words" }, description),
    );
  }

  async run(command) {
    this.closeCommands();
    this.field.value = "";
    this.onInput();
    await this.send({ text: `/${command}`, files: [], replyTo: this.replyTo, editing: null, isCommand: true });
    this.stopAnswering();
    this.field.focus();
  }

  closeCommands() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  choose(place) {
    const items = [...this.list.children];
    if (items.length === 0) return;
    this.chosen = (place + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.chosen)));
    items[this.chosen].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", items[this.chosen].id);
  }

  /** Takes the keys that belong to the open menu of commands; says whether it did. */
  walkCommands(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const { command } = this.list.children[this.chosen]?.dataset ?? {};
    if (event.key in steps) this.choose(this.chosen + steps[event.key]);
    else if (event.key === "Escape") this.closeCommands();
    else if (event.key === "Tab" && !event.shiftKey && command) this.write(`/${command} `);
    else if (event.key === "Enter" && !event.shiftKey && command) this.run(command);
    else return false;
    event.preventDefault();
    return true;
  }
}
