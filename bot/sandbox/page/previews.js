/** The card of a link: only for the sample papers, whose titles are known. Nothing is fetched. */

import { hueOf } from "./avatar.js";
import { h } from "./dom.js";
import { get } from "./sandbox.js";

const LINKS = new Set(["url", "text_link"]);
let papers = [];
let series = { topic: "", left: 0, next: null, next_at: null };
const stories = new Map();

/** Asks for the sample papers: at the start, and when something came out. */
export async function loadPapers() {
  ({ papers, series } = await get("papers"));
  for (const paper of papers) {
    for (const story of paper.stories) stories.set(bare(story.url), { ...story, site: paper.name });
  }
}

/** The sample stories: {title, kind, url, site, language}, of one kind and language where given. */
export function listStories({ kind, language } = {}) {
  return papers
    .filter((paper) => !language || paper.language === language)
    .flatMap((paper) => paper.stories.map((story) => ({ ...story, site: paper.name, language: paper.language })))
    .filter((story) => !kind || story.kind === kind);
}

/** What comes out next in the papers: {topic, left, next, next_at}, as the sandbox says it. */
export function getSeries() {
  return series;
}

/**
 * The card under (or over) the text of a message, or null. Where the text has the title already, the address stands in
 * its place; a small picture is a letter of the paper's name.
 */
export function makePreview(message) {
  const options = message.preview ?? {};
  if (options.is_disabled || message.document || message.photo) return null;
  const story = stories.get(bare(options.url ?? firstLink(message) ?? ""));
  if (!story) return null;
  const { href, host, pathname } = new URL(options.url ?? story.url);
  const isTold = message.text.includes(story.title);
  const words = isTold
    ? h("span", { class: "preview-address" }, host + pathname)
    : h("span", { class: "preview-title" }, story.title);
  return h(
    "a",
    { class: "preview", href, target: "_blank", rel: "noopener noreferrer" },
    h("span", { class: "preview-words" }, h("strong", { class: "preview-site" }, story.site), words),
    options.prefer_small_media
      ? h(
          "span",
          { class: `preview-picture hue-${hueOf(story.site.length)}`, "aria-hidden": "true" },
          story.site.replace(/^The /, "")[0],
        )
      : null,
  );
}

function firstLink({ text, entities }) {
  const entity = (entities ?? []).find((one) => LINKS.has(one.type));
  return entity && (entity.url ?? text.slice(entity.offset, entity.offset + entity.length));
}

function bare(address) {
  return address.split("#")[0].replace(/\/$/, "");
}
