/** The round pictures of people and chats. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

const HUES = 7;
const SIGNS = { group: "group", supergroup: "group", channel: "channel" };

/** The picture of the bot, or of a person or chat: a letter on a colour that stays the same. */
export function makeAvatar({ id, name, isBot = false, type = "", forum = false, small = false }) {
  const looks = ["avatar", `hue-${Math.abs(id) % HUES}`, small && "is-small", forum && "is-forum"].filter(Boolean);
  if (isBot) return h("img", { class: "avatar" + (small ? " is-small" : ""), src: "icon.svg", alt: "" });
  const sign = forum ? "forum" : SIGNS[type];
  return h("span", { class: looks.join(" "), "aria-hidden": "true" }, sign ? icon(sign) : initial(name));
}

function initial(name) {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment((name || "?").trim());
  return (first?.segment ?? "?").toLocaleUpperCase();
}

/** The number of the colour in which a sender's name stands. */
export function hueOf(id) {
  return Math.abs(id) % HUES;
}
