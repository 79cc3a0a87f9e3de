/** The box of the sample papers: what comes out next, the button that publishes it, and a topic to follow. */

import { formatTime } from "./dates.js";
import { find, h } from "./dom.js";
import { icon } from "./icons.js";
import { getSeries } from "./previews.js";

const ALL_OUT = "Everything has come out. It begins anew when the sandbox is started again.";
const DEEDS = {
  story: "Publish the next story",
  breaks: "Break a paper's feed",
  mended: "Mend the broken feed",
};

/** What the button does that lets the next step come out; null when all is out. */
export function describeNextDeed() {
  const { next } = getSeries();
  return next ? DEEDS[next.kind] : null;
}

/** Draws the box; `publish()` lets the next step come out, `follow(topic)` follows what it is about. */
export function drawPapers({ locale, publish, follow }) {
  const series = getSeries();
  const focused = document.activeElement?.dataset?.papers;
  find("papers").hidden = false;
  find("papers").replaceChildren(
    h("p", { class: "papers-title" }, "The sample papers"),
    h("p", { class: "papers-words" }, ...describeNext(series, locale)),
    ...(series.next ? [h("div", { class: "papers-deeds" }, makeFollow(series, follow), makePublish(publish))] : []),
  );
  if (focused) find("papers").querySelector(`[data-papers="${focused}"]`)?.focus();
}

function describeNext({ next, next_at: nextAt }, locale) {
  if (!next) return [ALL_OUT];
  const when = ` By itself at ${formatTime(nextAt, locale)}.`;
  if (next.kind === "breaks") return ["Next: the feed of ", h("strong", {}, next.paper), ` breaks.${when}`];
  if (next.kind === "mended") return ["Next: the feed of ", h("strong", {}, next.paper), ` works again.${when}`];
  return ["Next: ", h("strong", {}, `“${next.title}”`), `, ${next.paper}.${when}`];
}

function makePublish(publish) {
  return h(
    "button",
    { type: "button", class: "papers-button is-main", "data-papers": "publish", onclick: publish },
    icon("paper"),
    describeNextDeed(),
  );
}

function makeFollow({ topic }, follow) {
  if (!topic) return null;
  return h(
    "button",
    { type: "button", class: "papers-button", "data-papers": "follow", onclick: () => follow(topic) },
    `Follow “${topic}”`,
  );
}

/** What came of a step, in a line. */
export function describeStep({ kind, paper }) {
  if (kind === "breaks") return `The feed of ${paper} is broken now. /feeds shows it.`;
  if (kind === "mended") return `The feed of ${paper} works again.`;
  return `Published in ${paper}.`;
}
