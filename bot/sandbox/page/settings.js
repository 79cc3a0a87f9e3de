/** The few things this browser keeps: theme, who writes, which chat is open. */

const PREFIX = "nutgraf.";

/** What was kept under `name`, or null. */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a value; null forgets it. */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, String(value));
  } catch {
    // Private windows may refuse; then nothing is kept.
  }
}

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : DARK.matches;
}

/** The theme chosen here: "light", "dark", or "system". */
export function getTheme() {
  return document.documentElement.dataset.theme ?? "system";
}

/** Chooses a theme and keeps it. */
export function setTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  keep("theme", theme === "system" ? null : theme);
}

/** Calls `changed` when the system turns light or dark. */
export function onSystemTheme(changed) {
  DARK.addEventListener("change", changed);
}
