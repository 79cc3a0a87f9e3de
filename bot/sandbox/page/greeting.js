/** What a newcomer sees in an empty chat: what this is, and three things to try. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { listStories } from "./previews.js";

/** The sample stories a newcomer meets first, by the end of their address; the first of the list where these are gone. */
const FIRST_STORIES = ["/whale-falls", "/tram-line"];

/** Stories of our own, for pasting. */
const STORIES = {
  en: `Old lightship returns to Varnholm after 31 years

By Signe Dahl

The lightship Morgenrot sailed back into Varnholm harbour on Saturday, 31 years after she was towed away to be scrapped. About 6,500 people lined the quays to see her, the harbour office said.

Volunteers spent nine years and 2.4 million euros on the ship, two thirds of it given by readers of the local paper. They replaced 38 tonnes of steel plates and rebuilt the lantern, whose beam can be seen from 17 kilometres away.

“We were told four times that she would never float again,” said Henrik Aas, a retired welder who led the work. “The fifth time we stopped asking.”

The ship will open as a museum on 1 May with room for 120 visitors at a time. The town council expects 40,000 guests a year and has set aside 180,000 euros for her upkeep.

Not everybody is pleased. Fishermen lose 45 metres of quay, and their spokeswoman, Lena Brandt, said that the council had not asked them. Mayor Karin Voss promised a new berth by the autumn.`,
  ru: `Старый плавучий маяк вернулся в Варнхольм через 31 год

Сигне Даль

Плавучий маяк «Утренняя заря» в субботу вернулся в гавань Варнхольма — через 31 год после того, как его увели на слом. Посмотреть на корабль пришли около 6500 человек, сообщило управление порта.

Добровольцы потратили на ремонт девять лет и 2,4 миллиона евро, две трети этой суммы собрали читатели местной газеты. Они заменили 38 тонн стальной обшивки и заново построили фонарь: его луч виден за 17 километров.

«Нам четыре раза говорили, что он больше никогда не поплывёт, — сказал сварщик на пенсии Хенрик Ос, который руководил работами. — В пятый раз мы уже не спрашивали».

Музей на борту откроется 1 мая и сможет принимать по 120 посетителей сразу. Городской совет ждёт 40 тысяч гостей в год и выделил на содержание корабля 180 тысяч евро.

Довольны не все. Рыбаки теряют 45 метров причала, и их представитель Лена Брандт заявила, что совет с ними не советовался. Мэр Карин Фосс пообещала новое место у причала к осени.`,
};

/** The greeting of a private chat; `send(text)` says something in it. */
export function makeGreeting({ language, botName, send }) {
  return h(
    "section",
    { class: "greeting", "aria-label": "Three things to try" },
    h("img", { class: "greeting-sign", src: "icon.svg", alt: "", width: 64, height: 64 }),
    h("h2", {}, botName),
    h("p", {}, "This bot turns a news story into the few sentences that carry it, word for word, with key figures and people. It runs here on your machine, without a Telegram account."),
    h("ul", { class: "tries" }, ...listTries(language, send).map((one) => h("li", {}, makeTry(one)))),
    h("p", { class: "greeting-foot" }, "Or paste your own text, or drop a file."),
  );
}

function listTries(language, send) {
  const story = findFirstStory(language) ?? findFirstStory();
  const walled = listStories({ kind: "paywall" })[0];
  const pasted = STORIES[language] ?? STORIES.en;
  return [
    story && { sign: "link", label: "Send a link", hint: `“${story.title}”, ${story.site}`, act: () => send(story.url) },
    { sign: "paper", label: "Paste a story", hint: `“${pasted.split("\n", 1)[0]}”`, act: () => send(pasted) },
    walled && { sign: "lock", label: "See what a paywall answers", hint: `“${walled.title}”, ${walled.site}`, act: () => send(walled.url) },
  ].filter(Boolean);
}

function findFirstStory(language) {
  const stories = listStories({ kind: "story", language });
  return stories.find((story) => FIRST_STORIES.some((ending) => story.url.endsWith(ending))) ?? stories[0];
}

function makeTry({ sign, label, hint, act }) {
  return h("button", { type: "button", class: "try", onclick: act }, h("span", { class: "try-sign" }, icon(sign)), h("span", { class: "try-words" }, h("strong", {}, label), h("small", {}, hint)));
}

const NOTES = {
  channel: "What you post here goes out in the channel's name, and the bot reads it as an administrator.",
  forum: "Each topic is a thread of its own: the bot answers where it was asked.",
  group: "The bot answers here when it is addressed.",
};

/** What stands in a group, forum or channel as long as nobody has said anything. */
export function makeEmpty({ chat, username, language, write }) {
  const note = chat.forum ? NOTES.forum : NOTES[chat.type] ?? NOTES.group;
  const story = listStories({ kind: "story", language })[0] ?? findFirstStory();
  const example = chat.type === "channel" || !story ? null : `@${username} ${story.url}`;
  return h(
    "section",
    { class: "greeting empty" },
    h("h2", {}, chat.title),
    h("p", {}, note),
    example ? h("button", { type: "button", class: "link-button", onclick: () => write(example) }, `Write @${username} and a link`) : null,
  );
}
