/** What can be chosen in the menus of the page; `page` does it. */

import { makeAvatar } from "./avatar.js";
import { clip, ownReaction } from "./bubble.js";
import { describeChat } from "./chats.js";
import { now } from "./dates.js";
import { h } from "./dom.js";
import { chooseTheme } from "./look.js";
import { ask, askText, copyText, openMenu, pick } from "./overlays.js";
import { describeNextDeed } from "./papers.js";
import { getTheme } from "./settings.js";

const LANGUAGES = [
  ["en", "English"],
  ["ru", "Русский"],
];
const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];
const REACTIONS = ["👍", "❤", "🔥", "👀", "🤔", "👎"];
const DIGEST_HOUR = 8;
const OUTSIDE = ["left", "kicked"];

/** New chats, the look, starting over. */
export function openMainMenu(page, anchor) {
  const theme = getTheme();
  const make = (kind, name) => async () => {
    const title = await askText({ title: `New ${name}`, label: "Its name", confirm: "Make it" });
    if (title) await page.deeds.makeChat(kind, title);
  };
  const items = [
    { label: "New group", icon: "group", act: make("group", "group") },
    { label: "New forum", icon: "forum", act: make("forum", "forum") },
    { label: "New channel", icon: "channel", act: make("channel", "channel") },
    "-",
    { heading: "Look" },
    ...THEMES.map(([value, label]) => ({ label, checked: theme === value, act: () => chooseTheme(value) })),
    "-",
    makeStartOver(page),
  ];
  openMenu(anchor, items, "Main menu");
}

/** Who writes, and in which language the bot speaks to them. */
export function openPersonMenu(page, anchor) {
  const { person } = page;
  const addPerson = async () => {
    const name = await askText({ title: "Somebody new", label: "Their name", confirm: "Add" });
    if (name) await page.deeds.addPerson(name);
  };
  const items = [
    { heading: "Write as" },
    ...page.people.map((one) => ({
      label: one.name,
      checked: one.id === person.id,
      act: () => page.deeds.writeAs(one),
    })),
    { label: "Somebody new …", icon: "plus", act: addPerson },
    "-",
    { heading: `${person.name}'s Telegram language` },
    ...LANGUAGES.map(([code, label]) => ({
      label,
      checked: person.language === code,
      act: () => page.deeds.speak(code),
    })),
  ];
  openMenu(anchor, items, "Person and language");
}

/** Lets time pass. */
export function openClockMenu(page, anchor) {
  const items = [
    { heading: "The sandbox's clock, and the bot's" },
    { label: "1 hour on", icon: "clock", act: () => page.deeds.advance(3_600) },
    { label: "1 day on", icon: "clock", act: () => page.deeds.advance(86_400) },
    {
      label: "On to 8:00 UTC, digest time",
      icon: "clock",
      act: () => page.deeds.advance(secondsUntilMorning()),
    },
  ];
  openMenu(anchor, items, "Clock");
}

/** How long until it is eight in the morning, UTC: when a digest comes for whoever has not said when. */
function secondsUntilMorning() {
  const at = now();
  const morning = new Date(at);
  morning.setUTCHours(DIGEST_HOUR, 0, 1, 0);
  if (morning <= at) morning.setUTCDate(morning.getUTCDate() + 1);
  return (morning - at) / 1000;
}

/** What can be done with the open chat. */
export function openChatMenu(page, anchor) {
  const next = describeNextDeed();
  const publish = next ? [{ label: next, icon: "paper", act: () => page.deeds.publish() }, "-"] : [];
  openMenu(anchor, [...publish, ...listChatDeeds(page), makeStartOver(page)], "Menu of this chat");
}

function makeStartOver(page) {
  const startOver = async () => {
    const text = `All messages in “${page.chat.title}” go. Saved stories and settings stay with the bot.`;
    if (await ask({ title: "Start over?", text, confirm: "Start over", danger: true })) await page.deeds.startOver();
  };
  return { label: "Start over", icon: "trash", danger: true, act: startOver };
}

function listChatDeeds(page) {
  const { chat } = page;
  if (chat.isBot)
    return chat.bot === "blocked" ? [] : [{ label: "Block the bot", icon: "ban", act: () => page.deeds.block() }, "-"];
  const deeds = [];
  if (chat.bot === "member")
    deeds.push({ label: "Make the bot an administrator", icon: "star", act: () => page.deeds.setBot("administrator") });
  if (chat.bot === "administrator" && chat.type !== "channel")
    deeds.push({ label: "Make the bot a member", icon: "star", act: () => page.deeds.setBot("member") });
  if (!OUTSIDE.includes(chat.bot))
    deeds.push({ label: "Remove the bot", icon: "ban", act: () => page.deeds.setBot("kicked") });
  if (chat.type === "group")
    deeds.push({ label: "Turn into a supergroup", icon: "group", act: () => page.deeds.migrate() });
  return [...deeds, "-"];
}

/** Reacting to a message, answering it, copying, changing and forwarding it. */
export function openMessageMenu(page, message, anchor) {
  const isOwn = message.from.id === page.me;
  const items = [
    { node: (close) => makeReactionRow(page, message, close) },
    { label: "Reply", icon: "reply", act: () => page.composer.reply(message) },
    message.text ? { label: "Copy text", icon: "copy", act: () => copyText(message.text) } : null,
    isOwn && message.text && !message.document
      ? { label: "Edit", icon: "edit", act: () => page.composer.edit(message) }
      : null,
    { label: "Forward …", icon: "forward", act: () => chooseForward(page, message) },
  ];
  openMenu(anchor, items, "Message menu");
}

function makeReactionRow(page, message, close) {
  const mine = ownReaction(message, page.me);
  const make = (emoji) => {
    const react = () => {
      close();
      page.deeds.react(message, emoji === mine ? "" : emoji);
    };
    const looks = emoji === mine ? "is-mine" : null;
    return h(
      "button",
      {
        type: "button",
        class: looks,
        role: "menuitem",
        tabindex: -1,
        "aria-label": `React with ${emoji}`,
        onclick: react,
      },
      emoji,
    );
  };
  return h("div", { class: "menu-reactions" }, ...REACTIONS.map(make));
}

async function chooseForward(page, message) {
  const choices = page.chats
    .filter((chat) => !chat.isReady)
    .map((chat) => ({
      label: chat.title,
      hint: describeChat(chat),
      value: chat,
      node: makeAvatar({ ...chat, name: chat.title, small: true }),
    }));
  const field = h("input", { type: "text", class: "field", maxlength: 64, placeholder: "Name of a channel" });
  const above = [
    h("p", { class: "dialog-note" }, clip(message.text, 90) || message.document?.name || "Photo"),
    h("label", { class: "field-label" }, "As if it came from a channel (leave empty to keep the author)", field),
  ];
  const chat = await pick("Forward to", choices, above);
  if (chat) await page.deeds.forward(message, chat, field.value.trim());
}
