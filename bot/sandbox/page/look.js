/** The theme button and the clock. */

import { formatDistance, formatMoment, formatTime, now } from "./dates.js";
import { find, h } from "./dom.js";
import { icon } from "./icons.js";
import { isDark, onSystemTheme, setTheme } from "./settings.js";

const AHEAD_S = 60;

/** Makes the theme button work, and follow the system. */
export function listenForThemes() {
  find("theme").addEventListener("click", () => chooseTheme(isDark() ? "light" : "dark"));
  onSystemTheme(showTheme);
  showTheme();
}

/** Chooses "light", "dark" or "system". */
export function chooseTheme(theme) {
  setTheme(theme);
  showTheme();
}

function showTheme() {
  const dark = isDark();
  find("theme").replaceChildren(icon(dark ? "sun" : "moon"));
  find("theme").setAttribute("aria-pressed", String(dark));
}

/** The sandbox's clock, and the distances in messages that depend on it. */
export function showClock(locale) {
  const unix = now().getTime() / 1000;
  const isToday = new Date(unix * 1000).toDateString() === new Date().toDateString();
  const words = isToday ? formatTime(unix, locale) : formatMoment(unix, "wt", locale);
  find("clock").replaceChildren(icon("clock"), h("span", {}, words));
  find("clock").setAttribute("aria-label", `The sandbox's clock: ${words}`);
  find("clock").classList.toggle("is-ahead", unix - Date.now() / 1000 > AHEAD_S);
  for (const node of document.querySelectorAll("[data-relative]")) {
    node.textContent = formatDistance(Number(node.dataset.relative) - unix, locale);
  }
}
