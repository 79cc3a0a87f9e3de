/** The long poll: everything that happens in the sandbox, and what to do when it goes away and comes back. */

import { Unreachable, get } from "./sandbox.js";

const WAIT_S = 25;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 4_000;

/**
 * Asks for events for as long as the page is open. `on.events(list)` gets them in order; `on.lost()` and `on.found()`
 * tell when the sandbox stopped and began to answer; a sandbox that was started again is loaded from the start.
 */
export async function follow(store, on) {
  let pauseMs = 0;
  for (;;) {
    try {
      const answer = await get("events", { after: store.seen, wait_s: pauseMs ? 0 : WAIT_S });
      await takeAnswer(store, on, answer);
      if (pauseMs) on.found();
      pauseMs = 0;
    } catch (error) {
      if (!(error instanceof Unreachable)) console.error(error);
      if (pauseMs > FIRST_PAUSE_MS) on.lost(error);
      pauseMs = Math.min(Math.max(pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function takeAnswer(store, on, { events, last, run }) {
  if (run !== store.run || last < store.seen) {
    await store.reload();
    return;
  }
  await store.apply(events);
  store.seen = last;
  on.events(events);
}
