/** Which chats there are to show: those of the sandbox, and some that come to be when they are opened. */

import { get, post } from "./sandbox.js";

/** Who writes on this page at first; more people can be added. */
export const FIRST_PEOPLE = [
  { id: 100, name: "Ada" },
  { id: 101, name: "Boris" },
];

const READY = [
  { id: -2001, type: "group", title: "Breakfast club", hint: "A group with the bot in it" },
  {
    id: -1002000000002,
    type: "supergroup",
    title: "Newsroom",
    forum: true,
    topics: ["Economy", "Climate", "Sport"],
    hint: "A forum with topics",
  },
  { id: -1002000000003, type: "channel", title: "Harbour Wire", hint: "A channel that you run" },
];

const KINDS = {
  group: { type: "group", first: -2010 },
  forum: { type: "supergroup", forum: true, topics: ["Economy", "Climate"], first: -1002000000010 },
  channel: { type: "channel", first: -1002000000011 },
};

/** The private chat of `person` first or by age, then what the sandbox has, then what could be. */
export function listChats(store, person, bot) {
  const own = store.chats.get(person.id) ?? { id: person.id, type: "private", members: [], bot: "member" };
  const known = [...store.chats.values()].filter((chat) => chat.type !== "private" && !chat.migrated_to);
  const moved = new Set([...store.chats.values()].filter((chat) => chat.migrated_to).map((chat) => chat.id));
  const ready = READY.filter((chat) => !store.chats.has(chat.id) && !moved.has(chat.id)).map((chat) => ({
    ...chat,
    isReady: true,
  }));
  const chats = [{ ...own, title: bot.name, isBot: true }, ...known];
  chats.sort((a, b) => lastAt(b) - lastAt(a) || Number(b.isBot ?? 0) - Number(a.isBot ?? 0));
  return [...chats, ...ready];
}

function lastAt(chat) {
  return chat.last_message?.date ?? 0;
}

/** Makes a chat that so far is only in the list, with everybody and the bot in it. */
export async function makeReadyChat(chatId, people) {
  const { hint, ...chat } = READY.find((one) => one.id === chatId);
  await makeChat(chat, people);
}

/** Makes a new chat of a kind: "group", "forum" or "channel"; gives its id. */
export async function makeNewChat(kind, title, people, taken) {
  const { first, ...shape } = KINDS[kind];
  let id = first;
  while (taken.has(id)) id -= 10;
  await makeChat({ ...shape, id, title }, people);
  return id;
}

async function makeChat(chat, people) {
  const ids = people.map((person) => person.id);
  await post("chats", { ...chat, members: ids, admins: ids.slice(0, 1) });
}

/** Everybody who can write: the first people and whoever the sandbox has met. */
export function listPeople(store) {
  const people = new Map(FIRST_PEOPLE.map((person) => [person.id, { ...person, language: "en" }]));
  for (const chat of store.chats.values()) {
    for (const member of chat.members) {
      if (!member.is_bot) people.set(member.id, { id: member.id, name: member.name, language: member.language_code });
    }
  }
  return [...people.values()];
}

/** The bot's name, descriptions and commands as `person` sees them in a chat. */
export function getMenu(chatId, personId) {
  return get("menu", { chat: chatId, user: personId });
}

/** What a chat is, in a few words: "bot", "group, 3 members". */
export function describeChat(chat) {
  if (chat.isBot) return chat.bot === "blocked" ? "blocked" : "bot";
  const count = chat.members?.length ?? 0;
  const isChannel = chat.type === "channel";
  const people = isChannel ? "subscriber" : "member";
  return `${isChannel ? "channel" : chat.forum ? "forum" : "group"}, ${count} ${people}${count === 1 ? "" : "s"}`;
}
