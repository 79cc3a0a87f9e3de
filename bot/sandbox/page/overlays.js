/** What lies over the page for a moment: menus, questions, notices. */

import { find, h } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 3_500;
const EDGE = 8;
let closeOpenMenu = null;

/**
 * Opens a menu beside `anchor` (an element, or a point {x, y}). Items: {label, icon?, act, danger?, checked?, hint?},
 * {heading}, {node}, or "-" for a line. Arrow keys walk, Escape closes and gives the focus back.
 */
export function openMenu(anchor, items, label) {
  closeOpenMenu?.();
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  const before = document.activeElement;
  const close = (returnsFocus = true) => {
    closeOpenMenu = null;
    menu.remove();
    document.removeEventListener("pointerdown", onOutside, true);
    removeEventListener("resize", close);
    anchor.setAttribute?.("aria-expanded", "false");
    if (returnsFocus) before?.focus?.({ preventScroll: true });
  };
  const onOutside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  menu.append(...items.filter(Boolean).map((item) => makeItem(item, close)));
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  (anchor.closest?.("aside, main") ?? document.querySelector("main")).append(menu);
  place(menu, anchor);
  closeOpenMenu = close;
  anchor.setAttribute?.("aria-expanded", "true");
  document.addEventListener("pointerdown", onOutside, true);
  addEventListener("resize", close);
  menu.querySelector("[role^=menuitem]")?.focus({ preventScroll: true });
  return close;
}

function makeItem(item, close) {
  if (item === "-") return h("hr", {});
  if (item.heading) return h("p", { class: "menu-heading" }, item.heading);
  if (item.node) return item.node(close);
  const isChoice = item.checked !== undefined;
  const act = () => {
    close();
    item.act();
  };
  return h(
    "button",
    {
      type: "button",
      class: item.danger ? "menu-item is-danger" : "menu-item",
      role: isChoice ? "menuitemradio" : "menuitem",
      "aria-checked": isChoice ? String(item.checked) : null,
      tabindex: -1,
      onclick: act,
    },
    item.icon ? icon(item.icon) : null,
    h("span", { class: "menu-label" }, item.label),
    item.hint ? h("span", { class: "menu-hint" }, item.hint) : null,
    isChoice && item.checked ? icon("check") : null,
  );
}

function walk(event, menu, close) {
  const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key in steps) {
    event.preventDefault();
    const items = [...menu.querySelectorAll("[role^=menuitem]")];
    const at = items.indexOf(document.activeElement);
    items[(at + steps[event.key] + items.length) % items.length]?.focus();
  }
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect?.() ?? { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + 4;
  const fitsBelow = below + height <= innerHeight - EDGE;
  const top = fitsBelow ? below : Math.max(EDGE, box.top - height - 4);
  const left = Math.min(Math.max(EDGE, box.left), innerWidth - width - EDGE);
  menu.style.top = `${Math.min(top, Math.max(EDGE, innerHeight - height - EDGE))}px`;
  menu.style.left = `${Math.max(EDGE, left)}px`;
}

/** A line at the foot of the page that goes away by itself. */
export function toast(text) {
  const note = h("p", { class: "toast" }, text);
  find("toasts").append(note);
  setTimeout(() => note.classList.add("is-leaving"), TOAST_MS);
  setTimeout(() => note.remove(), TOAST_MS + 400);
}

/** Asks a question; resolves to true when it is confirmed. */
export function ask({ title, text, confirm, danger = false }) {
  return openDialog(
    title,
    [h("p", {}, text)],
    [
      { label: "Cancel", value: false },
      { label: confirm, value: true, danger, isMain: true },
    ],
  );
}

/** Shows a notice until it is closed. */
export function notice(title, text) {
  return openDialog(title, [h("p", {}, text)], [{ label: "OK", value: true, isMain: true }]);
}

/** Lets one of `choices` ({label, hint?, node?, value}) be picked; resolves to its value, or to undefined. */
export function pick(title, choices, above = []) {
  const list = (close) =>
    h(
      "ul",
      { class: "choices" },
      ...choices.map(({ label, hint, node, value }) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "choice", onclick: () => close(value) },
            node,
            h("span", { class: "choice-words" }, h("span", {}, label), hint ? h("small", {}, hint) : null),
          ),
        ),
      ),
    );
  return openDialog(title, (close) => [...above, list(close)], [{ label: "Cancel", value: undefined }]);
}

/** Asks for a line of text; resolves to it, or to "" when there is none. */
export async function askText({ title, label, confirm, value = "" }) {
  const field = h("input", {
    type: "text",
    class: "field",
    "aria-label": label,
    placeholder: label,
    maxlength: 64,
    value,
  });
  const confirmed = await openDialog(
    title,
    [field],
    [
      { label: "Cancel", value: false },
      { label: confirm, value: true, isMain: true },
    ],
  );
  return confirmed ? field.value.trim() : "";
}

function openDialog(title, body, buttons) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "dialog", "aria-label": title });
    const finish = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const main = buttons.find((button) => button.isMain);
    const form = h("form", {
      method: "dialog",
      onsubmit: (event) => (event.preventDefault(), main && finish(main.value)),
    });
    const nodes = typeof body === "function" ? body(finish) : body;
    form.append(
      h("h2", {}, title),
      ...nodes,
      h("div", { class: "dialog-buttons" }, ...buttons.map((button) => makeDialogButton(button, finish))),
    );
    dialog.append(form);
    dialog.addEventListener(
      "cancel",
      (event) => (event.preventDefault(), finish(buttons[0].isMain ? buttons[0].value : undefined)),
    );
    dialog.addEventListener("click", (event) => event.target === dialog && finish(undefined));
    document.body.append(dialog);
    dialog.showModal();
    (
      form.querySelector(".choice") ??
      form.querySelector("input") ??
      form.querySelector(".is-main") ??
      form.querySelector("button")
    )?.focus();
  });
}

function makeDialogButton({ label, value, danger, isMain }, finish) {
  const looks = ["dialog-button", danger && "is-danger", isMain && "is-main"].filter(Boolean).join(" ");
  return h(
    "button",
    { type: isMain ? "submit" : "button", class: looks, onclick: isMain ? null : () => finish(value) },
    label,
  );
}

/** Copies `text` and says so. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  toast("Copied");
}

function copyBySelection(text) {
  const field = h("textarea", { class: "offscreen", readonly: true, "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
