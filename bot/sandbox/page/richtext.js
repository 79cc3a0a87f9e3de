/**
 * Text with entities as nodes. Offsets are UTF-16 units, which is what JavaScript's strings count in.
 *
 * `deeds` says what a tap does: `command(text)`, `copy(text)`, `mention(name)`; `locale` is the reader's.
 */

import { h } from "./dom.js";
import { formatFully, formatMoment } from "./dates.js";
import { icon } from "./icons.js";

const STYLES = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["BLOCKQUOTE", "FIGURE"]);

/** A fragment that shows `text` with its `entities`; overlapping ones are cut at the end of the outer. */
export function renderRich(text, entities, deeds) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...build(text, 0, text.length, ordered, deeds));
  return fragment;
}

function build(text, from, to, entities, deeds) {
  const nodes = [];
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...later] = rest;
    const begin = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end > begin) {
      if (begin > at) nodes.push(text.slice(at, begin));
      const inner = build(
        text,
        begin,
        end,
        later.filter((other) => other.offset < end),
        deeds,
      );
      nodes.push(wrap(entity, text.slice(begin, end), inner, deeds));
      at = end;
    }
    rest = later.filter((other) => other.offset + other.length > at);
  }
  if (at < to) nodes.push(text.slice(at, to));
  return withoutGaps(nodes);
}

/** A block ends its line itself: the line break that follows it in the text would show as an empty line. */
function withoutGaps(nodes) {
  return nodes.map((node, place) => {
    const follows = place > 0 && BLOCKS.has(nodes[place - 1].nodeName);
    return follows && typeof node === "string" && node.startsWith("\n") ? node.slice(1) : node;
  });
}

function wrap(entity, words, inner, deeds) {
  if (entity.type in STYLES) return h(STYLES[entity.type], {}, ...inner);
  const make = MAKERS[entity.type];
  return make ? make({ entity, words, inner, deeds }) : h("span", {}, ...inner);
}

const MAKERS = {
  text_link: ({ entity, inner }) => makeLink(entity.url, inner),
  url: ({ words, inner }) => makeLink(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `http://${words}`, inner),
  code: ({ words, inner, deeds }) => makeCode(words, inner, deeds),
  pre: ({ entity, words, inner, deeds }) => makePre(entity.language, words, inner, deeds),
  spoiler: ({ inner }) => makeSpoiler(inner),
  bot_command: ({ words, inner, deeds }) => makeAction(inner, () => deeds.command(words), `Send ${words}`),
  mention: ({ words, inner, deeds }) => makeAction(inner, () => deeds.mention(words), `Mention ${words}`),
  text_mention: ({ inner }) => h("span", { class: "entity" }, ...inner),
  hashtag: ({ inner }) => h("span", { class: "entity" }, ...inner),
  cashtag: ({ inner }) => h("span", { class: "entity" }, ...inner),
  email: ({ words, inner, deeds }) => makeAction(inner, () => deeds.copy(words), `Copy ${words}`),
  phone_number: ({ words, inner, deeds }) => makeAction(inner, () => deeds.copy(words), `Copy ${words}`),
  blockquote: ({ inner }) => h("blockquote", { class: "quote" }, ...inner),
  expandable_blockquote: ({ inner }) => makeFoldedQuote(inner),
  date_time: ({ entity, inner, deeds }) => makeMoment(entity, inner, deeds),
};

/** The address when it is safe to follow: http and https only. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

function makeLink(address, inner) {
  const href = safeUrl(address);
  if (href === null) return h("span", {}, ...inner);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, ...inner);
}

function makeAction(inner, onclick, title) {
  return h("button", { type: "button", class: "entity entity-button", onclick, title }, ...inner);
}

function makeCode(words, inner, deeds) {
  const copy = () => deeds.copy(words);
  return h(
    "code",
    { class: "code", role: "button", tabindex: 0, title: "Copy", onclick: copy, onkeydown: onEnter(copy) },
    ...inner,
  );
}

function makePre(language, words, inner, deeds) {
  const label = language || "text";
  const head = h(
    "figcaption",
    {},
    h("span", {}, label),
    h("button", { type: "button", class: "pre-copy", onclick: () => deeds.copy(words) }, icon("copy"), "Copy"),
  );
  return h("figure", { class: "pre" }, head, h("pre", { tabindex: 0 }, ...inner));
}

function makeSpoiler(inner) {
  const content = h("span", { class: "spoiler-content", "aria-hidden": "true" }, ...inner);
  const spoiler = h(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Hidden text, show" },
    content,
  );
  const reveal = () => {
    spoiler.classList.add("is-revealed");
    for (const name of ["role", "tabindex", "aria-label"]) spoiler.removeAttribute(name);
    content.removeAttribute("aria-hidden");
  };
  spoiler.addEventListener("click", reveal, { once: true });
  spoiler.addEventListener("keydown", onEnter(reveal));
  return spoiler;
}

function makeFoldedQuote(inner) {
  const body = h("div", { class: "fold-body" }, ...inner);
  const toggle = h(
    "button",
    { type: "button", class: "fold-toggle", "aria-expanded": "false", "aria-label": "Show all of the quote" },
    icon("down"),
  );
  const quote = h("blockquote", { class: "quote fold" }, body, toggle);
  const turn = () => {
    if (!quote.classList.contains("is-foldable")) return;
    const isOpen = quote.classList.toggle("is-open");
    toggle.setAttribute("aria-expanded", String(isOpen));
    toggle.setAttribute("aria-label", isOpen ? "Fold the quote" : "Show all of the quote");
  };
  quote.addEventListener("click", (event) => {
    const isOnWords = event.target.closest("a, button:not(.fold-toggle), code") !== null;
    if (!isOnWords && String(getSelection()) === "") turn();
  });
  return quote;
}

/** Marks the folded quotes under `root` that are higher than their fold; needs the page to be laid out. */
export function measureFolds(root) {
  for (const quote of root.querySelectorAll(".fold:not(.is-open)")) {
    const body = quote.querySelector(".fold-body");
    quote.classList.toggle("is-foldable", body.scrollHeight > body.clientHeight + 4);
  }
}

function makeMoment(entity, inner, deeds) {
  const words = formatMoment(entity.unix_time, entity.date_time_format, deeds.locale);
  const iso = new Date(entity.unix_time * 1000).toISOString();
  const title = formatFully(entity.unix_time, deeds.locale);
  const relative = entity.date_time_format === "r" ? entity.unix_time : null;
  return h(
    "time",
    { class: "moment", datetime: iso, title, "data-relative": relative },
    ...(words === null ? inner : [words]),
  );
}

function onEnter(deed) {
  return (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    deed();
  };
}
