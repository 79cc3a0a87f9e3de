/** Starts the chat page. */

import { setClock } from "./dates.js";
import { find } from "./dom.js";
import { follow } from "./events.js";
import { fillIcons } from "./icons.js";
import { showClock } from "./look.js";
import { Page } from "./page.js";
import { loadPapers } from "./previews.js";
import { get } from "./sandbox.js";

const CLOCK_MS = 5_000;
const RETRY_MS = 1_000;

async function start() {
  fillIcons();
  const page = new Page();
  const showConnection = (isThere) => (find("connection").hidden = isThere);
  await untilDone(showConnection, async () => {
    const [{ unix }] = await Promise.all([get("clock"), loadPapers()]);
    setClock(unix);
    await page.store.reload();
  });
  showClock(page.locale);
  setInterval(() => showClock(page.locale), CLOCK_MS);
  const events = (list) => page.onEvents(list);
  await follow(page.store, { events, lost: () => showConnection(false), found: () => showConnection(true) });
}

/** Tries again until `deed` succeeds: the page may be open before the sandbox answers. */
async function untilDone(showConnection, deed) {
  for (;;) {
    try {
      await deed();
      showConnection(true);
      return;
    } catch {
      showConnection(false);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

void start();
