/** What a newcomer sees in an empty chat: what this is, and three things to try. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { listStories } from "./previews.js";
import { STORIES } from "./stories.js";

const ABOUT =
  "This bot turns a news story into the few sentences that carry it, word for word, with key figures and people. " +
  "It runs here on your machine, without a Telegram account.";

/** The sample stories a newcomer meets first, by the end of their address; else the first of the list. */
const FIRST_STORIES = ["/whale-falls", "/tram-line"];

/** The greeting of a private chat; `topic` is what may be followed, `send(text)` says something in it. */
export function makeGreeting({ language, botName, topic, send }) {
  return h(
    "section",
    { class: "greeting", "aria-label": "Three things to try" },
    h("img", { class: "greeting-sign", src: "icon.svg", alt: "", width: 64, height: 64 }),
    h("h2", {}, botName),
    h("p", {}, ABOUT),
    h("ul", { class: "tries" }, ...listTries(language, send).map((one) => h("li", {}, makeTry(one)))),
    h("p", { class: "greeting-foot" }, "Or paste your own text, or drop a file."),
    topic ? makeFollowHint(topic, send) : null,
  );
}

function makeFollowHint(topic, send) {
  const command = `/follow ${topic}`;
  return h(
    "p",
    { class: "greeting-foot" },
    "To be told of news: ",
    h("button", { type: "button", class: "inline-button", onclick: () => send(command) }, command),
    ", then publish the next story, at the left or in the menu of this chat.",
  );
}

function listTries(language, send) {
  const story = findFirstStory(language) ?? findFirstStory();
  const walled = listStories({ kind: "paywall" })[0];
  const pasted = STORIES[language] ?? STORIES.en;
  return [
    story && {
      sign: "link",
      label: "Send a link",
      hint: `“${story.title}”, ${story.site}`,
      act: () => send(story.url),
    },
    { sign: "paper", label: "Paste a story", hint: `“${pasted.split("\n", 1)[0]}”`, act: () => send(pasted) },
    walled && {
      sign: "lock",
      label: "See what a paywall answers",
      hint: `“${walled.title}”, ${walled.site}`,
      act: () => send(walled.url),
    },
  ].filter(Boolean);
}

function findFirstStory(language) {
  const stories = listStories({ kind: "story", language });
  return stories.find((story) => FIRST_STORIES.some((ending) => story.url.endsWith(ending))) ?? stories[0];
}

function makeTry({ sign, label, hint, act }) {
  return h(
    "button",
    { type: "button", class: "try", onclick: act },
    h("span", { class: "try-sign" }, icon(sign)),
    h("span", { class: "try-words" }, h("strong", {}, label), h("small", {}, hint)),
  );
}

const NOTES = {
  channel: "What you post here goes out in the channel's name, and the bot reads it as an administrator.",
  forum: "Each topic is a thread of its own: the bot answers where it was asked.",
  group: "The bot answers here when it is addressed.",
};

/** What stands in a group, forum or channel as long as nobody has said anything. */
export function makeEmpty({ chat, username, language, write }) {
  const note = chat.forum ? NOTES.forum : (NOTES[chat.type] ?? NOTES.group);
  const story = listStories({ kind: "story", language })[0] ?? findFirstStory();
  const example = chat.type === "channel" || !story ? null : `@${username} ${story.url}`;
  return h(
    "section",
    { class: "greeting empty" },
    h("h2", {}, chat.title),
    h("p", {}, note),
    example
      ? h(
          "button",
          { type: "button", class: "link-button", onclick: () => write(example) },
          `Write @${username} and a link`,
        )
      : null,
  );
}
