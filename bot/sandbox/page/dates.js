/** Instants as a reader sees them: in their own zone and language. Times are seconds since 1970, as in the Bot API. */

const DAY_S = 86_400;
const UNITS = [
  ["year", 365 * DAY_S],
  ["month", 30 * DAY_S],
  ["week", 7 * DAY_S],
  ["day", DAY_S],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

let aheadMs = 0;

/** Takes the sandbox's clock (seconds) as now: it may have been set forward. */
export function setClock(unix) {
  aheadMs = unix * 1000 - Date.now();
}

/** Now by the sandbox's clock. */
export function now() {
  return new Date(Date.now() + aheadMs);
}

/** The browser's own form of the language where it has one, as en-US for "en"; else one with 24 hours. */
export function localeOf(language) {
  const own = navigator.languages.find((tag) => tag.split("-")[0] === language);
  return own ?? (language === "en" ? "en-GB" : (language ?? navigator.language));
}

/**
 * A date entity by its format, `r` or `w?[dD]?[tT]?`: weekday, short or long date, short or long time; `r` is the
 * distance from now. An empty format keeps the text as it stands, which is said by null.
 */
export function formatMoment(unix, format, locale) {
  if (!format) return null;
  if (format === "r") return formatDistance(unix - now().getTime() / 1000, locale);
  const options = {};
  if (format.includes("w")) options.weekday = format.includes("D") ? "long" : "short";
  if (format.includes("d")) Object.assign(options, { day: "numeric", month: "short", ...yearOf(unix) });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(locale, options).format(unix * 1000);
}

function yearOf(unix) {
  return new Date(unix * 1000).getFullYear() === now().getFullYear() ? {} : { year: "numeric" };
}

/** "3 hours ago", "in 2 days". */
export function formatDistance(seconds, locale) {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** Everything about an instant, for a tooltip. */
export function formatFully(unix, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }).format(unix * 1000);
}

/** Hours and minutes. */
export function formatTime(unix, locale) {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(unix * 1000);
}

/** The heading over the messages of a day. */
export function formatDay(unix, locale) {
  const days = Math.round((startOfDay(now()) - startOfDay(new Date(unix * 1000))) / (DAY_S * 1000));
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");
    return word[0].toLocaleUpperCase(locale) + word.slice(1);
  }
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", ...yearOf(unix) }).format(unix * 1000);
}

/** Time today, else the date: for the chat list. */
export function formatBriefly(unix, locale) {
  const at = new Date(unix * 1000);
  if (startOfDay(at).getTime() === startOfDay(now()).getTime()) return formatTime(unix, locale);
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(at);
}

function startOfDay(at) {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}
