/** The open chat: its messages as elements, in order, with days, and where the view stands. */

import { find, h } from "./dom.js";
import { formatDay } from "./dates.js";
import { renderMessage } from "./bubble.js";
import { measureFolds } from "./richtext.js";

const SHOWN_AT_ONCE = 120;
const NEAR_END_PX = 48;
const HEADROOM_PX = 24;
const TOGETHER_S = 300;

/** Draws into the page's log. `makeView()` gives what messages are drawn with, `deeds` what taps do. */
export class Conversation {
  constructor(makeView, deeds) {
    this.scroller = find("scroller");
    this.log = find("log");
    this.latest = find("latest");
    this.makeView = makeView;
    this.deeds = deeds;
    this.nodes = new Map();
    this.days = new Map();
    this.shown = SHOWN_AT_ONCE;
    this.missed = 0;
    this.stays = true;
    this.scroller.addEventListener("scroll", () => this.onScroll(), { passive: true });
    this.latest.addEventListener("click", () => this.toEnd(true));
    new ResizeObserver(() => this.onResize()).observe(this.scroller);
  }

  /** Draws all of a chat; `empty` is what stands there while there are no messages. */
  draw(messages, empty, { keepsPlace = false } = {}) {
    const place = this.scroller.scrollTop;
    if (!keepsPlace) this.shown = SHOWN_AT_ONCE;
    this.messages = messages;
    this.log.setAttribute("aria-busy", "true");
    this.nodes.clear();
    this.days.clear();
    const view = this.makeView();
    const shown = messages.slice(-this.shown);
    for (const message of shown) this.nodes.set(message.id, renderMessage(message, view, this.deeds));
    this.log.replaceChildren(...(shown.length < messages.length ? [this.makeEarlier()] : []), ...this.nodes.values());
    if (empty) this.log.append(empty);
    this.arrange();
    measureFolds(this.log);
    if (keepsPlace) this.scroller.scrollTop = place;
    else this.toEnd();
    this.log.removeAttribute("aria-busy");
  }

  makeEarlier() {
    const showEarlier = () => {
      const before = this.scroller.scrollHeight;
      this.shown += SHOWN_AT_ONCE;
      this.draw(this.messages, null, { keepsPlace: true });
      this.scroller.scrollTop += this.scroller.scrollHeight - before;
    };
    return h("button", { type: "button", class: "earlier", onclick: showEarlier }, "Show earlier messages");
  }

  /** Draws a message that is new or has changed. */
  put(message) {
    const isAtEnd = this.isAtEnd();
    const node = renderMessage(message, this.makeView(), this.deeds);
    const old = this.nodes.get(message.id);
    this.nodes.set(message.id, node);
    if (old) this.replace(old, node);
    else this.insert(message, node);
    this.arrange();
    measureFolds(node);
    if (old) {
      if (isAtEnd && this.stays) this.toEnd();
    } else this.follow(message, node, isAtEnd);
  }

  replace(old, node) {
    const labels = [...old.querySelectorAll("button, a")];
    const focused = labels.indexOf(document.activeElement);
    const open = [...old.querySelectorAll(".fold")].map((quote) => quote.classList.contains("is-open"));
    const hadRevealed = old.querySelector(".is-revealed") !== null;
    old.replaceWith(node);
    node.querySelectorAll(".fold").forEach((quote, place) => {
      if (open[place]) quote.classList.add("is-foldable", "is-open");
    });
    if (hadRevealed) node.querySelectorAll(".spoiler").forEach((spoiler) => spoiler.click());
    if (focused >= 0) focusLike(labels[focused], node);
  }

  insert(message, node) {
    if (!message.service) this.log.querySelector(".greeting")?.remove();
    const next = [...this.nodes.entries()].find(([id, other]) => id > message.id && other !== node);
    if (next) next[1].before(node);
    else {
      const typing = this.log.querySelector(".typing");
      if (typing) typing.before(node);
      else this.log.append(node);
    }
    if (next) this.nodes = new Map([...this.nodes.entries()].sort(([a], [b]) => a - b));
  }

  /** After an own message the end is shown, after another its top if it is higher than the view; or it is counted. */
  follow(message, node, wasAtEnd) {
    const isOwn = message.from.id === this.makeView().me;
    if (isOwn) this.toEnd();
    else if (!wasAtEnd) this.missed += 1;
    else if (node.offsetHeight > this.scroller.clientHeight - HEADROOM_PX)
      this.scroller.scrollTop = node.offsetTop - HEADROOM_PX / 2;
    else this.toEnd();
    this.showLatest();
  }

  remove(messageId) {
    this.nodes.get(messageId)?.remove();
    this.nodes.delete(messageId);
    this.arrange();
  }

  /** Shows or hides the dots of somebody who is writing. */
  setTyping(isTyping) {
    const dots = this.log.querySelector(".typing");
    if (isTyping && !dots) {
      const isAtEnd = this.isAtEnd();
      this.log.append(
        h(
          "div",
          { class: "message is-other is-first is-last typing", "aria-hidden": "true" },
          h(
            "div",
            { class: "bubble" },
            h("span", { class: "dot" }),
            h("span", { class: "dot" }),
            h("span", { class: "dot" }),
          ),
        ),
      );
      if (isAtEnd) this.toEnd();
    } else if (!isTyping) dots?.remove();
  }

  /** Scrolls to a message and lights it up. */
  goTo(messageId) {
    const node = this.nodes.get(messageId);
    if (!node) return false;
    node.scrollIntoView({ block: "center", behavior: motion() });
    node.classList.remove("is-lit");
    requestAnimationFrame(() => node.classList.add("is-lit"));
    setTimeout(() => node.classList.remove("is-lit"), 1_600);
    node.focus({ preventScroll: true });
    return true;
  }

  toEnd(smoothly = false) {
    this.stays = true;
    this.missed = 0;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smoothly ? motion() : "instant" });
    this.showLatest();
  }

  isAtEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR_END_PX;
  }

  onScroll() {
    this.stays = this.isAtEnd();
    if (this.stays) this.missed = 0;
    this.showLatest();
  }

  onResize() {
    if (this.stays) this.toEnd();
    measureFolds(this.log);
  }

  showLatest() {
    this.latest.hidden = this.isAtEnd();
    const badge = this.latest.querySelector(".badge");
    badge.hidden = this.missed === 0;
    badge.textContent = String(this.missed);
  }

  /** Marks where runs of one sender begin and end, and puts the day over its first message. */
  arrange() {
    const nodes = [...this.nodes.values()];
    const locale = this.makeView().locale;
    const used = new Set();
    nodes.forEach((node, place) => {
      const before = nodes[place - 1];
      const after = nodes[place + 1];
      const day = formatDay(Number(node.dataset.date), locale);
      if (!used.has(day)) this.putDay(day, node);
      const isNewDay = !used.has(day);
      used.add(day);
      node.classList.toggle("is-first", isNewDay || !areTogether(before, node));
      node.classList.toggle("is-last", !areTogether(node, after));
    });
    for (const [day, node] of this.days) {
      if (used.has(day)) continue;
      node.remove();
      this.days.delete(day);
    }
  }

  putDay(day, node) {
    const heading = this.days.get(day) ?? h("p", { class: "day" }, h("span", {}, day));
    this.days.set(day, heading);
    if (node.previousSibling !== heading) node.before(heading);
  }
}

function areTogether(one, other) {
  if (!one || !other || one.dataset.from === undefined || one.dataset.from !== other.dataset.from) return false;
  return Math.abs(Number(other.dataset.date) - Number(one.dataset.date)) < TOGETHER_S;
}

/** Gives the focus to the element of `node` that does what the lost one did, or stands in its place. */
function focusLike(lost, node) {
  const label = lost.textContent || lost.getAttribute("aria-label");
  const all = [...node.querySelectorAll(lost.className ? `.${lost.classList[0]}` : lost.tagName)];
  const same = all.find((one) => (one.textContent || one.getAttribute("aria-label")) === label);
  (same ?? all[0] ?? node).focus({ preventScroll: true });
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
